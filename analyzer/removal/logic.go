package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// foldLogic folds x && y, and x || y by De Morgan's laws.
func (v *view) foldLogic(e *ast.BinaryExpr, or bool) folded {
	x, y := v.fold(e.X), v.fold(e.Y)
	if or {
		x.swap()
		y.swap()
	}
	f := v.foldAnd(e, x, y)
	if or {
		f.swap()
	}
	return f
}

// swap turns the meaning of true and false around.
func (f *folded) swap() {
	if f.value.isTrue() || f.value.isFalse() {
		f.value = boolean(f.value.isFalse())
	}
	f.onTrue, f.onFalse = f.onFalse, f.onTrue
}

func (v *view) foldAnd(e *ast.BinaryExpr, x, y folded) folded {
	same := folded{keep: e}
	switch {
	case x.known() && !x.ours && y.known() && !y.ours:
		return folded{keep: e} // was like that before
	case x.value.isFalse() && x.ours:
		return folded{value: x.value, ours: true, keep: e, before: x.before}
	case x.value.isTrue() && x.ours:
		y.before = append(x.before[:len(x.before):len(x.before)], y.before...)
		if !y.ours {
			y.value = value{} // what was constant before stays as it is written: it may be another one in another build
		}
		return y
	case x.known() && !y.ours:
		return same // a constant that was there before decides
	case !x.ours:
		x.value = value{}
	}
	return v.foldRight(e, x, y)
}

// foldRight folds x && y where x stays.
func (v *view) foldRight(e *ast.BinaryExpr, x, y folded) folded {
	same := folded{keep: e}
	switch {
	case y.value.isTrue() && y.ours:
		x.onTrue = append(x.onTrue[:len(x.onTrue):len(x.onTrue)], y.before...)
		return x
	case y.value.isFalse() && y.ours:
		if len(y.before)+len(x.onTrue) > 0 && v.r.options.Effects != DropEffects {
			return same // x decides whether the operand's effects happen: false && stays
		}
		before := append(x.before[:len(x.before):len(x.before)], v.discard(x.keep)...)
		if len(x.onFalse) > 0 && v.r.options.Effects != DropEffects {
			return same
		}
		return folded{value: y.value, ours: true, keep: e, before: before}
	case v.repeats(e, x, y):
		return x
	}
	return same
}

// repeats reports whether the right operand of x && y or x || y says again what one to its left says, because of the removal: a && (a || flag) became a && a, or a && flag && a. Nothing between the two may change the answer.
func (v *view) repeats(e *ast.BinaryExpr, x, y folded) bool {
	if y.known() && y.ours || len(x.onTrue)+len(x.onFalse)+len(y.before)+len(y.onTrue)+len(y.onFalse) > 0 || v.r.effect(v.u, y.keep) > pure {
		return false
	}
	changed := y.keep != e.Y
	for _, operand := range slices.Backward(operands(e.X, e.Op)) {
		f := v.fold(operand)
		if !f.known() && v.r.effect(v.u, f.keep) > pure || len(f.onTrue)+len(f.onFalse) > 0 {
			return false
		}
		changed = changed || f.changes(operand) || !v.u.isSame(operand, e.Y)
		if changed && v.saysSame(f, y) {
			return true
		}
		if len(f.before) > 0 {
			return false
		}
	}
	return false
}

// saysSame reports whether what remains of two expressions computes the same, or the negation of the same.
func (v *view) saysSame(f, g folded) bool {
	x, negated := stripped(f)
	y, also := stripped(g)
	return negated == also && v.remainsSame(x, y)
}

// remainsSame reports whether two expressions compute the same after the removal: they differ in nothing but how they ask for values that it knows.
func (v *view) remainsSame(a, b ast.Expr) bool {
	a, b = ast.Unparen(a), ast.Unparen(b)
	if v.u.isSame(a, b) {
		return true
	}
	if f, g := v.fold(a), v.fold(b); f.known() && g.known() {
		return f.value.plain() && g.value.plain() && f.value.equal(g.value) && len(f.before)+len(g.before) == 0 && types.Identical(v.u.typeOf(a), v.u.typeOf(b))
	}
	switch a := a.(type) {
	case *ast.IndexExpr:
		b, ok := b.(*ast.IndexExpr)
		return ok && v.remainsSame(a.X, b.X) && v.remainsSame(a.Index, b.Index)
	case *ast.SelectorExpr:
		b, ok := b.(*ast.SelectorExpr)
		return ok && v.u.isSameName(a.Sel, b.Sel) && v.remainsSame(a.X, b.X)
	case *ast.CompositeLit:
		b, ok := b.(*ast.CompositeLit)
		return ok && types.Identical(v.u.typeOf(a), v.u.typeOf(b)) && slices.EqualFunc(a.Elts, b.Elts, v.remainsSame)
	case *ast.KeyValueExpr:
		b, ok := b.(*ast.KeyValueExpr)
		return ok && v.u.isSame(a.Key, b.Key) && v.remainsSame(a.Value, b.Value)
	}
	return false
}

// stripped is what remains of an expression without the signs of negation before it, and whether they negate it.
func stripped(f folded) (x ast.Expr, negated bool) {
	x, negated = ast.Unparen(f.keep), f.negated
	for {
		not, ok := x.(*ast.UnaryExpr)
		if !ok || not.Op != token.NOT {
			return x, negated
		}
		x, negated = ast.Unparen(not.X), !negated
	}
}

// operands are the operands of a chain of && or of ||, or the expression itself.
func operands(x ast.Expr, op token.Token) []ast.Expr {
	if b, ok := ast.Unparen(x).(*ast.BinaryExpr); ok && b.Op == op {
		return append(operands(b.X, op), operands(b.Y, op)...)
	}
	return []ast.Expr{x}
}

// discard is what remains of an operand whose value no longer matters.
func (v *view) discard(e ast.Expr) []ast.Expr {
	if v.r.options.Effects == DropEffects {
		return nil
	}
	f := v.fold(e)
	switch {
	case f.known() && f.ours:
		return f.before
	case v.r.effect(v.u, e) == pure:
		return nil
	case !f.known() && f.keep != e && len(f.onTrue)+len(f.onFalse) == 0:
		return append(f.before[:len(f.before):len(f.before)], v.discard(f.keep)...)
	}
	switch x := e.(type) {
	case *ast.ParenExpr:
		return v.discard(x.X)
	case *ast.CallExpr:
		if len(x.Args) == 1 && v.u.Info.Types[x.Fun].IsType() && v.r.callEffect(v.u, x, 0) == pure {
			return v.discard(x.Args[0])
		}
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			return v.discard(x.X)
		}
	case *ast.BinaryExpr:
		if (x.Op == token.LAND || x.Op == token.LOR) && v.r.effect(v.u, x.Y) == pure {
			return v.discard(x.X)
		}
	}
	if lit := pointed(e); lit != nil && isStruct(v.u.typeOf(lit)) {
		return v.discardFields(lit)
	}
	return []ast.Expr{e}
}

// discardFields is what remains of the literal of a struct that nobody wants: what its fields get.
func (v *view) discardFields(lit *ast.CompositeLit) (left []ast.Expr) {
	for _, x := range lit.Elts {
		if pair, ok := x.(*ast.KeyValueExpr); ok {
			x = pair.Value
		}
		left = append(left, v.discard(x)...)
	}
	return left
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}
