package program_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// goldenResult is what the removal of a golden's flag with one of its values gives.
type goldenResult struct {
	golden
	index   int    // of the value
	value   string // without quotes
	choices []removal.Choice
	change  *program.Change
	files   map[string][]byte // the golden's package afterwards
}

// name is that of the golden and the value.
func (r goldenResult) name() string { return r.golden.name + "/" + r.value }

// changed reports whether the removal changes anything.
func (r goldenResult) changed() bool { return len(r.change.Files) > 0 }

// hindered reports whether something of the flag had to stay.
func (r goldenResult) hindered() bool {
	return slices.ContainsFunc(r.change.Flags, func(f program.Removed) bool { return !f.Complete })
}

// ideal reports whether the result is to the byte what a person wrote down, obstacles included.
func (r goldenResult) ideal() bool {
	want := maps.Clone(r.before)
	maps.Copy(want, r.after[r.value])
	for name := range strings.FieldsSeq(r.lists[r.value]["deleted"]) {
		delete(want, name)
	}
	return maps.EqualFunc(want, r.files, slices.Equal) && obstacles(r.golden, r.change) == strings.TrimSpace(r.lists[r.value]["obstacles"])
}

// loaded is the program of all goldens, which all tests about them share, and what becomes of them one by one.
var loaded struct {
	sync.Once
	root    string // of TestMain
	program *program.Program
	ids     map[debt.Key]debt.ID
	results []goldenResult
}

// removeGoldens removes the flag of each golden alone, with each of its values, once for all tests.
func removeGoldens(t *testing.T) []goldenResult {
	t.Helper()
	loaded.Do(func() {
		list := allGoldens(t)
		loaded.program = loadGoldens(t, loaded.root, list)
		loaded.ids = goldenIDs(t, loaded.program)
		loaded.results = removeEach(t, loaded.program, loaded.ids, list)
	})
	if loaded.results == nil {
		t.Fatal("the goldens could not be removed, as the first test of them says")
	}
	return slices.Clone(loaded.results)
}

// removeEach removes the flag of each golden alone, with each of its values.
func removeEach(t testing.TB, p *program.Program, ids map[debt.Key]debt.ID, list []golden) []goldenResult {
	t.Helper()
	var out []goldenResult
	for _, g := range list {
		for i, value := range g.values {
			choices := g.choices(t, ids, value)
			change, err := p.Remove(context.Background(), choices, g.removeOptions())
			if err != nil {
				t.Fatalf("%s with %s: %v", g.name, value, err)
			}
			files := maps.Clone(g.before)
			for _, f := range change.Files {
				name := strings.TrimPrefix(f.Display, g.name+"/")
				if f.After == nil {
					delete(files, name)
				} else {
					files[name] = f.After
				}
			}
			out = append(out, goldenResult{golden: g, index: i, value: directories(g.values)[i], choices: choices, change: change, files: files})
		}
	}
	return out
}

// byValue are the results for the first value of each golden, for the second, and so on.
func byValue(results []goldenResult) [][]goldenResult {
	var out [][]goldenResult
	for _, r := range results {
		if r.index == len(out) {
			out = append(out, nil)
		}
		out[r.index] = append(out[r.index], r)
	}
	return out
}

// goldensAfter are the goldens as results leave them.
func goldensAfter(results []goldenResult) []golden {
	list := make([]golden, len(results))
	for i, r := range results {
		list[i] = r.golden
		list[i].before = r.files
	}
	return list
}
