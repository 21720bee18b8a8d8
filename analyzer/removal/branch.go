package removal

import (
	"go/ast"
	"go/token"
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
	if isElse || !e.conditional(s) {
		e.undecided(s, cond, isElse)
	}
}

// decided puts the branch that runs in the place of the statement.
func (e *emitter) decided(s *ast.IfStmt, cond folded) {
	inner := e.fork()
	parts := inner.initParts(s.Init)
	initStays := len(parts) > 0
	operands := inner.leftovers(cond.before)
	parts = append(parts, operands...)
	taken := s.Else
	if cond.value.isTrue() {
		taken = s.Body
	}
	braces := false
	switch taken := taken.(type) {
	case nil:
		braces, _ = e.braces(s, s.Init, initStays, nil)
	case *ast.BlockStmt:
		var own bool
		if braces, own = e.braces(s, s.Init, initStays, taken.List); own {
			e.block(taken, e.tail)
			parts = append(parts, whole(taken))
			break
		}
		content := inner.fork()
		content.list(taken.List, !braces)
		inner.add(content.script)
		if len(taken.List) > 0 && !content.emptied(taken.List) || len(taken.List) == 0 && e.hasComment(taken) {
			parts = append(parts, inside(taken))
		}
	case *ast.IfStmt:
		if len(operands) == 0 && len(parts) == 1 && parts[0].from == s.Init.Pos() && taken.Init == nil && !e.fold(taken.Cond).ours {
			e.header(s.Init)
			e.cut(s.Cond.Pos(), taken.Cond.Pos()) // if init; a {…} else if b {…} becomes if init; b {…}
			e.undecided(taken, e.fold(taken.Cond), true)
			return
		}
		var own bool
		braces, own = e.braces(s, s.Init, initStays, []ast.Stmt{taken})
		nested := inner.fork()
		nested.ifStmt(taken, false)
		if !nested.vanishes(taken) {
			rest := []part{whole(taken)}
			if own {
				rest = inBraces(rest)
			}
			parts = append(parts, rest...)
		}
		inner.add(nested.script)
	}
	if braces {
		parts = inBraces(parts)
	}
	e.add(inner.script)
	e.unwrap(s, parts...)
}

// braces says what stays in braces when a branch takes the place of a statement: all that is left of it, where names of the init statement that stays would be others' there, and the branch alone, where its names would hide those of the init statement or be others' there.
func (e *emitter) braces(s, init ast.Stmt, initStays bool, branch []ast.Stmt) (all, own bool) {
	opens := initStays && e.opensScope(init)
	own = opens && e.shadows(branch, init)
	all = opens && (e.collides(s, nil, init) || !own && e.collides(s, branch, init))
	return all, own || !all && e.collides(s, branch, nil)
}

// initParts is what remains of an init statement as a statement of its own.
func (e *emitter) initParts(init ast.Stmt) []part {
	if init == nil {
		return nil
	}
	inner, h := e.fork(), &hoist{}
	if inner.simple(init, h); inner.vanishes(init) {
		return e.leftovers(h.operands)
	}
	inner = e.fork()
	if inner.plain(init); inner.vanishes(init) {
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
		return inner.vanishes(b)
	}
	return false
}

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
	// What is only evaluated before a branch goes into it.
	_, isBlock := s.Else.(*ast.BlockStmt)
	emptyBody = emptyBody && len(cond.onTrue) == 0
	emptyElse = emptyElse && (!isBlock || len(cond.onFalse) == 0)
	if emptyBody && emptyElse && !isElse && len(cond.onTrue)+len(cond.onFalse) == 0 {
		inner := e.fork()
		parts := inner.initParts(s.Init)
		braces, _ := e.braces(s, s.Init, len(parts) > 0, nil)
		operands := append(cond.before, e.discard(cond.keep)...)
		e.add(inner.script)
		parts = append(parts, e.leftovers(operands)...)
		if braces {
			parts = inBraces(parts)
		}
		e.unwrap(s, parts...)
		return
	}
	e.header(s.Init)
	e.condition(s, cond, emptyBody && !emptyElse)
	if emptyBody && !emptyElse {
		e.onlyElse(s, cond, branch)
		return
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

// decides reports whether the removal changes a condition, or what it is for.
func (e *emitter) decides(s *ast.IfStmt) bool {
	f := e.fold(s.Cond)
	return f.changes(s.Cond) || f.known() && f.ours
}

// onlyElse puts the else branch in the place of a body that is empty, behind the opposite condition: if !a {…} for an else, if !a && b {…} for an else if.
func (e *emitter) onlyElse(s *ast.IfStmt, cond folded, branch *emitter) {
	next, ok := s.Else.(*ast.IfStmt)
	switch {
	case !ok:
		e.add(branch.script)
		e.cut(s.Body.Lbrace, s.Else.Pos())
	case next.Init == nil && next.Else == nil && !cond.changes(s.Cond) && !e.decides(next):
		e.add(branch.script)
		e.cut(s.Cond.End(), next.Cond.Pos())
		if b, ok := next.Cond.(*ast.BinaryExpr); ok && b.Op == token.LOR {
			e.insert(next.Cond.Pos(), " && (")
			e.insert(next.Cond.End(), ")")
		} else {
			e.insert(next.Cond.Pos(), " && ")
		}
	default:
		inner := e.fork()
		inner.ifStmt(next, false)
		e.add(inner.script)
		e.cut(s.Body.Lbrace, next.Pos())
		e.insert(next.Pos(), "{\n")
		e.insert(next.End(), "\n}")
	}
}

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
