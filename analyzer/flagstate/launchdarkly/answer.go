package launchdarkly

import (
	"slices"
	"strconv"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// reader works out what one flag serves, environment by environment.
type reader struct {
	*document.Decoded
	flag   *debt.Flag
	values []debt.Value
}

func (r *reader) readVariations(nodes []*document.Node) {
	for _, n := range nodes {
		value, err := n.Value()
		if err != nil {
			r.Problem(document.AsProblem(err))
		}
		r.values = append(r.values, value) // the empty value stands for an unreadable one: see serve
	}
}

// variant is the name of a variation for prerequisites, which go by the index and not by the value.
func variant(index int) string { return strconv.Itoa(index) }

// off is the branch of a flag that is off.
func off(value debt.Value) document.Branch {
	b := document.Branch{Variants: []string{document.Off}}
	b.Outcomes.Always(value)
	return b
}

// answer reads a configuration: of an environment in the REST API, or of a flag in SDK data.
func (r *reader) answer(environment string, n *document.Node) document.Answer {
	a := document.Answer{Key: r.flag.Key, Environment: environment}
	on, told := n.Get("on").Bool()
	summary := n.Get("_summary").Get("variations")
	full := n.Get("fallthrough").Has()
	switch {
	case !told:
		a.Met.Outcomes.Unknown = "whether it is on is not told"
	case !full && summary.Is(document.Object):
		r.summarised(&a, on, n, summary)
	case !on:
		a.Met = r.offBranch(n)
		a.Met.Variants = []string{document.Off}
	case !full:
		a.Met.Outcomes.Unknown = "the rules are not in the export"
	default:
		a.Unmet = r.offBranch(n)
		a.Met = r.onBranch(n)
		a.Requires = r.prerequisites(n.Get("prerequisites"))
	}
	return a
}

// offBranch serves the off variation, or the default of the call if there is none.
func (r *reader) offBranch(n *document.Node) document.Branch {
	node := n.Get("offVariation")
	if !node.Has() {
		return off(document.CallerDefault)
	}
	var b document.Branch
	r.serve(&b, node, b.Outcomes.Always)
	return b
}

// serve adds the variation with the index that the node holds.
func (r *reader) serve(b *document.Branch, n *document.Node, add func(debt.Value)) {
	i, ok := n.Int()
	if !ok || i < 0 || i >= len(r.values) || r.values[i].IsZero() {
		b.Outcomes.Unknown = "it serves a variation that does not exist"
		r.Problem(at(n, r.flag).Errorf("export the flag again", "the flag %s serves a variation that does not exist", document.Quote(string(r.flag.Key))))
		return
	}
	add(r.values[i])
	b.Variants = append(b.Variants, variant(i))
}

// at is the node, or one at the flag's position if it is missing.
func at(n *document.Node, f *debt.Flag) *document.Node {
	if n == nil {
		return &document.Node{Line: f.Origin.Line, Column: f.Origin.Column}
	}
	return n
}

// onBranch adds what individual targets, rules and the fallthrough serve. Whether a rule or a segment matches anybody is not asked.
func (r *reader) onBranch(n *document.Node) document.Branch {
	var b document.Branch
	for _, target := range slices.Concat(n.Get("targets").List(), n.Get("contextTargets").List()) {
		// In SDK data an empty entry of contextTargets only refers to the user targets of the same variation.
		if len(target.Get("values").List()) > 0 {
			r.serve(&b, target.Get("variation"), b.Outcomes.Targeted)
		}
	}
	for _, rule := range n.Get("rules").List() {
		r.variationOrRollout(&b, rule, b.Outcomes.Targeted)
	}
	r.variationOrRollout(&b, n.Get("fallthrough"), b.Outcomes.Always)
	slices.Sort(b.Variants)
	b.Variants = slices.Compact(b.Variants)
	return b
}

func (r *reader) variationOrRollout(b *document.Branch, n *document.Node, add func(debt.Value)) {
	if n.Get("variation").Has() {
		r.serve(b, n.Get("variation"), add)
		return
	}
	rollout := n.Get("rollout")
	if rollout.Get("kind").Scalar() == "experiment" || rollout.Get("experimentAllocation").Has() {
		b.Outcomes.Experiment = true
	}
	served := false
	for _, share := range rollout.Get("variations").List() {
		if weight, ok := share.Get("weight").Float(); ok && weight <= 0 {
			continue
		}
		served = true
		r.serve(b, share.Get("variation"), add)
	}
	if !served {
		b.Outcomes.Unknown = "a rule serves nothing"
	}
}

func (r *reader) prerequisites(n *document.Node) []document.Requirement {
	var requires []document.Requirement
	for _, item := range n.List() {
		key := debt.Key(item.Get("key").Scalar())
		wanted, ok := item.Get("variation").Int()
		requires = append(requires, document.Requirement{Key: key, Accepts: func(served string) bool { return ok && served == variant(wanted) }})
		id := debt.ID{Provider: Provider, Key: key}
		if key != "" && !slices.Contains(r.flag.Prerequisites, id) {
			r.flag.Prerequisites = append(r.flag.Prerequisites, id)
		}
	}
	return requires
}

// summarised reads the summary that lists without summary=0 have in place of the rules. It names every variation that can be served, and counts prerequisites without naming them.
func (r *reader) summarised(a *document.Answer, on bool, n, summary *document.Node) {
	a.Unmet = off(document.CallerDefault)
	for _, m := range summary.Members {
		index := &document.Node{Kind: document.Number, Text: m.Key, Line: m.Line, Column: m.Column}
		count := func(field string) bool {
			f, ok := m.Value.Get(field).Float()
			return ok && f > 0
		}
		if m.Value.Get("isOff").True() {
			a.Unmet = document.Branch{}
			r.serve(&a.Unmet, index, a.Unmet.Outcomes.Always)
		}
		if m.Value.Get("isFallthrough").True() || count("rollout") {
			r.serve(&a.Met, index, a.Met.Outcomes.Always)
		}
		if count("rules") || count("nullRules") || count("targets") || count("contextTargets") {
			r.serve(&a.Met, index, a.Met.Outcomes.Targeted)
		}
	}
	switch required, _ := n.Get("_summary").Get("prerequisites").Float(); {
	case !on:
		a.Met = a.Unmet
		a.Met.Variants = []string{document.Off}
	case required > 0:
		a.Requires = []document.Requirement{{Accepts: func(string) bool { return false }}} // of a flag without a key, which no file holds
	}
}
