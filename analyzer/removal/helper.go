package removal

import (
	"go/ast"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// doesMore reports whether a call that forces a value is of a helper that passes the key on and does something else besides, which would go with the call.
func (r *remover) doesMore(u *unit, call *ast.CallExpr, depth int) bool {
	fn := u.callee(call)
	if fn == nil {
		return false
	}
	if slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool { return ref.Node == ast.Node(call) && ref.API != nil }) {
		return false // a rule says what it does
	}
	owner, decl := r.declaration(u, fn)
	if decl == nil || decl.Body == nil || depth == 0 {
		return false
	}
	forwards := slices.ContainsFunc(owner.Refs, func(ref flagref.Ref) bool { return ref.Role == debt.RoleForward && within(ref.Node, decl.Body) })
	return forwards && slices.ContainsFunc(decl.Body.List, func(s ast.Stmt) bool { return r.besides(owner, s, depth-1) })
}

// besides reports whether a statement of a helper does something else than to force a value.
func (r *remover) besides(u *unit, s ast.Stmt, depth int) bool {
	forces := false
	for i := range u.Refs {
		ref := &u.Refs[i]
		if ref.Role != debt.RoleForward && ref.Role != debt.RoleTestOverride || !within(ref.Node, s) {
			continue
		}
		forces = true
		if call, ok := ref.Node.(*ast.CallExpr); ok && r.doesMore(u, call, depth) {
			return true
		}
	}
	if forces {
		return false
	}
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return slices.ContainsFunc(s.Results, func(x ast.Expr) bool { return r.effect(u, x) == effects })
	case *ast.IfStmt:
		return !u.asksError(s.Cond)
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return !ok || !isHook(call, "Helper", "Cleanup", "NoError", "Logf", "Log")
	case *ast.AssignStmt:
		return slices.ContainsFunc(s.Rhs, func(x ast.Expr) bool { return r.effect(u, x) == effects })
	case *ast.DeclStmt:
		return false
	}
	return true
}
