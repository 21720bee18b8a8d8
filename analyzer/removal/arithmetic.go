package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// foldEqual folds x == y and x != y.
func (v *view) foldEqual(e *ast.BinaryExpr) folded {
	x, y := v.fold(e.X), v.fold(e.Y)
	if f, ok := v.foldHeld(e, x, e.Y, y); ok {
		return f
	}
	if f, ok := v.foldHeld(e, y, e.X, x); ok {
		return f
	}
	equal := e.Op == token.EQL
	switch {
	case x.value.plain() && y.value.plain():
		if !x.ours && !y.ours || !comparable(x.value, y.value) {
			return folded{keep: e}
		}
		return folded{value: boolean(x.value.equal(y.value) == equal), ours: true, keep: e, before: append(x.before[:len(x.before):len(x.before)], y.before...)}
	case y.value.plain() && y.ours && isBool(y.value) && len(y.before) == 0:
		return v.identity(e, e.X, x, y.value.isTrue() == equal)
	case x.value.plain() && x.ours && isBool(x.value) && len(x.before) == 0:
		return v.identity(e, e.Y, y, x.value.isTrue() == equal)
	}
	return folded{keep: e}
}

// foldHeld folds the comparison of an interface that an evaluation gives with a constant: they are equal if it holds that, as a value of the constant's type.
func (v *view) foldHeld(e *ast.BinaryExpr, x folded, other ast.Expr, y folded) (folded, bool) {
	t := types.Default(v.u.typeOf(other))
	if !x.value.boxed || !x.ours || x.value.field != "" || x.value.getter != "" || !y.value.plain() || y.value.null || types.IsInterface(t) {
		return folded{}, false
	}
	same := x.value.unboxed(t).equal(y.value)
	return folded{value: boolean(same == (e.Op == token.EQL)), ours: true, keep: e, before: append(x.before[:len(x.before):len(x.before)], y.before...)}, true
}

// identity is x == true (same) or x == false.
func (v *view) identity(e *ast.BinaryExpr, operand ast.Expr, x folded, same bool) folded {
	if !types.Identical(v.u.typeOf(operand), v.u.typeOf(e)) && !isUntyped(v.u.typeOf(e)) {
		return folded{keep: e} // of a defined type: the comparison gives another one
	}
	if same {
		return x
	}
	x.onTrue, x.onFalse = x.onFalse, x.onTrue
	x.negated = !x.negated
	return x
}

func isUntyped(t types.Type) bool {
	basic, ok := t.(*types.Basic)
	return ok && basic.Info()&types.IsUntyped != 0
}

func isBool(v value) bool { return !v.null && v.constant.Kind() == constant.Bool }

// comparable reports whether two values are of kinds that go/constant compares.
func comparable(a, b value) bool {
	if a.null || b.null {
		return a.null && b.null
	}
	numeric := func(k constant.Kind) bool { return k == constant.Int || k == constant.Float }
	return a.constant.Kind() == b.constant.Kind() || numeric(a.constant.Kind()) && numeric(b.constant.Kind())
}

func (v *view) foldOrder(e *ast.BinaryExpr) folded {
	x, y := v.fold(e.X), v.fold(e.Y)
	if !x.value.plain() || !y.value.plain() || !x.ours && !y.ours || x.value.null || y.value.null || isBool(x.value) || !comparable(x.value, y.value) {
		return folded{keep: e}
	}
	return folded{value: boolean(constant.Compare(x.value.constant, e.Op, y.value.constant)), ours: true, keep: e, before: append(x.before[:len(x.before):len(x.before)], y.before...)}
}

// foldArithmetic computes with whole numbers that no type is too small for. What is written stays, since the formula says what the number is for.
func (v *view) foldArithmetic(e *ast.BinaryExpr) folded {
	x, y := v.fold(e.X), v.fold(e.Y)
	same := folded{keep: e}
	basic, ok := v.u.typeOf(e).Underlying().(*types.Basic)
	if !ok || basic.Kind() != types.Int && basic.Kind() != types.Int64 || !x.ours && !y.ours || !isInt(x.value) || !isInt(y.value) {
		return same
	}
	op := e.Op
	if op == token.QUO {
		op = token.QUO_ASSIGN // of whole numbers
	}
	if (e.Op == token.QUO || e.Op == token.REM) && constant.Sign(y.value.constant) == 0 {
		return same // panics
	}
	result := constant.BinaryOp(x.value.constant, op, y.value.constant)
	if constant.BitLen(result) > 31 {
		return same
	}
	return folded{value: value{constant: result}, ours: true, soft: true, keep: e, before: append(x.before[:len(x.before):len(x.before)], y.before...)}
}

func isInt(v value) bool { return v.plain() && !v.null && v.constant.Kind() == constant.Int }
