package analyzer_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func newAnalyzer(t testing.TB, in analyzer.Inputs) *analysis.Analyzer {
	t.Helper()
	a, err := analyzer.New(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate([]*analysis.Analyzer{a}); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestFindings wants the findings that the comments of testdata/src name, with what hosts make of a diagnostic.
func TestFindings(t *testing.T) {
	for _, result := range analysistest.Run(t, gopath(t), newAnalyzer(t, inputs(t)), "shop/...", "quiet") {
		if err := result.Action.Err; err != nil {
			t.Fatal(err)
		}
		for _, d := range result.Action.Diagnostics {
			if word, _, _ := strings.Cut(d.Message, ":"); word != d.Category || !slices.Contains(debt.Rules, debt.Rule(word)) {
				t.Errorf("category %q of %q: want the first word, a rule", d.Category, d.Message)
			}
			if d.End <= d.Pos {
				t.Errorf("%q ends before it begins", d.Message)
			}
			if len(d.Related) > 0 {
				t.Errorf("%q has related places, which golangci-lint makes findings of their own", d.Message)
			}
		}
	}
}

// TestFindingsByFlags wants the same of the analyzer that gets everything as text.
func TestFindingsByFlags(t *testing.T) {
	var snapshot strings.Builder
	if err := inputs(t).Snapshot.Write(&snapshot); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"config":   "version: 1\nkeep: [{key: kept, reason: a contract}]\nnaming: {style: kebab}\nmin-severity: info\n",
		"snapshot": snapshot.String(),
	} {
		if err := analyzer.Analyzer.Flags.Set(name, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, result := range analysistest.Run(t, gopath(t), analyzer.Analyzer, "shop/...", "quiet") {
		if err := result.Action.Err; err != nil {
			t.Fatal(err)
		}
	}
}

// loadPackages are packages of testdata/src, to be analysed as often as a test likes.
func loadPackages(t testing.TB, dir string, patterns ...string) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax, Dir: filepath.Join(dir, "src"), Tests: true, Env: append(os.Environ(), "GOPATH="+dir, "GO111MODULE=off", "GOPROXY=off"),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("testdata/src does not compile")
	}
	// What go test generates around them has no findings, but most of the standard library below it.
	return slices.DeleteFunc(pkgs, func(p *packages.Package) bool { return strings.HasSuffix(p.ID, ".test") })
}

// findings are the diagnostics in the packages and their tests: file, line, columns and rule, each once.
func findings(t testing.TB, pkgs []*packages.Package, a *analysis.Analyzer) []string {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Fatal(action.Err)
		}
		for _, d := range action.Diagnostics {
			pos, end := action.Package.Fset.Position(d.Pos), action.Package.Fset.Position(d.End)
			lines[fmt.Sprintf("%s:%02d:%d-%d %s", filepath.Base(pos.Filename), pos.Line, pos.Column, end.Column, d.Category)] = true
		}
	}
	return slices.Sorted(maps.Keys(lines))
}

// all are the findings in shop, each at its call.
var all = []string{
	"shop.go:10:11-63 stale", "shop.go:15:9-30 stale", "shop.go:16:3-24 archived", "shop.go:17:3-23 unknown", "shop.go:18:3-22 expired", "shop.go:19:3-17 stale",
	"shop.go:25:9-38 stale", "shop.go:29:9-29 dynamic-key", "shop.go:33:9-25 naming", "shop_test.go:06:9-30 archived",
}

// without are lines but those that end with one of the words or begin so.
func without(lines []string, words ...string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(line, w) || strings.HasPrefix(line, w) })
	})
}

// TestInputs changes one input at a time.
func TestInputs(t *testing.T) {
	dir := gopath(t)
	pkgs := loadPackages(t, dir, "shop/...", "quiet")
	silenced := slices.Sorted(slices.Values(append(slices.Clone(all), "shop.go:37:9-30 stale", "shop.go:42:9-30 archived")))
	tests := map[string]struct {
		change func(*analyzer.Inputs)
		want   []string
	}{
		"nothing":                             {func(*analyzer.Inputs) {}, all},
		"golangci-lint honours nolint itself": {func(in *analyzer.Inputs) { in.Nolint = false }, silenced},
		"warnings and above":                  {func(in *analyzer.Inputs) { in.Config.MinSeverity = debt.SeverityWarning }, without(all, "dynamic-key", "shop.go:19:")},
		"errors":                              {func(in *analyzer.Inputs) { in.Config.MinSeverity = debt.SeverityError }, []string{"shop.go:16:3-24 archived", "shop_test.go:06:9-30 archived"}},
		"a rule is off": {func(in *analyzer.Inputs) {
			in.Config.Policy.Rules = map[debt.Rule]debt.Severity{debt.RuleArchived: debt.SeverityOff}
		}, without(all, "archived")},
		"an earlier day":          {func(in *analyzer.Inputs) { in.Now = day(t, "2026-01-02") }, without(all, "stale", "expired")},
		"the source lacks flags":  {func(in *analyzer.Inputs) { in.Snapshot.Sources[0].Complete = false }, without(all, "unknown")},
		"no inferred interfaces":  {func(in *analyzer.Inputs) { in.Snapshot.APIs = nil }, without(all, "shop.go:25:")},
		"no naming":               {func(in *analyzer.Inputs) { in.Config.Policy.Naming = debt.Naming{} }, without(all, "naming")},
		"no state":                {func(in *analyzer.Inputs) { in.Snapshot.Flags, in.Snapshot.Sources = nil, nil }, []string{"shop.go:29:9-29 dynamic-key", "shop.go:33:9-25 naming"}},
		"an exclusive source":     {func(in *analyzer.Inputs) { in.Snapshot.Sources[0].Exclusive = true }, all},
		"a problem in other code": {func(in *analyzer.Inputs) { in.Problem, in.ProblemFile = "broken", filepath.Join(dir, "src", "else.go") }, all},
		"a problem without place": {func(in *analyzer.Inputs) { in.Problem = "broken" }, all},
		"a user's own function": {func(in *analyzer.Inputs) {
			in.Config.Flags.APIs = []config.API{{Packages: config.Strings{"shop/ff"}, Methods: config.Strings{"On"}}}
			in.Config.Providers = map[string][]string{"in-house": {"toggles"}} // of which no source tells
		}, without(all, "shop.go:1", "shop_test.go")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := inputs(t)
			test.change(&in)
			want := test.want
			if name == "a user's own function" {
				want = slices.Sorted(slices.Values(append(slices.Clone(want), "shop.go:10:11-63 stale")))
			}
			if diff := cmp.Diff(want, findings(t, pkgs, newAnalyzer(t, in))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestProblem wants what could not be read to be said once, at the file that was chosen for it, whatever the code asks for; and the inputs to be asked for only where they matter.
func TestProblem(t *testing.T) {
	dir := gopath(t)
	pkgs := loadPackages(t, dir, "shop/...", "quiet")
	tests := map[string]struct {
		file, problem string
		pkg           string // the only one that is looked at; all if empty
		want          []string
		asked         bool
	}{
		"in a file without flags":  {"quiet/quiet.go", "broken", "", []string{"quiet.go:02:1-0 configuration"}, true},
		"in a file with flags":     {"shop/shop.go", "broken", "", []string{"shop.go:01:1-0 configuration"}, true},
		"in a file that is not":    {"quiet/another.go", "broken", "", nil, true},
		"in a file that is tested": {"shop/shop_test.go", "broken", "", []string{"shop_test.go:01:1-0 configuration"}, true},
		"none":                     {"quiet/quiet.go", "", "", nil, true},
		"not asked for":            {"shop/shop.go", "broken", "quiet", nil, false},
		"asked for its place":      {"quiet/quiet.go", "", "quiet", nil, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := inputs(t)
			in.Snapshot.Flags, in.Snapshot.Sources, in.Config.MinSeverity = nil, nil, debt.SeverityError
			in.Problem = test.problem
			var asked atomic.Bool
			file := filepath.Join(dir, "src", filepath.FromSlash(test.file))
			a, err := analyzer.NewDeferred(in.Catalogues(), file, func() analyzer.Inputs {
				asked.Store(true)
				return in
			})
			if err != nil {
				t.Fatal(err)
			}
			some := slices.DeleteFunc(slices.Clone(pkgs), func(p *packages.Package) bool { return test.pkg != "" && p.PkgPath != test.pkg })
			if diff := cmp.Diff(test.want, findings(t, some, a)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if asked.Load() != test.asked {
				t.Errorf("inputs asked for: %t, want %t", asked.Load(), test.asked)
			}
		})
	}
}

// TestConcurrent runs one analyzer several times at once, as hosts do with packages.
func TestConcurrent(t *testing.T) {
	pkgs, a := loadPackages(t, gopath(t), "shop/...", "quiet"), newAnalyzer(t, inputs(t))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got := findings(t, pkgs, a); !slices.Equal(got, all) {
				t.Errorf("%q", got)
			}
		})
	}
	group.Wait()
}
