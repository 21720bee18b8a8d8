package proof

import (
	"go/types"
	"slices"
)

// parameters takes out of a function and of its calls the parameters and results that the other side does not have, as far as they do not count: a parameter that is the same constant in every call, or that the function does not use, and a result that is always the same constant, or that no call uses.
// All calls have to be known: a function that is used as a value or from outside, or that is a method which something may call by an interface that we cannot change, keeps what it has.
func (f *facts) parameters() {
	other := map[string]bool{} // the names of what the other side has otherwise
	for _, u := range f.s.units {
		if u.top.now != nil {
			other[u.top.src.Name()] = true
		}
	}
	if len(other) == 0 {
		return
	}
	invoked := map[string][]*node{}
	for _, u := range f.s.units {
		if !u.open() && !slices.ContainsFunc(u.invokes, func(name string) bool { return other[name] }) {
			continue
		}
		u.each(func(n *node) {
			if n.sig != nil && n.obj != nil && n.callee == nil {
				invoked[n.obj.Name()] = append(invoked[n.obj.Name()], n)
			}
		})
	}
	groups := map[string][]*function{}
	for _, u := range f.s.units {
		t := u.top
		o, _ := t.src.Object().(*types.Func)
		if o == nil || t.now == nil || f.s.external(o) || f.values[origin(o)] {
			continue
		}
		if t.src.Signature.Recv() != nil && len(invoked[o.Name()]) > 0 {
			groups[o.Name()] = append(groups[o.Name()], t)
			continue
		}
		f.signature([]*function{t}, nil)
	}
	for _, name := range sortedKeys(groups) {
		f.signature(groups[name], invoked[name])
	}
}

// signature adapts functions that are called alike.
func (f *facts) signature(group []*function, invoked []*node) {
	calls := slices.Clone(invoked)
	for _, t := range group {
		calls = append(calls, f.calls[t]...)
	}
	first := group[0]
	for _, i := range goneParams(first) {
		f.param(group, calls, i)
	}
	if len(invoked) == 0 && !first.shrunk {
		f.shrink(first, calls)
	}
}

// goneParams are the parameters, without the receiver, that the function on the other side does not have: those outside of the longest list, in order, that both have.
func goneParams(t *function) []int {
	was, now := t.src.Signature.Params(), t.now.Params()
	same := func(i, j int) bool {
		return was.At(i).Name() == now.At(j).Name() && was.At(i).Type().String() == now.At(j).Type().String()
	}
	best := make([][]int, was.Len()+1) // of what begins at i and j
	for i := range best {
		best[i] = make([]int, now.Len()+1)
	}
	for i := was.Len() - 1; i >= 0; i-- {
		for j := now.Len() - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if same(i, j) {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	var out []int
	for i, j := 0, 0; i < was.Len(); {
		switch {
		case j < now.Len() && same(i, j) && best[i][j] == best[i+1][j+1]+1:
			i, j = i+1, j+1
		case j < now.Len() && best[i][j] == best[i][j+1]:
			j++
		default:
			out = append(out, i)
			i++
		}
	}
	return out
}

// param takes the i-th parameter away, if it does not count.
func (f *facts) param(group []*function, calls []*node, i int) {
	var val *node
	constant, unused := len(calls) > 0, true
	inTests := group[0].home.test
	for _, t := range group {
		p := paramOf(t, i)
		if p == nil || p.gone {
			return
		}
		unused = unused && p.forward == nil && !t.home.live(func(*node) bool { return true })[p]
	}
	for _, c := range calls {
		a := argOf(c, i)
		switch {
		case a == nil:
			return
		case a.op == opParam && slices.ContainsFunc(group, func(t *function) bool { return paramOf(t, i) == a }):
		case c.block.fn.home.test && !inTests: // the program is the same without it
		case !a.isConst() || val != nil && val.key != a.key:
			constant = false
		default:
			val = a
		}
	}
	if !unused && (!constant || val == nil) {
		return
	}
	for _, t := range group {
		p := paramOf(t, i)
		p.gone = true
		if !unused {
			p.become(t.home.constant(f.s, val.val, val.typ))
		}
		t.home.changed = true
	}
	for _, c := range calls {
		if a := argOf(c, i); !unused && c.block.fn.home.test && !inTests && (!a.isConst() || a.key != val.key) {
			continue // a test that gives something else is another one now
		}
		c.args[at(c, i)] = nothing()
		c.block.fn.home.changed = true
	}
}

// nothing is what stands in the place of an argument that is gone.
func nothing() *node {
	return &node{op: opConst, key: "nothing", typ: types.Typ[types.Invalid]}
}

func paramOf(t *function, i int) *node {
	if t.src.Signature.Recv() != nil {
		i++
	}
	if i >= len(t.params) {
		return nil
	}
	return t.params[i]
}

// at is where the i-th argument of a call stands among its operands: the receiver comes first.
func at(c *node, i int) int {
	if c.sig.Recv() != nil || c.callee == nil {
		return i + 1
	}
	return i
}

func argOf(c *node, i int) *node {
	if k := at(c, i); k < len(c.args) {
		return c.arg(k)
	}
	return nil
}

// shrink takes results away.
func (f *facts) shrink(t *function, calls []*node) {
	was, now := t.src.Signature.Results(), t.now.Results()
	gap := was.Len() - now.Len()
	if gap <= 0 || slices.ContainsFunc(calls, func(c *node) bool { return c.op != opCall }) {
		return
	}
	var may []int
	for i := range was.Len() {
		if returned(t, i) != nil || !used(calls, i, was.Len()) {
			may = append(may, i)
		}
	}
	gone := choose(may, gap, func(gone []int) bool { return sameWithout(was, now, gone) })
	if gone == nil || !folded(calls, gone, was.Len()) {
		return
	}
	t.shrunk = true
	for _, b := range t.blocks {
		if n := b.last(); n.op == opReturn {
			for _, i := range gone {
				n.args[i] = nothing()
			}
		}
	}
	t.home.changed = true
	for _, c := range calls {
		narrow(c, gone, was.Len())
	}
}

// used says whether the program uses a call's result.
func used(calls []*node, i, n int) bool {
	for _, c := range calls {
		if c.block.fn.home.test {
			continue
		}
		for _, use := range c.block.fn.uses()[c] {
			if n == 1 || use.op != opExtract || use.index == i {
				return true
			}
		}
	}
	return false
}

// folded says whether no call uses one of the results any more.
func folded(calls []*node, gone []int, n int) bool {
	return !slices.ContainsFunc(gone, func(i int) bool { return used(calls, i, n) })
}

// narrow renumbers the results of a call: the only one that is left is the call itself.
func narrow(c *node, gone []int, n int) {
	u := c.block.fn.home
	u.changed = true
	left := n - len(gone)
	u.each(func(x *node) {
		if x.op != opExtract || x.arg(0) != c {
			return
		}
		k := x.index
		if slices.Contains(gone, k) {
			x.key = "result that is gone"
			return
		}
		for _, i := range gone {
			if i < x.index {
				k--
			}
		}
		x.key = resultKey(k)
		if left == 1 {
			x.become(c)
		}
	})
	for _, f := range u.functions {
		for _, b := range f.blocks {
			b.sweep()
		}
	}
}

// choose is the first n of the numbers that fit.
func choose(from []int, n int, fits func([]int) bool) []int {
	if n == 0 {
		if fits(nil) {
			return []int{}
		}
		return nil
	}
	for k := len(from) - 1; k >= 0; k-- {
		rest := choose(from[:k], n-1, func(more []int) bool { return fits(append(slices.Clone(more), from[k])) })
		if rest != nil {
			return append(rest, from[k])
		}
	}
	return nil
}

// sameWithout says whether the results are those of now without some.
func sameWithout(was, now *types.Tuple, gone []int) bool {
	j := 0
	for i := range was.Len() {
		if slices.Contains(gone, i) {
			continue
		}
		if j >= now.Len() || was.At(i).Type().String() != now.At(j).Type().String() {
			return false
		}
		j++
	}
	return j == now.Len()
}
