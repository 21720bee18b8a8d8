package proof

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
)

// maxInlined bounds how much is put into one unit, so that functions that call each other come to an end.
const maxInlined = 60

// inline puts the bodies of functions that only this side has in the place of their calls: a helper that went with the flag, or one that a person made of what was there. It does so too where a constant argument decides what a small function does.
func (f *facts) inline(u *unit) {
	for again := true; again && u.inlined < maxInlined; {
		again = false
		for _, fn := range u.functions {
			for _, b := range fn.blocks {
				for _, n := range b.code {
					if n.op != opCall || n.gone || n.forward != nil {
						continue
					}
					if t := f.s.target(n); t != nil && f.mayInline(t, fn) && (f.s.alone(t) || t.now == nil && (f.s.wraps(n, t) || f.s.stage >= inlining && decides(n, t))) {
						f.s.splice(u, b, n, t)
						u.inlined++
						again = true
						break
					}
				}
				if again {
					break
				}
			}
			if again {
				break
			}
		}
	}
}

// mayInline says whether a body can stand in another function: it defers and recovers nothing, makes no literals, and does not call itself.
func (f *facts) mayInline(t, into *function) bool {
	if t.recover != nil || t == into || t.home.changed || isInit(t.home) {
		return false
	}
	size := 0
	for _, b := range t.blocks {
		for _, n := range b.code {
			size++
			switch {
			case n.op == opDefer, n.op == opRunDefers, strings.HasPrefix(n.key, "builtin recover"):
				return false
			case n.op == opCall && f.s.target(n) == t:
				return false
			case n.op == opClosure && n.fn != nil:
				return false
			}
			for i := range n.args {
				if a := n.arg(i); a.op == opClosure && a.fn != nil {
					return false
				}
			}
		}
	}
	return size <= 300
}

// alone says whether the other side does not have a function. Of a literal that is so if its variable is called only, which its target being known says.
func (s *side) alone(t *function) bool {
	if t.parent != nil {
		return t.site != nil
	}
	return s.only[t.home]
}

// maxDecided is the size of bodies that are also put in the place of a call because a constant argument decides a branch in them.
const maxDecided = 60

// decides says whether a constant argument of a call decides a branch of the function.
func decides(n *node, t *function) bool {
	shift := len(n.args) - len(t.params)
	if shift < 0 || t.size() > maxDecided {
		return false
	}
	for _, b := range t.blocks {
		last := b.last()
		if last.op != opIf {
			continue
		}
		c := last.arg(0)
		if c.op == opEq && c.arg(1).isConst() {
			c = c.arg(0)
		}
		if c.op == opParam && c.fn == t && n.arg(c.index+shift).isConst() {
			return true
		}
	}
	return false
}

func (t *function) size() int {
	size := 0
	for _, b := range t.blocks {
		size += len(b.code)
	}
	return size
}

// splice puts the body of t in the place of a call.
func (s *side) splice(u *unit, b *block, call *node, t *function) {
	c := &copier{s: s, u: u, site: cmp.Or(call.site, call), nodes: map[*node]*node{}, blocks: map[*block]*block{}, into: b.fn, types: instance(call, t)}
	args := call.args
	if call.callee == nil {
		site := call.arg(0) // a literal: what it captures is known where it is made
		args = args[1:]
		for i, free := range t.frees {
			c.nodes[free] = site.arg(i)
		}
	}
	for i, p := range t.params {
		c.nodes[p] = find(args[i])
	}
	rest := b.split(call)
	c.copy(t)
	entry := c.blocks[t.blocks[0]]
	b.succs = []*block{entry}
	entry.preds = append(entry.preds, edge{b, 0})
	b.code = append(b.code, &node{op: opJump, key: "jump", block: b, pos: call.pos, panics: call.panics})
	results := c.leave(t, rest, call)
	u.feedCopies(c, t.home)
	call.gone = true
	i := slices.Index(b.fn.blocks, b)
	var list []*block
	for _, x := range t.blocks {
		list = append(list, c.blocks[x])
	}
	b.fn.blocks = slices.Insert(b.fn.blocks, i+1, append(list, rest)...)
	u.take(call, results)
	u.changed = true
}

// split ends a block before a step, and gives the block that begins after it.
func (b *block) split(at *node) *block {
	i := slices.Index(b.code, at)
	rest := &block{fn: b.fn, code: slices.Clone(b.code[i+1:]), succs: b.succs}
	for _, n := range rest.code {
		n.block = rest
	}
	for i, s := range rest.succs {
		s.preds[s.into(b, i)] = edge{rest, i}
	}
	b.code = slices.Clone(b.code[:i])
	return rest
}

// take gives the users of a call its results.
func (u *unit) take(call *node, results []*node) {
	if len(results) == 1 && call.typ != nil {
		if _, several := call.typ.(*types.Tuple); !several {
			call.become(results[0])
			return
		}
	}
	u.each(func(x *node) {
		if x.op == opExtract && find(x.args[0]) == call && x.index < len(results) && results[x.index] != nil {
			x.become(results[x.index])
		}
	})
}

// copier copies a body into another function.
type copier struct {
	site   *node // the call that the body stands for
	s      *side
	u      *unit
	into   *function
	nodes  map[*node]*node
	blocks map[*block]*block
	types  map[types.Type]types.Type // of a generic function: what its parameters are
}

// instance are the types that a call of a generic function puts in the place of its parameters.
func instance(call *node, t *function) map[types.Type]types.Type {
	params := t.src.TypeParams()
	if call.callee == nil || params.Len() == 0 || params.Len() != len(call.callee.TypeArgs()) {
		return nil
	}
	out := map[types.Type]types.Type{}
	for i := range params.Len() {
		out[params.At(i)] = call.callee.TypeArgs()[i]
	}
	return out
}

// instantiate makes a conversion to a type parameter one to what that is.
func (c *copier) instantiate(n *node) {
	to := c.types[n.typ]
	if to == nil {
		return
	}
	switch {
	case n.op == opConvert:
		n.typ, n.key, n.mayPanic = to, "convert "+c.s.typeKey(to), n.mayPanic && !isPlain(to)
	case n.op == opCall && len(n.keys) > 0:
		n.typ = to
	}
}

// isPlain says whether a conversion to a type gives a number, string or truth value.
func isPlain(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

func (c *copier) copy(t *function) {
	var made []*node
	each := func(b *block, n *node) *node {
		m := *n
		m.block, m.args, m.panics = b, slices.Clone(n.args), slices.Clone(n.panics)
		m.site = c.site
		c.nodes[n] = &m
		c.instantiate(&m)
		made = append(made, &m)
		return &m
	}
	for _, b := range t.blocks {
		c.blocks[b] = &block{fn: c.into}
	}
	for _, b := range t.blocks {
		x := c.blocks[b]
		for _, n := range b.phis {
			x.phis = append(x.phis, each(x, n))
		}
		for _, n := range b.code {
			x.code = append(x.code, each(x, n))
		}
		for _, s := range b.succs {
			x.succs = append(x.succs, c.blocks[s])
		}
		for _, e := range b.preds {
			x.preds = append(x.preds, edge{c.blocks[e.from], e.i})
		}
	}
	for _, m := range made {
		for i := range m.args {
			m.args[i] = c.node(m.args[i])
		}
		for i := range m.panics {
			m.panics[i] = c.gone(m.panics[i])
		}
	}
}

// gone is the copy of what might have panicked, and of what that was given, which is in no block any more.
func (c *copier) gone(n *node) *node {
	n = find(n)
	if !n.gone || c.nodes[n] != nil {
		return c.node(n)
	}
	m := *n
	m.args, m.panics, m.site = slices.Clone(n.args), nil, c.site
	c.nodes[n] = &m
	for i := range m.args {
		m.args[i] = c.gone(m.args[i])
	}
	return &m
}

// node is the copy of a node.
func (c *copier) node(n *node) *node {
	n = find(n)
	if m := c.nodes[n]; m != nil {
		return m
	}
	m := n
	switch {
	case n.key == "nothing":
	case n.op == opConst:
		m = c.u.constant(c.s, n.val, n.typ)
	case n.block != nil: // of the caller
	case len(n.args) > 0:
		x := *n
		x.args = slices.Clone(n.args)
		m = &x
		c.nodes[n] = m
		for i := range m.args {
			m.args[i] = c.node(m.args[i])
		}
	case n.isShared():
		if m = c.u.shared[n.key]; m == nil {
			x := *n
			m, c.u.shared[n.key] = &x, &x
		}
	}
	c.nodes[n] = m
	return m
}

// leave makes the returns of the copy jumps to what follows the call, and gives the results there.
func (c *copier) leave(t *function, rest *block, call *node) []*node {
	var from []*node
	for _, b := range t.blocks {
		x := c.blocks[b]
		ret := x.last()
		if ret.op != opReturn {
			continue
		}
		from = append(from, ret)
		x.succs = []*block{rest}
		rest.preds = append(rest.preds, edge{x, 0})
		x.code[len(x.code)-1] = &node{op: opJump, key: "jump", block: x, pos: call.pos, panics: ret.panics}
	}
	if len(from) == 0 {
		return nil
	}
	results := make([]*node, len(from[0].args))
	for i := range results {
		if len(from) == 1 {
			results[i] = find(from[0].args[i])
			continue
		}
		typ := t.src.Signature.Results().At(i).Type()
		phi := &node{op: opPhi, key: c.s.typeKey(typ), typ: typ, block: rest, pos: call.pos}
		for _, ret := range from {
			phi.args = append(phi.args, find(ret.args[i]))
		}
		rest.phis = append(rest.phis, phi)
		results[i] = phi
	}
	return results
}
