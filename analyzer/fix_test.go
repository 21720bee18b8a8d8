package analyzer_test

import (
	"bytes"
	"flag"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

var update = flag.Bool("update", false, "write the goldens anew")

// foldable are the inputs with the flags that testdata/src/fold asks for.
func foldable(t testing.TB) analyzer.Inputs {
	t.Helper()
	off, limit, half := constant(t, "old-ui", "2026-01-01"), constant(t, "limit", "2026-01-01"), constant(t, "half", "2026-01-01")
	off.Archived = true
	off.Environments[0].Serving = debt.Serving{Mode: debt.ModeConstant, Value: "false", Outcomes: []debt.Value{"false"}}
	limit.Kind = debt.KindInt
	limit.Environments[0].Serving = debt.Serving{Mode: debt.ModeCallerDefault}
	half.Environments = append(half.Environments, debt.Environment{
		Name: "staging", Serving: debt.Serving{Mode: debt.ModeConstant, Value: "false", Outcomes: []debt.Value{"false"}},
	})
	in := inputs(t)
	in.Snapshot.Flags = append(in.Snapshot.Flags, constant(t, "new-tax", "2026-01-01"), off, limit, half, constant(t, "NewName", "2026-11-20"))
	return in
}

// offer is the fix of one file.
type offer struct {
	message string
	edits   []analysis.TextEdit
	sites   []int // the lines of the findings that have it
}

// offers are the fixes of the findings by file, each of which must be the same wherever it stands in its file.
func offers(t *testing.T, fset *token.FileSet, findings []analysis.Diagnostic) map[string]offer {
	t.Helper()
	all := map[string]offer{}
	for _, d := range findings {
		file := fset.File(d.Pos)
		if len(d.SuggestedFixes) > 1 {
			t.Errorf("%s has %d fixes, and golangci-lint applies them all", file.Position(d.Pos), len(d.SuggestedFixes))
		}
		for _, fix := range d.SuggestedFixes {
			old, ok := all[file.Name()]
			if ok && (old.message != fix.Message || !cmp.Equal(old.edits, fix.TextEdits)) {
				t.Errorf("%s has another fix than the findings before", file.Position(d.Pos))
			}
			all[file.Name()] = offer{fix.Message, fix.TextEdits, append(old.sites, file.Line(d.Pos))}
		}
	}
	return all
}

// offered are the fixes in a loaded package and its tests, by the base names of files.
func offered(t *testing.T, pkgs []*packages.Package, in analyzer.Inputs) map[string]offer {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{newAnalyzer(t, in)}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]offer{}
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Fatal(action.Err)
		}
		for name, fix := range offers(t, action.Package.Fset, action.Diagnostics) {
			base := filepath.Base(name)
			if old, ok := all[base]; ok && !cmp.Equal(old, fix, cmp.AllowUnexported(offer{})) {
				t.Errorf("%s has another fix where it is in a package with its tests", base)
			}
			all[base] = fix
		}
	}
	return all
}

// TestFixes applies the fixes of testdata/src/fold: each file must read like its golden, to the byte and without what hosts do to imports and layout; the others have no fix.
func TestFixes(t *testing.T) {
	dir := gopath(t)
	run := analysistest.RunWithSuggestedFixes
	if *update {
		run = analysistest.Run
	}
	for _, result := range run(t, dir, newAnalyzer(t, foldable(t)), "fold") {
		if result.Action.Err != nil {
			t.Fatal(result.Action.Err)
		}
		fixed := offers(t, result.Action.Package.Fset, result.Action.Diagnostics)
		for _, name := range result.Action.Package.CompiledGoFiles {
			golden := filepath.Join("testdata", "src", "fold", filepath.Base(name)+".golden")
			want, err := os.ReadFile(golden)
			fix, ok := fixed[name]
			if !ok {
				if err == nil {
					t.Errorf("%s has a golden, but no fix", filepath.Base(name))
				}
				continue
			}
			got := applied(t, result, name, fix)
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", filepath.Base(name), diff)
			}
		}
	}
}

// applied is a file after its fix, which may touch no other file.
func applied(t *testing.T, result *analysistest.Result, name string, fix offer) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var after bytes.Buffer
	at := 0
	for _, edit := range fix.edits {
		file := result.Action.Package.Fset.File(edit.Pos)
		if file.Name() != name || !edit.End.IsValid() {
			t.Fatalf("the fix of %s has an edit of %s", name, file.Name())
		}
		after.Write(content[at:file.Offset(edit.Pos)])
		after.Write(edit.NewText)
		at = file.Offset(edit.End)
	}
	after.Write(content[at:])
	return after.Bytes()
}

// TestFixOffers looks at the fixes of testdata/src/fold as hosts get them.
func TestFixOffers(t *testing.T) {
	pkgs := loadPackages(t, gopath(t), "fold")
	t.Run("messages", func(t *testing.T) { wantMessages(t, pkgs) })
	t.Run("protected", func(t *testing.T) { wantProtection(t, pkgs) })
}

// wantMessages wants the fix at every finding whose call it folds, and a message that names what it folds.
func wantMessages(t *testing.T, pkgs []*packages.Package) {
	type site struct {
		Message string
		Lines   []int
	}
	got := map[string]site{}
	in := foldable(t)
	in.Nolint = false // as golangci-lint has it: the silenced call is reported, and must not be folded all the same
	for name, fix := range offered(t, pkgs, in) {
		got[name] = site{fix.message, fix.sites}
	}
	tax := `fold "new-tax" (true) in this file`
	want := map[string]site{
		"ifelse.go": {tax, []int{13}}, "guard.go": {tax, []int{12}}, "chain.go": {tax, []int{14}}, "several.go": {tax, []int{6, 10, 18, 19}},
		"flags.go": {`fold "new-tax" (true) and "old-ui" (false) in this file`, []int{10, 10, 17}}, "local.go": {`fold "old-ui" (false) in this file`, []int{13}},
		"orphan.go": {tax, []int{11}}, "nolint.go": {tax, []int{9}}, "default.go": {`fold "limit" (each call's default) in this file`, []int{6, 7}},
		"package.go": {tax, []int{19}}, "imports.go": {`fold "new-tax" (true) and "old-ui" (false) in this file`, []int{12, 15}}, "fold_test.go": {tax, []int{10}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// wantProtection wants no fix where the command would refuse the removal, and none at findings that are not reported.
func wantProtection(t *testing.T, pkgs []*packages.Package) {
	all := slices.Sorted(maps.Keys(offered(t, pkgs, foldable(t))))
	tax := []string{"chain.go", "fold_test.go", "guard.go", "ifelse.go", "nolint.go", "orphan.go", "package.go", "several.go"}
	for name, test := range map[string]struct {
		change func(*analyzer.Inputs)
		lost   []string
	}{
		"a living flag needs it": {func(in *analyzer.Inputs) {
			in.Snapshot.Flags[8].Dependents = []debt.ID{{Provider: "launchdarkly", Key: "split"}}
		}, []string{"local.go"}},
		"only errors are reported": {func(in *analyzer.Inputs) { in.Config.MinSeverity = debt.SeverityError }, append([]string{"default.go"}, tax...)},
		"a source disagrees": {func(in *analyzer.Inputs) {
			other := constant(t, "new-tax", "2026-01-01")
			other.Environments[0].Serving.Value = "false"
			in.Snapshot.Flags = append(in.Snapshot.Flags, other)
		}, tax},
		"the policy keeps it": {func(in *analyzer.Inputs) {
			in.Config.Policy.Keep = append(in.Config.Policy.Keep, debt.Keep{Key: "new-tax", Reason: "a contract"})
		}, tax},
	} {
		t.Run(name, func(t *testing.T) {
			in := foldable(t)
			test.change(&in)
			want := without(all, test.lost...)
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(offered(t, pkgs, in)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
