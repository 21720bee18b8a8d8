package removal

import (
	"go/ast"
	"go/token"
	"slices"
)

// list writes statements. What the removal makes unreachable goes. Spliced says that the statements move into the list around their block.
func (e *emitter) list(list []ast.Stmt, spliced bool) (exits bool) {
	tail := e.tail
	last := e.lastLive(list)
	ours := false
	for i, s := range list {
		if exits && !ours && e.wasTarget(s) && !e.entered(list[i:]) {
			ours = true // the jump that led here is gone
		}
		if exits && ours {
			if e.entered(list[i:]) {
				ours = false
			} else {
				e.delete(s)
				continue
			}
		}
		e.tail = token.ILLEGAL
		if i == last {
			e.tail = tail
		}
		if spliced && jumpOf(s) == e.tail {
			e.delete(s) // control goes there anyway, since what follows goes, too
			exits = true
			continue
		}
		exits = e.stmt(s)
		ours = exits && !e.before.exits(s)
	}
	e.tail = tail
	e.merge(list)
	return exits
}

// lastLive is the index of the last statement that the removal leaves reachable.
func (e *emitter) lastLive(list []ast.Stmt) int {
	for i, s := range list {
		if e.exits(s) && !e.before.exits(s) {
			rest := list[i+1:]
			if !slices.ContainsFunc(rest, func(later ast.Stmt) bool { return e.target(later, rest...) }) {
				return i
			}
		}
	}
	return len(list) - 1
}

// jumpOf is return or continue for a statement that is nothing but that.
func jumpOf(s ast.Stmt) token.Token {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		if len(s.Results) == 0 {
			return token.RETURN
		}
	case *ast.BranchStmt:
		if s.Tok == token.CONTINUE && s.Label == nil {
			return token.CONTINUE
		}
	}
	return token.EOF
}

// entered reports whether a jump from elsewhere leads to the first of some statements, or into it. If it only comes from those that follow, they have to be entered, too.
func (v *view) entered(rest []ast.Stmt) bool {
	return v.target(rest[0], rest[0]) && slices.ContainsFunc(rest, func(s ast.Stmt) bool { return v.target(s, rest...) })
}

// target reports whether a jump from outside of some statements leads into one of them.
func (v *view) target(s ast.Stmt, among ...ast.Stmt) bool {
	from, to := among[0].Pos(), among[len(among)-1].End()
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		if labeled, ok := n.(*ast.LabeledStmt); ok {
			for _, use := range v.u.uses[v.u.keyOf(labeled.Label)] {
				if branch, ok := v.u.parent[use].(*ast.BranchStmt); ok && branch.Tok == token.GOTO && (use.Pos() < from || to <= use.Pos()) && !v.r.dead(v.u, use) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// wasTarget reports whether a goto led to a statement before the removal.
func (e *emitter) wasTarget(s ast.Stmt) bool {
	labeled, ok := s.(*ast.LabeledStmt)
	return ok && slices.ContainsFunc(e.u.uses[e.u.keyOf(labeled.Label)], func(use *ast.Ident) bool {
		branch, ok := e.u.parent[use].(*ast.BranchStmt)
		return ok && branch.Tok == token.GOTO
	})
}

// stmt writes a statement, and reports whether control does not come out at the end of what remains.
func (e *emitter) stmt(s ast.Stmt) (exits bool) {
	if e.r.doomed[s] || e.r.gone[e.r.fills[s]] {
		e.delete(s)
		return false
	}
	switch s := s.(type) {
	case *ast.BlockStmt:
		inner := e.fork()
		exits = inner.list(s.List, false)
		if inner.emptied(s.List) {
			e.delete(s)
		} else {
			e.add(inner.script)
		}
	case *ast.IfStmt:
		e.ifStmt(s, false)
		exits = e.exits(s)
	case *ast.SwitchStmt:
		e.switchStmt(s)
		exits = e.exits(s)
	case *ast.TypeSwitchStmt:
		e.header(s.Init)
		e.typeSwitch(s.Assign)
		e.clauses(s.Body)
		exits = e.exits(s)
	case *ast.SelectStmt:
		e.clauses(s.Body)
		exits = e.exits(s)
	case *ast.ForStmt:
		e.forStmt(s)
		exits = e.exits(s)
	case *ast.RangeStmt:
		e.rangeStmt(s)
	case *ast.LabeledStmt:
		exits = e.labeled(s)
	default:
		exits = e.plain(s)
	}
	return exits
}

// emptied reports whether the removal takes everything out of statements that were there.
func (e *emitter) emptied(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	for _, s := range list {
		if !e.script.vanishes(s) {
			return false
		}
	}
	return true
}

// plain writes a statement without blocks, with the operands that have to stay before it.
func (e *emitter) plain(s ast.Stmt) (exits bool) {
	inner := e.fork()
	h := &hoist{}
	inner.simple(s, h)
	if len(h.operands) == 0 {
		e.add(inner.script)
		return e.exits(s)
	}
	if inner.vanishes(s) {
		e.unwrap(s, e.leftovers(h.operands)...)
		return false
	}
	if e.hoists(s, h.operands) {
		e.add(inner.script)
	} else {
		e.simple(s, nil)
	}
	return e.exits(s)
}

// changed reports whether an expression that stays is written anew inside.
func (e *emitter) changed(x ast.Expr) bool {
	inner := e.fork()
	inner.children(x, nil)
	return len(inner.script.steps) > 0
}

// header writes the init statement of an if, for or switch that stays.
func (e *emitter) header(init ast.Stmt) {
	if init == nil {
		return
	}
	inner := e.fork()
	h := &hoist{}
	inner.simple(init, h)
	switch {
	case len(h.operands) == 0:
	case inner.vanishes(init) && len(h.operands) == 1:
		inner = e.fork()
		inner.unwrap(init, inner.leftovers(h.operands)...)
	case e.beforeHeader(init, h.operands):
	default:
		inner = e.fork()
		inner.simple(init, nil)
	}
	if inner.vanishes(init) {
		e.cutHeader(init)
		return
	}
	e.add(inner.script)
}

// beforeHeader puts operands of an init statement that have to stay before the statement whose it is, and reports whether there is such a place.
func (e *emitter) beforeHeader(init ast.Stmt, operands []ast.Expr) bool {
	s, ok := e.u.parent[init].(ast.Stmt)
	return ok && e.u.list(s) != nil && e.hoists(s, operands)
}

// hoists puts operands that have to stay before a statement, and reports whether their text can move there.
func (e *emitter) hoists(s ast.Stmt, operands []ast.Expr) bool {
	if slices.ContainsFunc(operands, e.changed) {
		return false
	}
	for _, x := range operands {
		e.insert(s.Pos(), e.line(x)+"\n")
	}
	return true
}

// cutHeader takes an init statement and its semicolon out.
func (e *emitter) cutHeader(init ast.Stmt) {
	end := init.End()
	switch parent := e.u.parent[init].(type) {
	case *ast.IfStmt:
		end = parent.Cond.Pos()
	case *ast.SwitchStmt:
		end = parent.Body.Lbrace
		if parent.Tag != nil {
			end = parent.Tag.Pos()
		}
	case *ast.TypeSwitchStmt:
		end = parent.Assign.Pos()
	case *ast.ForStmt:
		if parent.Cond != nil && parent.Post == nil {
			end = parent.Cond.Pos()
			e.cut(parent.Cond.End(), parent.Body.Lbrace) // the other semicolon
		}
	}
	e.cut(init.Pos(), end)
}

// simple writes a statement without blocks.
func (e *emitter) simple(s ast.Stmt, h *hoist) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		e.exprStmt(s, h)
	case *ast.AssignStmt:
		e.assign(s, h)
	case *ast.DeclStmt:
		if gen, ok := s.Decl.(*ast.GenDecl); ok {
			e.localDecl(s, gen, h)
		}
	case *ast.ReturnStmt:
		for _, x := range s.Results {
			e.expr(x, h)
		}
	case *ast.SendStmt:
		e.expr(s.Chan, h)
		e.expr(s.Value, h)
	case *ast.IncDecStmt:
		if ident, ok := s.X.(*ast.Ident); ok && e.isGone(ident) {
			e.delete(s)
			return
		}
		e.expr(s.X, h)
	case *ast.GoStmt:
		e.deferred(s, s.Call, h)
	case *ast.DeferStmt:
		e.deferred(s, s.Call, h)
	}
}

// exprStmt writes a call that stands alone: it goes where the removal leaves it nothing to do.
func (e *emitter) exprStmt(s *ast.ExprStmt, h *hoist) {
	if e.run(s) {
		return
	}
	call, ok := ast.Unparen(s.X).(*ast.CallExpr)
	if !ok {
		e.expr(s.X, h)
		return
	}
	if results, _ := e.results(call); results != nil && e.r.effect(e.u, call.Fun) <= pure && (e.r.evaluates(call) || e.r.callEffect(e.u, call, maxPure) == pure) || e.r.idle(e.u, call) {
		e.uncalled(s, call, h)
		return
	}
	if fn := e.u.callee(call); fn != nil && fn.FullName() == "(*sync.Once).Do" {
		if lit, ok := call.Args[0].(*ast.FuncLit); ok {
			inner := e.fork()
			inner.expr(lit, nil)
			if inner.emptied(lit.Body.List) {
				e.delete(s)
				return
			}
		}
	}
	e.children(call, h)
}

// uncalled takes a call out that nobody wants the results of, with its statement, but for operands that have to stay.
func (e *emitter) uncalled(s ast.Stmt, call *ast.CallExpr, h *hoist) {
	left := e.operandsOf(call)
	if len(left) > 0 && h == nil {
		e.children(call, nil)
		return
	}
	if h != nil {
		h.operands = append(h.operands, left...)
	}
	e.delete(s)
}

// operandsOf are the operands of a call that goes which have to stay.
func (e *emitter) operandsOf(call *ast.CallExpr) []ast.Expr {
	var left []ast.Expr
	if selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && e.u.Info.Selections[selector] != nil {
		left = e.discard(selector.X)
	}
	for _, arg := range call.Args {
		left = append(left, e.discard(arg)...)
	}
	return left
}

// deferred writes a go or defer statement: it goes where nothing is left of its closure.
func (e *emitter) deferred(s ast.Stmt, call *ast.CallExpr, h *hoist) {
	if e.r.idle(e.u, call) && len(e.operandsOf(call)) == 0 || e.r.evaluates(call) && e.r.effect(e.u, call.Fun) <= pure {
		e.uncalled(s, call, h)
		return
	}
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		inner := e.fork()
		inner.expr(lit, nil)
		if inner.emptied(lit.Body.List) && len(e.operandsOf(call)) == 0 {
			e.delete(s)
			return
		}
	}
	e.children(call, h)
}

// block writes a block that stays where it is, and reports whether the removal empties it.
func (e *emitter) block(b *ast.BlockStmt, tail token.Token) (emptied bool) {
	saved := e.tail
	e.tail = tail
	inner := e.fork()
	inner.list(b.List, false)
	e.tail = saved
	e.add(inner.script)
	return inner.emptied(b.List)
}

// literals writes a statement in the one way that is always right: the flag's value in the place of the evaluations.
func (e *emitter) literals(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			if results, _ := e.results(x); len(results) == 1 && results[0].plain() && len(e.leftOf(x)) == 0 {
				e.literalAt(x, results[0])
				return false
			}
		case *ast.SelectorExpr:
			if f := e.foldSelector(x); f.known() && f.ours && f.value.plain() && len(f.before) == 0 {
				e.literalAt(x, f.value)
			} else {
				e.literals(x.X)
			}
			return false
		case *ast.Ident:
			if f := e.foldIdent(x); e.u.Info.Uses[x] != nil && f.known() && f.ours && f.value.plain() {
				e.literalAt(x, f.value)
			}
		}
		return true
	})
}

// clauses writes the clauses of a type switch or a select.
func (e *emitter) clauses(b *ast.BlockStmt) {
	for _, clause := range b.List {
		switch c := clause.(type) {
		case *ast.CaseClause:
			e.list(c.Body, false)
		case *ast.CommClause:
			e.communication(c.Comm)
			e.list(c.Body, false)
		}
	}
}

// typeSwitch writes x := y.(type).
func (e *emitter) typeSwitch(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		if ident, ok := s.Lhs[0].(*ast.Ident); ok && e.isGone(ident) {
			e.narrow(s, s.Rhs[0])
		}
		e.expr(s.Rhs[0], nil)
	case *ast.ExprStmt:
		e.expr(s.X, nil)
	}
}

// communication writes what a clause of a select waits for, which stays whatever becomes of what is received.
func (e *emitter) communication(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.SendStmt:
		e.simple(s, nil)
	case *ast.ExprStmt:
		e.expr(s.X, nil)
	case *ast.AssignStmt:
		kept := false
		for _, left := range s.Lhs {
			kept = kept || !e.goneTarget(left) && !e.isBlank(left)
		}
		if !kept {
			e.narrow(s, s.Rhs[0])
			e.expr(s.Rhs[0], nil)
			return
		}
		for _, left := range s.Lhs {
			if e.goneTarget(left) {
				e.replace(left, "_")
			}
		}
		e.expr(s.Rhs[0], nil)
		e.fixToken(s)
	}
}
