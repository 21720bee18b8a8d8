package proof

import "go/types"

// arguments makes a parameter that every call gives the same constant that constant, in functions that the two sides do not use it alike in. The calls go on giving it.
// All calls have to be known, so a function that is used as a value or from outside keeps its parameters, and so does a method that something may call by an interface.
func (f *facts) arguments() {
	if f.s.stage < supposing {
		return
	}
	invoked := map[string]bool{}
	for _, u := range f.s.units {
		for _, name := range u.invokes {
			invoked[name] = true
		}
	}
	for _, u := range f.s.units {
		o, _ := u.top.src.Object().(*types.Func)
		if o == nil || !u.top.uneven || !u.open() || f.s.external(o) || f.values[origin(o)] {
			continue
		}
		if u.top.src.Signature.Recv() != nil && (o.Exported() || invoked[o.Name()]) {
			continue
		}
		for i := range u.top.src.Signature.Params().Len() {
			f.argument(u, i)
		}
	}
}

// argument makes a parameter the constant that it always is, if it is one. What only tests give it says nothing: tests go and come.
func (f *facts) argument(u *unit, i int) {
	p := paramOf(u.top, i)
	if p == nil || p.gone || p.forward != nil {
		return
	}
	var val *node
	tested := true // by nothing but tests
	for _, c := range f.calls[u.top] {
		tested = tested && c.block.fn.home.test
		a := argOf(c, i)
		switch {
		case a == p: // it calls itself with what it was given
		case a == nil || !a.isConst() || a.key == "nothing" || val != nil && val.key != a.key:
			return
		default:
			val = a
		}
	}
	if val == nil || tested || val.key != u.constant(f.s, val.val, p.typ).key {
		return
	}
	p.become(u.constant(f.s, val.val, p.typ))
	u.changed = true
}
