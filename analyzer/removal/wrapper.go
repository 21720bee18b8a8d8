package removal

import (
	"go/ast"
	"go/constant"
	"slices"

	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// isWrapper reports whether a call goes to a function that passes a key on, rather than to a method of a flag object.
func (r *remover) isWrapper(u *unit, call *ast.CallExpr) bool {
	return r.closure(u, call) != nil || r.keyIndex(u, call) >= 0
}

// keyIndex is the argument of a call that is the key, or -1.
func (r *remover) keyIndex(u *unit, call *ast.CallExpr) int {
	for i := range u.Refs {
		if u.Refs[i].Node != call {
			continue
		}
		for j, arg := range call.Args {
			if arg == u.Refs[i].Key {
				return j
			}
		}
	}
	return -1
}

// closure is the function literal that a call of a variable runs, or nil: the variable gets it where it is declared, directly or through sync.OnceValue, and nothing else anywhere.
func (r *remover) closure(u *unit, call *ast.CallExpr) *ast.FuncLit {
	ident, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := u.Info.Uses[ident].(*types.Var)
	if !ok || v.IsField() || v.Exported() && !isLocal(v) {
		return nil
	}
	key := u.key(v)
	def := u.defs[key]
	if def == nil {
		return nil
	}
	for _, use := range u.uses[key] {
		if _, kind := u.written(use); kind != reads {
			return nil
		}
	}
	x := u.initial(def)
	if once, ok := x.(*ast.CallExpr); ok && len(once.Args) == 1 {
		if fn := u.callee(once); fn != nil && fn.FullName() == "sync.OnceValue" {
			x = ast.Unparen(once.Args[0])
		}
	}
	lit, _ := x.(*ast.FuncLit)
	return lit
}

// closed are the results that a function literal returns in every case.
func (r *remover) closed(u *unit, lit *ast.FuncLit) (results []value, ours bool) {
	if lit.Type.Results == nil || lit.Type.Params.NumFields() > 0 || r.bodyEffect(u, lit.Body, maxPure) > pure {
		return nil, false
	}
	results, _ = common(r.literals[lit])
	if len(results) == 0 || slices.ContainsFunc(results, func(v value) bool { return !v.plain() }) {
		return nil, false
	}
	before, _ := common(r.literalsBefore[lit])
	for i := range results {
		if before == nil || !before[i].equal(results[i]) {
			return results, true
		}
	}
	return nil, false
}

// initial is what a variable gets where it is declared, or nil.
func (u *unit) initial(def *ast.Ident) ast.Expr {
	switch parent := u.parent[def].(type) {
	case *ast.AssignStmt:
		for i, left := range parent.Lhs {
			if left == def && len(parent.Lhs) == len(parent.Rhs) {
				return ast.Unparen(parent.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i, name := range parent.Names {
			if name == def && len(parent.Names) == len(parent.Values) {
				return ast.Unparen(parent.Values[i])
			}
		}
	}
	return nil
}

// wrapped is what a wrapper returns when it is called with the key of the reference: found by following its body. Nil where that depends on anything else.
func (r *remover) wrapped(u *unit, call *ast.CallExpr, ref *flagref.Ref) []value {
	owner, typ, body, receiver := u, (*ast.FuncType)(nil), (*ast.BlockStmt)(nil), (*ast.FieldList)(nil)
	if lit := r.closure(u, call); lit != nil {
		typ, body = lit.Type, lit.Body
	} else if fn := u.callee(call); fn != nil {
		var decl *ast.FuncDecl
		if owner, decl = r.declaration(u, fn); decl != nil {
			typ, body, receiver = decl.Type, decl.Body, decl.Recv
		}
	}
	if body == nil {
		return nil
	}
	env := map[objectKey]value{}
	key := value{constant: constant.MakeString(string(ref.ID.Key)), field: ref.Field}
	if selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && selector.X == ref.Key {
		for name := range names(receiver) {
			env[owner.keyOf(name)] = key
		}
	}
	i := 0
	for name := range names(typ.Params) {
		if i < len(call.Args) {
			if call.Args[i] == ref.Key {
				env[owner.keyOf(name)] = key
			} else if tv := u.Info.Types[call.Args[i]]; tv.Value != nil {
				env[owner.keyOf(name)] = value{constant: tv.Value}
			}
		}
		i++
	}
	v := &view{r: r, u: owner, after: true, known: map[*ast.Ident]value{}, was: map[*ast.Ident]value{}}
	w := v.function(typ, body, env)
	results, _ := common(w.returns)
	if len(results) == 0 {
		return nil
	}
	for _, known := range results {
		if !known.known() {
			return nil
		}
	}
	return results
}
