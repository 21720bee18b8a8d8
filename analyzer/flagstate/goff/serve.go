package goff

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// server collects what one definition serves at one moment.
type server struct {
	variations map[string]debt.Value
	now        time.Time
	last       time.Time // the last date in the definition that has passed
	out        document.Outcomes
}

// serve is what the flag serves, whether it has rules, and since when it can have served that. A moment later than the midnight at which now begins counts as the future.
func (def *definition) serve(now time.Time) (debt.Serving, bool, debt.Date) {
	current, last, more := def.at(now)
	s := &server{variations: current.variations, now: now, last: last}
	s.out.Scheduled = more
	s.window(current)
	var since debt.Date
	if !s.last.IsZero() {
		since = debt.Date{Day: debt.DayOf(s.last), Clock: debt.ClockPlatform}
	}
	return s.out.Serving(), s.out.Rules, since
}

// window is the flag with its experiment. Outside of its window, as while the flag is disabled, every call gets its own default.
func (s *server) window(def *definition) {
	switch {
	case def.disable != nil && *def.disable:
		s.out.Always(document.CallerDefault)
		return
	case def.start != nil && def.start.After(s.now):
		s.out.Always(document.CallerDefault)
		s.out.Scheduled = true
		return
	case def.end != nil && !def.end.After(s.now):
		s.out.Always(document.CallerDefault)
		s.passed(*def.end)
		return
	}
	s.rules(def)
	if !def.window {
		return
	}
	s.out.Experiment = true
	if def.start != nil {
		s.passed(*def.start)
	}
	// What is split now is no constant anyway; a single value is about to give way to the default of the calls.
	if def.end != nil && s.out.Single() {
		s.out.Scheduled = true
	}
}

// rules adds what targeting and the default rule serve. There is no unconditional rule in targeting: go-feature-flag rejects one without a query.
func (s *server) rules(def *definition) {
	for i := range def.targeting {
		if r := &def.targeting[i]; r.disable == nil || !*r.disable {
			s.rule(r, s.out.Targeted)
		}
	}
	if def.fallback == nil {
		s.out.Always(document.CallerDefault)
	} else {
		s.rule(def.fallback, s.out.Always)
	}
	if def.bucketing { // an evaluation without the bucketing key is an error
		rules := s.out.Rules
		s.out.Targeted(document.CallerDefault)
		s.out.Rules = rules
	}
}

func (s *server) rule(r *rule, add func(debt.Value)) {
	switch {
	case r.progressive != nil:
		s.progressive(r.progressive, add)
	case len(r.percentage) > 0:
		s.percentage(r.percentage, add)
	case r.variation != nil:
		s.variation(*r.variation, add)
	default:
		s.out.Unknown = "a rule serves nothing"
	}
}

func (s *server) variation(name string, add func(debt.Value)) {
	value, ok := s.variations[name]
	if !ok {
		s.out.Unknown = fmt.Sprintf("there is no variation %s", document.Quote(name))
		return
	}
	add(value)
}

// percentage adds the variations with a share; shares are relative to their sum, so that a single one is everybody.
func (s *server) percentage(weights map[string]float64, add func(debt.Value)) {
	served := false
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		if weights[name] > 0 {
			s.variation(name, add)
			served = true
		}
	}
	if !served {
		s.out.Unknown = "the percentages add up to nothing"
	}
}

func (s *server) progressive(p *progressive, add func(debt.Value)) {
	from, to := p.initial, p.end
	if from.date == nil || to.date == nil || from.variation == nil || to.variation == nil || !to.date.After(*from.date) {
		s.out.Unknown = "a progressive rollout is incomplete"
		return
	}
	if to.date.After(s.now) {
		s.variation(*from.variation, add)
		if !from.date.After(s.now) {
			s.variation(*to.variation, add)
		}
		s.out.Scheduled = true
		return
	}
	s.passed(*to.date)
	s.variation(*to.variation, add)
	// 0 and anything above 100 are read as 100; short of that the rest keeps the initial variation.
	if percentage := to.percentage; percentage != nil && *percentage != 0 && *percentage < 100 {
		s.variation(*from.variation, add)
	}
}

// passed notes a date of the definition that has passed.
func (s *server) passed(date time.Time) {
	if date.After(s.last) {
		s.last = date
	}
}
