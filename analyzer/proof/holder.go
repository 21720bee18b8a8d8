package proof

import "go/types"

// holder is what is known of a variable or field. What tests do with it is kept apart: the program is proven as it is without them.
type holder struct {
	program, tests *uses
}

// uses are those of a variable in the program, or in tests.
type uses struct {
	loads, stores []*node
	parts         []user // structures that are made of it with all their fields
	escapes       bool
	val           *node // what is stored, if it is one constant
	various       bool
	early         bool // stored somewhere but in the initialization
}

func holderOf(m map[types.Object]*holder, o types.Object) *holder {
	h := m[o]
	if h == nil {
		h = &holder{&uses{}, &uses{}}
		m[o] = h
	}
	return h
}

// of are the uses that belong with a unit.
func (h *holder) of(u *unit) *uses {
	if u.test {
		return h.tests
	}
	return h.program
}

// note records what a step does with the address of a variable.
func (h *uses) note(n *node, i int) {
	switch {
	case n.op == opLoad:
		h.loads = append(h.loads, n)
	case n.op == opStore && i == 0:
		h.stores = append(h.stores, n)
		h.early = h.early || !n.block.fn.initializes()
		h.hold(n.arg(1), n.arg(0).obj)
	default:
		h.escapes = true
	}
}

// initializes says whether a function is the initialization of a package, and not a method of that name.
func (f *function) initializes() bool {
	return f.name == "init" && f.parent == nil && f.src.Signature.Recv() == nil
}

// hold notes a value that the variable gets. One that comes from the same field of something, or the variable itself, is one that it can have already.
func (h *uses) hold(v *node, o types.Object) {
	switch {
	case o != nil && v.op == opField && origin(v.obj) == origin(o):
	case o != nil && v.op == opLoad && v.arg(0).obj != nil && origin(v.arg(0).obj) == origin(o):
	case !v.isConst() || h.val != nil && h.val.key != v.key:
		h.various = true
	default:
		h.val = v
	}
}

// agrees says whether tests only ever store what the program does.
func (h *holder) agrees(s *side) bool {
	t, p := h.tests, h.program
	if t.escapes || t.various {
		return false
	}
	switch {
	case t.val == nil:
		return true
	case p.val == nil:
		return t.val.key == zeroKey(s, t.val)
	}
	return t.val.key == p.val.key
}

// fix makes the loads of a variable of which all stores store one constant that constant, and drops the stores.
func (h *holder) fix(s *side, t types.Type) {
	h.load(s, t)
	h.program.drop()
	if h.agrees(s) {
		h.tests.drop()
	}
}

// load makes the loads of a variable of which all stores store one constant that constant.
func (h *holder) load(s *side, t types.Type) {
	h.program.load(s, h.program.val, t)
	if h.agrees(s) {
		h.tests.load(s, h.program.val, t)
	}
}

func (h *uses) load(s *side, val *node, t types.Type) {
	for _, n := range h.loads {
		if n.forward != nil || n.gone {
			continue
		}
		u := n.block.fn.home
		if val == nil {
			n.become(u.constant(s, nil, t))
		} else {
			n.become(u.constant(s, val.val, val.typ))
		}
		u.changed = true
	}
}

// drop takes the stores out. What computed the values is needed no more for them.
func (h *uses) drop() {
	for _, part := range h.parts {
		if whole := part.n; !whole.gone && whole.forward == nil && whole.arg(part.i).key != "nothing" {
			u := whole.block.fn.home
			u.release(whole.arg(part.i))
			whole.args[part.i] = nothing()
			u.changed = true
		}
	}
	for _, n := range h.stores {
		if !n.gone {
			n.gone = true
			u := n.block.fn.home
			u.release(n.arg(1))
			u.changed = true
		}
	}
}

// release notes that a value is needed no more for what held it, nor what was put into it when it was made.
func (u *unit) release(v *node) {
	into := map[*node][]*node{}
	u.each(func(n *node) {
		if thing := n.storesTo(); thing != nil {
			into[thing] = append(into[thing], n)
		}
	})
	seen := map[*node]bool{}
	var visit func(*node)
	visit = func(n *node) {
		n = find(n)
		if seen[n] {
			return
		}
		seen[n] = true
		for _, store := range into[n] {
			u.feeds = append(u.feeds, store.args...)
			for i := range store.args {
				visit(store.arg(i))
			}
		}
		if !n.isStep() && n.op != opPhi {
			for i := range n.args {
				visit(n.arg(i))
			}
		}
	}
	u.feeds = append(u.feeds, v)
	visit(v)
}

// release drops the stores of a variable that nobody loads.
func (h *holder) release() {
	h.program.drop()
	if len(h.tests.loads) == 0 && !h.tests.escapes {
		h.tests.drop()
	}
}
