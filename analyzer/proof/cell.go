package proof

import (
	"go/types"
	"slices"
)

// cell is a variable whose address nobody has but the steps that load it and store to it, or to a field of it, and the literals that capture it.
type cell struct {
	alloc    *node
	accesses []access
	derived  map[*node]bool // all nodes that are addresses in it
	escapes  bool
	captured bool
	loads    int
	nested   bool // a field or element is accessed
}

// access is a load or store of a part of a cell, which path names.
type access struct {
	step *node
	path string
}

// user is one operand of a node.
type user struct {
	n *node
	i int
}

// operands says who uses a node as which operand.
func (u *unit) operands() map[*node][]user {
	used := map[*node][]user{}
	for _, f := range u.functions {
		for _, b := range f.blocks {
			for _, list := range [][]*node{b.phis, b.code} {
				for _, n := range list {
					for i := range n.args {
						used[n.arg(i)] = append(used[n.arg(i)], user{n, i})
					}
				}
			}
		}
	}
	return used
}

// cells simplifies the variables that are still kept in memory. Since nothing else can see such a variable, what happens to it is known: if nobody loads it, its stores do nothing; if every store stores one constant, a load gives that; if no literal captures it, it needs no memory.
func (u *unit) cells(s *side) {
	used := u.operands()
	u.moved = map[*node]bool{}
	for _, f := range u.functions {
		for _, b := range f.blocks {
			for i, n := range b.code {
				n.place = i
			}
		}
	}
	for _, f := range u.functions {
		for _, b := range f.blocks {
			for _, phi := range slices.Clone(b.phis) {
				u.loopVariable(s, phi, used)
			}
		}
	}
	for _, f := range u.functions {
		for _, b := range slices.Clone(f.blocks) {
			for _, n := range slices.Clone(b.code) {
				if n.op == opAlloc && !n.gone && n.forward == nil {
					u.cell(s, n, used)
				}
			}
		}
	}
	for _, f := range u.functions {
		for _, b := range f.blocks {
			b.sweep()
		}
	}
}

func (u *unit) cell(s *side, alloc *node, used map[*node][]user) {
	c := &cell{alloc: alloc, derived: map[*node]bool{}}
	c.follow(alloc, "", used)
	switch {
	case c.escapes, c.moves(u):
	case c.loads == 0:
		for _, a := range c.accesses {
			a.step.gone, u.changed = true, true
		}
	case !c.captured && !c.nested && !c.recovers():
		u.promote(s, c)
	case !c.captured && c.nested && c.splits():
		u.split(s, c)
	default:
		u.constantCell(s, c)
		u.impossible(s, c, used)
		u.renumber(s, c, used)
	}
}

// follow collects what is done with an address.
func (c *cell) follow(at *node, path string, used map[*node][]user) {
	if c.derived[at] {
		return
	}
	c.derived[at] = true
	for _, use := range used[at] {
		n := use.n
		switch {
		case n.gone || n.forward != nil:
		case n.op == opLoad:
			c.loads++
			c.accesses = append(c.accesses, access{n, path})
		case n.op == opStore && use.i == 0:
			c.accesses = append(c.accesses, access{n, path})
		case n.op == opFieldAddr, n.op == opIndexAddr && use.i == 0:
			c.nested = true
			c.follow(n, path+n.way(), used)
		case n.op == opClosure && n.fn != nil:
			if len(used[n.fn.frees[use.i]]) == 0 {
				continue
			}
			c.captured = true
			c.follow(n.fn.frees[use.i], path, used)
		default:
			c.escapes = true
		}
	}
}

// moves says whether an address in the cell was in a variable that needs no memory any more: then it is used where that was loaded, which is looked at next time.
func (c *cell) moves(u *unit) bool {
	for n := range c.derived {
		if u.moved[n] {
			return true
		}
	}
	return false
}

// recovers says whether the block that goes on after a panic looks at the cell: then what it holds at each step that may panic matters.
func (c *cell) recovers() bool {
	f := c.alloc.block.fn
	if f.recover == nil {
		return false
	}
	return slices.ContainsFunc(c.accesses, func(a access) bool { return a.step.op == opLoad && inRecovery(f, a.step.block) })
}

// inRecovery says whether a block runs after a panic was recovered.
func inRecovery(f *function, b *block) bool {
	for _, r := range postorderOf(f.recover) {
		if r == b {
			return true
		}
	}
	return false
}

// postorderOf is postorder that leaves no marks.
func postorderOf(from *block) []*block {
	order := postorder(from)
	for _, b := range order {
		b.marked = false
	}
	return order
}

// elem is the type of what an address points to.
func elem(n *node) types.Type { return n.typ.Underlying().(*types.Pointer).Elem() }
