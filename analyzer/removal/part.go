package removal

import (
	"go/ast"
	"go/token"
	"go/types"
)

// foldPart folds the field of a structure, or what its getter gives, where that is the value of an evaluation.
func (v *view) foldPart(e, structure ast.Expr, name *ast.Ident, method bool) folded {
	x := v.fold(structure)
	known := x.value.part(name.Name, method)
	if !known.known() || v.u.partChanges(structure, name, x.value.getter) {
		return folded{keep: e}
	}
	x.value = known
	x.soft = false // the structure that holds it cannot be written
	x.keep = e
	return x
}

// partChanges reports whether a part of a structure may get another value than an evaluation gave it: here, by the variable that holds the structure, or by another pointer to it.
func (u *unit) partChanges(structure ast.Expr, name *ast.Ident, getter string) bool {
	if _, kind := u.written(name); kind != reads {
		return true
	}
	ident, ok := ast.Unparen(structure).(*ast.Ident)
	if !ok {
		return false
	}
	_, pointer := u.typeOf(ident).Underlying().(*types.Pointer)
	for _, use := range u.uses[u.keyOf(ident)] {
		if u.changesPart(use, getter, pointer) {
			return true
		}
	}
	return false
}

// changesPart reports whether one use of the variable may change a part of what it holds. Of a pointer each use may that does not read a field, call the getter, or compare with nil.
func (u *unit) changesPart(use *ast.Ident, getter string, pointer bool) bool {
	switch parent := u.parent[u.unparened(use)].(type) {
	case *ast.SelectorExpr:
		if _, kind := u.written(parent.Sel); kind != reads {
			return true
		}
		_, method := u.object(parent.Sel).(*types.Func)
		return method && pointer && parent.Sel.Name != getter
	case *ast.BinaryExpr:
		return pointer && parent.Op != token.EQL && parent.Op != token.NEQ
	}
	_, kind := u.written(use)
	return pointer && kind == reads
}
