package removal

import (
	"go/ast"
	"go/types"
)

// label is the label of a statement, or nil.
func (u *unit) label(s ast.Stmt) *ast.Ident {
	if labeled, ok := u.parent[s].(*ast.LabeledStmt); ok {
		return labeled.Label
	}
	return nil
}

// isPanic reports whether an expression is a call of the builtin panic, which ends a function by the specification.
func isPanic(u *unit, e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	ident, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	builtin, ok := u.Info.Uses[ident].(*types.Builtin)
	return ok && builtin.Name() == "panic"
}

// hasLabel reports whether a jump may lead into a statement.
func hasLabel(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.LabeledStmt:
			found = true
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}
