package flagref

import (
	"go/ast"
	"go/token"
	"go/types"
)

// written is what a package gives a field of any package, or a variable of its own, wherever it does. Tests do not count: what they give says nothing of the program.
type written struct {
	values []ast.Expr
	other  bool // and something that no expression says: by its address, in a loop, from outside
}

// writes is where the fields and the package variables get their values that can hold a flag's value or a function. The package is read once, when somebody asks.
func (f *finder) writes() map[*types.Var]*written {
	if f.written == nil {
		f.written = map[*types.Var]*written{}
		for _, file := range f.Files {
			if !f.isTest(file) {
				ast.Inspect(file, func(n ast.Node) bool {
					f.writesOf(n)
					return true
				})
			}
		}
	}
	return f.written
}

func (f *finder) writesOf(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			var value ast.Expr
			if n.Tok == token.ASSIGN {
				value = nth(n.Rhs, len(n.Lhs), i)
			}
			f.write(f.target(left), value)
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if v, ok := f.Info.Defs[name].(*types.Var); ok && len(n.Values) > 0 {
				f.write(v, nth(n.Values, len(n.Names), i))
			}
		}
	case *ast.CompositeLit:
		f.writesOfLiteral(n)
	case *ast.RangeStmt:
		f.write(f.target(n.Key), nil)
		f.write(f.target(n.Value), nil)
	case *ast.IncDecStmt:
		f.write(f.target(n.X), nil)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			f.write(f.target(n.X), nil)
		}
	case *ast.StructType:
		for _, field := range n.Fields.List {
			for _, name := range field.Names {
				if v, ok := f.Info.Defs[name].(*types.Var); ok && field.Tag != nil {
					f.write(v, nil) // whoever reads the tag may write the field
				}
			}
		}
	}
}

func (f *finder) writesOfLiteral(lit *ast.CompositeLit) {
	s := structOf(f.typeOf(lit))
	if s == nil {
		return
	}
	for i, element := range lit.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			if name, ok := kv.Key.(*ast.Ident); ok {
				v, _ := f.Info.Uses[name].(*types.Var)
				f.write(v, kv.Value)
			}
		} else if i < s.NumFields() {
			f.write(s.Field(i), element)
		}
	}
}

// target is the field or variable that an expression names, or nil.
func (f *finder) target(x ast.Expr) *types.Var {
	if x == nil {
		return nil
	}
	if v := f.fieldOf(x); v != nil {
		return v
	}
	return f.variable(x)
}

// write notes a value; nil stands for one that no expression says.
func (f *finder) write(v *types.Var, value ast.Expr) {
	if v == nil || v.Pkg() == nil || !v.IsField() && (v.Pkg() != f.Types || v.Parent() != f.Types.Scope()) {
		return // a variable of a function, or of another package, which can see to it that nobody reads it before
	}
	if _, function := v.Type().Underlying().(*types.Signature); !function && !isBasic(v.Type()) {
		return
	}
	w := f.written[v.Origin()]
	if w == nil {
		w = &written{}
		f.written[v.Origin()] = w
	}
	if value == nil {
		w.other = true
		return
	}
	w.values = append(w.values, value)
}

func isBasic(t types.Type) bool {
	_, basic := t.Underlying().(*types.Basic)
	return basic
}
