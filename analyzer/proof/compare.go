package proof

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// comparison walks two units at once. A walk that ends without a mismatch is a bisimulation: both do the same, in the same order, for the same operands.
type comparison struct {
	c       *check
	related map[[2]*node]bool
	frames  map[[2]*function]*frame
	pending []obligation
	bad     *mismatch
	dropped []*node         // what might have panicked before, and is gone
	log     [][2]*node      // what was related, in order
	things  map[*node]*node // what is made on one side, and what it is on the other
	trying  bool            // a mismatch is no difference: nothing is supposed
}

// frame is what is known while two bodies are compared.
type frame struct {
	before, after *function
	to, from      map[*block]*block
	queue         [][2]*block
}

// obligation are two phis that are the same if their operands are on each way in.
type obligation struct {
	f    *frame
	x, y *node
}

// mismatch is the first place where two bodies differ.
type mismatch struct {
	x, y *node // the steps; nil where a side has none
	why  string
	args [2]*node // operands that differ
	f    *frame
}

func (c *check) compareUnits(x, y *unit) *comparison {
	m := &comparison{c: c, related: map[[2]*node]bool{}, frames: map[[2]*function]*frame{}, things: map[*node]*node{}}
	if m.bodies(x.top, y.top) {
		m.settle()
	}
	return m
}

func (m *comparison) fail(f *frame, x, y *node, why string) bool {
	if m.bad == nil {
		m.bad = &mismatch{x: x, y: y, why: why, f: f}
	}
	return false
}

func (m *comparison) relate(x, y *node) {
	m.related[[2]*node{x, y}] = true
	m.log = append(m.log, [2]*node{x, y})
}

// bodies compares two functions.
func (m *comparison) bodies(x, y *function) bool {
	key := [2]*function{x, y}
	if m.frames[key] != nil {
		return true
	}
	f := &frame{before: x, after: y, to: map[*block]*block{}, from: map[*block]*block{}}
	m.frames[key] = f
	px, py := taken(x.params), taken(y.params)
	if len(px) != len(py) {
		return m.fail(f, nil, nil, "the function takes other parameters")
	}
	for i := range px {
		if m.c.before.typeKey(px[i].typ) != m.c.after.typeKey(py[i].typ) {
			return m.fail(f, nil, nil, fmt.Sprintf("parameter %s has another type", px[i].name))
		}
		m.relate(px[i], py[i])
	}
	if !m.results(x, y) {
		return m.fail(f, nil, nil, "the function gives other results")
	}
	if !m.pair(f, x.blocks[0], y.blocks[0]) {
		return m.fail(f, x.blocks[0].code[0], y.blocks[0].code[0], "flow")
	}
	switch {
	case (x.recover == nil) != (y.recover == nil):
		return m.fail(f, nil, nil, "only one of them defers something")
	case x.recover != nil && !m.pair(f, x.recover, y.recover):
		return m.fail(f, nil, nil, "it goes on otherwise after a recovered panic")
	}
	for len(f.queue) > 0 {
		next := f.queue[0]
		f.queue = f.queue[1:]
		if !m.blocks(f, next[0], next[1]) {
			return false
		}
	}
	return true
}

// results says whether two functions give values of the same types.
func (m *comparison) results(x, y *function) bool {
	was, now := x.src.Signature.Results(), y.src.Signature.Results()
	if x.shrunk {
		return true // chosen to be the same
	}
	return m.c.before.typeKey(was) == m.c.after.typeKey(now) || sameWithout(was, now, nil)
}

// taken are the parameters that count.
func taken(list []*node) []*node {
	return slices.DeleteFunc(slices.Clone(list), func(n *node) bool { return n.gone })
}

// pair notes that two blocks are to be the same.
func (m *comparison) pair(f *frame, x, y *block) bool {
	to, from := f.to[x], f.from[y]
	if to == y && from == x {
		return true
	}
	if to != nil || from != nil {
		return false
	}
	f.to[x], f.from[y] = y, x
	f.queue = append(f.queue, [2]*block{x, y})
	return true
}

// blocks compares the steps of two blocks, in order.
func (m *comparison) blocks(f *frame, x, y *block) bool {
	xs, ys := steps(x), steps(y)
	for i := 0; i < len(xs) || i < len(ys); i++ {
		switch {
		case i == len(xs):
			return m.fail(f, nil, ys[i], "flow")
		case i == len(ys):
			return m.fail(f, xs[i], nil, "flow")
		case !m.step(f, xs[i], ys[i]):
			return false
		}
	}
	for i := range x.succs {
		if !m.pair(f, x.succs[i], y.succs[i]) {
			return m.fail(f, x.last(), y.last(), "flow")
		}
	}
	return true
}

// steps are those that have their places; things that are made are compared where something uses them.
func steps(b *block) []*node {
	b.sweep()
	var out []*node
	for _, n := range b.code {
		if n.isOrdered() {
			out = append(out, n)
		}
	}
	return out
}

// step compares two steps.
func (m *comparison) step(f *frame, x, y *node) bool {
	if x.op != y.op || x.key != y.key {
		return m.fail(f, x, y, "kind")
	}
	if x.key == "call init#" && (x.callee == nil || y.callee == nil || !m.named(x, y)) {
		return false
	}
	ax, ay := m.c.before.operands(x), m.c.after.operands(y)
	if len(ax) != len(ay) {
		return m.fail(f, x, y, "operands")
	}
	for i := range ax {
		if !m.equal(ax[i], ay[i]) {
			if m.bad == nil {
				m.fail(f, x, y, "operand")
				m.bad.args = [2]*node{ax[i], ay[i]}
			}
			return false
		}
	}
	if !m.panics(f, x, y) {
		return false
	}
	m.relate(x, y)
	return true
}

// named compares the functions that two calls of functions without a lasting name call.
func (m *comparison) named(x, y *node) bool {
	bx, by := m.c.before.body(x.callee), m.c.after.body(y.callee)
	if bx == nil || by == nil {
		return m.fail(nil, x, y, "kind")
	}
	return m.bodies(bx, by)
}

// operands are those that count: a parameter that both sides do without is none, nor is a field that is known to hold one value only or to be looked at by nobody.
func (s *side) operands(n *node) []*node {
	var out []*node
	for i := range n.args {
		if strings.HasPrefix(n.key, structKey) && s.settled[origin(n.typ.Underlying().(*types.Struct).Field(i))] {
			continue
		}
		if a := n.arg(i); a.key != "nothing" {
			out = append(out, a)
		}
	}
	return out
}

// panics compares what might have panicked before two steps, and was not needed otherwise. What is new might panic now; what is gone is an assumption.
func (m *comparison) panics(f *frame, x, y *node) bool {
	rest := x.panics
	for _, p := range y.panics {
		i := slices.IndexFunc(rest, func(q *node) bool { return m.samePanic(q, p) })
		if i < 0 {
			return m.fail(f, nil, p, "panics")
		}
		m.dropped = append(m.dropped, rest[:i]...)
		rest = rest[i+1:]
	}
	m.dropped = append(m.dropped, rest...)
	return true
}

func (m *comparison) samePanic(x, y *node) bool {
	ax, ay := m.c.before.operands(x), m.c.after.operands(y)
	if x.op != y.op || x.key != y.key || len(ax) != len(ay) {
		return false
	}
	pending, log := len(m.pending), len(m.log)
	m.trying = true
	defer func() { m.trying = false }()
	for i := range ax {
		if !m.equal(ax[i], ay[i]) && !m.sameGone(ax[i], ay[i], 6) {
			for _, key := range m.log[log:] {
				delete(m.related, key)
				if m.things[key[0]] == key[1] {
					delete(m.things, key[0])
					delete(m.things, key[1])
				}
			}
			m.pending, m.log = m.pending[:pending], m.log[:log]
			return false
		}
	}
	m.relate(x, y)
	return true
}

// sameGone says whether two values that nothing needs any more were computed alike.
func (m *comparison) sameGone(x, y *node, depth int) bool {
	if m.equal(x, y) {
		return true
	}
	if depth == 0 || x.op != y.op || x.key != y.key || x.gone != y.gone || !x.gone && x.isStep() {
		return false
	}
	if x.op == opPhi {
		return x.gone // where from is not looked at: it is for a warning only
	}
	ax, ay := m.c.before.operands(x), m.c.after.operands(y)
	for i := range ax {
		if len(ax) != len(ay) || !m.sameGone(ax[i], ay[i], depth-1) {
			return false
		}
	}
	return len(ax) > 0
}

// equal says whether two values are the same whenever both are looked at.
func (m *comparison) equal(x, y *node) bool {
	x, y = find(x), find(y)
	key := [2]*node{x, y}
	if m.related[key] {
		return true
	}
	if x.op != y.op || x.key != y.key {
		return m.zeros(x, y)
	}
	switch {
	case x.op == opConst, x.op == opGlobal, x.op == opFunc:
		m.relate(x, y)
		return true
	case x.op == opParam:
		return false
	case x.op == opFree:
		return m.free(x, y)
	case x.op == opPhi:
		return m.phi(x, y)
	case x.op == opClosure && x.fn != nil && y.fn != nil:
		if m.trying {
			return false
		}
		m.relate(x, y)
		return m.bodies(x.fn, y.fn)
	case x.floats() && y.floats():
		return m.thing(x, y)
	case x.isStep():
		return false
	}
	ax, ay := m.c.before.operands(x), m.c.after.operands(y)
	if len(ax) != len(ay) {
		return false
	}
	for i := range ax {
		if !m.equal(ax[i], ay[i]) {
			return false
		}
	}
	m.relate(x, y)
	return true
}

// thing says whether two things are made in the same pass through blocks that are the same, and neither is another one's already.
func (m *comparison) thing(x, y *node) bool {
	f := m.frames[[2]*function{x.block.fn, y.block.fn}]
	if f == nil || f.to[x.block] != y.block || m.things[x] != nil || m.things[y] != nil || len(x.args) != len(y.args) {
		return false
	}
	for i := range x.args {
		if !m.equal(x.arg(i), y.arg(i)) {
			return false
		}
	}
	m.things[x], m.things[y] = y, x
	m.relate(x, y)
	return true
}

// zeros says whether a structure of which all fields that both sides have are zero is compared with the zero value.
func (m *comparison) zeros(x, y *node) bool {
	rest, ok := strings.CutPrefix(x.key, structKey)
	if !ok || y.op != opConst || y.key != rest+" zero" {
		return false
	}
	for _, a := range m.c.before.operands(x) {
		if !a.isConst() || a.key != zeroKey(m.c.before, a) {
			return false
		}
	}
	return true
}

// free compares what two literals capture: they are the same if the variables are in the functions that make the literals.
func (m *comparison) free(x, y *node) bool {
	sx, sy := x.fn.site, y.fn.site
	if sx == nil || sy == nil || m.frames[[2]*function{x.fn, y.fn}] == nil {
		return false
	}
	m.relate(x, y)
	if m.equal(find(sx).arg(x.index), find(sy).arg(y.index)) {
		return true
	}
	delete(m.related, [2]*node{x, y})
	return false
}

// phi supposes that two phis are the same, to be shown when all of the bodies was walked.
func (m *comparison) phi(x, y *node) bool {
	f := m.frames[[2]*function{x.block.fn, y.block.fn}]
	if f == nil || f.to[x.block] != y.block {
		return false
	}
	m.relate(x, y)
	m.pending = append(m.pending, obligation{f, x, y})
	return true
}

// settle shows what was supposed.
func (m *comparison) settle() {
	for len(m.pending) > 0 && m.bad == nil {
		o := m.pending[0]
		m.pending = m.pending[1:]
		bx, by := o.x.block, o.y.block
		if len(bx.preds) != len(by.preds) {
			m.fail(o.f, o.x, o.y, "phi")
			return
		}
		for i, e := range bx.preds {
			k := -1
			if from := o.f.to[e.from]; from != nil {
				k = by.into(from, e.i)
			}
			if k < 0 {
				m.fail(o.f, o.x, o.y, "phi")
				return
			}
			if !m.equal(o.x.arg(i), o.y.arg(k)) {
				m.fail(o.f, o.x, o.y, "phi")
				m.bad.args = [2]*node{o.x.arg(i), o.y.arg(k)}
				return
			}
		}
	}
}
