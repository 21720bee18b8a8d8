package proof

import (
	"go/types"
	"strings"
)

// typeKey is a type as text that is the same on both sides if the type is. Of a type that is declared in a function it has the definition too, since two of them may have one name.
func (s *side) typeKey(t types.Type) string {
	if key, ok := s.types[t]; ok {
		return key
	}
	switch p := t.(type) { // of these there are many that are the same
	case *types.Pointer:
		s.types[t] = "*" + s.typeKey(p.Elem())
		return s.types[t]
	case *types.Slice:
		s.types[t] = "[]" + s.typeKey(p.Elem())
		return s.types[t]
	}
	var out strings.Builder
	out.WriteString(types.TypeString(t, nil))
	locals(t, map[types.Type]bool{}, func(n *types.Named) {
		out.WriteString(" where " + n.Obj().Name() + " is " + types.TypeString(n.Underlying(), nil))
	})
	s.types[t] = out.String()
	return s.types[t]
}

// locals visits the types of functions that a type is made of.
func locals(t types.Type, seen map[types.Type]bool, visit func(*types.Named)) {
	if seen[t] {
		return
	}
	seen[t] = true
	each := func(ts ...types.Type) {
		for _, t := range ts {
			locals(t, seen, visit)
		}
	}
	switch t := t.(type) {
	case *types.Named:
		for a := range t.TypeArgs().Types() {
			each(a)
		}
		if o := t.Obj(); o.Pkg() != nil && o.Parent() != nil && o.Parent() != o.Pkg().Scope() {
			visit(t)
			each(t.Underlying())
		}
	case *types.Alias:
		each(types.Unalias(t))
	case *types.Pointer:
		each(t.Elem())
	case *types.Slice:
		each(t.Elem())
	case *types.Array:
		each(t.Elem())
	case *types.Chan:
		each(t.Elem())
	case *types.Map:
		each(t.Key(), t.Elem())
	case *types.Tuple:
		for v := range t.Variables() {
			each(v.Type())
		}
	case *types.Signature:
		each(t.Params(), t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			each(f.Type())
		}
	case *types.Interface:
		for m := range t.Methods() {
			each(m.Type())
		}
	}
}
