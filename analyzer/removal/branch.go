package removal

import (
	"go/ast"
	"go/token"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// ifStmt writes a conditional statement.
func (e *emitter) ifStmt(s *ast.IfStmt, isElse bool) {
	cond := e.fold(s.Cond)
	if cond.known() && cond.ours && cond.value.plain() {
		if isElse {
			e.decidedElse(s, cond)
			return
		}
		e.decided(s, cond)
		return
	}
	e.undecided(s, cond, isElse)
}

// decided puts the branch that runs in the place of the statement.
func (e *emitter) decided(s *ast.IfStmt, cond folded) {
	inner := e.fork()
	parts := inner.initParts(s.Init)
	operands := inner.leftovers(cond.before)
	parts = append(parts, operands...)
	var taken ast.Stmt
	if cond.value.isTrue() {
		taken = s.Body
	} else if s.Else != nil {
		taken = s.Else
	}
	switch taken := taken.(type) {
	case nil:
		if s.Init != nil && len(parts) > len(operands) && e.opensScope(s.Init) && e.collides(s, nil, s.Init) {
			e.braced(s, inner, nil)
			return
		}
	case *ast.BlockStmt:
		if len(parts) > len(operands) && e.opensScope(s.Init) && (e.collides(s, taken.List, s.Init) || e.shadows(taken.List, s.Init)) {
			e.braced(s, inner, taken)
			return
		}
		if e.collides(s, taken.List, nil) {
			e.block(taken, e.tail)
			parts = append(parts, whole(taken))
			break
		}
		content := inner.fork()
		content.list(taken.List, true)
		inner.add(content.script)
		if len(taken.List) > 0 && !content.emptied(taken.List) || len(taken.List) == 0 && e.hasComment(taken) {
			parts = append(parts, inside(taken))
		}
	case *ast.IfStmt:
		if len(operands) == 0 && len(parts) == 1 && taken.Init == nil && !e.fold(taken.Cond).ours {
			e.header(s.Init)
			e.cut(s.Cond.Pos(), taken.Cond.Pos()) // if init; a {…} else if b {…} becomes if init; b {…}
			e.undecided(taken, e.fold(taken.Cond), true)
			return
		}
		nested := inner.fork()
		nested.ifStmt(taken, false)
		if !nested.covered(taken) {
			parts = append(parts, whole(taken))
		}
		inner.add(nested.script)
	}
	e.add(inner.script)
	e.unwrap(s, parts...)
}

// braced keeps the braces around an init statement and the branch that runs, whose names would collide with others.
func (e *emitter) braced(s *ast.IfStmt, inner *emitter, taken *ast.BlockStmt) {
	e.add(inner.script)
	e.cut(s.If, s.Init.Pos())
	e.insert(s.Init.Pos(), "{\n")
	if taken == nil {
		e.goes(s.Init.End(), s.End())
		e.cut(s.Init.End(), s.End())
		e.insert(s.End(), "\n}")
		return
	}
	e.cut(s.Init.End(), taken.Lbrace+1)
	e.insert(taken.Lbrace+1, "\n")
	e.block(taken, e.tail)
	if taken.End() < s.End() {
		e.cut(taken.End(), s.End())
	}
}

// initParts is what remains of an init statement as a statement of its own.
func (e *emitter) initParts(init ast.Stmt) []part {
	if init == nil {
		return nil
	}
	inner := e.fork()
	h := &hoist{}
	inner.simple(init, h)
	if len(h.operands) > 0 {
		if inner.covered(init) {
			return e.leftovers(h.operands)
		}
		inner = e.fork()
		inner.literals(init)
	}
	if inner.covered(init) {
		return nil
	}
	e.add(inner.script)
	return []part{whole(init)}
}

// decidedElse writes an `else if` whose condition is known: its branch becomes the else branch.
func (e *emitter) decidedElse(s *ast.IfStmt, cond folded) {
	if s.Init != nil || len(cond.before) > 0 {
		inner := e.fork()
		if parts := append(inner.initParts(s.Init), inner.leftovers(cond.before)...); len(parts) > 0 {
			e.elseBlock(s, cond)
			return
		}
	}
	outer := e.u.parent[s].(*ast.IfStmt)
	switch {
	case cond.value.isTrue():
		inner := e.fork()
		if inner.block(s.Body, e.tail) || len(s.Body.List) == 0 && !e.hasComment(s.Body) {
			e.cut(outer.Body.End(), outer.End())
			return
		}
		e.add(inner.script)
		e.narrow(s, s.Body)
	case s.Else == nil:
		e.cut(outer.Body.End(), outer.End())
	default:
		inner := e.fork()
		if inner.elseBranch(s.Else) {
			e.cut(outer.Body.End(), outer.End())
			return
		}
		e.add(inner.script)
		e.narrow(s, s.Else)
	}
}

// elseBlock makes `else { … }` of an `else if` whose init statement or operands have to stay.
func (e *emitter) elseBlock(s *ast.IfStmt, cond folded) {
	e.insert(s.Pos(), "{\n")
	e.decided(s, cond)
	e.insert(s.End(), "\n}")
}

// elseBranch writes an else branch, and reports whether nothing is left of it.
func (e *emitter) elseBranch(branch ast.Stmt) (emptied bool) {
	switch b := branch.(type) {
	case *ast.BlockStmt:
		return e.block(b, e.tail)
	case *ast.IfStmt:
		inner := e.fork()
		inner.ifStmt(b, true)
		e.add(inner.script)
		cond := e.fold(b.Cond)
		if !cond.known() || !cond.ours {
			return false
		}
		return inner.vanishes(b, cond)
	}
	return false
}

// vanishes reports whether an `else if` with a known condition leaves nothing: its statement is cut from the outer one.
func (e *emitter) vanishes(s *ast.IfStmt, cond folded) bool { return e.script.covered(s) }

// undecided writes a conditional statement whose condition stays, or a part of it.
func (e *emitter) undecided(s *ast.IfStmt, cond folded, isElse bool) {
	body := e.fork()
	emptyBody := body.block(s.Body, e.tail)
	var branch *emitter
	emptyElse := s.Else == nil
	if s.Else != nil {
		branch = e.fork()
		emptyElse = branch.elseBranch(s.Else)
	}
	if emptyBody && emptyElse && !isElse && len(cond.onTrue)+len(cond.onFalse) == 0 {
		inner := e.fork()
		parts := inner.initParts(s.Init)
		operands := append(cond.before, e.discard(cond.keep)...)
		e.add(inner.script)
		e.unwrap(s, append(parts, e.leftovers(operands)...)...)
		return
	}
	e.header(s.Init)
	e.condition(s, cond, emptyBody && s.Else != nil && !emptyElse)
	if emptyBody && s.Else != nil && !emptyElse {
		if _, block := s.Else.(*ast.BlockStmt); block {
			e.add(branch.script)
			e.narrowBody(s)
			return
		}
	}
	e.add(body.script)
	switch {
	case s.Else == nil:
	case emptyElse:
		e.cut(s.Body.End(), s.End())
	default:
		e.add(branch.script)
	}
}

// narrowBody puts the else branch in the place of a body that is empty.
func (e *emitter) narrowBody(s *ast.IfStmt) { e.cut(s.Body.Lbrace, s.Else.Pos()) }

// condition writes a condition that stays, or its opposite, and the effects that depend on it.
func (e *emitter) condition(s *ast.IfStmt, cond folded, opposite bool) {
	after := cond.onTrue
	block := s.Body
	if len(cond.onFalse) > 0 {
		after = cond.onFalse
		block, _ = s.Else.(*ast.BlockStmt)
	}
	if len(cond.onFalse) > 0 && s.Else == nil && len(cond.onTrue)+len(cond.before) == 0 && !opposite {
		lines := " else {"
		for _, x := range cond.onFalse {
			lines += "\n" + e.line(x)
		}
		e.insert(s.End(), lines+"\n}")
		e.keep(s.Cond, folded{keep: cond.keep, negated: cond.negated}, nil)
		return
	}
	if len(cond.onTrue)+len(cond.onFalse) > 0 && !opposite && len(cond.before) == 0 && block != nil && (len(cond.onTrue) == 0 || len(cond.onFalse) == 0) {
		var lines string
		for _, x := range after {
			lines += "\n" + e.line(x)
		}
		e.insert(block.Lbrace+1, lines)
		e.keep(s.Cond, folded{keep: cond.keep, negated: cond.negated}, nil)
		return
	}
	if !opposite {
		h := &hoist{}
		_, isElse := e.u.parent[s].(*ast.IfStmt)
		if s.Init != nil || isElse || e.u.list(s) == nil {
			h = nil
		}
		inner := e.fork()
		inner.expr(s.Cond, h)
		if h != nil {
			for _, x := range h.operands {
				e.insert(s.Pos(), e.line(x)+"\n")
			}
		}
		e.add(inner.script)
		return
	}
	if cond.changes(s.Cond) && len(cond.before)+len(cond.onTrue)+len(cond.onFalse) == 0 {
		e.keep(s.Cond, folded{keep: cond.keep, negated: !cond.negated}, nil)
		return
	}
	switch x := s.Cond.(type) {
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			e.narrow(x, x.X)
			e.expr(x.X, nil)
			return
		}
	}
	e.negate(s.Cond, s.Cond, nil)
}

// hasComment reports whether a block holds a comment.
func (e *emitter) hasComment(b *ast.BlockStmt) bool {
	for _, group := range e.file.syntax.Comments {
		if b.Lbrace < group.Pos() && group.End() <= b.Rbrace {
			return true
		}
	}
	return false
}

// opensScope reports whether a statement declares names.
func (e *emitter) opensScope(s ast.Stmt) bool {
	assign, ok := s.(*ast.AssignStmt)
	if !ok || assign.Tok != token.DEFINE {
		return false
	}
	for _, left := range assign.Lhs {
		if ident, ok := left.(*ast.Ident); ok && e.u.Info.Defs[ident] != nil && !e.isGone(ident) {
			return true
		}
	}
	return false
}

// switchStmt writes a switch: without the clauses that cannot run, or as the one that does.
func (e *emitter) switchStmt(s *ast.SwitchStmt) {
	arms, decided := e.arms(s)
	if decided && e.spliced(s) {
		return
	}
	if branch := e.tied(s); branch != nil {
		e.refuse(branch, debt.CodeJump, "the fallthrough leads into a clause that would go")
	}
	e.header(s.Init)
	switch {
	case s.Tag == nil:
	case decided:
		e.cut(s.Tag.Pos(), s.Body.Lbrace)
	default:
		e.expr(s.Tag, nil)
	}
	for _, arm := range arms {
		e.clause(arm, decided)
	}
}

// tied is a fallthrough that leads into a clause which would go, or nil: then the switch stays as it is.
func (v *view) tied(s *ast.SwitchStmt) *ast.BranchStmt {
	tag := folded{value: boolean(true)}
	if s.Tag != nil {
		tag = v.fold(s.Tag)
	}
	taken := false
	for i, stmt := range s.Body.List {
		c := stmt.(*ast.CaseClause)
		gone := 0
		wasTaken := taken
		for _, e := range c.List {
			x := v.fold(e)
			if (x.ours || tag.ours) && x.value.plain() && tag.value.plain() && comparable(x.value, tag.value) {
				if x.value.equal(tag.value) {
					taken = true
				} else {
					gone++
				}
			}
		}
		goes := wasTaken || len(c.List) > 0 && gone == len(c.List)
		if i > 0 && goes && falls(s.Body.List[i-1].(*ast.CaseClause)) {
			body := s.Body.List[i-1].(*ast.CaseClause).Body
			return body[len(body)-1].(*ast.BranchStmt)
		}
	}
	return nil
}

// clause writes a clause of a switch that stays.
func (e *emitter) clause(a arm, decided bool) {
	switch {
	case a.dead:
		e.delete(a.clause)
		return
	case a.certain >= 0 || decided && a.clause.List != nil:
		e.makeDefault(a)
	default:
		gone := map[int]bool{}
		for _, j := range a.gone {
			gone[j] = true
		}
		e.elements(token.NoPos, token.NoPos, nodes(a.clause.List), func(j int) bool { return gone[j] })
		for j, x := range a.clause.List {
			if !gone[j] {
				e.expr(x, nil)
			}
		}
	}
	e.list(a.clause.Body, false)
}

// makeDefault turns a clause that always matches into the default one, with what was evaluated before it matched. The default that was there, if any, is dead.
func (e *emitter) makeDefault(a arm) {
	e.cut(a.clause.Case, a.clause.Colon)
	e.insert(a.clause.Case, "default")
	for _, x := range a.before {
		e.insert(a.clause.Colon+1, "\n"+e.line(x))
	}
}

// line is an operand that stays, as a statement in another place.
func (e *emitter) line(x ast.Expr) string {
	e.script.moved = append(e.script.moved, span{x.Pos(), x.End()})
	if e.isStatement(ast.Unparen(x)) {
		return e.u.text(ast.Unparen(x))
	}
	return "_ = " + e.u.text(x)
}

// spliced puts the body of the only clause that runs in the place of a switch. It does not where a break would leave something else then.
func (e *emitter) spliced(s *ast.SwitchStmt) bool {
	arms, decided := e.arms(s)
	if !decided || s.Tag != nil && len(e.fold(s.Tag).before) > 0 {
		return false
	}
	first := firstLive(arms)
	inner := e.fork()
	parts := inner.initParts(s.Init)
	named := len(parts) > 0 && e.opensScope(s.Init)
	if first < 0 {
		if named {
			return false
		}
		e.add(inner.script)
		e.unwrap(s, parts...)
		return true
	}
	clause := arms[first].clause
	parts = append(parts, inner.leftovers(arms[first].before)...)
	list := clause.Body
	if n := len(list); n > 0 && isBreak(list[n-1]) {
		inner.delete(list[n-1]) // control goes there anyway
		list = list[:n-1]
	}
	for _, stmt := range list {
		if e.breaks(stmt, e.u.label(s)) {
			return false
		}
	}
	content := inner.fork()
	collides := named && (e.collides(s, list, s.Init) || e.shadows(list, s.Init)) || e.collides(s, list, nil)
	content.list(list, !collides)
	inner.add(content.script)
	if collides {
		if len(arms[first].before) > 0 {
			return false
		}
		e.add(inner.script)
		e.bracedClause(s, clause)
		return true
	}
	if len(list) > 0 && !content.emptied(list) {
		parts = append(parts, body(clause))
	}
	e.add(inner.script)
	e.unwrap(s, parts...)
	return true
}

// bracedClause keeps the braces of a switch around its init statement and the body of the only clause that runs, whose names would collide with others.
func (e *emitter) bracedClause(s *ast.SwitchStmt, clause *ast.CaseClause) {
	from := s.Switch
	if s.Init != nil && !e.script.covered(s.Init) {
		e.cut(s.Switch, s.Init.Pos())
		e.insert(s.Init.Pos(), "{\n")
		from = s.Init.End()
		e.cut(from, clause.Colon+1)
		e.insert(clause.Colon+1, "\n")
	} else {
		e.cut(from, clause.Colon+1)
		e.insert(clause.Colon+1, "{")
	}
	if clause.End() < s.Body.Rbrace {
		e.cut(clause.End(), s.Body.Rbrace)
		e.insert(s.Body.Rbrace, "\n")
	}
}

func isBreak(s ast.Stmt) bool {
	branch, ok := s.(*ast.BranchStmt)
	return ok && branch.Tok == token.BREAK && branch.Label == nil
}
