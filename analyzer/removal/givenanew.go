package removal

import (
	"go/ast"
	"go/token"
	"slices"
)

// looksAt are the uses of what an assignment gives a variable, and whether nothing else hangs on it: it is declared there, or it is given another value before anybody reads it again.
func (u *unit) looksAt(assign *ast.AssignStmt, ident *ast.Ident) (uses []*ast.Ident, ok bool) {
	declares := assign.Tok == token.DEFINE && u.Info.Defs[ident] != nil
	key, block := u.keyOf(ident), u.parent[assign]
	if def := u.defs[key]; !declares && (def == nil || u.parent[u.statementOf(def)] != block) {
		return nil, false // of another block, which may come here again
	}
	all := slices.SortedFunc(slices.Values(u.uses[key]), func(a, b *ast.Ident) int { return int(a.Pos() - b.Pos()) })
	for _, use := range all {
		anew, _ := u.parent[use].(*ast.AssignStmt)
		switch {
		case use.Pos() < assign.End():
		case anew != nil && u.parent[anew] == block && slices.Contains(anew.Lhs, ast.Expr(use)) && (!declares || anew.Tok == token.DEFINE) &&
			!slices.ContainsFunc(all, func(read *ast.Ident) bool { return anew.TokPos < read.Pos() && read.Pos() < anew.End() }):
			return uses, declares || !u.captured(all, assign)
		default:
			uses = append(uses, use)
		}
	}
	return uses, declares
}

// captured reports whether another function than that of a node has one of the uses of a variable.
func (u *unit) captured(uses []*ast.Ident, n ast.Node) bool {
	return slices.ContainsFunc(uses, func(use *ast.Ident) bool { return u.function(use) != u.function(n) })
}
