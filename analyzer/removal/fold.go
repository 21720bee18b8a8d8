package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// view is what is known of the variables and the flags: before the removal, after it, or in a wrapper that is called with a certain key.
type view struct {
	r     *remover
	u     *unit
	after bool
	// known is what variables hold where they are read; was is the same before the removal.
	known, was map[*ast.Ident]value
	// ends are the statements that exit or not, as far as that is known; nil while the walk still finds out what variables hold.
	ends map[ast.Stmt]bool
}

// folded is what an expression is in a view.
type folded struct {
	value value // not known: keep remains
	// ours says that the removal decides it, and not the code as it was.
	ours bool
	// soft says that the value decides conditions, and is not written in the place of the expression: a number keeps the name that says what it is for.
	soft    bool
	keep    ast.Expr
	negated bool // !keep remains
	// before are operands that were evaluated and whose values no longer matter, in order; onTrue and onFalse are evaluated after keep, if it is true or false.
	before, onTrue, onFalse []ast.Expr
}

func (f folded) known() bool { return f.value.known() }

// written reports whether the value stands in the place of the expression, if that does not stay as it is.
func (f folded) written() bool { return f.known() && !f.soft }

// changes reports whether the expression does not stay as it is at its own level.
func (f folded) changes(e ast.Expr) bool {
	if f.written() {
		return f.ours
	}
	return (f.ours || !f.known()) && f.keep != e
}

// fold says what an expression is.
func (v *view) fold(e ast.Expr) folded {
	tv := v.u.Info.Types[e]
	switch {
	case tv.Value != nil:
		return folded{value: value{constant: tv.Value}, keep: e}
	case tv.IsNil():
		return folded{value: value{null: true}, keep: e}
	case tv.IsType():
		return folded{keep: e}
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		f := v.fold(e.X)
		if !f.written() && f.keep == e.X && !f.negated {
			f.keep = e
		}
		return f
	case *ast.Ident:
		return v.foldIdent(e)
	case *ast.SelectorExpr:
		return v.foldSelector(e)
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return v.foldNot(e)
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return v.foldLogic(e, e.Op == token.LOR)
		case token.EQL, token.NEQ:
			return v.foldEqual(e)
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			return v.foldOrder(e)
		case token.ADD, token.SUB, token.MUL, token.QUO, token.REM:
			return v.foldArithmetic(e)
		}
	case *ast.CallExpr:
		return v.foldCall(e)
	case *ast.TypeAssertExpr:
		return v.foldAssertion(e)
	case *ast.IndexExpr:
		return v.foldForced(e)
	case *ast.FuncLit:
		return v.foldFunction(e)
	}
	return folded{keep: e}
}

func (v *view) foldIdent(ident *ast.Ident) folded {
	known := v.known[ident]
	if !known.known() && v.after {
		known = v.fact(ident)
	}
	if !known.known() {
		return folded{keep: ident}
	}
	_, isFact := v.r.facts[v.u.keyOf(ident)]
	soft := !known.null && isNumber(known) || !isFact && known.called || !isFact && (known.several || known.null || !isBool(known) && !known.flag)
	if known.null && v.inReturn(ident) {
		soft = false
	}
	return folded{value: known, ours: v.after && !v.was[ident].equal(known), soft: soft, keep: ident}
}

// inReturn reports whether an identifier is what a function returns.
func (v *view) inReturn(ident *ast.Ident) bool {
	_, ok := v.u.parent[ident].(*ast.ReturnStmt)
	return ok
}

func isNumber(known value) bool {
	return known.constant.Kind() == constant.Int || known.constant.Kind() == constant.Float
}

// appendsNothing reports whether a call is append(x, nil...), for what was a list that only the flag filled, or append(x) where what it appended named the flag.
func (v *view) appendsNothing(call *ast.CallExpr) bool {
	if !v.u.isAppend(call) || len(call.Args) < 2 {
		return false
	}
	if !call.Ellipsis.IsValid() {
		return v.after && !slices.ContainsFunc(call.Args[1:], func(x ast.Expr) bool { return !v.r.elements[x] })
	}
	added := v.fold(call.Args[1])
	return added.ours && added.value.null && len(added.before) == 0
}

// foldSelector folds a field or a variable of another package that has one value, and the value's field of an evaluation that returns a structure.
func (v *view) foldSelector(e *ast.SelectorExpr) folded {
	if v.u.Info.Selections[e] == nil {
		f := v.foldIdent(e.Sel)
		f.keep = e
		return f
	}
	if known := v.fact(e.Sel); v.after && known.known() {
		return folded{value: known, ours: true, soft: !known.null && isNumber(known), keep: e, before: v.asked(e)}
	}
	return v.foldPart(e, e.X, e.Sel, false)
}

func (v *view) foldNot(e *ast.UnaryExpr) folded {
	x := v.fold(e.X)
	x.onTrue, x.onFalse = x.onFalse, x.onTrue
	switch {
	case x.value.plain() && !x.value.null && x.value.constant.Kind() == constant.Bool:
		x.value = boolean(!constant.BoolVal(x.value.constant))
		x.keep = e
	case x.negated:
		x.negated = false // !!y
	case x.keep == e.X && len(x.before)+len(x.onTrue)+len(x.onFalse) == 0:
		x.keep = e
	default:
		x.negated = true
	}
	return x
}

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
	if y.known() && y.ours || len(x.onTrue)+len(x.onFalse)+len(y.before)+len(y.onTrue)+len(y.onFalse) > 0 || v.r.effect(v.u, e.Y) > pure {
		return false
	}
	changed := y.keep != e.Y
	for _, operand := range slices.Backward(operands(e.X, e.Op)) {
		if v.r.effect(v.u, operand) > pure {
			return false
		}
		f := v.fold(operand)
		changed = changed || f.changes(operand)
		if changed && f.negated == y.negated && v.u.isSame(f.keep, y.keep) {
			return true
		}
	}
	return false
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

// foldAssertion folds any(x).(T), and the assertion of what an evaluation gives as an interface.
func (v *view) foldAssertion(e *ast.TypeAssertExpr) folded {
	if e.Type == nil {
		return folded{keep: e}
	}
	if x := v.fold(e.X); x.value.boxed && x.ours {
		known := x.value.unboxed(v.u.typeOf(e.Type))
		if !known.known() {
			return folded{keep: e}
		}
		x.value, x.keep, x.soft = known, e, false
		return x
	}
	call, ok := ast.Unparen(e.X).(*ast.CallExpr)
	if !ok || !v.u.Info.Types[call.Fun].IsType() || len(call.Args) != 1 || !types.Identical(v.u.typeOf(call.Args[0]), v.u.typeOf(e.Type)) {
		return folded{keep: e}
	}
	x := v.fold(call.Args[0])
	if !x.value.plain() || !x.ours {
		return folded{keep: e}
	}
	x.keep = e
	x.soft = true
	return x
}

// asserted is what x.(T) gives with a second result, where x is what an evaluation gives as an interface; or nil.
func (v *view) asserted(e ast.Expr) []value {
	assertion, ok := ast.Unparen(e).(*ast.TypeAssertExpr)
	if !ok || assertion.Type == nil {
		return nil
	}
	x := v.fold(assertion.X)
	t := v.u.typeOf(assertion.Type)
	if !x.value.boxed || !x.ours || x.value.field != "" || x.value.getter != "" || types.IsInterface(t) {
		return nil
	}
	if known := x.value.unboxed(t); known.known() {
		return []value{known, boolean(true)}
	}
	return []value{zero(t), boolean(false)}
}

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
