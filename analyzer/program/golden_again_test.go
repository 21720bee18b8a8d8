package program_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestGoldensAreFixedPoints wants a second removal to find nothing to do: what the first leaves, it leaves for a reason.
func TestGoldensAreFixedPoints(t *testing.T) {
	for i, results := range byValue(removeGoldens(t)) {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			p := loadGoldens(t, t.TempDir(), goldensAfter(results))
			goldenIDs(t, p) // they have to compile
			for _, r := range results {
				again, err := p.Remove(t.Context(), r.choices, r.removeOptions())
				if err != nil {
					t.Fatalf("%s: %v", r.name(), err)
				}
				for _, f := range again.Files {
					t.Errorf("%s: a second removal changes %s:\n%s", r.name(), f.Display, f.After)
				}
				// Tests that are kept keep the key.
				if !r.hindered() && !slices.Contains(r.options, "keep-tests") && slices.ContainsFunc(again.Flags, func(f program.Removed) bool { return f.Verdict != program.Nothing }) {
					t.Errorf("%s: nothing was in the way, and yet something is left:\n%s", r.name(), explained(again))
				}
			}
		})
	}
}

// TestGoldensInAnyOrder removes the flags of all goldens at once, in several orders, and wants what each gives alone. It is fault 45.
func TestGoldensInAnyOrder(t *testing.T) {
	var choices []removal.Choice
	alone := map[string][]byte{}
	goldens := map[string]int{}
	for _, r := range removeGoldens(t) {
		if len(r.options) > 0 {
			continue // options are those of a whole removal
		}
		if _, ok := goldens[r.golden.name]; !ok {
			goldens[r.golden.name] = len(goldens)
		}
		// Some with the first of their values, some with the last.
		if r.index != goldens[r.golden.name]%2*(len(r.values)-1) {
			continue
		}
		choices = append(choices, r.choices...)
		for _, f := range r.change.Files {
			alone[f.Display] = f.After
		}
	}
	reversed := slices.Clone(choices)
	slices.Reverse(reversed)
	shuffled := slices.Clone(choices)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for _, order := range []struct {
		name    string
		choices []removal.Choice
	}{{"sorted", choices}, {"again", choices}, {"reversed", reversed}, {"shuffled", shuffled}} {
		t.Run(order.name, func(t *testing.T) {
			change, err := loaded.program.Remove(t.Context(), order.choices, program.RemoveOptions{Quick: true})
			if err != nil {
				t.Fatal(err)
			}
			sameFiles(t, alone, change)
		})
	}
}

// sameFiles wants a change to give the files that removals one by one give.
func sameFiles(t *testing.T, alone map[string][]byte, change *program.Change) {
	t.Helper()
	joint := map[string]bool{}
	for _, f := range change.Files {
		joint[f.Display] = true
		want, ok := alone[f.Display]
		switch {
		case !ok:
			t.Errorf("%s changes only with the others", f.Display)
		case (f.After == nil) != (want == nil) || !bytes.Equal(f.After, want):
			t.Errorf("%s with the others:\n%s\nalone:\n%s", f.Display, f.After, want)
		}
	}
	for name := range alone {
		if !joint[name] {
			t.Errorf("%s changes only alone", name)
		}
	}
	for i, flag := range change.Flags {
		if flag.Verdict == program.Nothing {
			t.Errorf("choice %d, %s: %s", i, flag.ID, flag.Verdict)
		}
	}
}
