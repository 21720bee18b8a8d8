package removal

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
)

// foldChoice folds a call of a function that returns one of its arguments, where the removal decides which.
func (v *view) foldChoice(call *ast.CallExpr) (folded, bool) {
	if !v.after || call.Ellipsis.IsValid() {
		return folded{}, false
	}
	chosen := v.chosen(call)
	if chosen < 0 {
		return folded{}, false
	}
	var before []ast.Expr
	for i, arg := range call.Args {
		left := v.discard(arg)
		if i > chosen && len(left) > 0 && !isStill(call.Args[chosen]) {
			return folded{}, false // runs after the one that stays
		}
		if i != chosen {
			before = append(before, left...)
		}
	}
	f := v.fold(call.Args[chosen])
	if !types.Identical(v.u.typeOf(call.Args[chosen]), v.u.typeOf(call)) {
		return folded{}, false
	}
	if c := v.u.Info.Types[call.Args[chosen]].Value; c != nil && !isDefault(v.u.typeOf(call), c) {
		f.ours = true // the constant has its type from the function
	}
	f.ours = f.ours || f.value.plain() && !f.value.null && f.value.constant.Kind() == constant.Bool
	if f.known() && !f.ours {
		f.value = value{} // a value of the code, which stays as it is written
	}
	f.before = append(before, f.before...)
	return f, true
}

// isStill reports whether an operand is the same whatever is done before it is looked at: a constant, or a local that nothing but its own function changes.
func isStill(x ast.Expr) bool {
	switch ast.Unparen(x).(type) {
	case *ast.BasicLit, *ast.Ident:
		return true
	}
	return false
}

// chosen is the index of the argument that a call returns, or -1.
func (v *view) chosen(call *ast.CallExpr) int {
	fn := v.u.callee(call)
	if fn == nil || len(call.Args) < 2 {
		return -1
	}
	env, ours := map[objectKey]value{}, false
	for _, arg := range call.Args {
		f := v.fold(arg)
		ours = ours || f.ours && f.value.plain()
	}
	if !ours {
		return -1
	}
	if fn.FullName() == "github.com/samber/lo.Ternary" {
		if v.fold(call.Args[0]).value.isTrue() {
			return 1
		}
		return 2
	}
	owner, decl := v.r.declaration(v.u, fn)
	if decl == nil || decl.Body == nil {
		return -1
	}
	var params []*ast.Ident
	for name := range names(decl.Type.Params) {
		if i := len(params); i < len(call.Args) {
			if f := v.fold(call.Args[i]); f.value.plain() && f.ours {
				env[owner.keyOf(name)] = f.value
			}
		}
		params = append(params, name)
	}
	if !onlyChooses(owner, decl, params) || v.r.bodyEffect(owner, decl.Body, maxPure) > pure {
		return -1
	}
	inner := &view{r: v.r, u: owner, after: true, known: map[*ast.Ident]value{}, was: map[*ast.Ident]value{}}
	returns := inner.function(decl.Type, decl.Body, env).returns
	if len(returns) != 1 || len(returns[0].stmt.Results) != 1 {
		return -1
	}
	ident, ok := ast.Unparen(returns[0].stmt.Results[0]).(*ast.Ident)
	if !ok {
		return -1
	}
	for i, param := range params {
		if owner.keyOf(ident) == owner.keyOf(param) && i < len(call.Args) && !owner.changesParam(decl, i) {
			return i
		}
	}
	return -1
}

// onlyChooses reports whether a function does nothing but return one of its parameters.
func onlyChooses(u *unit, decl *ast.FuncDecl, params []*ast.Ident) bool {
	only := true
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt: // may give the result another value
			only = false
		case *ast.ReturnStmt:
			for _, x := range n.Results {
				ident, ok := ast.Unparen(x).(*ast.Ident)
				only = only && ok && slices.ContainsFunc(params, func(param *ast.Ident) bool { return u.keyOf(param) == u.keyOf(ident) })
			}
		}
		return only
	})
	return only
}
