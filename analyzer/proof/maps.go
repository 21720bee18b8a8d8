package proof

import "strings"

// maps takes out the maps that are made and filled, and that nobody looks at: what initialized a variable that is gone. To put something under a key can only panic if the key may not be comparable.
func (u *unit) maps() {
	var used map[*node][]user
	for _, f := range u.functions {
		for _, b := range f.blocks {
			for _, n := range b.code {
				if n.op != opFresh || n.gone || n.forward != nil || !strings.HasPrefix(n.key, "make map") {
					continue
				}
				if used == nil {
					used = u.operands()
				}
				if fills := used[n]; onlyFilled(fills) {
					for _, use := range fills {
						use.n.gone, u.changed = true, true
					}
				}
			}
			b.sweep()
		}
	}
}

// onlyFilled says whether all that is done with a map is to put something into it.
func onlyFilled(uses []user) bool {
	if len(uses) == 0 {
		return false // it is dead already
	}
	for _, use := range uses {
		if use.n.op != opEffect || use.n.key != "map update" || use.i != 0 || !comparesSafely(use.n.arg(1).typ) {
			return false
		}
	}
	return true
}
