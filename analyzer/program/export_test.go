package program

// Compute has the plans of removals made by something else than the removal package.
func (p *Program) Compute(c computer) { p.compute = c }
