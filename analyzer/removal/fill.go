package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// fill notes a call that gives a flag its value by the address of its field: load("x", false, &flags.X). That registers the flag, and the call goes with the field where the function does nothing else. What it says of a value that it cannot read is about the flag too. It reports whether the call is like that.
func (r *remover) fill(u *unit, ref *flagref.Ref) bool {
	field := fieldName(ref)
	if field == nil || r.fields[u.keyOf(field)] != ref.ID {
		return false
	}
	address, ok := u.parent[ref.Node].(*ast.UnaryExpr)
	if !ok || address.Op != token.AND {
		return false
	}
	call, ok := u.parent[u.unparened(address)].(*ast.CallExpr)
	if !ok || !r.onlyFills(u, call, address) {
		return false
	}
	stmts := u.alone(call)
	if len(stmts) > 0 && u.isCommandOption(call) {
		r.commandLine = append(r.commandLine, commandOption{u, call, u.keyOf(field)})
	}
	for _, s := range stmts {
		r.fills[s] = u.keyOf(field)
		r.touch(u, s)
	}
	return len(stmts) > 0
}

// isFill reports whether a node stands in a statement that only fills a field.
func (r *remover) isFill(u *unit, n ast.Node, field objectKey) bool {
	for around := range u.outward(n) {
		if s, ok := around.(ast.Stmt); ok && r.fills[s] == field {
			return true
		}
	}
	return false
}

// onlyFills reports whether a call does nothing but write to the address that it gets, or is an option of the command line that does.
func (r *remover) onlyFills(u *unit, call *ast.CallExpr, address ast.Expr) bool {
	for _, arg := range call.Args {
		if r.effect(u, arg) > pure {
			return false
		}
	}
	if u.isCommandOption(call) && call.Args[0] == address {
		return r.onlyFinds(u, call.Fun)
	}
	owner, signature, body := r.called(u, call)
	at := slices.Index(call.Args, address)
	if body == nil || signature.Variadic() || at < 0 {
		return false
	}
	to := owner.defs[owner.key(signature.Params().At(at))]
	if to == nil {
		return false
	}
	return r.bodyEffectTo(owner, body, maxPure, owner.keyOf(to)) == pure
}

// called is the function that a call runs, as far as its body is ours: one that is declared, or a literal that a variable holds.
func (r *remover) called(u *unit, call *ast.CallExpr) (*unit, *types.Signature, *ast.BlockStmt) {
	if lit := r.closure(u, call); lit != nil {
		signature, _ := u.typeOf(lit).(*types.Signature)
		return u, signature, lit.Body
	}
	fn := u.callee(call)
	if fn == nil || fn.Signature().Recv() != nil {
		return nil, nil, nil
	}
	owner, decl := r.declaration(u, fn)
	if decl == nil {
		return nil, nil, nil
	}
	own, ok := owner.Info.Defs[decl.Name].(*types.Func)
	if !ok {
		return nil, nil, nil
	}
	return owner, own.Signature(), decl.Body
}
