package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// declaresIn reports whether an assignment declares a variable on its left, by itself or in the place of one that goes.
func (e *emitter) declaresIn(left ast.Expr) bool {
	ident, ok := left.(*ast.Ident)
	return ok && (e.u.Info.Defs[ident] != nil || e.r.declares[ident] != nil)
}

// assignedAnew reports whether nothing reads what an assignment gives a variable, since the next one that remains gives it another value, which then has to declare it where this one did.
func (e *emitter) assignedAnew(s *ast.AssignStmt, left ast.Expr) bool {
	ident, ok := left.(*ast.Ident)
	switch {
	case !ok:
		return false
	case e.declaresIn(left):
		return e.redeclared(s, ident)
	}
	return e.overwritten(s, ident)
}

// overwritten reports whether nothing reads what an assignment gives a variable that its own list of statements declares.
func (e *emitter) overwritten(s *ast.AssignStmt, ident *ast.Ident) bool {
	key, list := e.u.keyOf(ident), e.u.list(s)
	i := slices.Index(list, ast.Stmt(s))
	if i < 0 || !e.sameList(ident, s) || slices.ContainsFunc(list[:i+1], func(earlier ast.Stmt) bool { return hasLabel(earlier) || e.lends(earlier, key) }) {
		return false
	}
	for _, later := range e.flatten(list[i+1:], false) {
		if e.mentions(later.stmt, key) {
			return e.overwrites(later.stmt, key)
		}
	}
	return true
}

// overwrites reports whether a statement gives a variable a value without reading it.
func (e *emitter) overwrites(s ast.Stmt, key objectKey) bool {
	assign, ok := s.(*ast.AssignStmt)
	return ok && (assign.Tok == token.ASSIGN || assign.Tok == token.DEFINE) &&
		slices.ContainsFunc(assign.Lhs, func(x ast.Expr) bool { return e.isUse(x, key) }) &&
		!slices.ContainsFunc(assign.Lhs, func(x ast.Expr) bool { return !e.isUse(x, key) && e.mentions(x, key) }) &&
		!slices.ContainsFunc(assign.Rhs, func(x ast.Expr) bool { return e.mentions(x, key) })
}

// lends reports whether what remains of a statement may read a variable later: a closure names it, or it is not read for its value or that of a field.
func (e *emitter) lends(s ast.Stmt, key objectKey) bool {
	lent := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			lent = lent || e.mentions(n, key)
			return false
		case *ast.UnaryExpr:
			lent = lent || n.Op == token.AND && e.mentions(n.X, key)
		case *ast.SelectorExpr:
			selection := e.u.Info.Selections[n]
			lent = lent || selection != nil && selection.Kind() != types.FieldVal && e.mentions(n.X, key)
		}
		return !lent
	})
	return lent
}

// redeclared reports whether a later assignment in the same list can declare a variable whose first declaration goes, and notes that it has to.
func (e *emitter) redeclared(s ast.Stmt, ident *ast.Ident) bool {
	key := e.u.keyOf(ident)
	list := e.u.list(s)
	i := slices.Index(list, s)
	if i < 0 {
		return false
	}
	rest := e.flatten(list[i+1:], false)
	for j, later := range rest {
		assign, ok := later.stmt.(*ast.AssignStmt)
		if ok && e.declaresAnew(assign, key) {
			return true // as an earlier round found
		}
		if !e.mentions(later.stmt, key) {
			continue
		}
		if cond, isIf := later.stmt.(*ast.IfStmt); isIf && cond.Init != nil {
			if slices.ContainsFunc(rest[j+1:], func(other flat) bool { return e.mentions(other.stmt, key) }) {
				return false
			}
			assign, ok = cond.Init.(*ast.AssignStmt)
		}
		if !ok || !e.overwrites(assign, key) || e.jumpsOver(rest[j+1:]) || assign.Tok != token.DEFINE && !e.declaresOnly(assign, ident) {
			return false
		}
		return e.declareIn(assign, key)
	}
	return false
}

// declaresAnew reports whether an assignment has been found to have to declare a variable on its left.
func (e *emitter) declaresAnew(assign *ast.AssignStmt, key objectKey) bool {
	return slices.ContainsFunc(assign.Lhs, func(left ast.Expr) bool {
		ident, ok := left.(*ast.Ident)
		return ok && e.r.declares[ident] != nil && e.u.keyOf(ident) == key
	})
}

// jumpsOver reports whether a goto leads to one of the statements after a declaration, which it must not jump over.
func (e *emitter) jumpsOver(after []flat) bool {
	return slices.ContainsFunc(after, func(later flat) bool { return e.target(later.stmt, later.stmt) })
}

// declareIn notes that an assignment has to declare a variable on its left, unless an earlier round found that it cannot.
func (e *emitter) declareIn(assign *ast.AssignStmt, key objectKey) bool {
	for _, left := range assign.Lhs {
		if ident, ok := left.(*ast.Ident); ok && e.u.keyOf(ident) == key {
			if e.r.cannotDeclare[ident] {
				return false
			}
			e.r.declares[ident] = e.u
		}
	}
	return true
}

// undeclare lets variables be declared where they were whose next assignment, which had to declare them, did not remain as one that can: it went, or reads them.
func (r *remover) undeclare() {
	for ident, u := range r.declares {
		assign, _ := u.statementOf(ident).(*ast.AssignStmt)
		reads := func(use *ast.Ident) bool {
			return slices.ContainsFunc(assign.Rhs, func(x ast.Expr) bool { return within(use, x) }) && !r.dead(u, use)
		}
		if r.scripts[u.decl(ident)].vanishes(assign) || slices.ContainsFunc(u.uses[u.keyOf(ident)], reads) {
			delete(r.declares, ident)
			r.cannotDeclare[ident], r.changed = true, true
		}
	}
}

// declaresOnly reports whether an assignment gives values to a variable, as its declaration would, and to nothing else.
func (e *emitter) declaresOnly(assign *ast.AssignStmt, ident *ast.Ident) bool {
	if len(assign.Rhs) != 1 {
		return false
	}
	given := []types.Type{e.u.typeOf(assign.Rhs[0])}
	if tuple, ok := given[0].(*types.Tuple); ok {
		given = given[:0]
		for v := range tuple.Variables() {
			given = append(given, v.Type())
		}
	}
	if len(given) != len(assign.Lhs) {
		return false
	}
	for i, left := range assign.Lhs {
		switch {
		case e.isBlank(left):
		case e.isUse(left, e.u.keyOf(ident)):
			if !types.Identical(given[i], e.u.typeOf(ident)) {
				return false
			}
		case !e.sameList(left, assign):
			return false // would be declared anew
		}
	}
	return true
}

// sameList reports whether a variable is declared in the list of an assignment, whose := would only assign it then.
func (e *emitter) sameList(left ast.Expr, assign *ast.AssignStmt) bool {
	ident, ok := left.(*ast.Ident)
	if !ok {
		return false
	}
	def := e.u.defs[e.u.keyOf(ident)]
	return def != nil && !e.isGone(ident) && e.u.parent[e.u.statementOf(def)] == e.u.parent[assign] && e.u.list(assign) != nil
}

// mentions reports whether a variable is named in what remains of a node.
func (e *emitter) mentions(n ast.Node, key objectKey) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok && !found && e.u.keyOf(ident) == key && !e.r.dead(e.u, ident) {
			found = true
		}
		return !found
	})
	return found
}
