package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// maxValues bounds the values of one flag.
const maxValues = 6

// values are those that a flag is removed with.
func (m *measurement) values(refs []debt.Reference) []debt.Value {
	kind := debt.KindUnknown
	for _, ref := range refs {
		if ref.Kind != debt.KindUnknown {
			kind = ref.Kind
			if ref.Role == debt.RoleEvaluation {
				break
			}
		}
	}
	var invented []debt.Value
	literals := token.STRING
	switch kind {
	case debt.KindBool, debt.KindUnknown:
		return []debt.Value{"true", "false"}
	case debt.KindInt:
		invented, literals = []debt.Value{"0", "41"}, token.INT
	case debt.KindFloat:
		invented, literals = []debt.Value{"0", "0.25"}, token.FLOAT
	case debt.KindJSON:
		return []debt.Value{"{}", `{"a":1}`}
	case debt.KindStage:
		return []debt.Value{`"off"`, `"live"`, `"complete"`}
	case debt.KindString, debt.KindVariant:
		invented = []debt.Value{`"a"`, `"b c"`}
	}
	var out []debt.Value
	seen := map[debt.Value]bool{"": true}
	add := func(value debt.Value) {
		if !seen[value] && len(out) < maxValues {
			seen[value] = true
			out = append(out, value)
		}
	}
	for _, ref := range refs {
		add(ref.Default)
		if ref.Role == debt.RoleEvaluation {
			for _, value := range m.compared(ref.Pos, literals) {
				add(value)
			}
		}
	}
	for _, value := range invented {
		add(value)
	}
	return out
}

// compared are the literals that something is compared with in the declaration around a place.
func (m *measurement) compared(pos debt.Position, kind token.Token) []debt.Value {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, filepath.Join(m.Root, filepath.FromSlash(pos.File)), nil, 0) // what could be parsed counts
	if file == nil {
		return nil
	}
	var out []debt.Value
	add := func(exprs ...ast.Expr) {
		for _, expr := range exprs {
			if lit, ok := ast.Unparen(expr).(*ast.BasicLit); ok && lit.Kind == kind {
				out = append(out, literal(lit))
			}
		}
	}
	for _, decl := range file.Decls {
		if fset.Position(decl.Pos()).Line > pos.Line || fset.Position(decl.End()).Line < pos.Line {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				switch n.Op {
				case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
					add(n.X, n.Y)
				}
			case *ast.CaseClause:
				add(n.List...)
			}
			return true
		})
	}
	return out
}

// literal is the value of a literal; none where it has another form than ours.
func literal(lit *ast.BasicLit) debt.Value {
	var v any
	var err error
	switch lit.Kind {
	case token.STRING:
		v, err = strconv.Unquote(lit.Value)
	case token.INT:
		v, err = strconv.ParseInt(lit.Value, 0, 64)
	case token.FLOAT:
		v, err = strconv.ParseFloat(lit.Value, 64)
	}
	if err != nil || v == nil {
		return ""
	}
	value, err := debt.ValueOf(v)
	if err != nil {
		return ""
	}
	return value
}
