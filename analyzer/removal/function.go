package removal

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// answered is a flag's value as an evaluation of a type gives it: itself, or a function that answers with it later.
func (r *remover) answered(to debt.Value, t types.Type) value {
	if result := resultOf(t); result != nil {
		known := valueOf(to, result)
		known.called = known.known()
		return known
	}
	if _, generic := types.Unalias(t).(*types.TypeParam); !generic && types.IsInterface(t) && types.NewMethodSet(t).Len() == 0 {
		return boxed(to)
	}
	return valueOf(to, t)
}

// boxed is a flag's value in an interface. What type a number has there only the SDK knows.
func boxed(to debt.Value) value {
	known := valueOf(to, natural(to))
	if !known.known() || isNumber(known) {
		return value{}
	}
	known.boxed = true
	return known
}

// resultOf is the only result of a function type, or nil for any other type.
func resultOf(t types.Type) types.Type {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Results().Len() != 1 {
		return nil
	}
	return sig.Results().At(0).Type()
}

// answer is what the call of a function value gives that is known to give the same always, or nil.
func (v *view) answer(call *ast.CallExpr) (results []value, ours bool) {
	f := v.fold(call.Fun)
	if !f.value.called || f.value.field != "" {
		return nil, false
	}
	f.value.called = false
	return []value{f.value}, f.ours
}

// answers reports whether a call gives a value of the removal and does nothing.
func (v *view) answers(call *ast.CallExpr) bool {
	results, ours := v.answer(call)
	return results != nil && ours
}

// foldFunction folds a function literal that does nothing but return one value.
func (v *view) foldFunction(lit *ast.FuncLit) folded {
	f := folded{keep: lit}
	x := onlyResult(lit.Body)
	if x == nil || resultOf(v.u.typeOf(lit)) == nil {
		return f
	}
	if given := v.fold(x); given.value.plain() && !given.value.null && len(given.before) == 0 {
		f.value, f.soft = given.value, true // the literal says it already
		f.value.called, f.ours = true, given.ours
	}
	return f
}

// foldMaker folds a call that makes such a function of its argument: fixed(true) for func fixed(v bool) func() bool.
func (v *view) foldMaker(call *ast.CallExpr) (folded, bool) {
	fn := v.u.callee(call)
	if fn == nil || call.Ellipsis.IsValid() {
		return folded{}, false
	}
	i, ok := v.r.makers[fn]
	if !ok {
		i = v.r.makerOf(v.u, fn, maxPure)
		v.r.makers[fn] = i
	}
	if i < 0 || i >= len(call.Args) {
		return folded{}, false
	}
	given := v.fold(call.Args[i])
	if !given.value.plain() || given.value.null || len(given.before) > 0 {
		return folded{}, false
	}
	f := folded{value: given.value, ours: given.ours, soft: true, keep: call}
	f.value.called = true
	return f, true
}

// makerOf is the parameter that the function gives which a function of ours makes, or -1 where it makes none.
func (r *remover) makerOf(u *unit, fn *types.Func, depth int) int {
	owner, decl := r.declaration(u, fn)
	if decl == nil || decl.Body == nil || depth == 0 || fn.Signature().Results().Len() != 1 || resultOf(fn.Signature().Results().At(0).Type()) == nil {
		return -1
	}
	switch x := onlyResult(decl.Body).(type) {
	case *ast.FuncLit:
		return owner.paramOf(decl, onlyResult(x.Body))
	case *ast.CallExpr:
		next := owner.callee(x)
		if next == nil {
			return -1
		}
		if i := r.makerOf(owner, next, depth-1); i >= 0 && i < len(x.Args) {
			return owner.paramOf(decl, x.Args[i])
		}
	}
	return -1
}

// paramOf is the index of the parameter of a function that an expression reads, or -1.
func (u *unit) paramOf(decl *ast.FuncDecl, x ast.Expr) int {
	ident, ok := x.(*ast.Ident)
	if !ok || u.defs[u.keyOf(ident)] == nil {
		return -1
	}
	return paramIndex(decl, u.defs[u.keyOf(ident)])
}

// onlyResult is what a body returns that consists of one return statement with one result, or nil.
func onlyResult(body *ast.BlockStmt) ast.Expr {
	if len(body.List) != 1 {
		return nil
	}
	ret, ok := body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return nil
	}
	return ast.Unparen(ret.Results[0])
}

// functionText writes a function that gives a value, for a place of a type.
func (u *unit) functionText(v value, t types.Type, typed bool) string {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return "nil" // not the type that the evaluation has; the gate will say so
	}
	v.called = false
	text := types.TypeString(sig, u.qualifier) + " { return " + u.literal(v, resultOf(t), true) + " }"
	if _, named := types.Unalias(t).(*types.Signature); named || typed {
		return text
	}
	return types.TypeString(t, u.qualifier) + "(" + text + ")"
}
