package removal

import (
	"go/ast"
	"go/token"
	"slices"
)

// arm is a clause of a switch.
type arm struct {
	clause *ast.CaseClause
	// dead says that the removal leaves no way to it.
	dead bool
	// gone are the indices of expressions that never match, certain that of the first one that always does, or -1.
	gone    []int
	certain int
	// before are the expressions in front of the certain one: evaluated, whatever they give.
	before []ast.Expr
}

// arms says which clauses of a switch can still run. It is decided if the clause that runs, or that none does, is known. A tie is a fallthrough that leads into a clause which would go, or whose body would begin with what is left of its conditions: all clauses stay then.
func (v *view) arms(s *ast.SwitchStmt) (arms []arm, decided bool, tie *ast.BranchStmt) {
	tag := folded{value: boolean(true)}
	if s.Tag != nil {
		tag = v.fold(s.Tag)
	}
	arms = make([]arm, len(s.Body.List))
	for i, clause := range s.Body.List {
		arms[i] = arm{clause: clause.(*ast.CaseClause), certain: -1}
	}
	if len(tag.before) > 0 && (s.Init != nil || len(tag.before) > 1) {
		return arms, false, nil // there is no place for what stays of the tag
	}
	taken, open, changed := -1, false, false
	fallback := -1
	for i, clause := range s.Body.List {
		c := clause.(*ast.CaseClause)
		if c.List == nil {
			fallback = i
			continue
		}
		if taken >= 0 {
			arms[i].dead = true
			continue
		}
		unsure := 0
		for j, e := range c.List {
			x := v.fold(e)
			ours := x.ours || tag.ours
			if !ours || !x.value.plain() || !tag.value.plain() || !comparable(x.value, tag.value) || len(x.before) > 0 {
				unsure++
				arms[i].before = append(arms[i].before, v.discard(e)...)
				continue
			}
			changed = true
			if x.value.equal(tag.value) {
				taken, arms[i].certain = i, j
				break
			}
			arms[i].gone = append(arms[i].gone, j)
		}
		arms[i].dead = len(arms[i].gone) == len(c.List)
		open = open || taken < 0 && unsure > 0
	}
	if !changed {
		for i := range arms {
			arms[i].dead, arms[i].gone, arms[i].certain = false, nil, -1
		}
		return arms, false, nil
	}
	if taken >= 0 && fallback >= 0 {
		arms[fallback].dead = true
	}
	if tie := tied(arms); tie != nil {
		return keepAll(arms), false, tie
	}
	live := 0
	for i := range arms {
		if !arms[i].dead {
			live++
		}
	}
	if first := firstLive(arms); open || live > 1 || first >= 0 && falls(arms[first].clause) != nil {
		return arms, false, nil
	}
	return arms, true, nil
}

// tied is the first fallthrough that leads into a clause which would not stay as it is, whatever its condition, or nil.
func tied(arms []arm) *ast.BranchStmt {
	for i, next := range arms[1:] {
		moved := next.certain >= 0 && len(next.before) > 0 // into the body, where control would fall into them
		if tie := falls(arms[i].clause); tie != nil && !arms[i].dead && (next.dead || moved) {
			return tie
		}
	}
	return nil
}

func firstLive(arms []arm) int {
	return slices.IndexFunc(arms, func(a arm) bool { return !a.dead })
}

// keepAll leaves a switch as it is, where a fallthrough leads into a clause that would go.
func keepAll(arms []arm) []arm {
	for i := range arms {
		arms[i] = arm{clause: arms[i].clause, certain: -1}
	}
	return arms
}

// falls is the fallthrough that a clause ends in, or nil.
func falls(c *ast.CaseClause) *ast.BranchStmt {
	if len(c.Body) == 0 {
		return nil
	}
	branch, ok := c.Body[len(c.Body)-1].(*ast.BranchStmt)
	if !ok || branch.Tok != token.FALLTHROUGH {
		return nil
	}
	return branch
}
