package removal

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// dropStretch takes a stretch out of a test that forces one value after the other: from where it forces the losing value to where it forces the next one. What is between them only asserts something; at the end of the test it may be anything. It reports whether the place is like that.
func (r *remover) dropStretch(f *forcing) bool {
	s := f.statementOf(f.node)
	list := f.list(s)
	at := slices.Index(list, s)
	if at < 0 || f.testOf(s) == nil || !f.inTurn(s) {
		return false
	}
	setters := r.settersIn(f, f.function(s))
	if !slices.ContainsFunc(setters, func(other *forcing) bool { return other.forced(r).equal(other.to) }) || slices.ContainsFunc(setters, func(other *forcing) bool { return !other.inTurn(s) }) {
		return false
	}
	end := at + 1
	for end < len(list) && !slices.ContainsFunc(setters, func(other *forcing) bool { return within(other.node, list[end]) }) {
		end++
	}
	stretch := list[at+1 : end]
	switch {
	case end < len(list) && slices.ContainsFunc(stretch, func(s ast.Stmt) bool { return !f.onlyAsserts(s) }):
		return false
	case slices.ContainsFunc(stretch, f.tidies) || f.looksBack(stretch, setters, s):
		return false
	}
	if len(stretch) > 0 {
		r.removed = append(r.removed, Decl{Kind: "subtest", Name: r.testName(f) + "/…", Pos: f.position(s.Pos())})
	}
	for _, s := range list[at:end] {
		r.doom(f.unit, s)
	}
	return true
}

// looksBack reports whether a stretch of a test names a variable that the test has declared since it forced the first value: it compares the one with the other.
func (u *unit) looksBack(stretch []ast.Stmt, setters []*forcing, setter ast.Stmt) bool {
	first := slices.MinFunc(setters, func(a, b *forcing) int { return int(a.node.Pos() - b.node.Pos()) })
	found := false
	for _, s := range stretch {
		ast.Inspect(s, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok {
				def := u.defs[u.keyOf(ident)]
				found = found || def != nil && first.node.Pos() < def.Pos() && def.Pos() < setter.Pos()
			}
			return !found
		})
	}
	return found
}

// inTurn reports whether a place does nothing but force a value, in a statement of the same list as another one.
func (f *forcing) inTurn(beside ast.Stmt) bool {
	s := f.statementOf(f.node)
	return f.call != nil && trailingFunc(f.call) == nil && f.parent[s] == f.parent[beside] && slices.Equal(f.alone(f.call), []ast.Stmt{s})
}

// settersIn are the places in a function that force a value of the same flag, but for those that only set it back.
func (r *remover) settersIn(f *forcing, fn ast.Node) []*forcing {
	var setters []*forcing
	add := func(other *forcing) {
		if other.id == f.id && within(other.node, fn) && !other.restores() {
			setters = append(setters, other)
		}
	}
	for _, named := range r.suite.named[f.unit] {
		add(named)
	}
	for i := range f.Refs {
		if ref := &f.Refs[i]; ref.ID == f.id && ref.Dynamic == nil && ref.Role == debt.RoleTestOverride && within(ref.Node, fn) {
			add(r.forcing(f.unit, ref))
		}
	}
	return setters
}

// onlyAsserts reports whether a statement does nothing but let a test fail, under a condition or by an assertion.
func (u *unit) onlyAsserts(s ast.Stmt) bool {
	cond, ok := s.(*ast.IfStmt)
	if !ok {
		return compares(s) != nil
	}
	if init, ok := cond.Init.(*ast.AssignStmt); cond.Init != nil && (!ok || init.Tok != token.DEFINE) {
		return false
	}
	return cond.Else == nil && !slices.ContainsFunc(cond.Body.List, func(s ast.Stmt) bool { return compares(s) == nil })
}

// testName is the name of the test function around a place.
func (r *remover) testName(f *forcing) string {
	if d, ok := f.decl(f.node).(*ast.FuncDecl); ok {
		return d.Name.Name
	}
	return ""
}
