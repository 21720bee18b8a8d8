package proof

import (
	"slices"
	"strings"
)

// flow brings the ways through a function into one form: a condition that is known is no branch, what cannot be reached is not there, and what follows only one block is part of it.
func (u *unit) flow(s *side, f *function) {
	for _, b := range f.blocks {
		u.branch(s, b)
	}
	u.reachable(s, f)
	used := f.uses()
	for _, b := range slices.Clone(f.blocks) {
		if len(b.succs) > 0 {
			u.skipEmpty(f, b, used)
		}
	}
	for _, b := range slices.Clone(f.blocks) {
		u.skipKnown(f, b, used)
	}
	for _, b := range f.blocks {
		u.idleLoop(b, used)
		for _, phi := range slices.Clone(b.phis) {
			u.negatedJoin(s, b, phi, used)
		}
	}
	u.reachable(s, f)
	for _, b := range slices.Clone(f.blocks) {
		u.fuse(f, b)
	}
	u.reachable(s, f)
}

// branch decides what is known of a branch, and makes one of !c one of c.
func (u *unit) branch(s *side, b *block) {
	last := b.last()
	if last.op != opIf {
		return
	}
	c := last.arg(0)
	if c.op == opNot {
		t, e := b.succs[0], b.succs[1]
		ti, ei := t.into(b, 0), e.into(b, 1)
		t.preds[ti].i, e.preds[ei].i = 1, 0
		b.succs[0], b.succs[1] = e, t
		last.args[0] = find(c.args[0])
		u.changed = true
		u.branch(s, b)
		return
	}
	switch {
	case c.isBool(true):
		b.jump(0)
		u.changed = true
	case c.isBool(false):
		b.jump(1)
		u.changed = true
	case b.succs[0] == b.succs[1]:
		u.same(s, b, c)
	}
}

// same makes a branch of which both ways lead to one block a jump, if what differs there is the condition itself.
func (u *unit) same(s *side, b *block, c *node) {
	to := b.succs[0]
	t, e := to.into(b, 0), to.into(b, 1)
	for _, phi := range to.phis {
		x, y := phi.arg(t), phi.arg(e)
		if !alike(x, y, 4) && !(x.isBool(true) && y.isBool(false)) && !(x.isBool(false) && y.isBool(true)) {
			return
		}
	}
	for _, phi := range to.phis {
		switch x, y := phi.arg(t), phi.arg(e); {
		case alike(x, y, 4):
		case x.isBool(true):
			phi.args[t] = u.typed(s, c, x.typ)
		default:
			phi.args[t] = u.negated(s, u.typed(s, c, x.typ), c)
		}
	}
	b.jump(0)
	u.changed = true
}

// reachable keeps the blocks that the entry leads to, and the one that recovers if something is deferred, in reverse post-order.
func (u *unit) reachable(s *side, f *function) {
	for _, b := range f.blocks {
		b.marked = false
	}
	order := postorder(f.blocks[0])
	deferring := defers(f, order)
	if f.recover != nil && (!deferring || !s.mayRecover(f)) {
		f.recover, u.changed = nil, true
	}
	if f.recover != nil && !f.recover.marked {
		order = append(order, postorder(f.recover)...)
	}
	for _, b := range f.blocks {
		if b.marked {
			continue
		}
		u.changed = true
		for i, succ := range b.succs {
			if succ.marked {
				succ.drop(succ.into(b, i))
			}
		}
	}
	f.blocks = order
	for i, b := range order {
		b.rank = i
		for _, n := range b.code {
			if n.op == opRunDefers && !deferring {
				n.gone, u.changed = true, true
			}
		}
		b.sweep()
	}
}

// postorder marks what a block leads to and is not marked, and lists it in reverse post-order.
func postorder(from *block) []*block {
	var order []*block
	var visit func(*block)
	visit = func(b *block) {
		b.marked = true
		for _, s := range slices.Backward(b.succs) {
			if !s.marked {
				visit(s)
			}
		}
		order = append(order, b)
	}
	visit(from)
	slices.Reverse(order)
	return order
}

// defers says whether blocks of a function defer something; the body of a range over a function defers for the function around it.
func defers(f *function, blocks []*block) bool {
	for _, b := range blocks {
		for _, n := range b.code {
			if n.op == opDefer {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.literal, (*function).deferring)
}

// deferring says whether a literal, or one in it, defers for a function around it.
func (f *function) deferring() bool {
	for _, b := range f.blocks {
		for _, n := range b.code {
			if n.op == opDefer && strings.HasSuffix(n.key, " on stack") {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.literal, (*function).deferring)
}

// private says whether the phis of a block serve nothing but the block's own branch and phis that follow it directly.
func private(b *block, used map[*node][]*node) bool {
	for _, phi := range b.phis {
		for _, user := range used[phi] {
			if user == b.last() && user.op == opIf {
				continue
			}
			if user.op != opPhi || user.block == b || !slices.Contains(b.succs, user.block) {
				return false
			}
			for k, e := range user.block.preds {
				if user.arg(k) == phi && e.from != b {
					return false
				}
			}
		}
	}
	return true
}

// skipEmpty leads those who come to a block that only jumps right to where it jumps.
func (u *unit) skipEmpty(f *function, b *block, used map[*node][]*node) {
	if b == f.blocks[0] || b == f.recover || b.last().op != opJump || len(b.preds) == 0 || !u.isEmpty(b) {
		return
	}
	to := b.succs[0]
	if to == b || !private(b, used) {
		return
	}
	at := to.into(b, 0)
	for k, e := range b.preds {
		e.from.succs[e.i] = to
		to.preds = append(to.preds, e)
		for _, phi := range to.phis {
			phi.args = append(phi.args, through(b, phi.arg(at), k))
		}
	}
	to.drop(at)
	for _, n := range b.code[:len(b.code)-1] {
		n.block = to
	}
	to.code = append(slices.Clone(b.code[:len(b.code)-1]), to.code...)
	u.lose(b)
	b.preds, b.succs, b.code, b.phis = nil, nil, b.code[len(b.code)-1:], nil
	u.remap(to, used)
	u.changed = true
}

// through is what a value is for those who come to b by its k-th edge.
func through(b *block, v *node, k int) *node {
	if v.op == opPhi && v.block == b {
		return v.arg(k)
	}
	return v
}

// remap notes that the phis of a block use their new operands.
func (u *unit) remap(b *block, used map[*node][]*node) {
	for _, phi := range b.phis {
		for i := range phi.args {
			used[phi.arg(i)] = append(used[phi.arg(i)], phi)
		}
	}
}

// skipKnown leads those for whom the branch of an otherwise empty block is decided right to where it leads.
func (u *unit) skipKnown(f *function, b *block, used map[*node][]*node) {
	if b == f.blocks[0] || b == f.recover || len(b.succs) != 2 || b.succs[0] == b || b.succs[1] == b || !u.isEmpty(b) {
		return
	}
	c := b.last().arg(0)
	known := func(a *node) bool { return find(a).isBool(true) || find(a).isBool(false) }
	if c.op != opPhi || c.block != b || !slices.ContainsFunc(c.args, known) || !private(b, used) {
		return
	}
	u.lose(b)
	for k := len(b.preds) - 1; k >= 0; k-- {
		way := 0
		switch v := c.arg(k); {
		case v.isBool(true):
		case v.isBool(false):
			way = 1
		default:
			continue
		}
		e, to := b.preds[k], b.succs[way]
		at := to.into(b, way)
		e.from.succs[e.i] = to
		to.preds = append(to.preds, e)
		for _, phi := range to.phis {
			phi.args = append(phi.args, through(b, phi.arg(at), k))
		}
		b.drop(k)
		u.remap(to, used)
		u.changed = true
	}
}

// negatedJoin makes a phi of which only the negation is used, and which is a constant on some way, the phi of the negations.
func (u *unit) negatedJoin(s *side, b *block, phi *node, used map[*node][]*node) {
	if !isBool(phi.typ) || len(used[phi]) == 0 || phi.forward != nil || phi.gone {
		return
	}
	for _, n := range used[phi] {
		if n.op != opNot || n.forward != nil {
			return
		}
	}
	if !slices.ContainsFunc(phi.args, func(a *node) bool { return find(a).isConst() }) {
		return
	}
	not := &node{op: opPhi, key: phi.key, typ: phi.typ, block: b, pos: phi.pos}
	for i := range phi.args {
		not.args = append(not.args, u.negated(s, phi.arg(i), phi))
	}
	b.phis = append(b.phis, not)
	for _, n := range used[phi] {
		n.become(not)
	}
	u.changed = true
}

// fuse takes a block that only b leads to into b.
func (u *unit) fuse(f *function, b *block) {
	for len(b.succs) == 1 && b.last().op == opJump {
		to := b.succs[0]
		if len(to.preds) != 1 || to == b || to == f.blocks[0] || to == f.recover {
			return
		}
		for _, phi := range to.phis {
			phi.become(phi.arg(0))
		}
		jump := b.last()
		to.code[0].panics = append(jump.panics, to.code[0].panics...)
		b.code = append(b.code[:len(b.code)-1], to.code...)
		for _, n := range to.code {
			n.block = b
		}
		b.succs = to.succs
		for i, s := range b.succs {
			s.preds[s.into(to, i)] = edge{b, i}
		}
		to.succs, to.preds, to.phis = nil, nil, nil
		to.code = []*node{{op: opStop, key: "gone"}}
		u.changed = true
	}
}
