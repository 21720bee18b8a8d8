package proof

import (
	"cmp"
	"slices"
	"strings"
)

// A variable in memory, and anything else that is made new, is a thing of its own: that it is made can be seen by nobody, and what it holds by nobody either as long as nothing but its making knows its address. So it does not matter when one is made, and a store to it may wait until something could look.

// floats says whether n makes a thing and does nothing else. When it does so among the steps of one pass through a block does not matter. The beginning of a range looks at what it ranges over.
func (n *node) floats() bool {
	return (n.op == opAlloc || n.op == opFresh && !strings.HasPrefix(n.key, "range ")) && !n.mayPanic
}

// isOrdered says whether the place of n among the steps of its block matters.
func (n *node) isOrdered() bool { return n.isStep() && !n.floats() }

// waiting are the things that a block made and that nothing else knows, with the stores to them that wait.
type waiting struct {
	block  *block
	stores map[*node][]*node // by the thing; present as long as nothing else knows it
	within map[*node][]*node // things whose address waits to be stored in a thing
	from   map[*node][]*node // the things from whose addresses a value is made
	place  map[*node]int     // of the stores, as they were
	seen   map[*node]bool    // things that are looked at after a panic
	out    []*node
}

// gatherStores lets the stores to a new thing wait until just before the first step to which it is known: so a list that is written down is the same as one that is made of arguments, which are computed first. A store to what nothing else knows changes nothing for any step that it passes.
func (f *function) gatherStores() {
	var seen map[*node]bool
	for _, b := range f.blocks {
		if !slices.ContainsFunc(b.code, func(n *node) bool { return n.floats() }) {
			continue
		}
		if f.recover != nil && seen == nil {
			seen = f.seenAfterPanic()
		}
		w := &waiting{block: b, stores: map[*node][]*node{}, within: map[*node][]*node{}, from: map[*node][]*node{}, place: map[*node]int{}, seen: seen}
		for i, n := range b.code {
			w.place[n] = i
			w.step(n)
		}
		b.code = w.out
		b.sweep() // what may have panicked before a store stays where it is
	}
}

// seenAfterPanic is what the block that goes on after a panic looks at.
func (f *function) seenAfterPanic() map[*node]bool {
	seen := map[*node]bool{}
	for _, b := range postorderOf(f.recover) {
		for _, n := range b.code {
			for i := range n.args {
				seen[n.arg(i)] = true
			}
		}
	}
	return seen
}

func (w *waiting) step(n *node) {
	switch {
	case n.floats():
		w.known(n)
		if !w.seen[n] && (n.op == opAlloc || strings.HasPrefix(n.key, "make map")) {
			w.stores[n], w.from[n] = []*node{}, []*node{n}
		}
	case w.waits(n), w.holds(n):
		return
	case n.isStep(), n.op >= opRunDefers:
		w.known(n)
	}
	w.out = append(w.out, n)
}

// waits says whether a store is to a new thing, and keeps it until that is known. What it stores there is known by the thing alone, if it is a new one itself.
func (w *waiting) waits(n *node) bool {
	thing := n.storesTo()
	if thing == nil || w.stores[thing] == nil {
		return false
	}
	for i := range n.args {
		for _, inner := range w.made(n.arg(i)) {
			if inner != thing && w.stores[inner] != nil {
				w.within[thing] = append(w.within[thing], inner)
			}
		}
	}
	w.stores[thing] = append(w.stores[thing], n)
	return true
}

// holds says whether a load of a new thing gives what was stored there last, as a whole, and puts that in its place: the load makes the thing known to nobody.
func (w *waiting) holds(n *node) bool {
	if n.op != opLoad {
		return false
	}
	stores := w.stores[n.arg(0)]
	if len(stores) == 0 || stores[len(stores)-1].arg(0) != n.arg(0) {
		return false
	}
	n.become(stores[len(stores)-1].arg(1))
	n.block.fn.home.changed = true
	return true
}

// storesTo is the thing in which a step stores something, without looking at what is there; nil if it does something else.
func (n *node) storesTo() *node {
	switch {
	case n.op == opStore:
		at := n.arg(0)
		for at.op == opFieldAddr || at.op == opIndexAddr {
			if at.mayPanic {
				return nil
			}
			at = at.arg(0)
		}
		if at.op == opAlloc {
			return at
		}
	case n.op == opEffect && n.key == "map update":
		m := n.arg(0)
		if m.op == opFresh && strings.HasPrefix(m.key, "make map") && comparesSafely(n.arg(1).typ) {
			return m
		}
	}
	return nil
}

// made are the things of the block from whose addresses a value is made.
func (w *waiting) made(n *node) []*node {
	n = find(n)
	if list, ok := w.from[n]; ok {
		return list
	}
	if n.op == opPhi || n.isStep() || n.block != nil && n.block != w.block {
		return nil
	}
	w.from[n] = nil
	var list []*node
	for i := range n.args {
		list = append(list, w.made(n.arg(i))...)
	}
	w.from[n] = list
	return list
}

// known puts the stores that wait before a step which knows their things.
func (w *waiting) known(n *node) {
	var list []*node
	if n.op >= opReturn { // what follows may know everything
		for thing := range w.stores {
			w.release(thing, &list)
		}
	} else {
		for i := range n.args {
			for _, thing := range w.made(n.arg(i)) {
				w.release(thing, &list)
			}
		}
	}
	slices.SortFunc(list, func(a, b *node) int { return cmp.Compare(w.place[a], w.place[b]) })
	w.out = append(w.out, list...)
}

func (w *waiting) release(thing *node, list *[]*node) {
	stores := w.stores[thing]
	if stores == nil {
		return
	}
	delete(w.stores, thing)
	*list = append(*list, stores...)
	for _, inner := range w.within[thing] {
		w.release(inner, list)
	}
}
