package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"unicode"
)

// spoken reports whether an exported method or field stands in a text of the code: templates and reflection name it so.
func (r *remover) spoken(object types.Object) bool {
	if !object.Exported() {
		return false
	}
	for _, u := range r.sorted {
		if u.words()[object.Name()] {
			return true
		}
	}
	return false
}

// words are the words that start with a capital in the texts of a package: in what methods are called by, and in the actions of templates.
func (u *unit) words() map[string]bool {
	if u.spoken != nil {
		return u.spoken
	}
	u.spoken = map[string]bool{}
	for _, f := range u.files {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text := constantString(u.Info.Types[lit].Value)
			if token.IsIdentifier(text) {
				u.spoken[text] = true
			}
			for _, action := range strings.Split(text, "{{")[1:] {
				action, _, _ = strings.Cut(action, "}}")
				for _, word := range strings.FieldsFunc(action, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
					u.spoken[word] = true
				}
			}
			return true
		})
	}
	return u.spoken
}
