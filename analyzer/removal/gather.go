package removal

import (
	"go/ast"
	"go/types"
	"slices"
)

// gathered is the argument by which an expression names a flag for a function that takes any number of them and only looks their entries up: specs(features.X, features.Y). It is nil for other expressions.
func (r *remover) gathered(u *unit, x ast.Expr) ast.Expr {
	if selector, ok := u.parent[x].(*ast.SelectorExpr); ok && selector.Sel == x {
		x = selector
	}
	call, ok := u.parent[x].(*ast.CallExpr)
	if !ok || call.Ellipsis.IsValid() {
		return nil
	}
	fn := u.callee(call)
	if fn == nil {
		return nil
	}
	signature := fn.Signature()
	last := signature.Params().Len() - 1
	if !signature.Variadic() || slices.Index(call.Args, x) < last || !r.looksUp(fn, last) {
		return nil
	}
	return x
}

// looksUp reports whether a function does nothing with a list that it gets but to go through it, and to look every element up in maps.
func (r *remover) looksUp(fn *types.Func, param int) bool {
	for _, u := range r.sorted {
		def := u.defs[u.key(fn)]
		if def == nil {
			continue
		}
		decl, ok := u.parent[def].(*ast.FuncDecl)
		if !ok || decl.Body == nil {
			return false
		}
		list := fn.Signature().Params().At(param)
		return u.all(list, func(use *ast.Ident) bool {
			loop, ok := u.parent[use].(*ast.RangeStmt)
			if !ok || loop.X != use || loop.Key != nil && !isBlank(loop.Key) {
				return false
			}
			element, ok := loop.Value.(*ast.Ident)
			return ok && u.Info.Defs[element] != nil && u.all(u.Info.Defs[element], func(use *ast.Ident) bool {
				index, ok := u.parent[use].(*ast.IndexExpr)
				if !ok || index.Index != use {
					return false
				}
				_, isMap := u.typeOf(index.X).Underlying().(*types.Map)
				return isMap
			})
		})
	}
	return false
}

// all reports whether an object has uses, and all are of a kind.
func (u *unit) all(object types.Object, kind func(use *ast.Ident) bool) bool {
	uses := u.uses[u.key(object)]
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(use *ast.Ident) bool { return !kind(use) })
}
