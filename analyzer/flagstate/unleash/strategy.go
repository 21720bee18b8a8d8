package unleash

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// The variants by which other features depend on this one: on, followed by the name of the variant if there is one, or off.
const on = "on/"

// offBranch is a feature that is off: false for everybody, in a multivariate feature too, since what guards it asks whether it is enabled.
func offBranch() document.Branch {
	b := document.Branch{Variants: []string{document.Off}}
	b.Outcomes.Always(debt.BoolValue(false))
	return b
}

// answer is what the feature serves in an environment: off if it is disabled there, on if it has no strategy, otherwise whatever any strategy says.
func (f *feature) answer(key debt.Key, e environment) document.Answer {
	a := document.Answer{Key: key, Environment: e.name, Unmet: offBranch(), Requires: f.requirements()}
	enabled, told := e.node.Get("enabled").Bool()
	active := slices.DeleteFunc(slices.Clone(e.strategies), func(s *document.Node) bool { return s.Get("disabled").True() })
	switch {
	case told && !enabled:
		a.Met = offBranch()
	case !told:
		a.Met.Outcomes.Unknown = "whether it is enabled is not told"
	case !e.told:
		a.Met.Outcomes.Unknown = "the strategies are not in the export"
	case len(active) == 0 && len(e.strategies) > 0:
		// The server turns such an environment off, but a client that gets no strategies serves true.
		a.Met.Outcomes.Unknown = "all strategies are disabled"
	case len(active) == 0:
		f.enable(&a.Met, e, nil, a.Met.Outcomes.Always)
	default:
		f.anyOf(&a.Met, e, active)
	}
	return a
}

// anyOf is on wherever one of the strategies is.
func (f *feature) anyOf(b *document.Branch, e environment, strategies []*document.Node) {
	whole := false
	for _, s := range strategies {
		switch reachOf(s) {
		case everybody:
			whole = true
			f.enable(b, e, s, b.Outcomes.Always)
		case share:
			f.enable(b, e, s, b.Outcomes.Always)
		case matching:
			f.enable(b, e, s, b.Outcomes.Targeted)
		}
	}
	if !whole {
		b.Outcomes.Always(debt.BoolValue(false))
		b.Variants = append(b.Variants, document.Off)
	}
}

// enable adds what a strategy serves where it applies: the variants of the strategy, else those of the environment or the feature, in a multivariate feature; otherwise true.
func (f *feature) enable(b *document.Branch, e environment, strategy *document.Node, add func(debt.Value)) {
	var names []string
	for _, variants := range []*document.Node{strategy.Get("variants"), e.node.Get("variants"), f.node.Get("variants")} {
		if names = served(variants); len(names) > 0 {
			break
		}
	}
	for _, name := range names {
		b.Variants = append(b.Variants, on+name)
	}
	if len(names) == 0 {
		b.Variants = append(b.Variants, on)
	}
	if len(names) == 0 || !f.multivariate() {
		add(debt.BoolValue(true))
		return
	}
	for _, name := range names {
		value, err := debt.ValueOf(name)
		if err != nil {
			b.Outcomes.Unknown = "a variant could not be read"
			return
		}
		add(value)
	}
}

// reach says for whom a strategy is on.
type reach int

const (
	matching  reach = iota // those who meet a condition
	nobody                 // a share of 0 %
	share                  // a share of everybody, or everybody who has the identity that the share goes by
	everybody              // without any condition
)

func reachOf(s *document.Node) reach {
	name, parameters := s.Get("name").Scalar(), s.Get("parameters")
	percentage, identity := "", true
	switch name {
	case "default":
		percentage, identity = "100", false
	case "flexibleRollout":
		percentage = parameters.Get("rollout").Scalar()
		switch parameters.Get("stickiness").Scalar() {
		case "", "default", "random": // fall back on a random number
			identity = false
		}
	case "gradualRolloutRandom", "gradualRolloutUserId", "gradualRolloutSessionId":
		percentage = parameters.Get("percentage").Scalar()
		identity = name != "gradualRolloutRandom"
	default:
		return matching
	}
	number, err := strconv.ParseFloat(percentage, 64) // parameters are texts
	switch {
	case err == nil && number <= 0:
		return nobody
	case len(s.Get("constraints").List()) > 0 || len(s.Get("segments").List()) > 0:
		return matching
	case err == nil && number >= 100 && !identity:
		return everybody
	}
	return share
}

// requirements are the parents: a parent must be on, with one of the variants if any are named, or off where enabled is false.
func (f *feature) requirements() []document.Requirement {
	var requires []document.Requirement
	for _, n := range f.requires {
		enabled, told := n.Get("enabled").Bool()
		var names []string
		for _, v := range n.Get("variants").List() {
			names = append(names, v.Scalar())
		}
		requires = append(requires, document.Requirement{
			Key: debt.Key(n.Get("feature").Scalar()),
			Accepts: func(variant string) bool {
				name, isOn := strings.CutPrefix(variant, on)
				if told && !enabled {
					return !isOn
				}
				return isOn && (len(names) == 0 || slices.Contains(names, name))
			},
		})
	}
	return requires
}
