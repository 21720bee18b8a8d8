package proof

// normalise brings a unit into the form in which it is compared.
func (u *unit) normalise(s *side) {
	if !u.changed {
		return
	}
	u.rounds++
	settled := map[*function]bool{} // nothing can be done to them until something happens around them
	for round := 0; u.changed && round < 200; round++ {
		again := false
		for _, f := range u.functions {
			if settled[f] {
				continue
			}
			u.changed = false
			u.fold(s, f)
			u.joins(f)
			u.flow(s, f)
			settled[f] = !u.changed
			again = again || u.changed
		}
		u.changed = false
		u.dead()
		u.cells(s)
		u.maps()
		if u.changed {
			clear(settled)
		}
		u.changed = u.changed || again
	}
	for _, f := range u.functions {
		f.gatherStores()
	}
}
