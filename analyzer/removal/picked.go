package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// foldField folds a field of a literal on the spot, record{on: flag}.on, where that is a value of the removal and the rest of the literal does nothing.
func (v *view) foldField(e *ast.SelectorExpr) folded {
	same := folded{keep: e}
	x := v.u.givenTo(e)
	if x == nil || v.u.isChanged(e) {
		return same
	}
	for _, element := range pointed(e.X).Elts {
		if given := element.(*ast.KeyValueExpr).Value; given != x && v.r.effect(v.u, given) > pure {
			return same
		}
	}
	f := v.fold(x)
	if !f.ours || !f.value.plain() || f.value.null || !types.Identical(v.u.typeOf(x), v.u.typeOf(e)) && !isUntyped(v.u.typeOf(x)) {
		return same
	}
	f.keep = e
	return f
}

// givenTo is what a literal on the spot gives the field that is selected, or nil.
func (u *unit) givenTo(e *ast.SelectorExpr) ast.Expr {
	lit := pointed(e.X)
	if lit == nil {
		return nil
	}
	for _, element := range lit.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return nil
		}
		if name, ok := pair.Key.(*ast.Ident); ok && u.isSameName(name, e.Sel) {
			return pair.Value
		}
	}
	return nil
}

// isChanged reports whether an expression gets a value, or its address is taken.
func (u *unit) isChanged(e ast.Expr) bool {
	switch parent := u.parent[u.unparened(e)].(type) {
	case *ast.AssignStmt:
		return slices.Contains(parent.Lhs, u.unparened(e)) || len(parent.Lhs) > len(parent.Rhs) // or v, ok is asked for
	case *ast.ValueSpec:
		return len(parent.Names) > len(parent.Values)
	case *ast.IncDecStmt, *ast.RangeStmt:
		return true
	case *ast.UnaryExpr:
		return parent.Op == token.AND
	}
	return false
}

// agrees reports whether the field of a literal has a value that it has wherever it is given one. Where the literal goes, nothing is left that gives it this one.
func (v *view) agrees(e *ast.SelectorExpr, known value) bool {
	x := v.u.givenTo(e)
	return x == nil || v.fold(x).value.equal(known)
}
