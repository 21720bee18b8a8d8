package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// setsNumber reports whether a place gives a flag a number that is no variant of it: the code makes no case of the number, and what the test wants of the code may hold with the one that stays.
func (r *remover) setsNumber(f *forcing, forced value) bool {
	if !isNumber(forced) {
		return false
	}
	for call, s := range r.seeds {
		c := cases{r, forced, map[objectKey]bool{}}
		if s.ref.ID == f.id && c.of(s.unit, call) {
			return false
		}
	}
	return true
}

// cases looks for comparisons of what a flag gives with a certain number, wherever that is handed on to.
type cases struct {
	*remover
	number value
	seen   map[objectKey]bool // the variables and functions that have the flag's value
}

// of reports whether the number is a case where an expression is used that has the flag's value.
func (c *cases) of(u *unit, x ast.Expr) bool {
	x = u.unparened(x)
	switch parent := u.parent[x].(type) {
	case *ast.BinaryExpr:
		return (parent.Op == token.EQL || parent.Op == token.NEQ) && (c.is(u, parent.X) || c.is(u, parent.Y))
	case *ast.SwitchStmt:
		return parent.Tag == x && slices.ContainsFunc(parent.Body.List, func(s ast.Stmt) bool {
			return slices.ContainsFunc(s.(*ast.CaseClause).List, func(label ast.Expr) bool { return c.is(u, label) })
		})
	case *ast.CallExpr:
		if u.Info.Types[parent.Fun].IsType() {
			return c.of(u, parent)
		}
		fn, i := u.callee(parent), slices.Index(parent.Args, x)
		return fn != nil && 0 <= i && i < fn.Signature().Params().Len() && c.held(u, fn.Signature().Params().At(i))
	case *ast.KeyValueExpr:
		key, ok := parent.Key.(*ast.Ident)
		return ok && parent.Value == x && c.held(u, u.object(key))
	case *ast.AssignStmt:
		return slices.ContainsFunc(parent.Lhs, func(left ast.Expr) bool {
			name := lastName(left)
			return name != nil && isNumeric(u.typeOf(left)) && c.held(u, u.object(name))
		})
	case *ast.ValueSpec:
		return slices.ContainsFunc(parent.Names, func(name *ast.Ident) bool { return isNumeric(u.typeOf(name)) && c.held(u, u.object(name)) })
	case *ast.ReturnStmt:
		decl, ok := u.function(parent).(*ast.FuncDecl)
		return ok && c.held(u, u.object(decl.Name))
	}
	return false
}

// held is of for the uses of a variable, or the calls of a function.
func (c *cases) held(u *unit, object types.Object) bool {
	if object == nil || c.seen[u.key(object)] {
		return false
	}
	c.seen[u.key(object)] = true
	return slices.ContainsFunc(c.allUses(u, object), func(use use) bool {
		if _, ok := object.(*types.Func); ok {
			call := use.unit.callOf(use.ident)
			return call != nil && c.of(use.unit, call)
		}
		_, kind := use.unit.written(use.ident)
		return kind == reads && c.of(use.unit, use.unit.target(use.ident))
	})
}

// is reports whether an expression is the number.
func (c *cases) is(u *unit, x ast.Expr) bool {
	with := value{constant: u.Info.Types[x].Value}
	return with.known() && comparable(with, c.number) && constant.Compare(with.constant, token.EQL, c.number.constant)
}

// isNumeric reports whether a type is one of numbers.
func isNumeric(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0
}
