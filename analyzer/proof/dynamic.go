package proof

import (
	"go/types"
)

// methods folds calls through interfaces of methods that the other side's interface does not have, if whatever may be called returns the same constant and does nothing else. All that may be called is known where nobody outside can implement the method.
// That the interface held something is an assumption.
func (f *facts) methods() {
	bodies := map[string][]*function{}
	for _, u := range f.s.units {
		o, _ := u.top.src.Object().(*types.Func)
		if o == nil || u.test || u.top.src.Signature.Recv() == nil {
			continue
		}
		bodies[o.Id()] = append(bodies[o.Id()], u.top)
	}
	for _, u := range f.s.units {
		if !u.open() {
			continue
		}
		for _, fn := range u.functions {
			for _, b := range fn.blocks {
				changed := false
				for _, n := range b.code {
					if n.op == opCall && n.callee == nil && n.obj != nil && f.s.absent[n.obj] && !f.s.external(n.obj) && !f.foreignBody(n.obj) && f.answer(u, n, bodies[n.obj.(*types.Func).Id()]) {
						changed = true
					}
				}
				if changed {
					b.sweep()
				}
			}
		}
	}
}

// foreignBody says whether a value with such a method whose body we do not see is put into an interface.
func (f *facts) foreignBody(o types.Object) bool {
	found := f.s.partial
	f.every(func(_ *unit, n *node) {
		if n.op != opBox || found {
			return
		}
		m, _, _ := types.LookupFieldOrMethod(n.arg(0).typ, false, o.Pkg(), o.Name())
		fn, ok := m.(*types.Func)
		if ok {
			body := f.s.prog.FuncValue(fn.Origin())
			found = body == nil || f.s.body(body) == nil
		}
	})
	return found
}

// answer folds one call of a method of an interface.
func (f *facts) answer(u *unit, n *node, bodies []*function) bool {
	var val *node
	for _, t := range bodies {
		if t.src.Signature.Results().Len() != 1 || idle(t) == nil {
			return false
		}
		v := returned(t, 0)
		if v == nil || val != nil && v.key != val.key {
			return false
		}
		val = v
	}
	if val == nil {
		return false
	}
	nobody := *n
	nobody.op, nobody.mayPanic, nobody.panics = opPure, true, nil
	n.panics = append(n.panics, &nobody)
	u.feed(n, false)
	n.become(u.constant(f.s, val.val, val.typ))
	u.changed = true
	return true
}
