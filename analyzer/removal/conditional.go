package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// conditional writes x := c for x := false; if c { x = true }, and drops an if that gives x the value that it has, where the removal made the value a constant.
func (e *emitter) conditional(s *ast.IfStmt) bool {
	decl, ident, now := e.conditionally(s)
	if decl == nil {
		return false
	}
	if now == e.initially(decl) {
		e.unwrap(s, e.leftovers(e.discard(s.Cond))...)
		return true
	}
	if e.commented(decl.End(), s.Pos()) || e.hasComment(s.Body) {
		return false
	}
	e.cut(decl.Pos(), s.Cond.Pos())
	e.insert(s.Cond.Pos(), ident.Name+" := ")
	e.cut(s.Cond.End(), s.End())
	if now {
		e.expr(s.Cond, nil)
	} else {
		e.negate(s.Cond, s.Cond, nil)
	}
	return true
}

// conditionally is the declaration directly before an if that does nothing but give its variable a constant of the removal, with the variable and the constant; or nil.
func (e *emitter) conditionally(s *ast.IfStmt) (decl ast.Stmt, ident *ast.Ident, now bool) {
	list := e.u.list(s)
	i := slices.Index(list, ast.Stmt(s))
	if i < 1 || s.Init != nil || s.Else != nil || len(s.Body.List) != 1 || e.fold(s.Cond).changes(s.Cond) {
		return nil, nil, false
	}
	ident, initial := declared(list[i-1])
	assign, ok := s.Body.List[0].(*ast.AssignStmt)
	if ident == nil || !ok || assign.Tok != token.ASSIGN || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 || !e.isUse(assign.Lhs[0], e.u.keyOf(ident)) || e.isGone(ident) || e.script.covered(list[i-1]) {
		return nil, nil, false
	}
	f := e.fold(assign.Rhs[0])
	if !f.ours || !f.value.plain() || !isBool(f.value) || len(f.before) > 0 || initial != nil && e.u.Info.Types[initial].Value == nil {
		return nil, nil, false
	}
	if !types.Identical(e.u.typeOf(ident), types.Typ[types.Bool]) || !types.Identical(types.Default(e.u.typeOf(s.Cond)), types.Typ[types.Bool]) || e.mentions(s.Cond, e.u.keyOf(ident)) {
		return nil, nil, false
	}
	return list[i-1], ident, f.value.isTrue()
}

// initially is the constant that a declaration gives to a boolean variable.
func (e *emitter) initially(decl ast.Stmt) bool {
	_, initial := declared(decl)
	return initial != nil && e.fold(initial).value.isTrue()
}
