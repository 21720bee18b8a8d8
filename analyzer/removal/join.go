package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// joins reports whether a variable of a block may become one with the variable of the same name in the list around the block: the usual err, which a declaration beside it would only assign then. It may where nobody reads the one when it would be the other.
func (e *emitter) joins(s ast.Stmt, list, block []ast.Stmt, inner *ast.Ident) bool {
	moves := func(other ast.Stmt) bool { return e.declaredHere(other, inner.Name) == inner && e.moves(other, inner) }
	if !e.shares(block, list, inner) || !e.plainVariable(s, inner) || slices.ContainsFunc(block, moves) {
		return false
	}
	i := slices.Index(list, s)
	for j, other := range list {
		outer := e.declaredHere(other, inner.Name)
		switch {
		case outer == nil || j == i:
			continue
		case !types.Identical(e.u.typeOf(outer), e.u.typeOf(inner)) || !e.plainVariable(s, outer) || e.moves(other, outer):
			return false
		case j < i:
			read, _ := e.firstUse(list[i+1:], e.u.keyOf(outer))
			return !read
		}
		return e.shares(list, block, outer) && !e.namedBefore(list[i+1:j+1], outer)
	}
	return false
}

// moves reports whether the removal may have another statement declare a variable than the one that does.
func (e *emitter) moves(s ast.Stmt, ident *ast.Ident) bool {
	if assign, ok := s.(*ast.AssignStmt); ok {
		for _, x := range assign.Rhs {
			call, isCall := ast.Unparen(x).(*ast.CallExpr)
			if !isCall {
				continue
			}
			if _, ours := e.results(call); ours {
				return true
			}
		}
	}
	return slices.ContainsFunc(e.u.uses[e.u.keyOf(ident)], func(use *ast.Ident) bool { return e.r.declares[use] != nil })
}

// declaredHere is the identifier by which a statement declares a variable of a name in its list, or nil.
func (e *emitter) declaredHere(s ast.Stmt, name string) *ast.Ident {
	if _, isIf := s.(*ast.IfStmt); isIf {
		return nil
	}
	for _, ident := range e.declaredIn([]ast.Stmt{s}) {
		if _, isVar := e.u.Info.Defs[ident].(*types.Var); isVar && ident.Name == name {
			return ident
		}
	}
	return nil
}

// shares reports whether an assignment of a list declares a variable together with one that keeps it a declaration: no statement of the list that it joins declares that one, too.
func (e *emitter) shares(list, joined []ast.Stmt, ident *ast.Ident) bool {
	return slices.ContainsFunc(list, func(s ast.Stmt) bool {
		assign, ok := s.(*ast.AssignStmt)
		return ok && assign.Tok == token.DEFINE && slices.Contains(assign.Lhs, ast.Expr(ident)) && slices.ContainsFunc(assign.Lhs, func(left ast.Expr) bool {
			other, ok := left.(*ast.Ident)
			return ok && other != ident && other.Name != "_" && e.u.Info.Defs[other] != nil && !e.isGone(other) &&
				!slices.ContainsFunc(joined, func(s ast.Stmt) bool { return e.declaredHere(s, other.Name) != nil })
		})
	})
}

// plainVariable reports whether a variable is used in the function of a statement only, and never by its address.
func (e *emitter) plainVariable(s ast.Stmt, ident *ast.Ident) bool {
	fn := e.u.function(s)
	return !slices.ContainsFunc(e.u.uses[e.u.keyOf(ident)], func(use *ast.Ident) bool {
		address, ok := e.u.parent[e.u.unparened(use)].(*ast.UnaryExpr)
		return e.u.function(use) != fn || ok && address.Op == token.AND
	})
}

// firstUse reports whether statements may read a variable before they give it a value, and whether they surely give it one.
func (e *emitter) firstUse(list []ast.Stmt, key objectKey) (read, written bool) {
	for _, s := range list {
		if !e.mentions(s, key) {
			continue
		}
		cond, ok := s.(*ast.IfStmt)
		if ok && cond.Init != nil && e.mentions(cond.Init, key) {
			s, ok = cond.Init, false
		}
		if !ok {
			written = e.overwrites(s, key)
			return !written, written
		}
		read, written = e.firstUse(cond.Body.List, key)
		otherRead, otherWritten := e.firstUse(otherwise(cond), key)
		switch {
		case read || otherRead || e.mentions(cond.Cond, key):
			return true, false
		case written && otherWritten:
			return false, true
		}
	}
	return false, false
}

// otherwise are the statements that run where the condition of an if does not hold.
func otherwise(s *ast.IfStmt) []ast.Stmt {
	switch branch := s.Else.(type) {
	case *ast.BlockStmt:
		return branch.List
	case *ast.IfStmt:
		return []ast.Stmt{branch}
	}
	return nil
}

// namedBefore reports whether statements name something else by a variable's name, up to the one that declares it.
func (e *emitter) namedBefore(list []ast.Stmt, ident *ast.Ident) bool {
	found := false
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			if other, ok := n.(*ast.Ident); ok && other != ident && other.Name == ident.Name {
				v, isVar := e.u.object(other).(*types.Var)
				found = found || !isVar || !v.IsField() && e.u.key(v) != e.u.keyOf(ident)
			}
			return !found
		})
	}
	return found
}
