package program_test

import (
	"fmt"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/program"
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
