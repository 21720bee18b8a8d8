package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// switchStmt writes a switch: without the clauses that cannot run, or as the one that does.
func (e *emitter) switchStmt(s *ast.SwitchStmt) {
	arms, decided, tie := e.arms(s)
	if decided && e.spliced(s) {
		return
	}
	if tie != nil {
		e.refuse(tie, debt.CodeJump, "the fallthrough leads into a clause that would not stay as it is")
	}
	e.header(s.Init)
	switch {
	case s.Tag == nil:
	case decided:
		e.tagLeft(s)
	default:
		e.expr(s.Tag, nil)
	}
	inner := e.fork()
	for _, arm := range arms {
		inner.clause(arm, decided)
	}
	if inner.chosen(s) {
		e.delete(s)
		return
	}
	e.add(inner.script)
}

// tagLeft leaves of the tag of a switch what has to be evaluated all the same, as its init statement.
func (e *emitter) tagLeft(s *ast.SwitchStmt) {
	e.cut(s.Tag.Pos(), s.Body.Lbrace)
	for _, x := range e.fold(s.Tag).before {
		e.insert(s.Body.Lbrace, e.line(x)+"; ")
	}
}

// chosen reports whether a switch only chose between statements of which none is left.
func (e *emitter) chosen(s *ast.SwitchStmt) bool {
	if s.Init != nil || s.Tag != nil && (types.IsInterface(e.u.typeOf(s.Tag)) || e.r.effect(e.u, s.Tag) > pure) {
		return false // comparing interfaces may panic
	}
	emptied := false
	for _, stmt := range s.Body.List {
		c := stmt.(*ast.CaseClause)
		if len(c.Body) > 0 && !e.emptied(c.Body) || slices.ContainsFunc(c.List, func(x ast.Expr) bool { return e.r.effect(e.u, x) > pure }) {
			return false
		}
		emptied = emptied || len(c.Body) > 0
	}
	return emptied
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
	from, text := a.clause.Case, "default:"
	for _, x := range a.before { // they stay where they are, since what is in them may change
		x = ast.Unparen(x)
		text += "\n"
		if !e.isStatement(x) {
			text += "_ = "
		}
		e.exchange(from, x.Pos(), text)
		e.children(x, nil)
		from, text = x.End(), ""
	}
	e.exchange(from, a.clause.Colon+1, text)
}

// line is an operand that stays, as a statement in another place.
func (e *emitter) line(x ast.Expr) string {
	if e.changed(x) { // its text cannot move and be written anew
		e.stayIn(x, e.r.obstacle(e.u, x, debt.CodeEffect, "the operand has an effect that cannot be kept in order elsewhere"))
	}
	e.script.moved = append(e.script.moved, span{x.Pos(), x.End()})
	if e.isStatement(ast.Unparen(x)) {
		return e.u.text(ast.Unparen(x))
	}
	return "_ = " + e.u.text(x)
}

// spliced puts the body of the only clause that runs in the place of a switch. It does not where a break would leave something else then.
func (e *emitter) spliced(s *ast.SwitchStmt) bool {
	arms, decided, _ := e.arms(s)
	if !decided {
		return false
	}
	if s.Tag != nil && len(e.fold(s.Tag).before) > 0 && e.u.label(s) != nil {
		return false // the label needs a statement
	}
	first := firstLive(arms)
	inner := e.fork()
	parts := inner.initParts(s.Init)
	if s.Tag != nil {
		parts = append(parts, inner.leftovers(e.fold(s.Tag).before)...)
	}
	initStays := len(parts) > 0
	if first < 0 {
		if initStays && e.opensScope(s.Init) {
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
	braces, own := e.braces(s, s.Init, initStays, list)
	content.list(list, !braces && !own)
	inner.add(content.script)
	if len(list) > 0 && !content.emptied(list) {
		rest := []part{body(clause)}
		if own {
			rest = inBraces(rest)
		}
		parts = append(parts, rest...)
	}
	if braces {
		parts = inBraces(parts)
	}
	e.add(inner.script)
	e.unwrap(s, parts...)
	return true
}

func isBreak(s ast.Stmt) bool {
	branch, ok := s.(*ast.BranchStmt)
	return ok && branch.Tok == token.BREAK && branch.Label == nil
}
