package proof

import (
	"go/constant"
	"slices"
	"strings"
)

// impossible makes a comparison of what a cell holds with a constant that is never stored in it false. The states of a range over a function are such.
func (u *unit) impossible(s *side, c *cell, used map[*node][]user) {
	if c.nested {
		return
	}
	holds := map[string]bool{u.constant(s, nil, elem(c.alloc)).key: true}
	for _, a := range c.accesses {
		if a.step.op == opStore {
			v := a.step.arg(1)
			if !v.isConst() || v.val == nil {
				return
			}
			holds[v.key] = true
		}
	}
	for _, a := range c.accesses {
		for _, use := range used[a.step] {
			if n := use.n; a.step.op == opLoad && n.op == opEq && n.forward == nil && n.arg(1).isConst() && n.arg(1).val != nil && !holds[n.arg(1).key] {
				n.become(u.constant(s, constant.MakeBool(false), n.typ))
				u.changed = true
			}
		}
	}
}

// constantCell makes a load of a part to which only one constant is ever stored that constant. What the part holds before is its zero value: either that is the constant, or the first thing that is done with the cell is to store it, and no panic before that can be recovered to look at it.
func (u *unit) constantCell(s *side, c *cell) {
	paths := map[string]bool{}
	for _, a := range c.accesses {
		if a.step.op == opLoad && !strings.Contains(a.path, someElement) {
			paths[a.path] = true
		}
	}
	for path := range paths {
		val, ok := c.stored(u, s, path)
		if !ok {
			continue
		}
		for _, a := range c.accesses {
			if a.step.op == opLoad && a.path == path && a.step.forward == nil {
				a.step.become(val)
				u.changed = true
			}
		}
	}
}

// stored is the constant that a part of a cell holds whenever it is loaded.
func (c *cell) stored(u *unit, s *side, path string) (*node, bool) {
	var val *node
	for _, a := range c.accesses {
		if a.step.op == opLoad || !overlap(a.path, path) {
			continue
		}
		if !contains(a.path, path) {
			return nil, false
		}
		v := u.part(s, a.step.arg(1), strings.TrimPrefix(path, a.path))
		if v == nil || !v.isConst() || val != nil && val != v {
			return nil, false
		}
		val = v
	}
	if val == nil {
		t := typeAt(elem(c.alloc), path)
		if t == nil {
			return nil, false
		}
		return u.constant(s, nil, t), true
	}
	if val == u.constant(s, nil, val.typ) || c.first(path) && !c.recovers() {
		return val, true
	}
	return nil, false
}

// first says whether a part is stored to before anything else is done with the cell but to store to other parts.
func (c *cell) first(path string) bool {
	return storedFirst(c.alloc, func(n *node) bool {
		for _, a := range c.accesses {
			if a.step == n && contains(a.path, path) {
				return true
			}
		}
		return false
	}, c.derived)
}

// storedFirst looks through the steps after an allocation for the first store, before one that uses an address in it otherwise.
func storedFirst(alloc *node, is func(*node) bool, derived map[*node]bool) bool {
	code := alloc.block.code
	for _, n := range code[slices.Index(code, alloc)+1:] {
		if n.gone || n.forward != nil {
			continue
		}
		if n.op == opStore && derived[n.arg(0)] && !derived[n.arg(1)] {
			if is(n) {
				return true
			}
			continue
		}
		if !n.isStep() && n.op < opRunDefers {
			continue // the address is in a value, which nobody has looked at
		}
		for i := range n.args {
			if n.arg(i).madeOf(derived, 8) {
				return false
			}
		}
	}
	return false
}

// madeOf says whether a value is made of some others without a look at what is stored, or too far from them to say.
func (n *node) madeOf(from map[*node]bool, depth int) bool {
	n = find(n)
	if depth == 0 || from[n] {
		return true
	}
	if n.isStep() || n.op == opPhi {
		return false
	}
	for i := range n.args {
		if n.arg(i).madeOf(from, depth-1) {
			return true
		}
	}
	return false
}
