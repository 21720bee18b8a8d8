package proof

import (
	"go/types"
	"slices"
	"strings"
)

// maxFields bounds the structures that are split.
const maxFields = 40

// splits says whether a structure is only accessed by its direct fields, or as a whole.
func (c *cell) splits() bool {
	if st, ok := elem(c.alloc).Underlying().(*types.Struct); !ok || st.NumFields() > maxFields || c.recovers() {
		return false
	}
	for _, a := range c.accesses {
		if strings.Count(a.path, ".") > 1 || strings.Contains(a.path, "[]") {
			return false
		}
	}
	for n := range c.derived {
		if n != c.alloc && n.arg(0) != c.alloc {
			return false
		}
	}
	return true
}

// split makes a structure one variable for each field.
func (u *unit) split(s *side, c *cell) {
	st := elem(c.alloc).Underlying().(*types.Struct)
	fields := map[string]*node{}
	var order []*node
	for f := range st.Fields() {
		t := types.NewPointer(f.Type())
		n := &node{op: opAlloc, key: s.typeKey(t), typ: t, obj: f, pos: c.alloc.pos, block: c.alloc.block}
		fields[f.Name()] = n
		order = append(order, n)
	}
	for n := range c.derived {
		if n != c.alloc {
			n.forward = fields[n.obj.Name()]
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

func fieldOf(st *types.Struct, name string) *types.Var {
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}
