package report

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/google/go-cmp/cmp"
)

func TestNew(t *testing.T) {
	for name, in := range inputs(t) {
		golden(t, name+".json", render(t, JSON, New(in)))
	}
}

func TestRoundTrip(t *testing.T) {
	for name, in := range inputs(t) {
		first := render(t, JSON, New(in))
		r, err := Read(bytes.NewReader(first))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(string(first), string(render(t, JSON, r))); diff != "" {
			t.Errorf("%s does not survive Read:\n%s", name, diff)
		}
	}
}

// TestNewIsDeterministic shuffles every list.
func TestNewIsDeterministic(t *testing.T) {
	for name, in := range inputs(t) {
		want := render(t, JSON, New(in))
		for seed := range uint64(20) {
			if got := render(t, JSON, New(shuffled(in, rand.New(rand.NewPCG(seed, 1))))); !bytes.Equal(want, got) {
				t.Fatalf("%s: the order of the input shows:\n%s", name, cmp.Diff(string(want), string(got)))
			}
		}
	}
}

// shuffled is the same input in another order; the findings follow their references.
func shuffled(in Input, random *rand.Rand) Input {
	at := random.Perm(len(in.References)) // old → new
	references := make([]debt.Reference, len(at))
	for i, j := range at {
		references[j] = in.References[i]
	}
	in.References = references
	in.Findings = slices.Clone(in.Findings)
	for i := range in.Findings {
		if old := in.Findings[i].Reference; old >= 0 {
			in.Findings[i].Reference = at[old]
		}
	}
	in.Findings = mixed(in.Findings, random)
	in.Flags = mixed(in.Flags, random)
	in.Sources = mixed(in.Sources, random)
	in.Modules = mixed(in.Modules, random)
	in.Configurations = mixed(in.Configurations, random)
	in.Rules = mixed(in.Rules, random)
	in.Incomplete = mixed(in.Incomplete, random)
	return in
}

func mixed[T any](list []T, random *rand.Rand) []T {
	list = slices.Clone(list)
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func TestTotals(t *testing.T) {
	want := Totals{
		Flags: 12, References: 12, TestReferences: 1, Dynamic: 1, Packages: 9, Findings: 10,
		Error: 1, Warning: 7, Info: 2,
		Archived: 2, Kept: 1, Stale: 3, Unknown: 1, Unused: 1, Undated: 1, Healthy: 1, Active: 2,
		Debt: 6, FlagDays: 225 + 75 + 12, // from 2026-04-11, 2026-09-08 and 2026-11-10 to 2026-11-22
	}
	if diff := cmp.Diff(want, New(shop(t)).Totals); diff != "" {
		t.Error(diff)
	}
}

func TestNewGroupsReferences(t *testing.T) {
	r := New(shop(t))
	flags := map[debt.Key]Flag{}
	for _, f := range r.Flags {
		flags[f.Key] = f
	}
	tax := flags["checkout-new-tax"]
	if tax.Provider != "launchdarkly" || len(tax.References) != 5 {
		t.Errorf("the flag of OpenFeature's calls is %s with %d references, want LaunchDarkly's with 5: four calls and a mention, not the wrapper's inner call", tax.ID, len(tax.References))
	}
	if f := flags["chekout-new-tax"]; f.Verdict != debt.WordUnknown || !f.Debt || len(f.References) != 1 {
		t.Errorf("a key of the code without a state: %+v", f)
	}
	if f := flags["winter-sale"]; f.Verdict != debt.WordUnused || f.Reason != "" || f.Owner != "@web" {
		t.Errorf("an unused finding does not give its verdict, or CODEOWNERS no owner: %+v", f)
	}
	if f := flags["old-and-unread"]; f.Debt || !f.Serving.Value.IsZero() || !f.Forward.IsZero() || !f.Environments[0].Serving.Value.IsZero() {
		t.Errorf("a flag that the code does not read is debt, or tells its text: %+v", f)
	}
	if f := flags["search-v2-ranker"]; f.Serving.Value != `"bm25"` {
		t.Errorf("a flag that the code reads does not tell its text: %+v", f)
	}
}

func TestFingerprintsAreNumberedByPosition(t *testing.T) {
	var got []string
	for _, f := range New(shop(t)).Findings {
		if f.File == "pay/tax/calc.go" {
			got = append(got, f.Fingerprint)
		}
	}
	base := debt.Finding{Rule: debt.RuleStale, ID: debt.ID{Provider: "launchdarkly", Key: "checkout-new-tax"}, Pos: debt.Position{File: "pay/tax/calc.go"}}.Fingerprint("Serve")
	if diff := cmp.Diff([]string{base, base + "-2"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestNewLeavesTheInputAlone keeps the builder from writing into the table's flags.
func TestNewLeavesTheInputAlone(t *testing.T) {
	in := shop(t)
	f := in.State.(known).flags[debt.ID{Provider: "launchdarkly", Key: "old-and-unread"}]
	f.Gate = &debt.Gate{Versions: []debt.GateVersion{{Version: "1.2", Default: `"x"`}}}
	r := New(in)
	if f.Gate.Versions[0].Default != `"x"` || f.Environments[0].Serving.Value != `"jane@example.com"` {
		t.Errorf("New changed its input: %+v", f)
	}
	for _, g := range r.Flags {
		if g.Gate != nil && !g.Gate.Versions[0].Default.IsZero() {
			t.Errorf("the text of a gate that no code reads is told: %+v", g.Gate)
		}
	}
}

// TestTableIsState holds the interface to the real table.
func TestTableIsState(t *testing.T) {
	flags := []debt.Flag{{ID: debt.ID{Provider: "goff", Key: "a"}, Environments: []debt.Environment{{Name: debt.AnyEnvironment, Production: true, Serving: constant("true"), Since: debt.Date{Day: day(t, "2026-01-01"), Clock: debt.ClockPlatform}}}}}
	table := debt.NewTable(flags, day(t, "2026-11-22"), debt.DefaultPolicy(), debt.Scope{})
	r := New(Input{Command: CommandCheck, Now: day(t, "2026-11-22"), State: table, References: []debt.Reference{{ID: flags[0].ID, Role: debt.RoleEvaluation}}})
	if len(r.Flags) != 1 || r.Flags[0].Verdict != debt.WordStale || r.Totals.FlagDays != 325-40 {
		t.Errorf("got %+v, %+v", r.Flags, r.Totals)
	}
}
