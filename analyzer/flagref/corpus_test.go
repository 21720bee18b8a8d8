package flagref_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
)

var update = flag.Bool("update", false, "write the goldens of declared flags anew")

// corpus lists the packages of testdata/src whose references are written at their lines, and whether they declare flags (testdata/NAME.flags.json).
var corpus = []struct {
	name     string
	declares bool
}{
	{name: "checkout"},        // LaunchDarkly 7
	{name: "legacy"},          // LaunchDarkly 5 and 6
	{name: "catalog"},         // OpenFeature
	{name: "accessors/flags"}, // OpenFeature's generated code
	{name: "accessors"},
	{name: "search"}, // overrides in an external test package
	{name: "shipping3"},
	{name: "shipping"},
	{name: "shipping5"},
	{name: "stock"}, // go-feature-flag
	{name: "ldai"},
	{name: "flipt"},
	{name: "growthbook"},
	{name: "statsig"},
	{name: "optimizely"},
	{name: "flagsmith"},
	{name: "devcycle"},
	{name: "posthog"},
	{name: "eppo"},
	{name: "configcat/flags", declares: true},
	{name: "configcat"},
	{name: "split"},
	{name: "harness"},
	{name: "amplitude"},
	{name: "bucketeer"},
	{name: "rox/flags", declares: true},
	{name: "rox", declares: true},
	{name: "flagr"},
	{name: "firebase"},
	{name: "types"},                // aliases, embedding, interfaces
	{name: "others"},               // the same names elsewhere
	{name: "dots", declares: true}, // dot imports
	{name: "keys"},                 // constant keys
	{name: "keynames"},             // constants for keys
	{name: "dynamic"},              // keys made at run time
	{name: "ff"},                   // wrappers
	{name: "ffuse"},                // their callers in another package
	{name: "ffdeep"},               // and in a third
	{name: "objects/ff"},           // flag objects of our own
	{name: "objects"},
	{name: "closures"},
	{name: "captured/options"}, // values in fields
	{name: "captured"},
	{name: "funcfields"}, // functions in fields
	{name: "statements"}, // evaluations at every place
	{name: "recursion"},
	{name: "generic"},
	{name: "calls"},                          // method expressions and values, spreads
	{name: "queue/features", declares: true}, // Kubernetes, versioned
	{name: "queue"},
	{name: "operator", declares: true}, // Kubernetes, plain
	{name: "collector/metadata", declares: true},
	{name: "collector", declares: true}, // OpenTelemetry
}

// TestCorpus holds the engine to the expectations in the comments of the corpus. A comment says which references its line has:
//
//	//@ evaluation launchdarkly new-tax kind=bool default=false via=ff.On func=(*Server).Handle
//	//@ evaluation launchdarkly dynamic prefix=exp- suffix=-v2
//	//@ declaration k8s-featuregate Boat ;; mention k8s-featuregate Tax
//
// kind, func and default are compared where they are given (default=none: there is none), via and the affixes always. A line without a comment has no reference; a wrapper's inner call and a mention may stay unsaid, unless the file says //@ strict.
func TestCorpus(t *testing.T) {
	names := make([]string, len(corpus))
	for i, pkg := range corpus {
		names[i] = pkg.name
	}
	results := analyse(t, newRules(t), names...)
	for _, pkg := range corpus {
		t.Run(pkg.name, func(t *testing.T) {
			for _, result := range results[pkg.name] {
				compareRefs(t, result)
				switch flags := found(result).Flags; {
				case pkg.declares && plain(result):
					compareFlags(t, pkg.name, flags)
				case !pkg.declares && len(flags) > 0:
					t.Errorf("declares %s, want no flag", flags[0].ID)
				}
			}
		})
	}
}

// TestCorpusInHouse adds a rule of a user's configuration, without which the same calls mean nothing.
func TestCorpusInHouse(t *testing.T) {
	arg := 2
	catalogue := config.Catalogue{APIs: []config.API{{
		Provider: "toggles", Packages: config.Strings{"shop.example/ff"}, Receivers: config.Strings{"Client"}, Methods: config.Strings{"On"},
		Key: config.KeyPos{Arg: 1}, Default: config.DefaultPos{Arg: &arg}, Value: debt.KindBool,
	}}}
	compareRules(t, catalogue, "inhouse")
}

// TestCorpusGateway adds rules for flag objects, for the methods that take them, and for a request that holds its key in a field.
func TestCorpusGateway(t *testing.T) {
	packages := config.Strings{"gateway"}
	catalogue := config.Catalogue{
		APIs: []config.API{
			{Provider: "toggles", Packages: packages, Receivers: config.Strings{"client"}, Methods: config.Strings{"enabled", "count", "renamed"}, Key: config.KeyPos{Arg: 1}, Default: config.DefaultPos{Decl: true}},
			{Provider: "toggles", Packages: packages, Receivers: config.Strings{"toggle"}, Methods: config.Strings{"on"}, Key: config.KeyPos{Receiver: true}},
			{Provider: "toggles", Packages: packages, Receivers: config.Strings{"api"}, Methods: config.Strings{"Evaluate"}, Key: config.KeyPos{Arg: 1, Field: "FlagKey"}, Value: debt.KindBool},
		},
		Registries: []config.Registry{{Provider: "toggles", Kind: config.FlagObject, Packages: packages, Types: config.Strings{"toggle"}, Constructors: config.Strings{"newToggle"}, Defaults: config.Strings{"fallback", "or"}}},
	}
	for _, result := range analyse(t, newRules(t, catalogue), "gateway")["gateway"] {
		compareRefs(t, result)
	}
}

// TestCorpusTwice wants the same answers in the same order from a second run.
func TestCorpusTwice(t *testing.T) {
	rules := newRules(t)
	names := []string{"ffuse", "queue", "recursion"}
	var runs [2]string
	for i := range runs {
		results := analyse(t, rules, names...)
		for _, name := range names {
			for _, result := range results[name] {
				for _, ref := range found(result).Refs {
					runs[i] += fmt.Sprintf("%s:%d: %s\n", place(ref), ref.Pos.Column, show(ref))
				}
			}
		}
	}
	if diff := cmp.Diff(runs[0], runs[1]); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

func newRules(t *testing.T, catalogues ...config.Catalogue) *flagref.Rules {
	t.Helper()
	rules, err := flagref.NewRules(catalogues...)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// quiet drops what analysistest says about facts, which the corpus does not write at the declarations.
type quiet struct{ t *testing.T }

func (q quiet) Errorf(format string, args ...any) {
	q.t.Helper()
	if strings.Contains(format, "unexpected") && slices.Contains(args, any("fact")) {
		return
	}
	q.t.Errorf(format, args...)
}

// analyse runs the engine over packages of the corpus, in all variants that their tests make of them, by the name of the package.
func analyse(t *testing.T, rules *flagref.Rules, names ...string) map[string][]*checker.Action {
	t.Helper()
	results := map[string][]*checker.Action{}
	for _, result := range analysistest.Run(quiet{t}, analysistest.TestData(), flagref.New(func() (*flagref.Rules, error) { return rules, nil }), names...) {
		if result.Action.Err != nil {
			t.Fatal(result.Action.Err)
		}
		// The main package that go test generates (NAME.test) has no source in the corpus.
		name := strings.TrimSuffix(result.Action.Package.PkgPath, "_test")
		results[name] = append(results[name], result.Action)
	}
	for _, name := range names {
		if len(results[name]) == 0 {
			t.Fatalf("no package %s", name)
		}
		slices.SortFunc(results[name], func(a, b *checker.Action) int { return strings.Compare(a.Package.ID, b.Package.ID) })
	}
	return results
}

// compareRules holds packages to their expectations with rules of a user's configuration, without which they have no reference.
func compareRules(t *testing.T, catalogue config.Catalogue, names ...string) {
	t.Helper()
	results := analyse(t, newRules(t, catalogue), names...)
	for _, name := range names {
		for _, result := range results[name] {
			compareRefs(t, result)
		}
	}
	results = analyse(t, newRules(t), names...)
	for _, name := range names {
		for _, result := range results[name] {
			for _, ref := range found(result).Refs {
				t.Errorf("without the rules: %s: unexpected %s", place(ref), show(ref))
			}
		}
	}
}

// found is what the engine says about a package.
func found(result *checker.Action) *flagref.Result { return result.Result.(*flagref.Result) }

// plain reports whether the package is the one that others import, not a variant with tests.
func plain(result *checker.Action) bool { return result.Package.ID == result.Package.PkgPath }

// compareRefs matches the references of a package with the expectations of its files.
func compareRefs(t *testing.T, result *checker.Action) {
	t.Helper()
	pkg := result.Package
	refs := map[string][]flagref.Ref{} // by place
	for _, ref := range found(result).Refs {
		refs[place(ref)] = append(refs[place(ref)], ref)
		if ref.Package != pkg.PkgPath {
			t.Errorf("%s: package %q, want %q", place(ref), ref.Package, pkg.PkgPath)
		}
		if ref.Node == nil || ref.Pos.Column != pkg.Fset.Position(ref.Node.Pos()).Column {
			t.Errorf("%s: column %d is not that of the node", place(ref), ref.Pos.Column)
		}
		if constant, dynamic := ref.ID.Key != "", ref.Dynamic != nil; ref.Role == debt.RoleForward && (constant || dynamic) || ref.Role != debt.RoleForward && constant == dynamic {
			t.Errorf("%s: %s has key %q and Dynamic %v: want exactly one of them, and neither for a forward", place(ref), ref.Role, ref.ID.Key, ref.Dynamic)
		}
	}
	strict := map[string]bool{}
	for _, file := range pkg.Syntax {
		for _, want := range expectations(t, pkg.Fset, file, strict) {
			at := slices.IndexFunc(refs[want.place], want.matches)
			if at < 0 {
				t.Errorf("%s: missing %s%s", want.place, want.text, instead(refs[want.place]))
				continue
			}
			refs[want.place] = slices.Delete(refs[want.place], at, at+1)
		}
	}
	for _, place := range slices.Sorted(maps.Keys(refs)) {
		for _, ref := range refs[place] {
			if ref.Role != debt.RoleForward && ref.Role != debt.RoleMention && ref.Role != debt.RoleUse || strict[strings.Split(place, ":")[0]] {
				t.Errorf("%s: unexpected %s", place, show(ref))
			}
		}
	}
}

// place is the base name of the file and the line, which is what comments can speak about.
func place(ref flagref.Ref) string {
	return fmt.Sprintf("%s:%d", filepath.Base(ref.Pos.File), ref.Pos.Line)
}

// show writes a reference as an expectation.
func show(ref flagref.Ref) string {
	text := fmt.Sprintf("%s %s %q", ref.Role, ref.Provider, ref.ID.Key)
	if ref.Dynamic != nil {
		text = fmt.Sprintf("%s %s dynamic prefix=%q suffix=%q", ref.Role, ref.Provider, ref.Dynamic.Prefix, ref.Dynamic.Suffix)
	}
	return fmt.Sprintf("%s kind=%s default=%s via=%s func=%s", text, ref.Kind, ref.Default, strings.Join(ref.Via, ","), ref.Func)
}

// instead lists what a line has, for the message about what it lacks.
func instead(refs []flagref.Ref) string {
	var text strings.Builder
	for _, ref := range refs {
		text.WriteString("\n\tit has " + show(ref))
	}
	return text.String()
}

// compareFlags compares the flags that a package declares with its golden.
func compareFlags(t *testing.T, name string, all []debt.Flag) {
	t.Helper()
	type declared struct {
		debt.ID
		Kind         debt.Kind          `json:"kind"`
		Gate         *debt.Gate         `json:"gate"`
		Environments []debt.Environment `json:"environments"`
		Owner        string             `json:"owner,omitempty"`
		Ticket       string             `json:"ticket,omitempty"`
		Created      debt.Date          `json:"created,omitzero"`
		Expires      debt.Date          `json:"expires,omitzero"`
	}
	flags := []declared{}
	for _, f := range all {
		flags = append(flags, declared{f.ID, f.Kind, f.Gate, f.Environments, f.Owner, f.Ticket, f.Created, f.Expires})
	}
	got, err := json.MarshalIndent(flags, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	golden := filepath.Join("testdata", strings.ReplaceAll(name, "/", "-")+".flags.json")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (-want +got):\n%s", golden, cmp.Diff(string(want), string(got)))
	}
}
