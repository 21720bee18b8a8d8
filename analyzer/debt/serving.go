package debt

import (
	"cmp"
	"fmt"
	"slices"
)

// Production is the joint answer of the flag in all production environments, and the last day on which any of them changed. It is constant only if all are constant at the same value, and caller-default only if all are: a call cannot know in which of them it runs. The date is unknown if that of any environment is.
func (f *Flag) Production() (Serving, Date) {
	production := slices.DeleteFunc(slices.Clone(f.Environments), func(e Environment) bool { return !e.Production })
	if len(production) == 0 {
		return Serving{Mode: ModeUnknown, Note: "no production environment"}, Date{}
	}
	slices.SortFunc(production, func(a, b Environment) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Serving.Note, b.Serving.Note))
	})
	return joint(production), latest(production)
}

// joint is the answer of several environments taken together.
func joint(environments []Environment) Serving {
	var all Serving
	modes := map[Mode]bool{}
	for _, e := range environments {
		s := e.Serving
		mode := s.understood()
		if mode == ModeUnknown && !modes[ModeUnknown] {
			all.Note = cmp.Or(s.Note, e.notKnown())
		}
		modes[mode] = true
		all.Experiment = all.Experiment || s.Experiment
		all.Outcomes = append(all.Outcomes, s.Outcomes...)
		if mode == ModeConstant {
			all.Outcomes = append(all.Outcomes, s.Value)
			all.Value = s.Value
		}
	}
	slices.Sort(all.Outcomes)
	all.Outcomes = slices.Compact(all.Outcomes)
	constant := all.Value
	all.Value = ""
	switch {
	case modes[ModeUnknown]:
		all.Mode, all.Outcomes = ModeUnknown, nil
	case modes[ModeTime]:
		all.Mode = ModeTime
	case modes[ModeRules]:
		all.Mode = ModeRules
	case modes[ModeSplit]:
		all.Mode = ModeSplit
	case !modes[ModeConstant]:
		all.Mode = ModeCallerDefault
	case modes[ModeCallerDefault]:
		all.Mode, all.Note = ModeRules, "some production environments serve a value, others the default of the call"
	case len(all.Outcomes) > 1:
		all.Mode, all.Note = ModeRules, "the production environments serve different values"
	default:
		all.Mode, all.Value = ModeConstant, constant
	}
	return all
}

func (e Environment) notKnown() string {
	if e.Name == AnyEnvironment {
		return "its state is not known"
	}
	return fmt.Sprintf("the state in %s is not known", e.Name)
}

// understood is the mode, or unknown where it is not one that the rules know or contradicts the rest.
func (s Serving) understood() Mode {
	switch s.Mode {
	case ModeConstant:
		if s.Value.IsZero() {
			return ModeUnknown
		}
		return s.Mode
	case ModeCallerDefault, ModeSplit, ModeRules, ModeTime:
		return s.Mode
	}
	return ModeUnknown
}

// latest is the day from which on none of the environments has changed.
func latest(environments []Environment) Date {
	var last Date
	for _, e := range environments {
		if e.Since.IsZero() {
			return Date{}
		}
		if cmp.Or(cmp.Compare(e.Since.Day, last.Day), cmp.Compare(e.Since.Clock, last.Clock)) > 0 {
			last = e.Since
		}
	}
	return last
}
