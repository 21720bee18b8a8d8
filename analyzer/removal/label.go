package removal

import (
	"go/ast"
	"go/token"

	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

func (e *emitter) labeled(s *ast.LabeledStmt) (exits bool) {
	had := len(e.u.uses[e.u.keyOf(s.Label)]) > 0
	used := e.labelUsed(s)
	inner := e.fork()
	exits = inner.stmt(s.Stmt)
	switch {
	case inner.vanishes(s.Stmt) && !used:
		e.delete(s)
	case !used && had:
		e.add(inner.script)
		e.unwrapLabel(s)
	default:
		if used && e.labelBreaks(s) && e.flattens(s.Stmt) { // the label needs a statement to leave
			e.literals(s.Stmt)
			return false
		}
		e.add(inner.script)
	}
	return exits
}

// unwrapLabel takes a label off its statement. What is said between the two is about the statement.
func (e *emitter) unwrapLabel(s *ast.LabeledStmt) {
	e.goes(s.Pos(), s.Stmt.Pos())
	to := s.Stmt.Pos()
	for _, group := range e.file.syntax.Comments {
		if s.Colon < group.Pos() && group.Pos() < to {
			to = group.Pos()
		}
	}
	e.step(func(f *rewrite.File) { f.Cut(s.Pos(), to) })
}

// flattens reports whether several statements, or none, would stand in the place of one.
func (e *emitter) flattens(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.IfStmt:
		cond := e.fold(s.Cond)
		return cond.known() && cond.ours
	case *ast.SwitchStmt:
		return e.fork().spliced(s)
	}
	return false
}

// labelBreaks reports whether a jump leaves the statement at a label by its name.
func (e *emitter) labelBreaks(s *ast.LabeledStmt) bool {
	breaks := false
	e.jumps(s.Stmt, false, func(branch *ast.BranchStmt, _ bool) {
		breaks = breaks || branch.Tok == token.BREAK && branch.Label != nil && branch.Label.Name == s.Label.Name
	})
	return breaks
}

// labelUsed reports whether a jump to a label remains.
func (e *emitter) labelUsed(s *ast.LabeledStmt) bool {
	used := false
	e.jumps(s.Stmt, false, func(branch *ast.BranchStmt, _ bool) {
		used = used || branch.Label != nil && branch.Label.Name == s.Label.Name && !e.r.dead(e.u, branch.Label)
	})
	for _, use := range e.u.uses[e.u.keyOf(s.Label)] {
		if use.Pos() < s.Stmt.Pos() || s.Stmt.End() <= use.Pos() {
			used = used || !e.r.dead(e.u, use)
		}
	}
	return used
}
