package program_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestGoldensAreProven proves what the removal makes of every golden, with each of its values. What is not proven is listed, with the reason.
func TestGoldensAreProven(t *testing.T) {
	results := removeGoldens(t)
	proven, changed := 0, 0
	for _, r := range results {
		if !r.changed() {
			continue
		}
		options := r.removeOptions()
		options.Prove = true
		change, err := loaded.program.Remove(t.Context(), r.choices, options)
		if err != nil {
			t.Fatalf("%s: %v", r.name(), err)
		}
		changed++
		text := ""
		for _, flag := range change.Flags {
			if flag.Verdict != program.Checked {
				continue
			}
			for _, d := range flag.Proof.Differences {
				if !d.Test {
					text += fmt.Sprintf("\n\t%s %s: %s: %s", d.Pos, d.Now, d.Func, d.What)
				}
			}
		}
		_, listed := unproven[r.golden.name]
		switch {
		case text == "":
			proven++
		case !listed:
			t.Errorf("%s is not proven:%s", r.name(), text)
		}
	}
	t.Logf("%d of %d proven", proven, changed)
}

// unproven are the goldens whose removal is not proven, with at least one value, and why.
var unproven = map[string]string{}

// TestVerifyTellsTheValues has all goldens cleaned with their first values at once, and compares that with the code before: with those values nothing is different but what is not proven of one removal either, with the second values every golden is, where it makes a difference.
func TestVerifyTellsTheValues(t *testing.T) {
	removeGoldens(t)
	var cleaned []goldenResult
	var right, wrong []removal.Choice
	values := byValue(loaded.results)
	for _, r := range values[0] {
		if !r.hindered() && r.changed() && len(r.values) == 2 {
			cleaned = append(cleaned, r)
			right = append(right, r.choices...)
		}
	}
	for _, r := range values[1] {
		if slices.ContainsFunc(cleaned, func(first goldenResult) bool { return first.golden.name == r.golden.name }) {
			wrong = append(wrong, r.choices...)
		}
	}
	after := loadGoldens(t, t.TempDir(), goldensAfter(cleaned))
	before := loadGoldens(t, t.TempDir(), goldensBefore(cleaned))
	differing := func(choices []removal.Choice) map[string]string {
		proof, err := before.Verify(t.Context(), after, choices, true)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, d := range proof.Differences {
			if !d.Test {
				name, _, _ := strings.Cut(cmp.Or(d.Pos.File, d.Now.File), "/")
				found[name] += fmt.Sprintf("\n\t%s %s: %s: %s", d.Pos, d.Now, d.Func, d.What)
			}
		}
		return found
	}
	for name, text := range differing(right) {
		if _, listed := unproven[name]; !listed {
			t.Errorf("%s is not the same:%s", name, text)
		}
	}
	found := differing(wrong)
	for _, r := range cleaned {
		if _, listed := indifferent[r.golden.name]; found[r.golden.name] == "" && !listed {
			t.Errorf("%s is the same with the other value, too", r.golden.name)
		}
	}
}

// goldensBefore are the goldens of results as they were.
func goldensBefore(results []goldenResult) []golden {
	list := make([]golden, len(results))
	for i, r := range results {
		list[i] = r.golden
	}
	return list
}
