package program

import (
	"errors"
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"strings"
)

// mistake is a syntax or type error.
type mistake struct {
	pos  token.Position
	at   token.Pos // invalid for a syntax error
	text string
}

// mistakes are those that an error stands for.
func mistakes(err error) []mistake {
	var e types.Error
	if errors.As(err, &e) {
		return []mistake{{e.Fset.PositionFor(e.Pos, false), e.Pos, e.Msg}}
	}
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return []mistake{{text: err.Error()}}
	}
	var out []mistake
	for _, e := range list {
		out = append(out, mistake{pos: e.Pos, text: e.Msg})
	}
	return out
}

// key is the declaration that a mistake stands in, and what it is.
func (m mistake) key(files []*ast.File) [2]string {
	place := m.pos.Filename
	for _, file := range files {
		if m.at.IsValid() && file.FileStart <= m.at && m.at < file.FileEnd {
			place += " " + declaration(file, m.at)
		}
	}
	return [2]string{place, m.text}
}

// declaration names the declaration of a file that holds a place.
func declaration(file *ast.File, pos token.Pos) string {
	for _, decl := range file.Decls {
		if decl.Pos() <= pos && pos < decl.End() {
			return nameOf(decl, pos)
		}
	}
	return ""
}

// nameOf names a declaration that holds a place.
func nameOf(decl ast.Decl, pos token.Pos) string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return functionName(decl)
	case *ast.GenDecl:
		return decl.Tok.String() + " " + specification(decl, pos)
	}
	return ""
}

func functionName(fn *ast.FuncDecl) string {
	if fn.Recv != nil && len(fn.Recv.List) > 0 {
		return types.ExprString(fn.Recv.List[0].Type) + "." + fn.Name.Name
	}
	return fn.Name.Name
}

func specification(decl *ast.GenDecl, pos token.Pos) string {
	for _, spec := range decl.Specs {
		if pos < spec.Pos() || spec.End() <= pos {
			continue
		}
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			return spec.Name.Name
		case *ast.ValueSpec:
			var names []string
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
			return strings.Join(names, ", ")
		case *ast.ImportSpec:
			return spec.Path.Value
		}
	}
	return ""
}
