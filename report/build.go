package report

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// State is what is known about flags: *debt.Table.
type State interface {
	// Resolve gives the identity of the flag that answers a call.
	Resolve(debt.ID) debt.ID
	// Flag returns the flag, if any source has it.
	Flag(debt.ID) (*debt.Flag, bool)
	// Verdict returns the verdict on any identity.
	Verdict(debt.ID) debt.Verdict
}

// Input is what a report is made of. The order of the lists does not matter, but Finding.Reference counts in References.
type Input struct {
	Command  string // one of the constants
	Module   string
	Now      debt.Day
	Snapshot Snapshot
	// State may be nil where nothing is known but the code.
	State State
	// Flags lists the flags of the state that the report shows whether or not they are referenced. The flags of references and findings are added to them.
	Flags []debt.ID
	// Owners overrides the owners that the state knows, by resolved identity: those of CODEOWNERS.
	Owners     map[debt.ID]string
	References []debt.Reference
	// Notes are what comments say of flags, in the words of the code.
	Notes          map[debt.ID][]debt.Note
	Findings       []debt.Finding
	Sources        []debt.Source
	Modules        []Module
	Configurations []Configuration
	Rules          []Rule
	Incomplete     []Incomplete
	// Hint is a minimal configuration, line by line, for a run without sources.
	Hint []string
	// Removals are what it means to remove flags, by resolved identity.
	Removals map[debt.ID]*Removal
	// Change is what clean does to the files.
	Change *Change
	// Verification is what verify says of two versions.
	Verification *Verification
	// Proposals are what init proposes.
	Proposals []Proposal
}

// New makes the report of a run. References are grouped under the flag that answers them; the inner calls of wrappers are left out. A flag with an unused finding gets the verdict unused where it would have one that asks for nothing.
func New(in Input) *Report {
	b := builder{Input: in, flags: map[debt.ID]*Flag{}}
	if b.State == nil {
		b.State = nothingKnown{}
	}
	r := &Report{
		Schema:         Schema,
		Command:        in.Command,
		Module:         in.Module,
		Snapshot:       in.Snapshot,
		Now:            in.Now,
		Findings:       b.findings(),
		Sources:        slices.Clone(in.Sources),
		Modules:        slices.Clone(in.Modules),
		Configurations: slices.Clone(in.Configurations),
		Rules:          slices.Clone(in.Rules),
		Incomplete:     slices.Clone(in.Incomplete),
		Hint:           slices.Clone(in.Hint),
		Change:         in.Change,
		Verification:   in.Verification,
		Proposals:      slices.Clone(in.Proposals),
	}
	for i := range r.Configurations {
		r.Configurations[i].Tags = slices.Sorted(slices.Values(r.Configurations[i].Tags))
	}
	for _, id := range in.Flags {
		b.flag(id)
	}
	for i := range in.References {
		b.reference(&in.References[i])
	}
	for i := range in.References {
		b.mention(&in.References[i])
	}
	for i := range r.Findings {
		b.found(&r.Findings[i])
	}
	r.Dynamic = b.dynamic
	for _, id := range slices.SortedFunc(maps.Keys(in.Notes), debt.ID.Compare) {
		b.note(id, in.Notes[id])
	}
	for _, f := range b.flags {
		finish(f)
		r.Flags = append(r.Flags, *f)
	}
	r.arrange()
	r.Totals = r.count()
	return r
}

// builder collects the flags of a report.
type builder struct {
	Input
	flags   map[debt.ID]*Flag
	dynamic []DynamicReference
}

// nothingKnown is the state of a run without any.
type nothingKnown struct{}

func (nothingKnown) Resolve(id debt.ID) debt.ID      { return id }
func (nothingKnown) Flag(debt.ID) (*debt.Flag, bool) { return nil, false }
func (nothingKnown) Verdict(debt.ID) debt.Verdict {
	return debt.Verdict{Word: debt.WordUnknownState, Serving: debt.Serving{Mode: debt.ModeUnknown}}
}

// flag returns the entry of the flag that answers for the identity.
func (b *builder) flag(id debt.ID) *Flag {
	id = b.State.Resolve(id)
	if f := b.flags[id]; f != nil {
		return f
	}
	known, ok := b.State.Flag(id)
	if !ok {
		known = &debt.Flag{}
	}
	v := b.State.Verdict(id)
	f := &Flag{
		ID:           id,
		Kind:         known.Kind,
		Type:         v.Type,
		Owner:        known.Owner,
		Ticket:       known.Ticket,
		Description:  known.Description,
		Serving:      newServing(v.Serving),
		Environments: newEnvironments(known.Environments),
		Created:      known.Created,
		Since:        v.Since,
		Expires:      known.Expires,
		Verdict:      v.Word,
		Reason:       v.Reason,
		StaleSince:   v.Stale,
		Forward:      v.Forward,
		Gate:         cloneGate(known.Gate),
		Source:       known.Source,
		Origin:       known.Origin,
		Removal:      b.Removals[id],
	}
	if owner, overridden := b.Owners[id]; overridden {
		f.Owner = owner
	}
	b.flags[id] = f
	return f
}

func newServing(s debt.Serving) Serving {
	mode := s.Mode
	if mode == "" {
		mode = debt.ModeUnknown
	}
	return Serving{Mode: mode, Value: s.Value, Experiment: s.Experiment, Note: s.Note}
}

func newEnvironments(environments []debt.Environment) []Environment {
	all := make([]Environment, len(environments))
	for i, e := range environments {
		all[i] = Environment{Name: e.Name, Production: e.Production, Serving: newServing(e.Serving), Since: e.Since}
	}
	return all
}

// cloneGate copies the gate, since private removes values from it.
func cloneGate(g *debt.Gate) *debt.Gate {
	if g == nil {
		return nil
	}
	clone := *g
	clone.Versions = slices.Clone(g.Versions)
	return &clone
}

// reference enters a reference, unless it is the inner call of a wrapper: its callers count, it does not.
func (b *builder) reference(ref *debt.Reference) {
	if ref.Role == debt.RoleForward || ref.Medium != "" {
		return
	}
	r := Reference{
		Position: ref.Pos,
		Package:  ref.Package,
		Function: ref.Func,
		Role:     ref.Role,
		Kind:     ref.Kind,
		Default:  ref.Default,
		Via:      slices.Clone(ref.Via),
		Builds:   slices.Clone(ref.Builds),
	}
	if ref.Dynamic == nil && ref.Key != "" {
		f := b.flag(ref.ID)
		f.References = append(f.References, r)
		return
	}
	d := DynamicReference{Provider: ref.Provider, Reference: r}
	if ref.Dynamic != nil {
		d.Prefix, d.Suffix, d.Text = ref.Dynamic.Prefix, ref.Dynamic.Suffix, ref.Dynamic.Text
	}
	b.dynamic = append(b.dynamic, d)
}

// note enters what comments say of a flag of the report.
func (b *builder) note(id debt.ID, notes []debt.Note) {
	f := b.flags[b.State.Resolve(id)]
	if f == nil {
		return
	}
	f.Notes = append(f.Notes, notes...)
	told := debt.Flag{Owner: f.Owner, Ticket: f.Ticket, Created: f.Created, Expires: f.Expires}
	told.Fill(notes)
	f.Owner, f.Ticket, f.Created, f.Expires = told.Owner, told.Ticket, told.Created, told.Expires
}

// mention enters a mention outside of Go. Of a flag that is not among those of the report, as one that only other repositories read, a word says too little.
func (b *builder) mention(ref *debt.Reference) {
	if f := b.flags[b.State.Resolve(ref.ID)]; f != nil && ref.Medium != "" {
		f.Mentions = append(f.Mentions, Mention{Position: ref.Pos, Medium: ref.Medium, Text: ref.Text})
	}
}

// findings converts and sorts the findings, and numbers those of equal fingerprint by position.
func (b *builder) findings() []Finding {
	all := make([]Finding, len(b.Findings))
	for i, f := range b.Findings {
		function := ""
		if 0 <= f.Reference && f.Reference < len(b.References) {
			function = b.References[f.Reference].Func
		}
		all[i] = Finding{
			Rule: f.Rule, ID: f.ID, Severity: f.Severity, Position: f.Pos, Message: f.Message,
			Fixable: f.Fixable, Forward: f.Forward, Fingerprint: f.Fingerprint(function),
		}
	}
	all = ordered(all, compareFindings)
	seen := map[string]int{}
	for i := range all {
		fingerprint := all[i].Fingerprint
		seen[fingerprint]++
		if n := seen[fingerprint]; n > 1 {
			all[i].Fingerprint = fmt.Sprintf("%s-%d", fingerprint, n)
		}
	}
	return all
}

// found lets a finding have its say on its flag. Findings on exceptions of the policy name a glob or a flag that need not exist, so they make no entry.
func (b *builder) found(f *Finding) {
	flag := b.flags[b.State.Resolve(f.ID)]
	if f.Key == "" || flag == nil {
		return
	}
	if f.Rule == debt.RuleUnused {
		switch flag.Verdict {
		case debt.WordUndated, debt.WordUnknownState, debt.WordHealthy, debt.WordActive, "":
			flag.Verdict, flag.Reason = debt.WordUnused, ""
		}
	}
	if string(f.Rule) == string(flag.Verdict) {
		flag.Debt = true
	}
}

// finish decides what depends on the references: whether the flag is debt, and which values may be told.
func finish(f *Flag) {
	switch f.Verdict {
	case debt.WordUnused:
		f.Debt = true
	case debt.WordStale, debt.WordArchived, debt.WordExpired, debt.WordUnknown:
		f.Debt = f.Debt || slices.ContainsFunc(f.References, func(r Reference) bool { return r.counts() })
	}
	if len(f.References) == 0 {
		private(f)
	}
}

// private removes the strings and objects that a flag serves, which may be anything, and concern nobody where the code does not read the flag.
func private(f *Flag) {
	f.Forward = plain(f.Forward)
	f.Serving.Value = plain(f.Serving.Value)
	for i := range f.Environments {
		f.Environments[i].Serving.Value = plain(f.Environments[i].Serving.Value)
	}
	if f.Gate != nil {
		for i := range f.Gate.Versions {
			f.Gate.Versions[i].Default = plain(f.Gate.Versions[i].Default)
		}
	}
}

// plain is the value if it is a boolean or a number, else none.
func plain(v debt.Value) debt.Value {
	if strings.HasPrefix(string(v), `"`) || strings.HasPrefix(string(v), "{") || strings.HasPrefix(string(v), "[") || !json.Valid([]byte(v)) {
		return ""
	}
	return v
}

// count makes the totals of the lists.
func (r *Report) count() Totals {
	t := Totals{Flags: len(r.Flags), Dynamic: len(r.Dynamic), Findings: len(r.Findings)}
	packages := map[string]bool{}
	words := map[debt.Word]int{}
	for i := range r.Flags {
		f := &r.Flags[i]
		words[f.Verdict]++
		if f.Debt {
			t.Debt++
		}
		t.FlagDays += f.overdue(r.Now)
		for j := range f.References {
			switch ref := &f.References[j]; {
			case !ref.counts():
			case ref.inTest():
				t.TestReferences++
			default:
				t.References++
				packages[ref.Package] = true
			}
		}
	}
	t.Packages = len(packages)
	t.Archived, t.Kept, t.Stale, t.Expired = words[debt.WordArchived], words[debt.WordKept], words[debt.WordStale], words[debt.WordExpired]
	t.Unknown, t.Unused, t.Undated = words[debt.WordUnknown], words[debt.WordUnused], words[debt.WordUndated]
	t.UnknownState, t.Healthy, t.Active = words[debt.WordUnknownState], words[debt.WordHealthy], words[debt.WordActive]
	for _, f := range r.Findings {
		switch f.Severity {
		case debt.SeverityError:
			t.Error++
		case debt.SeverityWarning:
			t.Warning++
		case debt.SeverityInfo:
			t.Info++
		}
	}
	return t
}
