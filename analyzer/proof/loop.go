package proof

import (
	"go/constant"
	"go/token"
	"strings"
)

// idleLoop takes out a loop that only counts up to a bound: it does nothing, and ends.
// Its block leads to itself and to what follows, has no steps, and goes on as long as a counter, which begins with a constant and grows by one, is less than something that the loop does not change. Nothing of it may be used outside.
func (u *unit) idleLoop(b *block, used map[*node][]*node) {
	if len(b.succs) != 2 || b.succs[0] != b || b.succs[1] == b || len(b.preds) != 2 || !u.isEmpty(b) {
		return
	}
	c := b.last().arg(0)
	if c.op != opBin || len(c.args) != 2 || c.key[:2] != "< " {
		return
	}
	next, bound := c.arg(0), c.arg(1)
	if !counts(b, next) || depends(bound, b, 8) {
		return
	}
	for _, phi := range b.phis {
		for _, user := range used[phi] {
			if user.block != b {
				return
			}
		}
	}
	for _, n := range b.code {
		for _, user := range used[n] {
			if user.block != b {
				return
			}
		}
	}
	u.lose(b)
	b.jump(1)
	u.changed = true
}

// counts says whether a value is a counter of the loop: one more each time, beginning with a constant.
func counts(b *block, next *node) bool {
	if next.op != opBin || len(next.args) != 2 || next.key[:2] != "+ " || !next.arg(1).isConst() || next.arg(1).val == nil {
		return false
	}
	phi := next.arg(0)
	if one, exact := constant.Int64Val(constant.ToInt(next.arg(1).val)); !exact || one != 1 || phi.op != opPhi || phi.block != b {
		return false
	}
	for i, e := range b.preds {
		switch v := phi.arg(i); {
		case e.from == b && v != next:
			return false
		case e.from != b && !v.isConst():
			return false
		}
	}
	return true
}

// neverBelow says whether a comparison, by which a loop goes on, of its counter with a constant is false at once: then there is no second time.
func (n *node) neverBelow() bool {
	next, bound := n.arg(0), n.arg(1)
	if n.block == nil || n.block.last().op != opIf || n.block.last().arg(0) != n || !strings.HasPrefix(n.key, "< ") || !isWhole(bound) || !strings.HasPrefix(next.key, "+ ") || !isWhole(next.arg(1)) {
		return false
	}
	phi := next.arg(0)
	if phi.op != opPhi || phi.block != n.block || next.arg(1).val.ExactString() != "1" {
		return false
	}
	for i := range phi.args {
		v := phi.arg(i)
		if v != next && !(isWhole(v) && constant.Compare(constant.BinaryOp(v.val, token.ADD, next.arg(1).val), token.GEQ, bound.val)) {
			return false
		}
	}
	return true
}

// isWhole says whether a value is a whole number that is known.
func isWhole(n *node) bool {
	return n.isConst() && n.val != nil && n.val.Kind() == constant.Int
}

// depends says whether a value may change in a loop of one block: it is computed from its phis, or too deep to say.
func depends(n *node, b *block, depth int) bool {
	n = find(n)
	if depth == 0 || n.op == opPhi && n.block == b || n.isStep() && n.block == b {
		return true
	}
	if n.isStep() || n.op == opPhi {
		return false
	}
	for i := range n.args {
		if depends(n.arg(i), b, depth-1) {
			return true
		}
	}
	return false
}
