package debt

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
)

// Table is the verdict on every flag under one policy on one day: all that the findings depend on but the references. It does not change once it is made, so that any number of packages may be judged by it at a time.
type Table struct {
	rows      map[ID]*row
	ids       []ID // of rows, sorted
	providers map[string][]string
	any       []string // every provider of the state, for a reference that names none
	complete  map[string]bool
	severity  map[Rule]Severity
	keeps     []keep
	types     []TypeRule
	forms     map[Type]*form
	whole     bool
}

// row is what the table knows about one flag.
type row struct {
	flag    *Flag
	verdict Verdict
	outlook outlook
	// archived, stale and expired are the severities of these findings, off where there is none.
	archived, stale, expired Severity
	exclusive                bool
	// dependent is a living flag that has this one as a prerequisite.
	dependent *ID
}

// NewTable judges the flags on the day now. The order of flags does not matter; nothing of the arguments may change afterwards.
func NewTable(flags []Flag, now Day, p Policy, s Scope) *Table {
	t := &Table{
		rows:      map[ID]*row{},
		providers: s.Providers,
		complete:  completeProviders(s.Sources),
		severity:  severities(p.Rules),
		keeps:     newKeeps(p.Keep, now),
		types:     p.Types,
		forms:     newForms(p.Naming),
		whole:     s.Whole,
	}
	for i := range flags {
		t.add(&flags[i])
	}
	t.ids = slices.SortedFunc(maps.Keys(t.rows), ID.Compare)
	t.any = everyProvider(s.Sources, t.ids)
	t.linkDependents()
	for _, r := range t.rows {
		r.exclusive = exclusive(r.flag, s.Sources)
		t.judge(r, now, p)
	}
	return t
}

// Resolve gives the identity of the flag that answers a call: of the providers that stand behind the provider of the code, the first that has the key. Where none has it, or the provider stands for itself, the identity stays.
func (t *Table) Resolve(id ID) ID {
	for _, p := range t.behind(id.Provider) {
		if candidate := (ID{p, id.Key}); t.rows[candidate] != nil {
			return candidate
		}
	}
	return id
}

// Flag returns the flag of an identity, in the words of the code or of the state. Do not change it.
func (t *Table) Flag(id ID) (*Flag, bool) {
	if r := t.row(id); r != nil {
		return r.flag, true
	}
	return nil, false
}

// Verdict returns the verdict on an identity, in the words of the code or of the state. A key without a flag is unknown, or of unknown state where the sources may not have told everything.
func (t *Table) Verdict(id ID) Verdict {
	if r := t.row(id); r != nil {
		return r.verdict
	}
	v := Verdict{Type: t.typeOf(id), Serving: Serving{Mode: ModeUnknown, Note: "no source has the flag"}, Reason: "no source has the flag"}
	v.Kept = t.keptExactly(id)
	switch {
	case !t.known(id.Provider):
		v.Word = WordUnknownState
	case v.Kept != nil:
		v.Word = WordKept
	default:
		v.Word, v.Severity = WordUnknown, t.severity[RuleUnknown]
	}
	return v
}

// row finds the flag with this very identity, else the one that it resolves to, else nil.
func (t *Table) row(id ID) *row {
	if r := t.rows[id]; r != nil {
		return r
	}
	return t.rows[t.Resolve(id)]
}

// behind lists the providers that answer for a provider of the code, in the order in which they are asked.
func (t *Table) behind(provider string) []string {
	if mapped := t.providers[provider]; len(mapped) > 0 {
		return mapped
	}
	if provider == "" {
		return t.any
	}
	return []string{provider}
}

// known reports whether a key that the table does not hold does not exist at the provider.
func (t *Table) known(provider string) bool {
	behind := t.behind(provider)
	return len(behind) > 0 && !slices.ContainsFunc(behind, func(p string) bool { return !t.complete[p] })
}

// typeOf is the effective type of any identity.
func (t *Table) typeOf(id ID) Type {
	if r := t.row(id); r != nil {
		return r.verdict.Type
	}
	return effectiveType(t.types, id.Key, nil, TypeUnknown)
}

// sourceCode is Flag.Source of a flag that is declared in code.
const sourceCode = "code"

// declared reports whether all that is known about the flag is its declaration in code.
func (f *Flag) declared() bool { return f.Gate != nil || f.Source == sourceCode }

// add enters a flag. Where code declares a flag that a source knows as well, the source decides, since it is asked at run time. Two sources that contradict each other make the state unknown; among themselves the order is that of their text, so that the order of the flags does not matter.
func (t *Table) add(f *Flag) {
	r := t.rows[f.ID]
	if r == nil {
		t.rows[f.ID] = &row{flag: f}
		return
	}
	first, second := r.flag, f
	if compareFlags(second, first) < 0 {
		first, second = second, first
	}
	if first.declared() == second.declared() && !slices.EqualFunc(newOutlook(first), newOutlook(second), func(a, b answer) bool { return a == b }) {
		unknown := *first
		unknown.Environments = []Environment{{Name: AnyEnvironment, Production: true, Serving: Serving{Mode: ModeUnknown, Note: "two sources disagree"}}}
		first = &unknown
	}
	r.flag = first
}

// compareFlags orders two flags of one identity, the one that decides first.
func compareFlags(a, b *Flag) int {
	if a.declared() != b.declared() {
		if b.declared() {
			return -1
		}
		return 1
	}
	textA, _ := json.Marshal(a) // an invalid value gives an empty text, which is an order too
	textB, _ := json.Marshal(b)
	return cmp.Or(cmp.Compare(a.Source, b.Source), a.Origin.Compare(b.Origin), cmp.Compare(string(textA), string(textB)))
}

// linkDependents finds, for every flag, a flag that needs it. An archived flag needs nothing any more; one that no source tells about may be alive.
func (t *Table) linkDependents() {
	for id, r := range t.rows {
		living := slices.DeleteFunc(slices.Clone(r.flag.Dependents), func(d ID) bool {
			dependent := t.rows[d]
			return d == id || dependent != nil && dependent.flag.Archived
		})
		if len(living) > 0 {
			first := slices.MinFunc(living, ID.Compare)
			r.dependent = &first
		}
	}
}

// judge gives the verdict on one flag, and the severities of the findings that it leads to.
func (t *Table) judge(r *row, now Day, p Policy) {
	f := r.flag
	r.outlook = newOutlook(f)
	v := f.weigh(now, p, r.dependent)
	v.Kept = t.kept(f.ID)
	switch {
	case f.Archived:
		r.archived = t.severity[RuleArchived]
		v.Word, v.Reason, v.Severity = WordArchived, "", r.archived
	case v.Kept != nil:
		v.Word, v.Reason = WordKept, v.Kept.Reason
	default:
		if !f.Expires.IsZero() && now > f.Expires.Day || f.Gate.outlived() {
			r.expired = t.severity[RuleExpired]
			if v.Word != WordStale {
				v.Word, v.Reason, v.Severity = WordExpired, "", r.expired
			}
		}
		if v.Word == WordStale {
			r.stale = t.staleSeverity(v, now, p.Grace)
			v.Severity = r.stale
		}
	}
	r.verdict = v
}
