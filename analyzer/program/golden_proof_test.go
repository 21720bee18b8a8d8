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
var unproven = map[string]string{
	// True differences, which the removal makes on purpose.
	"f010": "a structure that is looked at by reflection loses the field",
	"l006": "a list of keys loses one",
	"p106": "a list of keys loses one",
	"ra09": "somebody has asked to drop what has effects",
	"ra15": "a help text loses the key",
	"ra18": "a field that lists the keys of enabled flags no longer has one",
	"rb01": "a call is gone that only fills the field by its address",
	"rg02": "a list of keys loses one",
	"rg09": "an option of the command line goes",
	"rh09": "a list of keys that a function is given loses one",

	// Evaluations that the proof is not told of.
	"c022": "in a generic function the value of the flag has a type that only its callers know",
	"f005": "others may use the exported variable that holds the flag",
	"p087": "a variable holds the method that asks for the flag",
	"p108": "in a generic function the value of the flag has a type that only its callers know",
	"p137": "a file is built for other systems only",
	"rc05": "the value of the flag is in an interface",

	// Calls that the removal knows to do nothing, and the proof does not.
	"c027": "a call of fmt.Sprint that nobody needs is gone",
	"l003": "a call of slices.ContainsFunc that nobody needs is gone",
	"ra12": "calls are gone of which only the catalogue says that they do nothing",
	"rb15": "a question for another flag that nobody needs is gone",
	"rc03": "a function literal that fills nothing any more is no longer passed on",

	"p156": "a condition is not asked twice any more",
	"rs11": "a deferred method of the standard library recovers from nothing",

	// Written otherwise, with the same meaning.
	"f007": "among others: an evaluation has already shown that the pointer beside it is not nil",
	"rs01": "a field that is read as often as before always holds the value",
	"rs04": "what was said twice is said once",
	"rs33": "a condition is evaluated and not looked at, where either way returns the same",
	"rs06": "a variable whose address is taken gets itself",

	// What holds the flag is followed less far than by the removal.
	"c020": "a field of a generic structure holds the flag",
	"p090": "a variable is filled by what sync.Once runs",
	"ra21": "another implementation answers with a field that nothing gives another value",
	"rc01": "function literals in fields ask for the flag",
	"rc02": "options fill the field that holds the flag",
	"rc04": "a field of what a pointer points to holds the flag",
	"rc07": "a structure holds the key",
	"rf03": "a parameter stays that is the same in all calls",
	"rg05": "function literals in fields ask for the flag",
}

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
