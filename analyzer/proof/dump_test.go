package proof

import (
	"fmt"
	"strings"
)

// Debug makes a check print the normalised units with this name.
var Debug string

func init() {
	debugUnits = func(u, v *unit) {
		if Debug != "" && strings.HasSuffix(u.name, Debug) {
			fmt.Println("BEFORE\n" + dump(u) + "AFTER\n" + dump(v))
		}
	}
}

// dump is a unit as text.
func dump(u *unit) string {
	var out strings.Builder
	id := map[*node]int{}
	var name func(n *node) string
	name = func(n *node) string {
		n = find(n)
		switch n.op {
		case opConst, opGlobal, opFunc:
			return n.key
		case opParam, opFree:
			return fmt.Sprintf("%s:%s", n.fn.name, n.src.Name())
		}
		if n.block == nil {
			var args []string
			for _, a := range n.args {
				args = append(args, name(a))
			}
			if n.fn != nil {
				return "func " + n.fn.name + "(" + strings.Join(args, ", ") + ")"
			}
			return n.key + "(" + strings.Join(args, ", ") + ")"
		}
		if id[n] == 0 {
			id[n] = len(id) + 1
		}
		return fmt.Sprint("t", id[n])
	}
	for _, f := range u.functions {
		fmt.Fprintln(&out, "func", f.name)
		for i, b := range f.blocks {
			var preds, succs []string
			for _, e := range b.preds {
				preds = append(preds, fmt.Sprintf("%d.%d", e.from.rank, e.i))
			}
			for _, s := range b.succs {
				succs = append(succs, fmt.Sprint(s.rank))
			}
			fmt.Fprintf(&out, " %d: (%s) -> %s\n", i, strings.Join(preds, " "), strings.Join(succs, " "))
			for _, n := range append(append([]*node{}, b.phis...), b.code...) {
				var args []string
				for _, a := range n.args {
					args = append(args, name(a))
				}
				fmt.Fprintf(&out, "   %s = %s [%s] panics %d step %t\n", name(n), n.key, strings.Join(args, ", "), len(n.panics), n.isStep())
			}
		}
	}
	return out.String()
}
