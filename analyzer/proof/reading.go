package proof

import "go/types"

// maxReading is how deep the calls of a function are looked into that may do nothing.
const maxReading = 4

// reads says whether a function does nothing but look at what there is: it changes nothing and comes to an end, though it may panic, if not by its own word. A call of it whose result nobody needs may go.
func (s *side) reads(t *function, depth int) bool {
	if depth == 0 || t.recover != nil || len(t.blocks) == 0 {
		return false
	}
	if known, ok := s.reading[t]; ok {
		return known
	}
	s.settle(t.home)
	s.reading[t] = false // of a function that calls itself, until it is known
	for _, b := range t.blocks {
		for _, succ := range b.succs {
			if succ.rank <= b.rank {
				return false // a loop
			}
		}
		for _, n := range b.code {
			switch {
			case n.op < opCall, n.op == opReturn, n.op == opIf, n.op == opJump:
			case n.op == opCall:
				if inner := s.target(n); !n.asks && (inner == nil && !s.onlyLooks(n) || inner != nil && !s.reads(inner, depth-1)) {
					return false
				}
			default:
				return false
			}
		}
	}
	s.reading[t] = true
	return true
}

// onlyLooks says whether a call is one of a function that only looks at what there is, though its body is not known here.
func (s *side) onlyLooks(n *node) bool {
	fn, ok := n.obj.(*types.Func)
	return ok && n.callee != nil && s.code.Looks != nil && n.sig.Results().Len() > 0 && s.code.Looks(fn.Origin())
}

// settle normalises a unit that is the same on both sides, which is done only where somebody wants to know more of it.
func (s *side) settle(u *unit) {
	if u.alike && !u.settled {
		u.settled, u.changed = true, true
		u.normalise(s)
		u.changed = false
	}
}
