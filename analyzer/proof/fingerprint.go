package proof

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"slices"
	"strings"
)

// print is what a unit is as it was translated: two with the same print are the same function, whatever they mean. Most functions of a package are, so that they need not be brought into the form in which others are compared.
type print [sha256.Size]byte

// printOf writes down all steps of a unit with what they depend on. Everything else of a node is in its key.
func (s *side) printOf(u *unit) print {
	p := &printer{side: s, hash: sha256.New(), buffer: make([]byte, 0, 4096), functions: map[*function]int{}}
	for i, f := range u.functions {
		p.functions[f] = i
		for _, n := range f.params {
			p.number(n)
		}
		for _, n := range f.frees {
			p.number(n)
		}
		for _, b := range f.blocks {
			for _, n := range b.phis {
				p.number(n)
			}
			for _, n := range b.code {
				p.number(n)
			}
		}
	}
	for _, f := range u.functions {
		p.function(f)
	}
	var out print
	p.hash.Write(p.buffer)
	p.hash.Sum(out[:0])
	return out
}

type printer struct {
	side      *side
	hash      hash.Hash
	buffer    []byte // what is not hashed yet
	last      int    // of the numbers that nodes have
	functions map[*function]int
}

// number numbers what stands in a unit, from one; what units share has no number.
func (p *printer) number(n *node) {
	p.last++
	n.place = p.last
}

func (p *printer) int(i int) {
	p.room(binary.MaxVarintLen64)
	p.buffer = binary.AppendVarint(p.buffer, int64(i))
}

func (p *printer) text(s string) {
	p.int(len(s))
	p.room(len(s))
	p.buffer = append(p.buffer, s...)
}

// room hashes what was written if there is no place for more.
func (p *printer) room(n int) {
	if len(p.buffer)+n > cap(p.buffer) {
		p.hash.Write(p.buffer)
		p.buffer = p.buffer[:0]
	}
}

func (p *printer) function(f *function) {
	p.text(p.side.typeKey(f.src.Signature))
	for _, list := range [][]*node{f.params, f.frees} {
		p.int(len(list))
		for _, n := range list {
			p.text(p.side.typeKey(n.typ))
		}
	}
	p.int(len(f.blocks))
	at := map[*block]int{}
	for i, b := range f.blocks {
		at[b] = i
	}
	p.int(at[f.recover])
	for _, b := range f.blocks {
		p.int(len(b.preds))
		for _, e := range b.preds {
			p.int(at[e.from])
			p.int(e.i)
		}
		p.int(len(b.succs))
		for _, s := range b.succs {
			p.int(at[s])
		}
		for _, list := range [][]*node{b.phis, b.code} {
			p.int(len(list))
			for _, n := range list {
				p.node(n)
			}
		}
	}
}

// node writes a step.
func (p *printer) node(n *node) {
	p.int(int(n.op))
	p.text(n.key)
	if n.typ != nil {
		p.text(p.side.typeKey(n.typ))
	}
	if n.fn != nil && n.op == opClosure {
		p.int(p.functions[n.fn])
	}
	p.int(n.index)
	p.int(len(n.args))
	for _, a := range n.args {
		if a.place > 0 {
			p.int(a.place)
			continue
		}
		p.int(-1)
		p.node(a) // a constant, a variable of a package, a function, or what depends on those alone
	}
}

// same marks the functions that are the same as they stand on both sides. They are the same whatever is fixed: none of them asks for the flag, and what they call and use is compared by itself. What the initialization of a package calls has no names, so all of it has to be the same at once.
func (c *check) same(p, q *pkg) {
	inits := count(p.order, isInit) == count(q.order, isInit) && !slices.ContainsFunc(p.order, func(u *unit) bool { return isInit(u) && !same(u, q.units[u.name]) })
	for _, u := range p.order {
		v := q.units[u.name]
		switch {
		case v == nil:
		case same(u, v) && (inits || !isInit(u) && !u.top.initializes()):
			u.alike, v.alike = true, true
		case u.test && v.test && max(u.size, v.size) > maxTest:
			u.huge, v.huge = true, true
		}
		if v != nil && !u.open() {
			c.before.rest(u)
			c.after.rest(v)
		}
	}
}

// rest lets go of a unit that is not normalised. Of a test that nothing calls nobody wants to know more than what it refers to.
func (s *side) rest(u *unit) {
	u.changed = false
	if !u.isEntry() {
		return
	}
	s.referred(u)
	for _, f := range u.functions {
		f.blocks, f.recover, f.literal, f.site = nil, nil, nil, nil
		delete(s.byFunc, f.src)
	}
	u.shared, u.consts = nil, nil
}

// isEntry says whether a unit is a test, which nothing calls but the testing package.
func (u *unit) isEntry() bool {
	if !u.test || u.top.src.Signature.Recv() != nil {
		return false
	}
	return slices.ContainsFunc([]string{"Test", "Benchmark", "Fuzz", "Example"}, func(word string) bool { return strings.HasPrefix(u.top.src.Name(), word) })
}

// maxTest is how many steps a test may have that is to be brought into the form in which it can be compared: a table with thousands of rows is not worth the time.
const maxTest = 4000

func same(u, v *unit) bool { return v != nil && !u.fixed && !v.fixed && u.print == v.print }

func count(list []*unit, is func(*unit) bool) int {
	n := 0
	for _, u := range list {
		if is(u) {
			n++
		}
	}
	return n
}
