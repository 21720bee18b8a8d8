package proof

import (
	"go/types"
	"strings"
)

// uses says who uses a node of a function. Nobody outside of it does: literals use what they capture by nodes of their own.
func (f *function) uses() map[*node][]*node {
	used := map[*node][]*node{}
	var note func(user, n *node)
	seen := map[*node]bool{}
	note = func(user, n *node) {
		used[n] = append(used[n], user)
		if n.block == nil && len(n.args) > 0 && !seen[n] { // made by a pass, so that it stands in no block
			seen[n] = true
			for i := range n.args {
				note(n, n.arg(i))
			}
		}
	}
	for _, b := range f.blocks {
		for _, n := range b.phis {
			for i := range n.args {
				note(n, n.arg(i))
			}
		}
		for _, n := range b.code {
			if n.forward == nil {
				for i := range n.args {
					note(n, n.arg(i))
				}
			}
		}
	}
	return used
}

// live are the nodes that the steps with an effect need; root says which of these count. A literal counts if somebody needs it, and captures what it uses.
func (u *unit) live(root func(*node) bool) map[*node]bool {
	live := map[*node]bool{}
	entered := map[*function]bool{}
	var mark func(*node)
	var enter func(*function)
	mark = func(n *node) {
		n = find(n)
		if live[n] {
			return
		}
		live[n] = true
		switch {
		case n.op == opClosure && n.fn != nil:
			enter(n.fn)
			return // its captures count where they are used
		case n.op == opFree:
			if site := n.fn.site; site != nil {
				mark(find(site).arg(n.index))
			}
			return
		}
		for i := range n.args {
			mark(n.arg(i))
		}
	}
	enter = func(f *function) {
		if entered[f] {
			return
		}
		entered[f] = true
		for _, b := range f.blocks {
			for _, n := range b.code {
				if n.forward == nil && n.isEffect() && root(n) {
					mark(n)
				}
			}
		}
	}
	enter(u.top)
	return live
}

// single makes a lookup or receive of which nobody looks whether it succeeded one that does not say. The entry of a map that has none is the zero value in both.
func (u *unit) single(n *node, looked map[*node]bool) {
	if looked[n] || n.op != opRead && n.op != opEffect {
		return
	}
	for _, word := range []string{"lookup ", "receive "} {
		if rest, ok := strings.CutPrefix(n.key, word+"true"); ok {
			n.key, n.typ = word+"false"+rest, n.typ.(*types.Tuple).At(0).Type()
			u.changed = true
		}
	}
}

// dead takes out what no step with an effect needs. What may have panicked is kept with the step that follows it, to be told of.
func (u *unit) dead() {
	live := u.live(func(*node) bool { return true })
	looked := map[*node]bool{} // steps of which somebody needs to know whether they succeeded
	for n := range live {
		if n.op == opExtract && n.index == 1 {
			looked[n.arg(0)] = true
		}
	}
	alive := u.functions[:0:0]
	for _, f := range u.functions {
		if f != u.top && (f.site == nil || !live[find(f.site)]) {
			u.changed = true
			continue
		}
		alive = append(alive, f)
		for _, b := range f.blocks {
			for _, n := range b.code {
				u.single(n, looked)
				if live[n] || n.isEffect() {
					continue
				}
				n.gone, u.changed = true, true
				if n.mayPanic {
					n.panics = append(n.panics, n)
				}
			}
			for _, phi := range b.phis {
				if !live[phi] {
					phi.gone, u.changed = true, true
				}
			}
			b.sweep()
		}
	}
	u.functions = alive
}
