package proof

import (
	"cmp"
	"go/types"
	"slices"
)

// promote makes the loads of a cell the values that were stored, with phis where paths join.
func (u *unit) promote(s *side, c *cell) {
	p := &promotion{s: s, u: u, c: c, start: map[*block]*node{}, end: map[*block]*node{}}
	steps := map[*node]bool{}
	for n := range c.derived {
		if n.op == opAlloc {
			steps[n] = true
			defer func() { n.gone = true }()
		}
	}
	for _, a := range c.accesses {
		steps[a.step] = true
	}
	blocks, inside := byBlock(steps)
	// First what each block leaves, as far as it stores: loads may be replaced only when all blocks are known.
	for _, b := range blocks {
		for _, n := range inside[b] {
			switch n.op {
			case opAlloc:
				p.end[b] = u.constant(s, nil, elem(n))
			case opStore:
				p.end[b] = n.arg(1)
				u.moved[n.arg(1)] = true
			}
		}
	}
	for _, b := range blocks {
		var now *node
		for _, n := range inside[b] {
			switch n.op {
			case opAlloc:
				now = u.constant(s, nil, elem(n))
			case opStore:
				now = n.arg(1)
				n.gone = true
			case opLoad:
				if now == nil {
					now = p.startOf(b)
				}
				n.become(now)
			}
		}
	}
	c.alloc.gone, u.changed = true, true
}

// byBlock gives the blocks of steps, in order, and the steps of each.
func byBlock(steps map[*node]bool) (blocks []*block, inside map[*block][]*node) {
	inside = map[*block][]*node{}
	for n := range steps {
		if inside[n.block] == nil {
			blocks = append(blocks, n.block)
		}
		inside[n.block] = append(inside[n.block], n)
	}
	slices.SortFunc(blocks, func(a, b *block) int { return cmp.Compare(a.rank, b.rank) })
	for _, list := range inside {
		slices.SortFunc(list, func(a, b *node) int { return cmp.Compare(a.place, b.place) })
	}
	return blocks, inside
}

// loopVariable promotes the variable of a loop that has a new one in each round, once nothing captures it: one is made before the loop, and one at the end of each round, which begins with what the last one holds. The phi is the address of the one of this round.
func (u *unit) loopVariable(s *side, phi *node, used map[*node][]user) {
	if _, pointer := phi.typ.Underlying().(*types.Pointer); !pointer || phi.gone || phi.forward != nil {
		return
	}
	c := &cell{alloc: phi, derived: map[*node]bool{phi: true}}
	c.address(phi, phi, used)
	for i := range phi.args {
		a := phi.arg(i)
		if a.op != opAlloc || len(a.block.succs) != 1 || a.block != phi.block.preds[i].from || c.derived[a] || a.gone || a.forward != nil {
			return
		}
		c.derived[a] = true
		k := len(c.accesses)
		c.address(a, phi, used)
		for _, x := range c.accesses[k:] {
			if x.step.block != a.block {
				return
			}
		}
	}
	if c.escapes || c.moves(u) || c.recovers() {
		return
	}
	// The one of this round may not be used where the next one exists.
	for i := range phi.args {
		a := phi.arg(i)
		code := a.block.code
		for _, n := range code[slices.Index(code, a):] {
			if (n.op == opLoad || n.op == opStore) && n.arg(0) == phi {
				return
			}
		}
	}
	u.promote(s, c)
}

// address collects the loads of an address and the stores to it; anything else escapes, but for the phi.
func (c *cell) address(at, phi *node, used map[*node][]user) {
	for _, use := range used[at] {
		switch n := use.n; {
		case n.gone || n.forward != nil || n == phi:
		case n.op == opClosure && n.fn != nil && len(used[n.fn.frees[use.i]]) == 0:
		case n.op == opLoad, n.op == opStore && use.i == 0:
			c.accesses = append(c.accesses, access{n, ""})
		default:
			c.escapes = true
		}
	}
}

// promotion finds what a cell holds where a block begins and ends.
type promotion struct {
	s          *side
	u          *unit
	c          *cell
	start, end map[*block]*node
}

func (p *promotion) startOf(b *block) *node {
	if v := p.start[b]; v != nil {
		return v
	}
	switch len(b.preds) {
	case 0:
		p.start[b] = p.u.constant(p.s, nil, elem(p.c.alloc))
	case 1:
		p.start[b] = p.endOf(b.preds[0].from)
	default:
		phi := &node{op: opPhi, key: p.s.typeKey(elem(p.c.alloc)), typ: elem(p.c.alloc), block: b, pos: p.c.alloc.pos}
		p.start[b] = phi
		b.phis = append(b.phis, phi)
		for _, e := range b.preds {
			phi.args = append(phi.args, p.endOf(e.from))
		}
	}
	return p.start[b]
}

func (p *promotion) endOf(b *block) *node {
	if v := p.end[b]; v != nil {
		return v
	}
	return p.startOf(b)
}
