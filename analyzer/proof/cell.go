package proof

import (
	"cmp"
	"go/constant"
	"go/types"
	"slices"
	"strings"
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
	case c.escapes:
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
		case n.op == opFieldAddr:
			c.nested = true
			c.follow(n, path+"."+n.obj.Name(), used)
		case n.op == opIndexAddr && use.i == 0:
			c.nested = true
			c.follow(n, path+"[]", used)
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
	if c.escapes || c.recovers() {
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

// maxFields bounds the structures that are split.
const maxFields = 40

// splits says whether a structure is only accessed by its direct fields, or as a whole.
func (c *cell) splits() bool {
	if st, ok := elem(c.alloc).Underlying().(*types.Struct); !ok || st.NumFields() > maxFields || c.recovers() {
		return false
	}
	for _, a := range c.accesses {
		if strings.Count(a.path, ".") > 1 || strings.Contains(a.path, "[]") {
			return false
		}
	}
	for n := range c.derived {
		if n != c.alloc && n.arg(0) != c.alloc {
			return false
		}
	}
	return true
}

// split makes a structure one variable for each field.
func (u *unit) split(s *side, c *cell) {
	st := elem(c.alloc).Underlying().(*types.Struct)
	fields := map[string]*node{}
	var order []*node
	for f := range st.Fields() {
		t := types.NewPointer(f.Type())
		n := &node{op: opAlloc, key: s.typeKey(t), typ: t, obj: f, pos: c.alloc.pos, block: c.alloc.block}
		fields[f.Name()] = n
		order = append(order, n)
	}
	for n := range c.derived {
		if n != c.alloc {
			n.forward = fields[n.obj.Name()]
		}
	}
	for _, a := range c.accesses {
		switch {
		case a.path != "":
		case a.step.op == opStore:
			u.splitStore(s, a.step, order)
		default:
			u.splitLoad(s, a.step, order)
		}
	}
	b := c.alloc.block
	i := slices.Index(b.code, c.alloc)
	b.code = slices.Insert(b.code, i, order...)
	c.alloc.gone, u.changed = true, true
}

// splitLoad loads each field where the structure was loaded as a whole.
func (u *unit) splitLoad(s *side, load *node, fields []*node) {
	b := load.block
	i := slices.Index(b.code, load)
	whole := &node{op: opPure, key: structKey + s.typeKey(load.typ), typ: load.typ, block: b, pos: load.pos}
	var steps []*node
	for _, f := range fields {
		n := &node{op: opLoad, key: "load", typ: f.obj.Type(), args: []*node{f}, block: b, pos: load.pos}
		steps = append(steps, n)
		whole.args = append(whole.args, n)
	}
	b.code = slices.Insert(b.code, i, append(steps, whole)...)
	load.become(whole)
}

// structKey begins the key of a structure whose operands are its fields.
const structKey = "struct of "

// splitStore stores each field of a structure where it was stored as a whole.
func (u *unit) splitStore(s *side, store *node, fields []*node) {
	b := store.block
	i := slices.Index(b.code, store)
	var stores []*node
	for _, f := range fields {
		v := store.arg(1)
		x := &node{op: opField, key: "field " + s.typeKey(v.typ) + "." + f.obj.Name(), typ: f.obj.Type(), obj: f.obj, args: []*node{v}, block: b, pos: store.pos}
		stores = append(stores, x, &node{op: opStore, key: "store", args: []*node{f, x}, block: b, pos: store.pos})
	}
	b.code = slices.Insert(b.code, i, stores...)
	store.gone = true
}

func fieldOf(st *types.Struct, name string) *types.Var {
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// impossible makes a comparison of what a cell holds with a constant that is never stored in it false. The states of a range over a function are such.
func (u *unit) impossible(s *side, c *cell, used map[*node][]user) {
	if c.nested {
		return
	}
	holds := map[string]bool{u.constant(s, nil, elem(c.alloc)).key: true}
	for _, a := range c.accesses {
		if a.step.op == opStore {
			v := a.step.arg(1)
			if !v.isConst() || v.val == nil {
				return
			}
			holds[v.key] = true
		}
	}
	for _, a := range c.accesses {
		for _, use := range used[a.step] {
			if n := use.n; a.step.op == opLoad && n.op == opEq && n.forward == nil && n.arg(1).isConst() && n.arg(1).val != nil && !holds[n.arg(1).key] {
				n.become(u.constant(s, constant.MakeBool(false), n.typ))
				u.changed = true
			}
		}
	}
}

// constantCell makes a load of a part to which only one constant is ever stored that constant. What the part holds before is its zero value: either that is the constant, or the first thing that is done with the cell is to store it.
func (u *unit) constantCell(s *side, c *cell) {
	paths := map[string]bool{}
	for _, a := range c.accesses {
		if a.step.op == opLoad && !strings.Contains(a.path, "[]") {
			paths[a.path] = true
		}
	}
	for path := range paths {
		val, ok := c.stored(u, s, path)
		if !ok {
			continue
		}
		for _, a := range c.accesses {
			if a.step.op == opLoad && a.path == path && a.step.forward == nil {
				a.step.become(val)
				u.changed = true
			}
		}
	}
}

// stored is the constant that a part of a cell holds whenever it is loaded.
func (c *cell) stored(u *unit, s *side, path string) (*node, bool) {
	var val *node
	for _, a := range c.accesses {
		if a.step.op == opLoad || !strings.HasPrefix(a.path, path) && !strings.HasPrefix(path, a.path) {
			continue
		}
		v := u.part(s, a.step.arg(1), strings.TrimPrefix(path, a.path))
		if !strings.HasPrefix(path, a.path) || v == nil || !v.isConst() || val != nil && val != v {
			return nil, false
		}
		val = v
	}
	if val == nil {
		t := typeAt(elem(c.alloc), path)
		if t == nil {
			return nil, false
		}
		return u.constant(s, nil, t), true
	}
	if val == u.constant(s, nil, val.typ) || c.first(path) {
		return val, true
	}
	return nil, false
}

// part is what a part of a structure is, if that is known, or nil.
func (u *unit) part(s *side, v *node, path string) *node {
	for _, name := range strings.Split(path, ".")[1:] {
		st, ok := v.typ.Underlying().(*types.Struct)
		if !ok || fieldOf(st, name) == nil {
			return nil
		}
		switch {
		case v.isConst() && v.val == nil:
			v = u.constant(s, nil, fieldOf(st, name).Type())
		case strings.HasPrefix(v.key, structKey):
			i := 0
			for st.Field(i).Name() != name {
				i++
			}
			v = v.arg(i)
		default:
			return nil
		}
	}
	return v
}

// typeAt is the type of a part.
func typeAt(t types.Type, path string) types.Type {
	for _, name := range strings.Split(path, ".")[1:] {
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		f := fieldOf(st, name)
		if f == nil {
			return nil
		}
		t = f.Type()
	}
	return t
}

// first says whether a part is stored to before anything else is done with the cell but to store to other parts.
func (c *cell) first(path string) bool {
	return storedFirst(c.alloc, func(n *node) bool {
		for _, a := range c.accesses {
			if a.step == n && strings.HasPrefix(path, a.path) {
				return true
			}
		}
		return false
	}, c.derived)
}

// storedFirst looks through the steps after an allocation for the first store, before one that uses an address in it otherwise.
func storedFirst(alloc *node, is func(*node) bool, derived map[*node]bool) bool {
	code := alloc.block.code
	for _, n := range code[slices.Index(code, alloc)+1:] {
		if n.gone || n.forward != nil {
			continue
		}
		if n.op == opStore && derived[n.arg(0)] && !derived[n.arg(1)] {
			if is(n) {
				return true
			}
			continue
		}
		if !n.isStep() && n.op < opRunDefers {
			continue // the address is in a value, which nobody has looked at
		}
		for i := range n.args {
			if n.arg(i).madeOf(derived, 8) {
				return false
			}
		}
	}
	return false
}

// madeOf says whether a value is made of some others without a look at what is stored, or too far from them to say.
func (n *node) madeOf(from map[*node]bool, depth int) bool {
	n = find(n)
	if depth == 0 || from[n] {
		return true
	}
	if n.isStep() || n.op == opPhi {
		return false
	}
	for i := range n.args {
		if n.arg(i).madeOf(from, depth-1) {
			return true
		}
	}
	return false
}
