package flagref

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// GoDebug is the provider of the settings of GODEBUG.
const GoDebug = "go-godebug"

// godebugs records the //go:debug lines of a main package, which give settings of GODEBUG another value for the program, and of test files, which force them for the test.
func (f *finder) godebugs() {
	for _, file := range f.Files {
		role := debt.RoleDeclaration
		if f.isTest(file) {
			role = debt.RoleTestOverride
		} else if f.Types.Name() != "main" {
			continue // where the go command does not look for them
		}
		for _, group := range file.Comments {
			for _, comment := range group.List {
				text, ok := strings.CutPrefix(comment.Text, "//go:debug ")
				if ok && comment.Pos() < file.Package {
					f.godebug(comment, text, role)
				}
			}
		}
	}
}

func (f *finder) godebug(comment *ast.Comment, text string, role debt.Role) {
	text = strings.TrimSpace(text)
	ref, ok := GoDebugSetting(text)
	if !ok {
		return
	}
	ref.Role = role
	f.add(Ref{Reference: ref, Node: comment}, scope{})
}

// GoDebugSetting is the declaration that KEY=VALUE makes of a setting. The key default is none: it chooses the values of many.
func GoDebugSetting(text string) (debt.Reference, bool) {
	key, given, ok := strings.Cut(text, "=")
	value, err := debt.ValueOf(given)
	if !ok || err != nil || key == "" || key == "default" || !token.IsIdentifier(strings.TrimPrefix(key, "#")) {
		return debt.Reference{}, false
	}
	return debt.Reference{ID: debt.ID{Provider: GoDebug, Key: debt.Key(key)}, Role: debt.RoleDeclaration, Kind: debt.KindString, Default: value}, true
}
