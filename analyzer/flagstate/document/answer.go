package document

import (
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Answer is what one flag serves in one environment, before it is known whether its prerequisites are met.
type Answer struct {
	Key         debt.Key
	Environment string
	Requires    []Requirement
	// Met holds while every requirement is met, Unmet otherwise.
	Met, Unmet Branch
}

// Branch is a set of outcomes, as values and by the names of the variants that other flags can require. Flags that are off have the one variant Off.
type Branch struct {
	Outcomes Outcomes
	Variants []string
}

// Off is the variant of a flag that is off, which no requirement names.
const Off = "off"

// Requirement is a prerequisite: the flag must serve a variant that is accepted.
type Requirement struct {
	Key     debt.Key
	Accepts func(variant string) bool
}

// Gone is the answer of a flag that is archived or deleted: platforms no longer hand it to their SDKs, so every call gets its own default.
func Gone(key debt.Key, environment string) Answer {
	a := Answer{Key: key, Environment: environment, Met: Branch{Variants: []string{Off}}}
	a.Met.Outcomes.Always(CallerDefault)
	return a
}

func unknownAnswer(a Answer, why string) Answer {
	return Answer{Key: a.Key, Environment: a.Environment, Met: Branch{Outcomes: Outcomes{Unknown: why}}}
}

// Resolve works out what flags serve, given what their prerequisites serve in the same environment. The parts are files of one provider, whose flags may require one another. A requirement that is provably met is ignored, one that provably is not leaves the unmet branch, any other adds it. A cycle is unknown.
func Resolve(parts ...*Decoded) {
	r := &resolver{byName: map[answerName][]int{}}
	for _, part := range parts {
		for _, answer := range part.answers {
			name := answerName{answer.Key, answer.Environment}
			r.byName[name] = append(r.byName[name], len(r.answers))
			r.answers = append(r.answers, answer)
		}
	}
	r.resolved = make([]*resolution, len(r.answers))
	first := 0
	for _, part := range parts {
		own := map[answerName]int{}
		for i, answer := range part.answers {
			own[answerName{answer.Key, answer.Environment}] = first + i
		}
		first += len(part.answers)
		for f := range part.Flags {
			flag := &part.Flags[f]
			for e := range flag.Environments {
				if i, ok := own[answerName{flag.Key, flag.Environments[e].Name}]; ok {
					resolved := r.resolve(i)
					flag.Environments[e].Serving = resolved.branch.Outcomes.Serving()
					flag.Environments[e].Rules = resolved.branch.Outcomes.Rules
				}
			}
		}
	}
}

type answerName struct {
	key         debt.Key
	environment string
}

type resolver struct {
	answers  []Answer
	byName   map[answerName][]int
	resolved []*resolution
}

// resolution is the result for one answer, and pending while it is worked out.
type resolution struct {
	branch  Branch
	pending bool
	cyclic  bool
}

func (r *resolver) resolve(i int) *resolution {
	if done := r.resolved[i]; done != nil {
		return done
	}
	answer := r.answers[i]
	result := &resolution{pending: true}
	r.resolved[i] = result
	met := always
	for _, requirement := range answer.Requires {
		met = min(met, r.met(requirement, answer.Environment))
	}
	result.pending = false
	switch met {
	case cyclic:
		result.cyclic = true
		result.branch = Branch{Outcomes: Outcomes{Unknown: "prerequisite cycle"}}
	case never:
		result.branch = answer.Unmet
	case maybe:
		both := Branch{Variants: slices.Concat(answer.Met.Variants, answer.Unmet.Variants)}
		both.Outcomes.Or(answer.Unmet.Outcomes)
		both.Outcomes.Or(answer.Met.Outcomes)
		result.branch = both
	default:
		result.branch = answer.Met
	}
	return result
}

// certainty says whether a requirement is met; several are met as certainly as the least of them.
type certainty int

const (
	cyclic certainty = iota
	never
	maybe
	always
)

func (r *resolver) met(requirement Requirement, environment string) certainty {
	found := r.byName[answerName{requirement.Key, environment}]
	if len(found) != 1 { // not in these files, or in several: anything can be
		return maybe
	}
	required := r.resolve(found[0])
	if required.pending || required.cyclic {
		return cyclic
	}
	variants := required.branch.Variants
	accepted := 0
	for _, variant := range variants {
		if requirement.Accepts(variant) {
			accepted++
		}
	}
	switch {
	case required.branch.Outcomes.Unknown != "" || required.branch.Outcomes.Scheduled || len(variants) == 0:
		return maybe
	case accepted == len(variants):
		return always
	case accepted == 0:
		return never
	}
	return maybe
}
