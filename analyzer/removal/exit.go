package removal

import (
	"go/ast"
	"go/token"
)

// exits reports whether control does not come out at the end of what remains of a statement: it returns, jumps, panics or loops for ever.
func (v *view) exits(s ast.Stmt) bool {
	if v.ends == nil {
		return v.findExits(s)
	}
	exits, ok := v.ends[s]
	if !ok {
		exits = v.findExits(s)
		v.ends[s] = exits
	}
	return exits
}

func (v *view) findExits(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok != token.FALLTHROUGH
	case *ast.ExprStmt:
		return isPanic(v.u, s.X)
	case *ast.BlockStmt:
		return v.listExits(s.List)
	case *ast.LabeledStmt:
		return v.exits(s.Stmt) && !v.breaks(s.Stmt, s.Label)
	case *ast.IfStmt:
		if cond := v.fold(s.Cond); cond.known() && cond.ours {
			if cond.value.isTrue() {
				return v.listExits(s.Body.List)
			}
			return s.Else != nil && v.exits(s.Else)
		}
		return s.Else != nil && v.listExits(s.Body.List) && v.exits(s.Else)
	case *ast.ForStmt:
		return v.endless(s) && !v.breaks(s.Body, v.u.label(s))
	case *ast.SwitchStmt:
		return v.switchExits(s)
	case *ast.TypeSwitchStmt:
		return v.clausesExit(s.Body, v.u.label(s))
	case *ast.SelectStmt:
		return v.clausesExit(s.Body, v.u.label(s))
	}
	return false
}

func (v *view) listExits(list []ast.Stmt) bool { return v.remaining(list, func(ast.Stmt) {}) }

// remaining visits the statements of a list that the removal leaves, and reports whether the last of them exits. What the removal makes unreachable goes; what was so before stays, and decides as it does for the compiler.
func (v *view) remaining(list []ast.Stmt, visit func(ast.Stmt)) (exits bool) {
	before := &view{r: v.r, u: v.u, known: v.r.was}
	cut := false
	for i, s := range list {
		if cut && !v.entered(list[i:]) {
			continue
		}
		visit(s)
		exits = v.exits(s)
		cut = exits && v.after && !before.exits(s)
	}
	return exits
}

func (v *view) switchExits(s *ast.SwitchStmt) bool {
	arms, decided, _ := v.arms(s)
	fallback := decided
	for _, arm := range arms {
		if arm.dead {
			continue
		}
		if arm.clause.List == nil || arm.certain >= 0 {
			fallback = true
		}
		if v.breaks(arm.clause, v.u.label(s)) || !v.listExits(arm.clause.Body) && falls(arm.clause) == nil {
			return false
		}
	}
	return fallback && firstLive(arms) >= 0
}

func (v *view) clausesExit(body *ast.BlockStmt, label *ast.Ident) bool {
	fallback := false
	for _, clause := range body.List {
		var list []ast.Stmt
		switch c := clause.(type) {
		case *ast.CaseClause:
			list = c.Body
			fallback = fallback || c.List == nil
		case *ast.CommClause:
			list = c.Body
			fallback = true // a select waits until one of them runs
		}
		if v.breaks(clause, label) || !v.listExits(list) {
			return false
		}
	}
	return fallback || len(body.List) == 0
}

// breaks reports whether what remains of a part of a loop, switch or select breaks out of it.
func (v *view) breaks(part ast.Node, label *ast.Ident) bool {
	if !hasBreak(part) {
		return false // without a look at what remains, which would be one for each part inside another
	}
	found := false
	v.jumps(part, false, func(branch *ast.BranchStmt, nested bool) {
		if branch.Tok == token.BREAK && (branch.Label == nil && !nested || branch.Label != nil && label != nil && branch.Label.Name == label.Name) {
			found = true
		}
	})
	return found
}

// hasBreak reports whether a break stands anywhere in a part, closures aside.
func hasBreak(part ast.Node) bool {
	found := false
	ast.Inspect(part, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BranchStmt:
			found = found || n.Tok == token.BREAK
		case ast.Expr:
			return false
		}
		return !found
	})
	return found
}

// jumps visits the break, continue and goto statements that remain, and says whether they stand in a loop, switch or select of their own.
func (v *view) jumps(part ast.Node, nested bool, visit func(branch *ast.BranchStmt, nested bool)) {
	list := func(list []ast.Stmt, nested bool) {
		v.remaining(list, func(s ast.Stmt) { v.jumps(s, nested, visit) })
	}
	switch s := part.(type) {
	case *ast.BranchStmt:
		visit(s, nested)
	case *ast.BlockStmt:
		list(s.List, nested)
	case *ast.CaseClause:
		list(s.Body, nested)
	case *ast.CommClause:
		list(s.Body, nested)
	case *ast.LabeledStmt:
		v.jumps(s.Stmt, nested, visit)
	case *ast.IfStmt:
		cond := v.fold(s.Cond)
		decided := cond.known() && cond.ours
		if !decided || cond.value.isTrue() {
			list(s.Body.List, nested)
		}
		if s.Else != nil && (!decided || cond.value.isFalse()) {
			v.jumps(s.Else, nested, visit)
		}
	case *ast.ForStmt:
		if cond := v.fold(condition(s)); !cond.ours || !cond.value.isFalse() {
			list(s.Body.List, true)
		}
	case *ast.RangeStmt:
		list(s.Body.List, true)
	case *ast.SwitchStmt:
		arms, _, _ := v.arms(s)
		for _, arm := range arms {
			if !arm.dead {
				list(arm.clause.Body, true)
			}
		}
	case *ast.TypeSwitchStmt:
		for _, clause := range s.Body.List {
			v.jumps(clause, true, visit)
		}
	case *ast.SelectStmt:
		for _, clause := range s.Body.List {
			v.jumps(clause, true, visit)
		}
	}
}

// condition is the condition of a loop; one without has a name that nothing is known of.
func condition(s *ast.ForStmt) ast.Expr {
	if s.Cond == nil {
		return &ast.Ident{}
	}
	return s.Cond
}
