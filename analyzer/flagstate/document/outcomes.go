package document

import (
	"maps"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// CallerDefault is the outcome of a call that gets the default it passes.
const CallerDefault debt.Value = ""

// Outcomes is the set of values that any context can get from a flag in one environment now. Values are compared, not the names of variations: a rule that serves what everybody gets changes nothing. Nothing here tries to prove which rule matches; every enabled rule is taken as reachable.
type Outcomes struct {
	// Experiment says that an experiment is running.
	Experiment bool
	// Scheduled says that the answer changes by itself at a time in the future.
	Scheduled bool
	// Unknown is why the definition could not be understood, in a few words.
	Unknown string
	// Rules says that there are rules, even if all serve the same value.
	Rules bool

	always   map[debt.Value]bool
	targeted map[debt.Value]bool
}

// Always adds a value that is served without any condition, or to a share of everybody.
func (o *Outcomes) Always(value debt.Value) {
	if o.always == nil {
		o.always = map[debt.Value]bool{}
	}
	o.always[value] = true
}

// Targeted adds a value that is served where a rule matches.
func (o *Outcomes) Targeted(value debt.Value) {
	if o.targeted == nil {
		o.targeted = map[debt.Value]bool{}
	}
	o.targeted[value] = true
	o.Rules = true
}

// Or adds the outcomes of another definition that holds under a condition.
func (o *Outcomes) Or(other Outcomes) {
	rules := o.Rules
	for value := range other.all() {
		o.Targeted(value)
	}
	o.Rules = rules || other.Rules
	o.Experiment = o.Experiment || other.Experiment
	o.Scheduled = o.Scheduled || other.Scheduled
	if o.Unknown == "" {
		o.Unknown = other.Unknown
	}
}

func (o *Outcomes) all() map[debt.Value]bool {
	all := map[debt.Value]bool{}
	maps.Copy(all, o.always)
	maps.Copy(all, o.targeted)
	return all
}

// Single reports whether every context gets the same.
func (o *Outcomes) Single() bool { return len(o.all()) == 1 }

// Serving is the answer that the outcomes amount to: unknown if anything was not understood, time if it is going to change, constant or caller-default for a single outcome, split if the shares alone give several, otherwise rules.
func (o *Outcomes) Serving() debt.Serving {
	all := o.all()
	switch {
	case o.Unknown != "":
		return debt.Serving{Mode: debt.ModeUnknown, Experiment: o.Experiment, Note: o.Unknown}
	case len(all) == 0:
		return debt.Serving{Mode: debt.ModeUnknown, Experiment: o.Experiment, Note: "nothing is served"}
	}
	byCaller := all[CallerDefault]
	delete(all, CallerDefault)
	s := debt.Serving{Outcomes: slices.Sorted(maps.Keys(all)), Experiment: o.Experiment}
	switch {
	case o.Scheduled:
		s.Mode = debt.ModeTime
	case len(all) == 0:
		s.Mode = debt.ModeCallerDefault
	case len(all) == 1 && !byCaller:
		s.Mode, s.Value = debt.ModeConstant, s.Outcomes[0]
	case len(o.always) > 1:
		s.Mode = debt.ModeSplit
	default:
		s.Mode = debt.ModeRules
	}
	return s
}
