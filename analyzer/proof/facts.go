package proof

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// facts are what holds of the functions, variables and fields of all packages together. They are gathered from the units and applied to them until nothing changes: a function that returns a constant after folding folds in its callers, and so on.
type facts struct {
	s       *side
	calls   map[*function][]*node // of functions whose bodies are known
	values  map[types.Object]bool // functions that are used as values
	globals map[types.Object]*holder
	fields  map[types.Object]*holder
}

// learn gathers facts and applies them, and says whether that changed anything.
func (s *side) learn() bool {
	f := &facts{s: s, calls: map[*function][]*node{}, values: map[types.Object]bool{}, globals: map[types.Object]*holder{}, fields: map[types.Object]*holder{}}
	old := s.facts
	s.facts, s.reading = f, map[*function]bool{}
	if old != nil {
		f.globals = old.globals
	}
	for _, u := range s.units {
		if u.open() {
			f.inline(u)
			u.normalise(s)
		}
	}
	f.globals = map[types.Object]*holder{}
	s.forget()
	for _, u := range s.units {
		if u.open() && !s.forgotten[u] { // what the other side does not have is in no other
			f.gather(u)
		}
	}
	for _, n := range s.conversions {
		f.converted(n.block.fn.home, n)
	}
	for _, n := range s.overlooked {
		holders := f.globals
		if n.arg(0).op == opFieldAddr {
			holders = f.fields
		}
		holderOf(holders, origin(n.arg(0).obj)).program.hold(n.arg(1), nil)
	}
	for _, u := range s.units {
		if u.open() {
			f.results(u)
		}
	}
	f.methods()
	f.variables()
	f.structures()
	f.parameters()
	f.arguments()
	changed := false
	for _, u := range s.units {
		if u.changed {
			changed = true
			u.normalise(s)
		}
	}
	return changed
}

// forget finds the units that are out of the picture: tests that are gone, and functions that are, which nothing calls any more that is left. A method may be called through an interface: by others if it is exported, else by us, who would name it.
func (s *side) forget() {
	s.forgotten = map[*unit]bool{}
	invoked := map[string]bool{}
	for _, u := range s.units {
		if u.refers == nil || u.open() {
			u.refers, u.invokes = nil, nil
			s.referred(u)
		}
		for _, name := range u.invokes {
			invoked[name] = true
		}
	}
	var left []*unit
	for _, u := range s.units {
		o := u.top.src.Object()
		byName := o != nil && !s.external(o) && o.Name() != "main" && (u.top.src.Signature.Recv() == nil || !o.Exported() && !invoked[o.Name()])
		if s.only[u] && !isInit(u) && (u.test || byName) {
			s.forgotten[u] = true
			continue
		}
		left = append(left, u)
	}
	keep := func(fn *ssa.Function) {
		if t := s.body(fn); t != nil && s.forgotten[t.home] {
			delete(s.forgotten, t.home)
			left = append(left, t.home)
		}
	}
	for len(left) > 0 {
		u := left[0]
		left = left[1:]
		for _, fn := range u.refers {
			keep(fn)
		}
	}
}

// open says whether something is still to be found out of a unit.
func (u *unit) open() bool { return !u.alike && !u.huge }

// referred notes the functions with a name that a unit calls or uses, and the names of the methods that it calls through interfaces.
func (s *side) referred(u *unit) {
	u.refers = []*ssa.Function{}
	method := func(o types.Object) {
		if fn, ok := o.(*types.Func); ok {
			if body := s.prog.FuncValue(fn.Origin()); body != nil {
				u.refers = append(u.refers, body)
			}
		}
	}
	u.each(func(n *node) {
		switch {
		case n.callee != nil:
			u.refers = append(u.refers, n.callee)
			method(n.obj) // of a method expression the function is one around it
		case n.sig != nil && n.obj != nil:
			u.invokes = append(u.invokes, n.obj.Name())
		case n.op == opClosure && n.obj != nil:
			method(n.obj) // a method value
		}
		for i := range n.args {
			if a := n.arg(i); a.op == opFunc && a.callee != nil {
				u.refers = append(u.refers, a.callee)
				method(a.obj)
			}
		}
	})
}

// target is the function that a call is known to call, if its body is known.
func (s *side) target(n *node) *function {
	if n.callee != nil {
		return s.body(n.callee)
	}
	if n.key != "call value" {
		return nil
	}
	switch c := n.arg(0); {
	case c.op == opClosure:
		return c.fn
	case c.op == opLoad && c.arg(0).op == opGlobal && s.facts != nil:
		return s.facts.heldFunction(c.arg(0).obj)
	}
	return nil
}

// heldFunction is the function that a variable of a package holds, which the other side does not have: a literal that is stored once, in the initialization. What sync.OnceValue makes of one that only returns a constant is the same.
func (f *facts) heldFunction(o types.Object) *function {
	h := f.globals[o]
	if o == nil || h == nil || !f.s.absent[o] || f.s.external(o) || h.program.escapes || h.program.early || len(h.program.stores) != 1 {
		return nil
	}
	v := h.program.stores[0].arg(1)
	if v.op == opCall && v.callee != nil && v.callee.Origin() != nil && v.callee.Origin().RelString(nil) == "sync.OnceValue" {
		c := v.arg(0)
		if c.op == opClosure && c.fn != nil && returned(c.fn, 0) != nil && idle(c.fn) != nil {
			return c.fn
		}
		return nil
	}
	if v.op == opClosure && v.fn != nil && len(v.fn.frees) == 0 {
		return v.fn
	}
	return nil
}

func (s *side) body(fn *ssa.Function) *function {
	if f := s.byFunc[fn]; f != nil {
		return f
	}
	if o := fn.Origin(); o != nil {
		return s.byFunc[o]
	}
	return nil
}

func (u *unit) each(visit func(*node)) {
	for _, f := range u.functions {
		for _, b := range f.blocks {
			for _, n := range b.phis {
				visit(n)
			}
			for _, n := range b.code {
				visit(n)
			}
		}
	}
}

func (f *facts) gather(u *unit) {
	u.each(func(n *node) {
		if n.callee != nil && n.sig != nil && n.op != opForced {
			f.called(n)
		}
		switch n.op {
		case opFieldAddr, opField:
			h := holderOf(f.fields, origin(n.obj)).of(u)
			if n.op == opField {
				h.loads = append(h.loads, n)
			}
		case opPure:
			if strings.HasPrefix(n.key, structKey) {
				st := n.typ.Underlying().(*types.Struct)
				for i := range n.args {
					h := holderOf(f.fields, origin(st.Field(i))).of(u)
					h.parts = append(h.parts, user{n, i})
					h.hold(n.arg(i), st.Field(i))
				}
			}
		case opClosure:
			if n.obj != nil {
				f.values[origin(n.obj)] = true
			}
		}
		for i := range n.args {
			switch a := n.arg(i); a.op {
			case opFunc:
				if a.obj != nil {
					f.values[origin(a.obj)] = true
				}
			case opGlobal:
				if a.obj != nil {
					holderOf(f.globals, a.obj).of(u).note(n, i)
				}
			case opFieldAddr:
				holderOf(f.fields, origin(a.obj)).of(u).note(n, i)
			}
		}
	})
}

// called notes a call of a function with a name.
func (f *facts) called(n *node) {
	if t := f.s.target(n); t != nil {
		f.calls[t] = append(f.calls[t], n)
	} else if n.obj != nil {
		f.values[origin(n.obj)] = true // by a method expression, which is a function around it
	}
}

func origin(o types.Object) types.Object {
	switch o := o.(type) {
	case *types.Var:
		return o.Origin()
	case *types.Func:
		return o.Origin()
	}
	return o
}

// results folds the calls in a unit of functions that always return the same, and drops those of functions that do nothing else.
func (f *facts) results(u *unit) {
	for _, fn := range u.functions {
		var used map[*node][]*node
		unused := func(n *node) bool {
			if used == nil {
				used = fn.uses()
			}
			return len(used[n]) == 0
		}
		for _, b := range fn.blocks {
		steps:
			for _, n := range b.code {
				switch n.op {
				case opDefer, opGo:
					if t := f.s.target(n); t != nil && idle(t) != nil {
						n.panics = append(n.panics, idle(t).panics...)
						n.gone, u.changed = true, true // it does nothing, whenever it does it
					}
				case opCall:
					switch t := f.s.target(n); {
					case t == nil && f.s.onlyLooks(n) && unused(n):
						n.panics = append(n.panics, n)
						n.gone, u.changed = true, true
					case t == nil || t == fn || n.sig == nil || n.gone:
					case !f.s.returns(t) && b.last().key != neverReached:
						u.stopAfter(b, n)
						break steps
					default:
						f.fold(u, b, n, t, unused)
					}
				case opExtract:
					if c := n.arg(0); c.op == opCall {
						if t := f.s.target(c); t != nil && t != fn {
							if v := returned(t, n.index); v != nil {
								n.become(u.constant(f.s, v.val, n.typ))
								u.changed = true
							}
						}
					}
				}
			}
			b.sweep()
		}
	}
}

// fold makes a call the constant that the function returns. If the function does nothing but return, the call goes.
func (f *facts) fold(u *unit, b *block, n *node, t *function, unused func(*node) bool) {
	if tuple, several := n.typ.(*types.Tuple); !several || t.shrunk && tuple.Len() > 0 && t.now.Results().Len() == 1 {
		if v := returned(t, t.only()); v != nil {
			c := &node{} // the step stays, and its value is the constant
			*c = *n
			if does := idle(t); does == nil {
				if unused(n) {
					f.unneeded(u, n, t)
					return
				}
				for i, m := range b.code {
					if m == n {
						b.code[i] = c
					}
				}
				n.panics = nil
			} else {
				n.panics = append(n.panics, does.panics...)
			}
			typ := n.typ // of generic code it is another one than that of the result
			if several {
				typ = tuple.At(t.only()).Type()
			}
			n.become(u.constant(f.s, v.val, typ))
			u.changed = true
			return
		}
	}
	if unused(n) {
		f.unneeded(u, n, t)
	}
}

// unneeded takes out a call of which nobody needs the result, if the function does nothing.
func (f *facts) unneeded(u *unit, n *node, t *function) {
	f.s.settle(t.home)
	switch does := idle(t); {
	case does != nil:
		n.panics = append(n.panics, does.panics...)
		n.gone, u.changed = true, true
	case f.s.reads(t, maxReading):
		n.panics = append(n.panics, n)
		n.gone, u.changed = true, true
	}
}

// only is the result that a function with one result gives, where it had several.
func (t *function) only() int {
	for _, b := range t.blocks {
		if n := b.last(); n.op == opReturn {
			for i := range n.args {
				if n.arg(i).key != "nothing" {
					return i
				}
			}
		}
	}
	return 0
}

// returned is the constant that a function returns as its i-th result, wherever it returns.
func returned(t *function, i int) *node {
	var val *node
	for _, b := range t.blocks {
		n := b.last()
		if n.op != opReturn {
			continue
		}
		if i >= len(n.args) {
			return nil
		}
		v := n.arg(i)
		if !v.isConst() || v.key == "nothing" || val != nil && val.key != v.key {
			return nil
		}
		val = v
	}
	return val
}

// idle is the return of a function that does nothing before it.
func idle(t *function) *node {
	b := t.blocks[0]
	if b.last().op != opReturn || t.recover != nil {
		return nil
	}
	for _, n := range b.code[:len(b.code)-1] {
		if n.isStep() {
			return nil
		}
	}
	return b.last()
}

// variables folds what only ever holds one constant, and drops the stores to what nobody loads, of the variables that the other side does not have or uses more or less often and nobody else can use.
// That nothing reads a variable before its initializer ran follows from the order of initialization, but for what that cannot see: it is an assumption, unless the constant is the zero value.
func (f *facts) variables() {
	for o, h := range f.globals {
		p := h.program
		pos, uneven := f.s.uneven[o]
		uneven = uneven && f.s.stage >= supposing
		if f.s.absent[o] {
			pos = o.Pos()
		}
		if !f.s.absent[o] && !uneven || f.s.settled[o] || p.escapes || f.s.external(o) {
			continue
		}
		switch {
		case len(p.loads) == 0:
			f.s.settled[o] = true
			h.release()
		case p.various || p.val == nil && len(p.stores) > 0:
		case p.val == nil || p.val.key == zeroKey(f.s, p.val):
			f.settle(o, h)
		case !p.early:
			f.s.assume(VariableFixed, pos, "nothing reads "+o.Name()+" before it is initialized")
			f.settle(o, h)
		}
	}
}

// settle makes a variable the constant that it holds, once: what is gathered later has its stores no more.
func (f *facts) settle(o types.Object, h *holder) {
	f.s.settled[o] = true
	h.fix(f.s, o.Type())
}

// zeroKey is the key of the zero value of a constant's type.
func zeroKey(s *side, v *node) string {
	key := s.typeKey(v.typ) + " zero"
	if b, ok := v.typ.Underlying().(*types.Basic); ok {
		if z := zeroValue(b); z != nil {
			key = s.typeKey(v.typ) + " " + z.ExactString()
		}
	}
	return key
}
