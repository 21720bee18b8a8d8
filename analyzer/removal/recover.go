package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// recovers reports whether a function may return after a panic: a deferred function recovers from it, or nobody knows what that does.
func (v *view) recovers(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			found = found || v.mayRecover(n.Call)
		}
		return !found
	})
	return found
}

// mayRecover reports whether a deferred call may recover. The standard library does not.
func (v *view) mayRecover(call *ast.CallExpr) bool {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return v.u.callsRecover(lit.Body)
	}
	if ident, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && v.u.Info.Uses[ident] != nil && v.u.Info.Uses[ident].Pkg() == nil {
		return ident.Name == "recover"
	}
	fn := v.u.callee(call)
	if fn == nil {
		return true
	}
	if owner, decl := v.r.declaration(v.u, fn); decl != nil && decl.Body != nil {
		return owner.callsRecover(decl.Body)
	}
	domain, _, _ := strings.Cut(pathOf(fn), "/")
	return strings.Contains(domain, ".")
}

// callsRecover reports whether the builtin is called anywhere in a body.
func (u *unit) callsRecover(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			builtin, ok := u.Info.Uses[ident].(*types.Builtin)
			found = found || ok && builtin.Name() == "recover"
		}
		return !found
	})
	return found
}

// recovered is what a function returns after a panic: nothing, or what its named results hold by then.
func (v *view) recovered(typ *ast.FuncType) returned {
	var ret returned
	for _, field := range typ.Results.List {
		if len(field.Names) > 0 {
			ret.values = append(ret.values, slices.Repeat([]value{{}}, len(field.Names))...)
		} else {
			ret.values = append(ret.values, zero(v.u.typeOf(field.Type)))
		}
	}
	ret.ours = make([]bool, len(ret.values))
	return ret
}
