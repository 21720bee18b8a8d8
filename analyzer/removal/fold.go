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
	switch e.(type) {
	case *ast.CompositeLit, *ast.KeyValueExpr, *ast.StarExpr:
		return folded{keep: e} // never constant, and most of a table of tests
	}
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
	if f := v.foldField(e); f.known() {
		return f
	}
	if known := v.fact(e.Sel); v.after && known.known() && v.agrees(e, known) {
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
