package removal

import (
	"go/ast"
	"go/types"
	"slices"
)

// onlyFed reports whether a local variable was there for evaluations alone: what is left of its uses are calls that made it ready for them, whose results nobody wants. Whoever drops all effects of what fed a flag drops these, too.
func (r *remover) onlyFed(u *unit, v *types.Var) (ready []*ast.CallExpr, ok bool) {
	if r.options.Effects != DropEffects {
		return nil, false
	}
	fed := false
	for _, ident := range u.uses[u.key(v)] {
		switch call := u.readies(ident); {
		case r.dead(u, ident):
			if !r.inEvaluation(u, ident) {
				return nil, false
			}
			fed = true
		case call == nil:
			return nil, false
		default:
			ready = append(ready, call)
		}
	}
	return ready, fed
}

// dropReady takes the calls out that made a variable ready.
func (r *remover) dropReady(u *unit, ready []*ast.CallExpr) {
	for _, call := range ready {
		r.fed = append(r.fed, Dropped{Pos: u.position(call.Pos()), Text: u.text(call)})
		r.doom(u, u.statementOf(call))
	}
}

// readies is the call of a method of a variable whose results are not used, as a statement or given to blanks; or nil.
func (u *unit) readies(ident *ast.Ident) *ast.CallExpr {
	selector, ok := u.parent[ident].(*ast.SelectorExpr)
	if !ok || selector.X != ident {
		return nil
	}
	call, ok := u.parent[selector].(*ast.CallExpr)
	if !ok || call.Fun != selector {
		return nil
	}
	switch parent := u.parent[call].(type) {
	case *ast.ExprStmt:
		return call
	case *ast.AssignStmt:
		if len(parent.Rhs) == 1 && !slices.ContainsFunc(parent.Lhs, func(left ast.Expr) bool { blank, ok := left.(*ast.Ident); return !ok || blank.Name != "_" }) {
			return call
		}
	}
	return nil
}

// inEvaluation reports whether an identifier stands in an operand of an evaluation.
func (r *remover) inEvaluation(u *unit, ident *ast.Ident) bool {
	for around := range u.outward(ident) {
		if call, ok := around.(*ast.CallExpr); ok && r.evaluates(call) {
			return true
		}
	}
	return false
}
