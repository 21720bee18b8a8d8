package removal

import (
	"go/ast"
	"go/types"
	"slices"
)

// losesHeld takes out what runs with a losing value that a variable of the test holds: the rows of tables that name it. It reports whether the value is held like that; where it is used beside the variable only, it counts as forced there.
func (r *remover) losesHeld(f *forcing) bool {
	held := f.variable()
	if held == nil {
		return false
	}
	uses := f.uses[f.keyOf(held)]
	if !slices.ContainsFunc(uses, func(use *ast.Ident) bool { return !f.beside(held, use) }) {
		return false
	}
	if slices.ContainsFunc(uses, func(use *ast.Ident) bool { return f.row(use) == nil }) {
		r.leave(f, "the losing value is in a variable, and not all that uses it is a row of a table")
		return true
	}
	for _, use := range uses {
		r.dropRow(f.unit, f.row(use))
	}
	return true
}

// variable is the local variable that holds the literal around an entry, or nil.
func (f *forcing) variable() *ast.Ident {
	if f.entry == nil {
		return nil
	}
	lit, ok := f.parent[f.entry].(*ast.CompositeLit)
	if !ok {
		return nil
	}
	held := f.holder(lit)
	if held == nil {
		return nil
	}
	if v, ok := f.object(held).(*types.Var); !ok || v.IsField() || !isLocal(v) {
		return nil
	}
	return held
}

// beside reports whether a use of a variable surely runs whenever its declaration does: it is an argument, or ranged over, in the same list of statements, or in the condition that the declaration stands before.
func (f *forcing) beside(held, use *ast.Ident) bool {
	decl, s := f.statementOf(held), f.statementOf(use)
	if cond, ok := s.(*ast.IfStmt); ok && cond.Init == decl {
		return within(use, cond.Cond)
	}
	if f.parent[s] != f.parent[decl] {
		return false
	}
	for around := range f.outward(use) {
		switch around := around.(type) {
		case *ast.CompositeLit, *ast.IfStmt, *ast.ForStmt, *ast.SwitchStmt:
			return false
		case *ast.RangeStmt:
			return around.X == ast.Expr(use)
		case ast.Stmt:
			return true
		}
	}
	return false
}
