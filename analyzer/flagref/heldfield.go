package flagref

import (
	"go/ast"
	"go/types"
)

// heldField is the function that a field holds which nobody else can set, or nil: a function of some package, or a literal. Whoever calls the field calls it.
func (f *finder) heldField(v *types.Var) ast.Expr {
	if !v.IsField() || v.Exported() || v.Pkg() != f.Types {
		return nil
	}
	w := f.writes()[v.Origin()]
	if w == nil || w.other || len(w.values) == 0 {
		return nil
	}
	first := w.values[0]
	if _, literal := ast.Unparen(first).(*ast.FuncLit); literal && len(w.values) == 1 {
		return first
	}
	for _, value := range w.values {
		if fn := f.functionOf(value); fn == nil || fn != f.functionOf(first) {
			return nil
		}
	}
	return first
}

// closureOf is the variable, or the field, by which alone a function literal is called, or nil.
func (f *finder) closureOf(lit *ast.FuncLit) *types.Var {
	if v := f.assignments().closure[lit]; v != nil {
		return v
	}
	if f.closures == nil {
		f.closures = map[*ast.FuncLit]*types.Var{}
		for v := range f.writes() {
			if x := f.heldField(v); x != nil {
				if lit, ok := ast.Unparen(x).(*ast.FuncLit); ok {
					f.closures[lit] = v
				}
			}
		}
	}
	return f.closures[lit]
}

// held makes what a function does with a key what the variable or field does that holds it. Nobody follows a field to what it holds, so that what it gives is not known to be the flag's value.
func (f *finder) held(callee types.Object, shapes []callShape) []callShape {
	v := callee.(*types.Var)
	var out []callShape
	for _, shape := range shapes {
		if v.IsField() {
			if shape.api != nil && !plainKey(shape.api) {
				continue // the key is in a structure, or one of several
			}
			shape.Via = append([]string{v.Name()}, shape.Via...)
			shape.api = nil
		}
		shape.held = shape.api == nil
		out = append(out, shape)
	}
	return out
}
