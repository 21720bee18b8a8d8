package proof

// normalise brings a unit into the form in which it is compared.
func (u *unit) normalise(s *side) {
	for round := 0; u.changed && round < 200; round++ {
		u.changed = false
		for _, f := range u.functions {
			u.fold(s, f)
			u.joins(f)
			u.flow(s, f)
		}
		u.dead()
		u.cells(s)
	}
}
