package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// forStmt writes a loop.
func (e *emitter) forStmt(s *ast.ForStmt) {
	if e.leavesAtOnce(s) {
		e.delete(s)
		return
	}
	cond := e.fold(condition(s))
	decided := s.Cond != nil && cond.known() && cond.ours && cond.value.plain()
	switch {
	case decided && cond.value.isFalse() && len(cond.before) == 0 && s.Init == nil:
		e.delete(s)
		return
	case decided && cond.value.isFalse():
		if e.neverRuns(s, cond) {
			return
		}
		e.children(s.Cond, nil)
	case decided && cond.value.isTrue() && len(cond.before) == 0 && e.waits(s):
		e.keepsWaiting(s)
	case decided && cond.value.isTrue() && len(cond.before) == 0:
		header := e.fork()
		header.header(s.Init)
		if s.Post == nil && (s.Init == nil || header.vanishes(s.Init)) {
			e.cut(s.For+token.Pos(len("for")), s.Body.Lbrace)
			e.insert(s.Body.Lbrace, " ")
			e.block(s.Body, token.CONTINUE)
			return
		}
		e.cut(s.Cond.Pos(), s.Cond.End())
	case s.Cond != nil:
		e.expr(s.Cond, nil)
	}
	e.header(s.Init)
	if s.Post != nil {
		e.simple(s.Post, nil)
	}
	e.block(s.Body, token.CONTINUE)
}

// leavesAtOnce reports whether the removal leaves a loop nothing but a break.
func (e *emitter) leavesAtOnce(s *ast.ForStmt) bool {
	if s.Init != nil || s.Cond != nil || e.u.label(s) != nil {
		return false
	}
	list := e.flatten(s.Body.List, false)
	return len(list) > 0 && list[0].spliced && isBreak(list[0].stmt)
}

// keepsWaiting leaves the condition of a loop that waits for the flag as it is.
func (e *emitter) keepsWaiting(s *ast.ForStmt) {
	e.stayIn(s.Cond, e.r.obstacle(e.u, s, debt.CodeEndless, "the loop waits for the flag to change"))
}

// neverRuns writes a loop whose body never runs: what was done before its first round stays. It does not where that needs the variables of the loop.
func (e *emitter) neverRuns(s *ast.ForStmt, cond folded) bool {
	var operands []ast.Expr
	var parts []part
	assign, ok := s.Init.(*ast.AssignStmt)
	inner := e.fork()
	switch {
	case s.Init == nil:
	case ok && assign.Tok == token.DEFINE:
		for _, left := range assign.Lhs {
			ident, ok := left.(*ast.Ident)
			if !ok || slices.ContainsFunc(cond.before, func(x ast.Expr) bool { return e.mentions(x, e.u.keyOf(ident)) }) {
				return false
			}
		}
		for _, right := range assign.Rhs {
			operands = append(operands, e.discard(right)...)
		}
	default:
		parts = inner.initParts(s.Init)
	}
	parts = append(parts, inner.leftovers(append(operands, cond.before...))...)
	e.add(inner.script)
	e.unwrap(s, parts...)
	return true
}

// endless reports whether a loop has no condition, or the removal leaves it none. One with an operand that has to stay keeps its condition, and Go does not see then that the loop never ends.
func (v *view) endless(s *ast.ForStmt) bool {
	if s.Cond == nil {
		return true
	}
	cond := v.fold(s.Cond)
	return cond.ours && cond.value.isTrue() && len(cond.before) == 0 && !v.waits(s)
}

// waits reports whether the flag is the only way out of a loop: it polls for a change.
func (v *view) waits(s *ast.ForStmt) bool {
	out := false
	v.jumps(s.Body, false, func(*ast.BranchStmt, bool) { out = true })
	ast.Inspect(s.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			out = true
		case *ast.ExprStmt:
			out = out || isPanic(v.u, n.X)
		case *ast.FuncLit:
			return false
		}
		return !out
	})
	if out {
		return false
	}
	negated, ok := ast.Unparen(s.Cond).(*ast.UnaryExpr)
	return ok && negated.Op == token.NOT && v.asks(negated)
}

// asks reports whether an expression has a call that asks for the flag each time, and not only one that is given its value.
func (v *view) asks(x ast.Expr) bool {
	found := false
	ours := func(x ast.Expr) bool { f := v.fold(x); return f.known() && f.ours }
	ast.Inspect(x, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && ours(call) && !slices.ContainsFunc(call.Args, ours)
		return !found
	})
	return found
}

// rangeStmt writes a loop over something; it goes where the removal leaves it nothing to do and nothing to wait for.
func (e *emitter) rangeStmt(s *ast.RangeStmt) {
	if e.unroll(s) {
		return
	}
	inner := e.fork()
	inner.expr(s.X, nil)
	if inner.block(s.Body, token.CONTINUE) && s.Tok != token.ASSIGN && e.r.effect(e.u, s.X) == pure && !isWaiting(e.u.typeOf(s.X)) {
		e.delete(s)
		return
	}
	for _, x := range []ast.Expr{s.Key, s.Value} {
		if ident, ok := x.(*ast.Ident); ok && e.isGone(ident) {
			e.goneRangeVariable(inner, s, ident)
		}
	}
	e.add(inner.script)
}

// goneRangeVariable takes a variable out of for k, v := range x.
func (e *emitter) goneRangeVariable(inner *emitter, s *ast.RangeStmt, ident *ast.Ident) {
	value, _ := s.Value.(*ast.Ident)
	key, _ := s.Key.(*ast.Ident)
	blank := func(x *ast.Ident) bool { return x == nil || x.Name == "_" || e.isGone(x) }
	switch {
	case blank(key) && blank(value):
		if ident == value || value == nil || !e.isGone(value) {
			inner.cut(s.Key.Pos(), s.Range)
		}
	case ident == value:
		inner.cut(key.End(), value.End())
	default:
		inner.replace(ident, "_")
	}
}

// isWaiting reports whether ranging over a type does more than to count: over a channel, or a function.
func isWaiting(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Chan, *types.Signature:
		return true
	}
	return false
}
