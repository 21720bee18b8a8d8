package proof

// neverReached is the key of the end of a block that nothing comes to.
const neverReached = "never reached"

// returns says whether a function may come back to who calls it.
func (s *side) returns(t *function) bool {
	s.settle(t.home)
	for _, b := range t.blocks {
		if b.last().op == opReturn {
			return true
		}
	}
	return false
}

// stopAfter ends a block after a call that never comes back.
func (u *unit) stopAfter(b *block, call *node) {
	for i, n := range b.code {
		if n == call {
			b.code = append(b.code[:i+1:i+1], &node{op: opStop, key: neverReached, block: b, pos: call.pos})
			break
		}
	}
	for i, succ := range b.succs {
		succ.drop(succ.into(b, i))
	}
	b.succs = nil
	u.changed = true
}
