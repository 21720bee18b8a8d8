package goff

import (
	"maps"
	"slices"
	"time"
)

// at is the definition with all steps merged that are due, the date of the last of them, and whether more are to come. Steps are due in the order of their dates.
func (def *definition) at(now time.Time) (current *definition, last time.Time, more bool) {
	merged := *def
	merged.variations = maps.Clone(def.variations)
	merged.targeting = slices.Clone(def.targeting)
	steps := slices.Clone(def.steps)
	slices.SortStableFunc(steps, func(a, b step) int { return a.date.Compare(b.date) })
	for _, s := range steps {
		if s.date.After(now) {
			return &merged, last, true
		}
		merged.merge(&s.definition)
		last = s.date
	}
	return &merged, last, false
}

// merge changes the definition as a step says: rules by their names, the rest field by field.
func (def *definition) merge(change *definition) {
	for _, r := range change.targeting {
		i := slices.IndexFunc(def.targeting, func(old rule) bool { return r.name != "" && old.name == r.name })
		if i < 0 {
			def.targeting = append(def.targeting, r)
			continue
		}
		def.targeting[i] = *def.targeting[i].merged(&r)
	}
	switch {
	case change.fallback == nil:
	case def.fallback == nil:
		def.fallback = change.fallback
	default:
		def.fallback = def.fallback.merged(change.fallback)
	}
	maps.Copy(def.variations, change.variations)
	if change.disable != nil {
		def.disable = change.disable
	}
	def.window = def.window || change.window
	if change.start != nil {
		def.start = change.start
	}
	if change.end != nil {
		def.end = change.end
	}
}

// merged is the rule with the fields that a step sets. A variation in the step does not displace percentages that the rule has: they go before it, as ever.
func (r *rule) merged(change *rule) *rule {
	result := r.clone()
	if change.disable != nil {
		result.disable = change.disable
	}
	if change.variation != nil {
		result.variation = change.variation
	}
	if change.progressive != nil {
		if result.progressive == nil {
			result.progressive = &progressive{}
		}
		result.progressive.initial.merge(change.progressive.initial)
		result.progressive.end.merge(change.progressive.end)
	}
	for variation, weight := range change.percentage {
		if result.percentage == nil {
			result.percentage = map[string]float64{}
		}
		if weight < 0 { // takes the variation out
			delete(result.percentage, variation)
			continue
		}
		result.percentage[variation] = weight
	}
	return result
}

func (s *stage) merge(change stage) {
	if change.variation != nil {
		s.variation = change.variation
	}
	if change.percentage != nil {
		s.percentage = change.percentage
	}
	if change.date != nil {
		s.date = change.date
	}
}
