package proof

import "slices"

// feed notes that the operands of a node are needed no more for it.
func (u *unit) feed(n *node, pure bool) {
	for _, a := range n.args {
		u.feeds = append(u.feeds, a)
		if pure {
			u.silent[a] = true
		}
	}
}

// feedCopies notes of the copy of a body what is noted of the body.
func (u *unit) feedCopies(c *copier, of *unit) {
	for _, n := range of.feeds {
		if m := c.nodes[find(n)]; m != nil {
			u.feeds = append(u.feeds, m)
		}
	}
	for n := range of.silent {
		if m := c.nodes[find(n)]; m != nil {
			u.silent[m] = true
		}
	}
}

// feeding are the steps with an effect that compute operands of what is forced, and nothing else so far.
func (u *unit) feeding() []*node {
	stands, seen := map[*node]bool{}, map[*node]bool{}
	u.each(func(n *node) { stands[n] = true })
	var out []*node
	var visit func(*node, bool)
	visit = func(n *node, silent bool) {
		n = find(n)
		if seen[n] {
			return
		}
		seen[n] = true
		silent = silent || u.silent[n]
		if n.isEffect() && stands[n] && (n.op == opCall || n.op == opEffect) {
			u.silent[n] = u.silent[n] || silent
			out = append(out, n)
		}
		for _, a := range n.args {
			visit(a, silent)
		}
	}
	for _, n := range u.feeds {
		visit(n, false)
	}
	if len(out) == 0 {
		return nil
	}
	return u.unneeded(out)
}

// unneeded are those of the candidates whose values nothing but the candidates themselves needs.
func (u *unit) unneeded(candidates []*node) []*node {
	may := map[*node]bool{}
	for _, n := range candidates {
		may[n] = true
	}
	live := u.live(func(n *node) bool { return !may[n] })
	return slices.DeleteFunc(candidates, func(n *node) bool { return live[n] })
}

// drop takes out the steps that only fed an evaluation and of which the new code has fewer.
func (u *unit) drop(v *unit) bool {
	if len(u.feeds) == 0 || u.fedAt == u.rounds+1 {
		return false
	}
	list := u.feeding()
	if len(list) == 0 {
		u.fedAt = u.rounds + 1
		return false
	}
	have := map[string]int{}
	if v != nil {
		v.each(func(n *node) {
			if n.isEffect() {
				have[n.does()]++
			}
		})
	}
	feeds := map[*node]bool{}
	for _, n := range list {
		feeds[n] = true
	}
	u.each(func(n *node) {
		if n.isEffect() && !feeds[n] {
			have[n.does()]--
		}
	})
	kept := map[*node]bool{}
	var keep func(*node)
	keep = func(n *node) { // and what it is given, which is computed for it
		have[n.does()]--
		kept[n] = true
		for _, x := range n.fedBy(feeds) {
			if !kept[x] {
				keep(x)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *node) int { return len(b.fedBy(feeds)) - len(a.fedBy(feeds)) })
	dropped := false
	for _, n := range list {
		if !kept[n] && have[n.does()] > 0 {
			keep(n)
		}
	}
	for _, n := range list {
		if kept[n] {
			continue
		}
		n.gone, dropped = true, true
		u.gone = append(u.gone, n)
		n.block.sweep()
	}
	u.changed = u.changed || dropped
	return dropped
}

// does says what a step does, with its operands that are known.
func (n *node) does() string {
	text := n.key
	for i := range n.args {
		if a := n.arg(i); a.isConst() {
			text += " " + a.key
		}
	}
	return text
}

// fedBy are those of some steps that compute operands of a node.
func (n *node) fedBy(steps map[*node]bool) []*node {
	var found []*node
	seen := map[*node]bool{}
	var visit func(*node)
	visit = func(x *node) {
		for i := range x.args {
			a := x.arg(i)
			switch {
			case seen[a]:
			case steps[a]:
				found = append(found, a)
			default:
				seen[a] = true
				visit(a)
			}
		}
	}
	visit(n)
	return found
}
