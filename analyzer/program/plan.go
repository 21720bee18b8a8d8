package program

import (
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// computePlan computes what a removal changes.
func computePlan(world removal.World, packages []*removal.Package, choices []removal.Choice, options removal.Options) (*removal.Plan, error) {
	return removal.Compute(world, packages, choices, options)
}
