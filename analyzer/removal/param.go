package removal

import (
	"go/ast"
	"go/types"
)

// pruneParam marks a parameter that nothing reads any more, where every call of the function is known.
func (r *remover) pruneParam(u *unit, v *types.Var, def *ast.Ident, field *ast.Field) {
	list, _ := u.parent[field].(*ast.FieldList)
	typ, _ := u.parent[list].(*ast.FuncType)
	decl, ok := u.parent[typ].(*ast.FuncDecl)
	if !ok || list != typ.Params {
		return
	}
	if _, variadic := field.Type.(*ast.Ellipsis); variadic {
		return
	}
	key := u.key(v)
	for _, ident := range u.uses[key] {
		if !r.dead(u, ident) {
			return
		}
	}
	fn, ok := u.Info.Defs[decl.Name].(*types.Func)
	if !ok || !r.calledOnly(u, fn) || r.gone[u.key(fn)] {
		return
	}
	i := paramIndex(decl, def)
	for _, use := range r.allUses(u, fn) {
		call := use.unit.callOf(use.ident)
		if call == nil || i >= len(call.Args) || call.Ellipsis.IsValid() || use.unit.file(use.ident).generated {
			return
		}
		if r.dead(use.unit, use.ident) {
			continue
		}
		_, after := r.views(use.unit)
		if len(after.discard(call.Args[i])) > 0 || len(call.Args) == 1 && isTuple(use.unit.typeOf(call.Args[0])) {
			return
		}
	}
	r.gone[key] = true
	clear(r.kept)
	r.touchUses(u, fn)
}

func isTuple(t types.Type) bool {
	_, ok := t.(*types.Tuple)
	return ok
}

func paramIndex(decl *ast.FuncDecl, def *ast.Ident) int {
	i := 0
	for name := range names(decl.Type.Params) {
		if name == def {
			return i
		}
		i++
	}
	return -1
}

// goneParams are the indices of the arguments of a call whose parameters are gone.
func (r *remover) goneParams(u *unit, call *ast.CallExpr) []int {
	fn := u.callee(call)
	if fn == nil {
		return nil
	}
	var gone []int
	sig := fn.Signature()
	for i := range sig.Params().Len() {
		if r.gone[u.key(sig.Params().At(i))] {
			gone = append(gone, i)
		}
	}
	return gone
}

// considerParam finds out whether all calls of a function give a parameter the same value.
func (r *remover) considerParam(u *unit, fn *types.Func, i int) {
	owner, decl := r.declaration(u, fn)
	if decl == nil || decl.Body == nil || owner.file(decl).generated || !r.calledOnly(owner, fn) {
		return
	}
	param := fn.Signature().Params().At(i)
	object := owner.paramAt(decl, i)
	if object == nil || param.Name() == "_" || param.Name() == "" {
		return
	}
	key := owner.key(object)
	if r.facts[key].known() || r.gone[key] {
		return
	}
	for _, ident := range owner.uses[key] {
		if _, kind := owner.written(ident); kind != reads {
			return
		}
	}
	var writes []written
	for _, use := range r.allUses(owner, fn) {
		call := use.unit.callOf(use.ident)
		if call == nil || i >= len(call.Args) || call.Ellipsis.IsValid() {
			return
		}
		if r.dead(use.unit, use.ident) || use.unit.isParam(call.Args[i], key) {
			continue // a recursive call hands on what it has
		}
		x := call.Args[i]
		writes = append(writes, written{r.valueAs(use.unit, x, param.Type()), use.unit.inTest(x), use.unit, x, x, nil})
	}
	r.settleOn(key, owner, object, writes)
}

// isParam reports whether an expression is a certain parameter.
func (u *unit) isParam(x ast.Expr, key objectKey) bool {
	ident, ok := ast.Unparen(x).(*ast.Ident)
	return ok && u.keyOf(ident) == key
}

// paramAt is the i-th parameter of a declaration as an object of the unit.
func (u *unit) paramAt(decl *ast.FuncDecl, i int) types.Object {
	for name := range names(decl.Type.Params) {
		if i == 0 {
			return u.Info.Defs[name]
		}
		i--
	}
	return nil
}

// callOf is the call whose function an identifier names, or nil.
func (u *unit) callOf(ident *ast.Ident) *ast.CallExpr {
	var x ast.Expr = ident
	if selector, ok := u.parent[x].(*ast.SelectorExpr); ok && selector.Sel == ident {
		x = selector
	}
	for {
		switch parent := u.parent[x].(type) {
		case *ast.ParenExpr:
			x = parent
			continue
		case *ast.IndexExpr:
			if parent.X == x {
				x = parent
				continue
			}
		case *ast.CallExpr:
			if parent.Fun == x {
				if s, ok := ast.Unparen(x).(*ast.SelectorExpr); ok {
					if selection := u.Info.Selections[s]; selection != nil && selection.Kind() == types.MethodExpr {
						return nil // its first argument is the receiver
					}
				}
				return parent
			}
		}
		return nil
	}
}

// calledOnly reports whether all callers of a function are known: it is never used as a value, no interface and nobody outside can call it.
func (r *remover) calledOnly(owner *unit, fn *types.Func) bool {
	if r.reachable(owner, fn) || fn.Signature().Recv() != nil && r.implements(owner, fn) {
		return false
	}
	uses := r.allUses(owner, fn)
	for _, use := range uses {
		if use.unit.callOf(use.ident) == nil {
			return false
		}
	}
	return len(uses) > 0
}
