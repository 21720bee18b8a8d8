package proof

import (
	"go/types"
	"slices"
)

// structures folds the fields that the other side does not have, or uses more or less often, and nobody else can use: a load gives the one constant that is ever stored, and what nobody loads is not stored. Where the other side has the field, the stores stay: somebody may see them by reflection.
// A field of which an address goes elsewhere is left alone, and so is one that a decoder could set: an exported one of a structure that was put into an interface.
func (f *facts) structures() {
	if f.s.partial {
		return // a body that is not there may convert, compare or decode one
	}
	for o, h := range f.fields {
		p := h.program
		_, uneven := f.s.uneven[o]
		uneven = uneven && f.s.stage >= supposing
		if !f.s.absent[o] && !uneven || f.s.settled[o] || p.escapes || f.s.external(o) {
			continue
		}
		_, function := o.Type().Underlying().(*types.Signature) // which no decoder makes
		if o.Exported() && len(p.loads) > 0 && !function && f.isBoxed(o) {
			continue
		}
		switch {
		case uneven:
			if len(p.loads) > 0 && !p.various && (p.val == nil || p.val.key == zeroKey(f.s, p.val) || !f.madeOutside(o) && f.alwaysStored(o)) {
				h.load(f.s, o.Type())
			}
		case len(p.loads) == 0:
			if !f.isCompared(o) || !p.various && (p.val == nil || p.val.key == zeroKey(f.s, p.val) || f.alwaysStored(o)) {
				f.s.settled[o] = true
				h.release()
			}
		case p.various:
		case p.val == nil || p.val.key == zeroKey(f.s, p.val):
			f.settle(o, h)
		case f.alwaysStored(o):
			if f.madeOutside(o) {
				f.s.assume(ZeroValue, o.Pos(), "nothing outside makes a value of the type with the field "+o.Name()+" but by a function that sets it")
			}
			f.settle(o, h)
		case p.val.answers() && p.onlyCalled():
			f.s.assume(ZeroValue, o.Pos(), o.Name()+" has been set wherever it is called")
			f.settle(o, h)
		}
	}
}

// onlyCalled says whether all that is done with what a field holds is to call it.
func (h *uses) onlyCalled() bool {
	for _, n := range h.loads {
		for _, use := range n.block.fn.uses()[n] {
			if use.op != opCall || use.key != "call value" || use.arg(0) != n || slices.Contains(use.args[1:], n) {
				return false
			}
		}
	}
	return true
}

// owner is the type whose field o is; nil if there are several.
func (f *facts) owner(o types.Object) *types.Named {
	var found *types.Named
	for _, name := range o.Pkg().Scope().Names() {
		tn, ok := o.Pkg().Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if st, ok := tn.Type().Underlying().(*types.Struct); ok {
			for field := range st.Fields() {
				if named, ok := tn.Type().(*types.Named); ok && field == o && named != found {
					if found != nil {
						return nil
					}
					found = named
				}
			}
		}
	}
	return found
}

// madeOutside says whether others may make a value of the type whose field o is.
func (f *facts) madeOutside(o types.Object) bool {
	named := f.owner(o)
	return named == nil || f.s.external(named.Obj())
}

// converted notes that a conversion gives the fields of a structure what those of another hold.
func (f *facts) converted(u *unit, n *node) {
	to, from := structIn(n.typ), structIn(n.arg(0).typ)
	if to == from {
		return
	}
	for _, st := range []*types.Struct{to, from} {
		if st == nil {
			continue
		}
		for field := range st.Fields() {
			holderOf(f.fields, origin(field)).of(u).escapes = true
		}
	}
}

// structIn is the structure that a type is or points to, or nil.
func structIn(t types.Type) *types.Struct {
	st, _ := typeparamsDeref(t).Underlying().(*types.Struct)
	return st
}

// every visits all nodes of the program, without its tests.
func (f *facts) every(visit func(*unit, *node)) {
	for _, u := range f.s.units {
		if u.test || f.s.forgotten[u] {
			continue
		}
		u.each(func(n *node) {
			visit(u, n)
			for i := range n.args {
				if a := n.arg(i); a.block == nil {
					visit(u, a)
				}
			}
		})
	}
}

// alwaysStored says whether whatever makes a structure stores its field before anything else happens to it: then nobody ever sees the zero value. For that, the structure may be nowhere but behind pointers.
func (f *facts) alwaysStored(o types.Object) bool {
	named := f.owner(o)
	if named == nil || named.TypeParams().Len() > 0 {
		return false
	}
	ok := true
	holds := map[types.Type]bool{}
	used := map[*unit]map[*node][]user{}
	decoded := map[types.Type]bool{}
	f.every(func(u *unit, n *node) {
		if n.callee != nil {
			for _, t := range n.callee.TypeArgs() {
				ok = ok && !holdsValue(t, named, holds) // generic code may make a zero value
			}
		}
		if n.op == opBox && ok {
			ok = !decodes(n.arg(0).typ, named, decoded) // and so may a decoder
		}
		if !ok || n.typ == nil {
			return
		}
		t := n.typ
		if n.op == opAlloc || n.op == opGlobal {
			t = elem(n)
		}
		same := types.Identical(t, named)
		switch {
		case same && n.op == opAlloc:
			if used[u] == nil {
				used[u] = u.operands()
			}
			ok = storesField(n, o, used[u])
		case same && (n.op == opGlobal || n.op == opConst):
			ok = false
		case !same && holdsValue(t, named, holds):
			ok = false
		}
	})
	return ok
}

// storesField says whether the field is among the first things that are stored in a structure.
func storesField(alloc *node, o types.Object, used map[*node][]user) bool {
	derived := map[*node]bool{alloc: true}
	for _, use := range used[alloc] {
		if use.n.op == opFieldAddr {
			derived[use.n] = true
		}
	}
	return storedFirst(alloc, func(n *node) bool {
		at := n.arg(0)
		return at == alloc || at.op == opFieldAddr && origin(at.obj) == o && at.arg(0) == alloc
	}, derived)
}

// holdsValue says whether a value of type t has one of the named type in it, or gives one, not behind a pointer.
func holdsValue(t types.Type, named *types.Named, seen map[types.Type]bool) bool {
	if types.Identical(t, named) {
		return true
	}
	if v, ok := seen[t]; ok {
		return v
	}
	seen[t] = false
	found := false
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for field := range u.Fields() {
			found = found || holdsValue(field.Type(), named, seen)
		}
	case *types.Array:
		found = holdsValue(u.Elem(), named, seen)
	case *types.Slice:
		found = holdsValue(u.Elem(), named, seen)
	case *types.Chan:
		found = holdsValue(u.Elem(), named, seen)
	case *types.Map:
		found = holdsValue(u.Elem(), named, seen) || holdsValue(u.Key(), named, seen)
	case *types.Tuple:
		for v := range u.Variables() {
			found = found || holdsValue(v.Type(), named, seen)
		}
	}
	seen[t] = found
	return found
}

// isBoxed says whether the structure of a field, or what leads to one, is put into an interface or given to generic code somewhere.
func (f *facts) isBoxed(o types.Object) bool {
	named := f.owner(o)
	if named == nil {
		return true
	}
	found := false
	seen := map[types.Type]bool{}
	f.every(func(_ *unit, n *node) {
		switch {
		case found:
		case n.op == opBox:
			found = reaches(n.arg(0).typ, named, seen)
		case n.callee != nil:
			for _, t := range n.callee.TypeArgs() {
				found = found || reaches(t, named, seen)
			}
		}
	})
	return found
}

// reaches says whether a value of type t leads to one of the named type, also by pointers.
func reaches(t types.Type, named *types.Named, seen map[types.Type]bool) bool {
	if types.Identical(t, named) {
		return true
	}
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return reaches(u.Elem(), named, seen)
	case *types.Struct:
		for field := range u.Fields() {
			if reaches(field.Type(), named, seen) {
				return true
			}
		}
	case *types.Array:
		return reaches(u.Elem(), named, seen)
	case *types.Slice:
		return reaches(u.Elem(), named, seen)
	case *types.Map:
		return reaches(u.Elem(), named, seen) || reaches(u.Key(), named, seen)
	}
	return false
}

// decodes says whether a decoder that is given a value of type t could make one of the named type: it is in it, by exported fields.
func decodes(t types.Type, named *types.Named, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	in := func(t types.Type) bool {
		return types.Identical(typeparamsDeref(t), named) || decodes(t, named, seen)
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		if p, ok := u.Elem().Underlying().(*types.Pointer); ok {
			return in(p)
		}
		return decodes(u.Elem(), named, seen)
	case *types.Struct:
		for field := range u.Fields() {
			if (field.Exported() || field.Embedded()) && in(field.Type()) {
				return true
			}
		}
	case *types.Array:
		return in(u.Elem())
	case *types.Slice:
		return in(u.Elem())
	case *types.Map:
		return in(u.Elem()) || in(u.Key())
	}
	return false
}

// isCompared says whether values of the structure of a field may be compared as a whole: then the field counts although nobody loads it. What is in an interface may be.
func (f *facts) isCompared(o types.Object) bool {
	named := f.owner(o)
	if named == nil {
		return true
	}
	found := false
	seen := map[types.Type]bool{}
	f.every(func(_ *unit, n *node) {
		if n.op == opEq || n.op == opBox && types.Comparable(n.arg(0).typ) {
			found = found || holdsValue(n.arg(0).typ, named, seen)
		}
		if n.typ != nil {
			if m, ok := n.typ.Underlying().(*types.Map); ok {
				found = found || holdsValue(m.Key(), named, seen)
			}
		}
	})
	return found
}
