package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// foldPicked folds what is picked from a literal on the spot, where that is a value of the removal and the rest of the literal does nothing: record{on: flag}.on and map[string]bool{"a": flag}["a"].
func (v *view) foldPicked(e, from ast.Expr, is func(*ast.KeyValueExpr) bool) folded {
	same := folded{keep: e}
	x := picked(from, is)
	if x == nil || v.u.isChanged(e) {
		return same
	}
	lit := pointed(from)
	for _, element := range lit.Elts {
		pair := element.(*ast.KeyValueExpr)
		if pair.Value != x && v.r.effect(v.u, pair.Value) > pure || isMapLiteral(v.u, lit) && v.r.effect(v.u, pair.Key) > pure {
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

// picked is what a literal with keys gives for one of them, or nil.
func picked(from ast.Expr, is func(*ast.KeyValueExpr) bool) ast.Expr {
	lit := pointed(from)
	if lit == nil {
		return nil
	}
	for _, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok && is(pair) {
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

// foldField folds a field of a literal.
func (v *view) foldField(e *ast.SelectorExpr) folded {
	return v.foldPicked(e, e.X, v.gives(e))
}

// gives tells the element of a literal that gives the field of a selector its value.
func (v *view) gives(e *ast.SelectorExpr) func(*ast.KeyValueExpr) bool {
	return func(pair *ast.KeyValueExpr) bool {
		name, ok := pair.Key.(*ast.Ident)
		return ok && v.u.isSameName(name, e.Sel)
	}
}

// agrees reports whether the field of a literal has a value that it has wherever it is given one. Where the literal goes, nothing is left that gives it this one.
func (v *view) agrees(e *ast.SelectorExpr, known value) bool {
	x := picked(e.X, v.gives(e))
	return x == nil || v.fold(x).value.equal(known)
}

// foldElement folds an element of a literal of a map.
func (v *view) foldElement(e *ast.IndexExpr) folded {
	key := v.u.Info.Types[e.Index].Value
	if m, ok := v.u.typeOf(e.X).Underlying().(*types.Map); !ok || key == nil || types.IsInterface(m.Key()) {
		return folded{keep: e} // of keys in interfaces the type counts, too
	}
	return v.foldPicked(e, e.X, func(pair *ast.KeyValueExpr) bool {
		other := v.u.Info.Types[pair.Key].Value
		return other != nil && comparable(value{constant: other}, value{constant: key}) && constant.Compare(other, token.EQL, key)
	})
}
