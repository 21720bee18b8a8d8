package proof

import (
	"fmt"
	"go/types"
	"slices"
)

// maxFields bounds the structures and arrays that are split.
const maxFields = 40

// splits says whether a structure is only accessed by its fields, or as a whole, or an array by elements whose numbers are known.
func (c *cell) splits() bool {
	if c.recovers() {
		return false
	}
	switch t := elem(c.alloc).Underlying().(type) {
	case *types.Struct:
		if t.NumFields() > maxFields {
			return false
		}
	case *types.Array:
		if t.Len() > maxFields || slices.ContainsFunc(c.accesses, func(a access) bool { return a.path == "" }) {
			return false
		}
	default:
		return false
	}
	for n := range c.derived {
		if n != c.alloc && n.arg(0) == c.alloc && n.way() == someElement {
			return false
		}
	}
	return true
}

// split makes a structure one variable for each field, and an array one for each element.
func (u *unit) split(s *side, c *cell) {
	var order []*node
	parts := map[string]*node{}
	add := func(way string, of types.Type, field types.Object) {
		t := types.NewPointer(of)
		n := &node{op: opAlloc, key: s.typeKey(t), typ: t, obj: field, pos: c.alloc.pos, block: c.alloc.block}
		parts[way] = n
		order = append(order, n)
	}
	switch t := elem(c.alloc).Underlying().(type) {
	case *types.Struct:
		for f := range t.Fields() {
			add(f.Name()+".", f.Type(), f)
		}
	case *types.Array:
		for i := range t.Len() {
			add(fmt.Sprintf("[%d].", i), t.Elem(), nil)
		}
	}
	for n := range c.derived {
		if n != c.alloc && n.arg(0) == c.alloc {
			n.forward = parts[n.way()]
		}
	}
	for _, a := range c.accesses {
		switch {
		case a.path != "":
		case a.step.op == opStore:
			u.splitStore(s, a.step, order)
		default:
			u.splitLoad(s, a.step, order)
		}
	}
	b := c.alloc.block
	i := slices.Index(b.code, c.alloc)
	b.code = slices.Insert(b.code, i, order...)
	c.alloc.gone, u.changed = true, true
}

// splitLoad loads each field where the structure was loaded as a whole.
func (u *unit) splitLoad(s *side, load *node, fields []*node) {
	b := load.block
	i := slices.Index(b.code, load)
	whole := &node{op: opPure, key: structKey + s.typeKey(load.typ), typ: load.typ, block: b, pos: load.pos}
	var steps []*node
	for _, f := range fields {
		n := &node{op: opLoad, key: "load", typ: f.obj.Type(), args: []*node{f}, block: b, pos: load.pos}
		steps = append(steps, n)
		whole.args = append(whole.args, n)
	}
	b.code = slices.Insert(b.code, i, append(steps, whole)...)
	load.become(whole)
}

// structKey begins the key of a structure whose operands are its fields.
const structKey = "struct of "

// splitStore stores each field of a structure where it was stored as a whole.
func (u *unit) splitStore(s *side, store *node, fields []*node) {
	b := store.block
	i := slices.Index(b.code, store)
	var stores []*node
	for _, f := range fields {
		v := store.arg(1)
		x := &node{op: opField, key: "field " + s.typeKey(v.typ) + "." + f.obj.Name(), typ: f.obj.Type(), obj: f.obj, args: []*node{v}, block: b, pos: store.pos}
		stores = append(stores, x, &node{op: opStore, key: "store", args: []*node{f, x}, block: b, pos: store.pos})
	}
	b.code = slices.Insert(b.code, i, stores...)
	store.gone = true
}
