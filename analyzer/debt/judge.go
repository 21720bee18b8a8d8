package debt

import (
	"cmp"
	"slices"
	"strings"
)

// Judge finds the violations of all rules by the references and the flags, on the day now. References and flags may come in any order; the findings are sorted by position, rule and flag.
func Judge(refs []Reference, flags []Flag, now Day, p Policy, s Scope) []Finding {
	return NewTable(flags, now, p, s).Judge(refs)
}

// Judge finds the violations of all rules by the references.
func (t *Table) Judge(refs []Reference) []Finding {
	j := judgement{Table: t, refs: refs, nearest: map[ID]Key{}}
	for i := range refs {
		if refs[i].Role == RoleEvaluation {
			j.evaluation(i)
		}
	}
	j.naming()
	if t.whole {
		uses := j.uses()
		j.unused(uses)
		j.expiredUnread(uses)
		j.expiredKeeps()
	}
	slices.SortFunc(j.findings, compareFindings)
	return j.findings
}

// judgement is one run of Judge.
type judgement struct {
	*Table
	refs     []Reference
	findings []Finding
	nearest  map[ID]Key // suggestions for unknown keys, which cost a walk over all flags each
}

// evaluation applies the rules that concern a call by itself.
func (j *judgement) evaluation(i int) {
	ref := &j.refs[i]
	if ref.isDynamic() {
		j.dynamicKey(i)
		return
	}
	r := j.row(j.Resolve(ref.ID))
	if r == nil {
		j.unknown(i)
		return
	}
	j.archived(i, r)
	j.stale(i, r)
	j.expired(i, r)
}

// report adds a finding at a reference unless its severity is off.
func (j *judgement) report(i int, rule Rule, severity Severity, message string, forward Value) {
	ref := &j.refs[i]
	f := Finding{Rule: rule, ID: j.Resolve(ref.ID), Message: message, Severity: severity, Pos: ref.Pos, Reference: i, Forward: forward, Fixable: !forward.IsZero()}
	j.add(f)
}

// reportFlag adds a finding that no reference stands for unless its severity is off.
func (j *judgement) reportFlag(id ID, pos Position, rule Rule, severity Severity, message string) {
	j.add(Finding{Rule: rule, ID: id, Message: message, Severity: severity, Pos: pos, Reference: -1})
}

func (j *judgement) add(f Finding) {
	if f.Severity == SeverityOff {
		return
	}
	f.Message = string(f.Rule) + ": " + f.Message
	j.findings = append(j.findings, f)
}

// isDynamic reports whether the key of the call is built at run time.
func (r *Reference) isDynamic() bool { return r.Dynamic != nil || r.Key == "" }

// inTest reports whether the reference stands in a test file, where made-up keys are at home.
func (r *Reference) inTest() bool { return strings.HasSuffix(r.Pos.File, "_test.go") }

func compareFindings(a, b Finding) int {
	return cmp.Or(
		a.Pos.Compare(b.Pos),
		cmp.Compare(slices.Index(Rules, a.Rule), slices.Index(Rules, b.Rule)),
		a.ID.Compare(b.ID),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Reference, b.Reference),
	)
}
