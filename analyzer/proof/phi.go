package proof

// joins replaces each phi that can only be one value by it. It begins with the hope that all phis of a loop are the same and gives up where they are not, so that loops in which nothing is assigned any more vanish.
func (u *unit) joins(f *function) {
	is := map[*node]*node{} // nothing is said yet of those that are absent
	var phis []*node
	for _, b := range f.blocks {
		phis = append(phis, b.phis...)
	}
	for round, again := 0, true; again; round++ {
		if round > 100 {
			return
		}
		again = false
		for _, phi := range phis {
			if v := meet(phi, is); v != nil && v != is[phi] && is[phi] != phi {
				is[phi], again = v, true
			}
		}
	}
	for _, phi := range phis {
		if v := is[phi]; v != nil && v != phi {
			phi.become(v)
			u.changed = true
		}
	}
	for _, b := range f.blocks {
		b.sweep()
	}
}

// meet is the one value that the operands of a phi have as far as is known, or the phi itself.
func meet(phi *node, is map[*node]*node) *node {
	var one *node
	for i := range phi.args {
		v := phi.arg(i)
		if v.op == opPhi && v.block.fn == phi.block.fn {
			if v == phi {
				continue
			}
			if v = is[v]; v == nil || v == phi {
				continue
			}
		}
		if one != nil && one != v && !alike(one, v, 4) {
			return phi
		}
		if one == nil {
			one = v
		}
	}
	return one
}

// alike says whether two values are computed in the same way from the same.
func alike(x, y *node, depth int) bool {
	x, y = find(x), find(y)
	if x == y {
		return true
	}
	if depth == 0 || x.op != y.op || x.key != y.key || len(x.args) != len(y.args) || len(x.args) == 0 || x.op == opPhi || x.op == opClosure || x.isStep() {
		return false
	}
	for i := range x.args {
		if !alike(x.args[i], y.args[i], depth-1) {
			return false
		}
	}
	return true
}
