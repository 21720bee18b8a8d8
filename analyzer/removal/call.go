package removal

import (
	"go/ast"
	"go/constant"
	"go/types"
)

func (v *view) foldCall(call *ast.CallExpr) folded {
	if tv := v.u.Info.Types[call.Fun]; tv.IsType() {
		return v.foldConversion(call)
	}
	if v.appendsNothing(call) {
		return v.fold(call.Args[0])
	}
	if d, ok := v.r.suite.derived[call]; ok && v.after {
		return folded{keep: d.from}
	}
	if x := v.onlyListed(call); x != nil && v.after {
		return folded{keep: x}
	}
	if selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && len(call.Args) == 0 && v.u.Info.Selections[selector] != nil {
		if f := v.foldPart(call, selector.X, selector.Sel, true); f.known() {
			return f
		}
	}
	results, ours := v.results(call)
	if len(results) == 1 && results[0].known() {
		return folded{value: results[0], ours: ours, keep: call, before: v.leftOf(call)}
	}
	if len(results) > 0 {
		return folded{keep: call}
	}
	if f, ok := v.foldChoice(call); ok {
		return f
	}
	if f, ok := v.foldMaker(call); ok {
		return f
	}
	return v.foldComputation(call)
}

func (v *view) foldConversion(call *ast.CallExpr) folded {
	if len(call.Args) != 1 {
		return folded{keep: call}
	}
	x := v.fold(call.Args[0])
	from, to := v.u.typeOf(call.Args[0]), v.u.typeOf(call)
	if !x.value.plain() || !x.ours || x.value.null || !sameKind(from, to) && !fits(x.value, to) {
		return folded{keep: call}
	}
	x.keep = call
	x.soft = true // whoever wrote the conversion wants to see the type
	return x
}

// fits reports whether a small number is the same in an integer type, or in any type that a function is generic over.
func fits(v value, to types.Type) bool {
	if _, generic := types.Unalias(to).(*types.TypeParam); generic {
		return true
	}
	basic, ok := to.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 || v.constant.Kind() != constant.Int {
		return false
	}
	n, exact := constant.Int64Val(v.constant)
	return exact && 0 <= n && n < 1<<7
}

// sameKind reports whether a conversion between the types leaves a constant as it is.
func sameKind(from, to types.Type) bool {
	a, ok1 := from.Underlying().(*types.Basic)
	b, ok2 := to.Underlying().(*types.Basic)
	const kinds = types.IsBoolean | types.IsString | types.IsInteger | types.IsFloat
	return ok1 && ok2 && a.Info()&kinds == b.Info()&kinds && a.Info()&types.IsInteger == 0
}

// results are the known results of a call: of an evaluation of a flag, or of a function that the removal made constant. They are as many as the call has; none is nil.
func (v *view) results(call *ast.CallExpr) (results []value, ours bool) {
	if !v.after {
		return nil, false
	}
	if results := v.r.evaluation(v, call); results != nil {
		return results, true
	}
	if fn := v.u.callee(call); fn != nil {
		if results := v.r.constant[v.u.key(fn)]; results != nil {
			return results, true
		}
		return nil, false
	}
	if lit := v.r.closure(v.u, call); lit != nil {
		return v.r.closed(v.u, lit)
	}
	return v.answer(call)
}

// leftOf is what remains of a call whose results are known: the call itself where the function does more, else the effects of its operands.
func (v *view) leftOf(call *ast.CallExpr) []ast.Expr {
	if v.r.options.Effects == DropEffects {
		return nil
	}
	var left []ast.Expr
	if v.r.closure(v.u, call) == nil && !v.r.evaluates(call) && v.r.callEffect(v.u, call, maxPure) > pure {
		return []ast.Expr{call}
	}
	if v.u.callee(call) == nil {
		left = v.fold(call.Fun).before
	} else if selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && v.u.Info.Selections[selector] != nil {
		left = append(left, v.leftOfReceiver(call, selector.X)...)
	}
	for _, arg := range call.Args {
		left = append(left, v.discard(arg)...)
	}
	return left
}
