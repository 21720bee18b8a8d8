package program_test

import (
	"context"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/testdata/eval/difftest/experiment"
	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// TestNoDifference removes the flags of some hundred functions that chance has made, and runs them before and after. testdata/eval/difftest does the same with as many as one likes.
func TestNoDifference(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs what chance has made")
	}
	c := experiment.Campaign{Functions: 120, Batch: 120, Seed: 1, Seeds: 8}
	r, err := c.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Found {
		t.Errorf("%s: %s with value %d: %s", p.Kind, p.Name, p.Value, p.What)
	}
	if 3*r.Noticed < 2*r.Functions {
		t.Errorf("only %d of %d functions notice their flags", r.Noticed, r.Functions)
	}
	if refused := r.Problems[string(debt.CodeDoesNotCompile)] + r.Problems[string(debt.CodeVet)]; 20*refused > r.Removals {
		t.Errorf("%d of %d removals are refused since the result would not compile or go vet would complain", refused, r.Removals)
	}
	if 20*r.Illegal > r.Functions {
		t.Errorf("%d functions do not compile to begin with", r.Illegal)
	}
}

// TestMistakesAreCaught makes mistakes in what the removal leaves of such functions. Somebody has to notice each kind of them.
func TestMistakesAreCaught(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs what chance has made")
	}
	score, deceptions, err := experiment.ScoreMutations(t.Context(), t.TempDir(), experiment.Specimens(1, 0, 120), 1, 8)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range experiment.Mutations {
		if score.Caught(m.Name) == 0 {
			t.Errorf("nobody notices the mistake %s: %s", m.Name, m.What)
		}
	}
	for _, d := range deceptions {
		t.Errorf("the mistake %s in %s with value %d is proven to be none\n%s\n-- after --\n%s", d.Kind, d.Name, d.Value, d.Before, d.After)
	}
}

// FuzzDifference removes the flag of one function, which the input chooses, and runs it before and after.
func FuzzDifference(f *testing.F) {
	for i := range uint64(3) {
		f.Add(int(i), specimen.Random(7, i))
	}
	f.Fuzz(func(t *testing.T, kind int, choices []byte) {
		if kind < 0 || len(choices) > 500 {
			t.Skip("not a kind, or longer than what makes a function worth reading")
		}
		p := specimen.New(0, specimen.Kinds[kind%len(specimen.Kinds)])
		p.Add(0, choices)
		problems, err := experiment.Look(context.Background(), t.TempDir(), []*specimen.Package{p})
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems {
			if !problem.Wrong() {
				continue // a refusal
			}
			t.Errorf("%s with value %d: %s\n%s\n-- after --\n%s", problem.Kind, problem.Value, problem.What, problem.Before, problem.After)
		}
	})
}
