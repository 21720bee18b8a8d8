package flagref

import (
	"cmp"
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// askFunction records the call of a function that a constructor made: var on = envknob.RegisterBool("X"), and then on().
func (f *finder) askFunction(s *site) {
	if _, ok := s.callee.(*types.Var); !ok {
		return
	}
	fn := unindexed(s.call.Fun)
	object := f.objectOf(fn)
	if object == nil || object.Accessor != "" {
		return
	}
	result := f.typeOf(s.call)
	if tuple, ok := result.(*types.Tuple); ok && tuple.Len() > 0 {
		result = tuple.At(0).Type()
	}
	ref := debt.Reference{ID: object.ID, Role: debt.RoleEvaluation, Kind: cmp.Or(kindOfType(result), object.Kind), Default: object.Default}
	f.add(Ref{Reference: ref, Node: s.call, Key: fn}, s.scope)
}

// readVariables records what is done with the values of flags that stand in memory: behind the pointer that a constructor made, and in the variable or field of which one got the address.
func (f *finder) readVariables() {
	if !f.rules.stored {
		return
	}
	for _, file := range f.Files {
		test := f.isTest(file)
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			switch n := n.(type) {
			case *ast.StarExpr:
				f.readPointer(n, in, path, test)
			case *ast.Ident:
				f.readBound(n, in, path, test)
			}
		})
	}
}

func (f *finder) readPointer(star *ast.StarExpr, in scope, path []ast.Node, test bool) {
	pointer, ok := f.typeOf(star.X).Underlying().(*types.Pointer)
	if !ok || kindOfType(pointer.Elem()) == debt.KindUnknown {
		return
	}
	if object := f.objectOf(star.X); object != nil {
		f.stored(object, star, star.X, in, path, test)
	}
}

func (f *finder) readBound(ident *ast.Ident, in scope, path []ast.Node, test bool) {
	v, ok := f.Info.Uses[ident].(*types.Var)
	if !ok || f.consumed[ident] {
		return
	}
	object := f.objects[v.Origin()]
	if object == nil && v.Pkg() != nil && v.Pkg() != f.Types && (v.IsField() || v.Parent() == v.Pkg().Scope()) {
		object = f.facts.Object(v.Origin())
	}
	if object != nil && object.Bound {
		f.stored(object, ident, nil, in, path, test)
	}
}

// stored records one use of what holds a value: who reads it asks for the flag.
func (f *finder) stored(object *Object, x, key ast.Expr, in scope, path []ast.Node, test bool) {
	node, role := fieldUse(x, path)
	if role == debt.RoleDeclaration {
		role = debt.RoleMention
		if test {
			role = debt.RoleTestOverride
		}
	}
	ref := debt.Reference{ID: object.ID, Role: role, Kind: object.Kind, Default: object.Default}
	f.add(Ref{Reference: ref, Node: node, Key: key, Stored: true}, in)
}
