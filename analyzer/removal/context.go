package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// derived is a setter that makes a context of another one, in which the flag has a value: ctx = flags.With(ctx, X, true).
type derived struct {
	id   debt.ID
	from ast.Expr // the context that it gets
}

// derives marks a setter that makes a context in which the winning value is forced, and reports whether it is one: without the flag it is the context that it got.
func (r *remover) derives(f *forcing) bool {
	results := resultTypes(f.unit, f.call)
	if len(results) == 0 || !isContext(results[0]) {
		return false
	}
	at := slices.IndexFunc(f.call.Args, func(x ast.Expr) bool { return isContext(f.typeOf(x)) })
	if at < 0 || slices.ContainsFunc(slices.Delete(slices.Clone(f.call.Args), at, at+1), func(x ast.Expr) bool {
		return isContext(f.typeOf(x)) || r.effect(f.unit, x) != pure
	}) {
		return false
	}
	switch parent := f.parent[f.unparened(f.call)].(type) {
	case *ast.ExprStmt:
		return false // the context is not used
	case *ast.AssignStmt:
		if len(results) > 1 && slices.ContainsFunc(parent.Lhs[1:], func(x ast.Expr) bool { ident, ok := x.(*ast.Ident); return !ok || ident.Name != "_" }) {
			return false // what else it says is used
		}
	default:
		if len(results) > 1 {
			return false
		}
	}
	r.suite.derived[f.call] = derived{f.id, f.call.Args[at]}
	r.touch(f.unit, f.call)
	return true
}

// isContext reports whether a type is context.Context.
func isContext(t types.Type) bool {
	name := typeName(t)
	return name != nil && name.Name() == "Context" && pathOf(name) == "context"
}

// assignContext writes ctx, _ = flags.With(ctx, X) where the setter goes, and reports whether it does.
func (e *emitter) assignContext(s *ast.AssignStmt, call *ast.CallExpr, h *hoist) bool {
	d, ok := e.r.suite.derived[call]
	if !ok {
		return false
	}
	left, last := s.Lhs[0], s.Lhs[len(s.Lhs)-1]
	ident, isIdent := left.(*ast.Ident)
	from, fromIdent := ast.Unparen(d.from).(*ast.Ident)
	switch {
	case e.goneTarget(left):
		e.deleteWith(s, e.discard(d.from), h)
		return true
	case isIdent && fromIdent && e.u.keyOf(ident) == e.u.keyOf(from):
		e.delete(s) // the variable has it already
		return true
	}
	e.expr(left, nil)
	e.cut(left.End(), last.End())
	e.narrow(s.Rhs[0], d.from)
	e.expr(d.from, h)
	e.fixToken(s)
	return true
}
