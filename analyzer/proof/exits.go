package proof

import (
	"cmp"
	"go/constant"
	"go/types"
	"slices"
	"strings"
)

// renumber gives the ways out of a range over a function new numbers. The builder stores in a variable of its own by which way the body left, and counts all of them; here they are counted as they are stored, so that a way that is gone changes no number. Nobody but the comparisons after the loop sees them.
func (u *unit) renumber(s *side, c *cell, used map[*node][]user) {
	if !strings.HasPrefix(c.alloc.name, "jump$") || c.nested {
		return
	}
	var uses []user // where a number stands
	for _, a := range c.accesses {
		if a.step.op == opStore {
			uses = append(uses, user{a.step, 1})
			continue
		}
		for _, use := range used[a.step] {
			switch {
			case use.n.gone || use.n.forward != nil:
			case use.n.op == opEq && use.i == 0:
				uses = append(uses, user{use.n, 1})
			default:
				return
			}
		}
	}
	if slices.ContainsFunc(uses, func(x user) bool { return !isWhole(x.n.arg(x.i)) || x.n.block == nil }) {
		return
	}
	at := map[*function]int{}
	for i, f := range u.functions {
		at[f] = i
	}
	slices.SortStableFunc(uses, func(a, b user) int {
		return cmp.Or(cmp.Compare(at[a.n.block.fn], at[b.n.block.fn]), cmp.Compare(a.n.block.rank, b.n.block.rank), cmp.Compare(a.n.place, b.n.place))
	})
	now := map[string]*node{}
	for _, x := range uses {
		old := x.n.arg(x.i)
		if constant.Sign(old.val) <= 0 {
			continue // the states of the loop
		}
		n := now[old.key]
		if n == nil {
			n = u.constant(s, constant.MakeInt64(int64(len(now)+1)), types.Typ[types.Int])
			now[old.key] = n
		}
		if n != old {
			x.n.args[x.i], u.changed = n, true
		}
	}
}
