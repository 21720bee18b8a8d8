package debt_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// day reads a date that the test itself wrote.
func day(t testing.TB, text string) debt.Day {
	t.Helper()
	d, err := debt.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func on(t testing.TB, text string) debt.Date {
	return debt.Date{Day: day(t, text), Clock: debt.ClockPlatform}
}

func by(t testing.TB, clock debt.Clock, text string) debt.Date {
	return debt.Date{Day: day(t, text), Clock: clock}
}

const now = "2025-11-22"

func ld(key string) debt.ID { return debt.ID{Provider: "launchdarkly", Key: debt.Key(key)} }

// constant is an environment that serves the value to everyone.
func constant(name string, value debt.Value, since debt.Date) debt.Environment {
	return debt.Environment{Name: name, Production: strings.HasPrefix(name, "prod"), Since: since,
		Serving: debt.Serving{Mode: debt.ModeConstant, Value: value, Outcomes: []debt.Value{value}}}
}

func mode(name string, m debt.Mode, since debt.Date) debt.Environment {
	return debt.Environment{Name: name, Production: strings.HasPrefix(name, "prod"), Since: since, Serving: debt.Serving{Mode: m}}
}

func flag(key string, environments ...debt.Environment) debt.Flag {
	return debt.Flag{ID: ld(key), Type: debt.TypeRelease, Source: "launchdarkly:shop", Environments: environments}
}

// call is an evaluation with a default.
func call(id debt.ID, line int, fallback debt.Value) debt.Reference {
	return debt.Reference{ID: id, Pos: debt.Position{File: "shop/cart.go", Line: line, Column: 5}, Package: "example.com/shop",
		Func: "Total", Role: debt.RoleEvaluation, Kind: debt.KindBool, Default: fallback}
}

func dynamic(provider string, line int, affix *debt.Affix) debt.Reference {
	ref := call(debt.ID{Provider: provider}, line, "false")
	ref.Dynamic = affix
	return ref
}

// with changes a copy.
func with[T any](v T, change func(*T)) T {
	change(&v)
	return v
}

// line is a finding in the form of a golden.
func line(f debt.Finding) string {
	text := f.Pos.String() + " " + f.Severity.String() + " " + f.Message
	if !f.Forward.IsZero() {
		text += " => " + string(f.Forward)
	}
	return text
}

func lines(findings []debt.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, line(f))
	}
	return all
}

// check judges the references and the flags in several orders and compares the findings with the golden.
func check(t *testing.T, refs []debt.Reference, flags []debt.Flag, p debt.Policy, s debt.Scope, want ...string) {
	t.Helper()
	got := debt.Judge(refs, flags, day(t, now), p, s)
	if diff := cmp.Diff(want, lines(got)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	for _, f := range got {
		if f.Fixable != !f.Forward.IsZero() {
			t.Errorf("%s: fixable is %t", line(f), f.Fixable)
		}
		if f.Reference < -1 || f.Reference >= 0 && refs[f.Reference].Pos != f.Pos {
			t.Errorf("%s: stands at reference %d", line(f), f.Reference)
		}
	}
	checkOrder(t, got, refs, flags, p, s)
}

// checkOrder holds the findings to the same answer whatever the order of references and flags.
func checkOrder(t *testing.T, want []debt.Finding, refs []debt.Reference, flags []debt.Flag, p debt.Policy, s debt.Scope) {
	t.Helper()
	digest := debt.NewTable(flags, day(t, now), p, s).Digest()
	random := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		order := random.Perm(len(refs))
		shuffledRefs := make([]debt.Reference, len(refs))
		for to, from := range order {
			shuffledRefs[to] = refs[from]
		}
		shuffledFlags := slices.Clone(flags)
		random.Shuffle(len(shuffledFlags), func(i, j int) {
			shuffledFlags[i], shuffledFlags[j] = shuffledFlags[j], shuffledFlags[i]
		})
		table := debt.NewTable(shuffledFlags, day(t, now), p, s)
		got := table.Judge(shuffledRefs)
		for i := range got {
			if got[i].Reference >= 0 {
				got[i].Reference = order[got[i].Reference]
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("findings depend on the order (-want +got):\n%s", diff)
		}
		if table.Digest() != digest {
			t.Error("digest depends on the order of the flags")
		}
	}
}
