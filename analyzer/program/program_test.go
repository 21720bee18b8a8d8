package program_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/proposal"
)

// shop has three packages in a row, and one beside them.
const shop = `
-- go.mod --
module m.example

go 1.26

require github.com/launchdarkly/go-server-sdk/v7 v7.0.0

replace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld
-- ff/ff.go --
package ff

import ld "github.com/launchdarkly/go-server-sdk/v7"

func On(key string) bool {
	on, _ := (&ld.LDClient{}).BoolVariation(key, nil, false)
	return on
}
-- pay/pay.go --
package pay

import "m.example/ff"

func Pay() bool { return ff.On("pay") }
-- pay/pay_test.go --
package pay

import "m.example/ff"

func paid() bool { return ff.On("pay-test") }
-- pay/card/card.go --
package card

import "m.example/pay"

func Card() bool { return pay.Pay() }
-- search/search.go --
package search

import "m.example/ff"

func Search() bool { return ff.On("search") }
`

func writeText(t testing.TB, text string) string { return writeModule(t, txtar.Parse([]byte(text))) }

// keys are the keys that the references name, without forwards.
func keys(r *program.Result) []string {
	names := map[string]bool{}
	for _, ref := range r.References {
		if ref.Role != debt.RoleForward && ref.Role != debt.RoleUse {
			names[string(ref.Key)] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// TestPatterns wants the references of what the patterns match and no others, found through wrappers that they do not match.
func TestPatterns(t *testing.T) {
	root := writeText(t, shop)
	everything := []string{"pay", "pay-test", "search"}
	tests := map[string]struct {
		dir      string
		patterns []string
		want     []string
		packages int
		whole    bool
	}{
		"none is everything":        {"", nil, everything, 4, true},
		"everything":                {"", []string{"./..."}, everything, 4, true},
		"everything and more":       {"", []string{"./pay", "./..."}, everything, 4, true},
		"one":                       {"", []string{"./pay"}, []string{"pay", "pay-test"}, 1, false},
		"several":                   {"", []string{"./search", "./pay/card"}, []string{"search"}, 2, false},
		"below":                     {"", []string{"./pay/..."}, []string{"pay", "pay-test"}, 2, false},
		"by import path":            {"", []string{"m.example/search"}, []string{"search"}, 1, false},
		"a file":                    {"", []string{"pay/pay.go"}, []string{"pay"}, 1, false},
		"everything in a directory": {"pay", nil, []string{"pay", "pay-test"}, 2, false},
		"the standard library":      {"", []string{"errors", "unsafe"}, nil, 2, false},
		"without a flag":            {"", []string{"./pay/card"}, nil, 1, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			result := load(t, program.Dir(filepath.Join(root, test.dir)), program.Options{Root: root, Tests: name != "the standard library", Patterns: test.patterns})
			if diff := cmp.Diff(test.want, keys(result)); diff != "" {
				t.Errorf("keys (-want +got):\n%s", diff)
			}
			if result.Packages != test.packages || result.Whole != test.whole {
				t.Errorf("%d packages, whole %t; want %d, %t", result.Packages, result.Whole, test.packages, test.whole)
			}
			if len(result.Incomplete) > 0 {
				t.Errorf("incomplete: %v", result.Incomplete)
			}
		})
	}
}

// TestLoadErrors wants an InputError where there is nothing to look at.
func TestLoadErrors(t *testing.T) {
	root := writeText(t, shop+`-- file --
-- none/none_plan9.go --
package none
-- prose/readme.md --
-- bare/bare.go --
package bare
`)
	outside := t.TempDir()
	tests := map[string]struct {
		dir  string
		env  [2]string
		opts program.Options
		want string // what the error begins with
		in   string // and what else it has
	}{
		"no such directory":   {dir: root + "/absent", want: root + "/absent: cannot read the directory: no such file or directory: "},
		"no directory":        {dir: root + "/file", want: root + "/file: is not a directory: "},
		"no module":           {dir: outside, want: outside + ": no go.mod here or in any directory above: "},
		"no modules at all":   {dir: root, env: [2]string{"GO111MODULE", "off"}, want: "GO111MODULE=off is not supported: "},
		"no go command":       {dir: root, env: [2]string{"PATH", outside}, want: "the go command is not on PATH: "},
		"nothing matched":     {dir: root, opts: program.Options{Patterns: []string{"./prose/..."}}, want: "./prose/... matched no packages: "},
		"no such package":     {dir: root, opts: program.Options{Patterns: []string{"./absent"}}, want: "package ./absent: ", in: "directory not found: make `go list ./absent` work first"},
		"no such import path": {dir: root, opts: program.Options{Patterns: []string{"absent.example/x"}}, want: "package absent.example/x: ", in: "no required module provides package"},
		"no Go files":         {dir: root, opts: program.Options{Patterns: []string{"./none"}}, want: "package m.example/none: ", in: "build constraints exclude all Go files"},
		"a broken flag":       {dir: root, env: [2]string{"GOFLAGS", "-nonsense"}, want: "listing packages: ", in: "nonsense"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if test.env[0] != "" {
				t.Setenv(test.env[0], test.env[1])
			}
			_, err := program.Load(context.Background(), program.Dir(test.dir), test.opts)
			var input *debt.InputError
			if !errors.As(err, &input) {
				t.Fatalf("error %v of type %T, want an InputError", err, err)
			}
			if text := err.Error(); !strings.HasPrefix(text, test.want) || !strings.Contains(text, test.in) {
				t.Errorf("error %q, want it to begin with %q and to hold %q", text, test.want, test.in)
			}
			if input.Do == "" {
				t.Errorf("%v does not say what to do", err)
			}
		})
	}
}

// TestCancelled wants the context's error from both steps, and an answer from the same program afterwards.
func TestCancelled(t *testing.T) {
	root := writeText(t, shop)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := program.Load(cancelled, program.Dir(root), program.Options{Root: root}); err == nil {
		t.Error("Load succeeds")
	}
	loaded, err := program.Load(context.Background(), program.Dir(root), program.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := loaded.Result(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("Result: %v, want %v", err, context.Canceled)
	}
	result, err := loaded.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"pay", "search"}, keys(result)); diff != "" {
		t.Errorf("keys after that (-want +got):\n%s", diff)
	}
}

// TestResultTwice wants the same answer again, also at the same time.
func TestResultTwice(t *testing.T) {
	for _, name := range []string{"rounds", "broken", "tests"} {
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join("testdata", "modules", name+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			root := writeModule(t, archive)
			loaded, err := program.Load(context.Background(), program.Dir(root), program.Options{Root: root, Tests: true})
			if err != nil {
				t.Fatal(err)
			}
			var texts [3]string
			var group sync.WaitGroup
			for i := range texts {
				group.Go(func() {
					result, err := loaded.Result(context.Background())
					if err != nil {
						t.Error(err)
						return
					}
					texts[i] = text(result, root)
				})
			}
			group.Wait()
			if texts[0] == "" || texts[0] != texts[1] || texts[1] != texts[2] {
				t.Errorf("three results:\n%s\n%s\n%s", texts[0], texts[1], texts[2])
			}
		})
	}
}

// TestParallel loads programs that share nothing at the same time.
func TestParallel(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "modules", "rounds.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	root := writeModule(t, archive)
	var texts [8]string
	var group sync.WaitGroup
	for i := range texts {
		group.Go(func() {
			loaded, err := program.Load(context.Background(), program.Dir(root), program.Options{Root: root, Tests: true})
			if err != nil {
				t.Error(err)
				return
			}
			result, err := loaded.Result(context.Background())
			if err != nil {
				t.Error(err)
				return
			}
			texts[i] = text(result, root)
		})
	}
	group.Wait()
	for _, other := range texts[1:] {
		if other != texts[0] {
			t.Errorf("one:\n%s\nanother:\n%s", texts[0], other)
		}
	}
}

// overlay is a directory with files that are not on the disk as they are here.
type overlay struct {
	dir   string
	files map[string][]byte
}

func (o overlay) Dir() string                { return o.dir }
func (o overlay) Overlay() map[string][]byte { return o.files }

// TestOverlay replaces a file with one that has another flag, another import and another package clause of its build; and adds a package.
func TestOverlay(t *testing.T) {
	root := writeText(t, shop)
	source := overlay{root, map[string][]byte{
		filepath.Join(root, "pay", "pay.go"):       []byte("package pay\n\nimport \"m.example/extra\"\n\nfunc Pay() bool { return extra.On(\"pay-edited\") }\n"),
		filepath.Join(root, "search", "search.go"): []byte("//go:build never\n\npackage search\n"),
		filepath.Join(root, "extra", "extra.go"):   []byte("package extra\n\nimport \"m.example/ff\"\n\nfunc On(key string) bool { return !ff.On(key) }\n"),
	}}
	result := load(t, source, program.Options{Root: root, Tests: true})
	if diff := cmp.Diff([]string{"pay-edited", "pay-test"}, keys(result)); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	if len(result.Incomplete) > 0 {
		t.Errorf("incomplete: %v", result.Incomplete)
	}
	if diff := cmp.Diff([]string{filepath.Join(root, "search", "search.go")}, result.Unbuilt); diff != "" {
		t.Errorf("unbuilt (-want +got):\n%s", diff)
	}
}

// TestOverlayInferred looks a second time at a file that is only in the overlay.
func TestOverlayInferred(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "modules", "rounds.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	root := writeModule(t, archive)
	source := overlay{root, map[string][]byte{
		filepath.Join(root, "use", "use.go"): []byte("package use\n\nimport \"m.example/second\"\n\nfunc Use(e second.Enabler) bool { return e.Enabled(second.Scope{}, \"overlay\") }\n"),
	}}
	if got := keys(load(t, source, program.Options{Root: root})); !slices.Equal(got, []string{"overlay"}) {
		t.Errorf("keys %v, want overlay", got)
	}
}

// TestFieldsOfOthers binds a field of another package to a flag. Only the package that does so knows that, whether those that read the field import it or not: else it would depend on which of them is looked at first.
func TestFieldsOfOthers(t *testing.T) {
	root := writeText(t, `
-- go.mod --
module m.example

go 1.26
-- options/options.go --
package options

type Options struct{ Bound, Own bool }
-- bind/bind.go --
package bind

import (
	"flag"

	"m.example/options"
)

type local struct{ Own bool }

func Bind(o *options.Options) bool {
	var l local
	flag.BoolVar(&o.Bound, "bound", false, "")
	flag.BoolVar(&l.Own, "own", false, "")
	return o.Bound && l.Own
}
-- above/above.go --
package above

import (
	"m.example/bind"
	"m.example/options"
)

func Above(o *options.Options) bool { return bind.Bind(o) && o.Bound }
-- beside/beside.go --
package beside

import "m.example/options"

func Beside(o *options.Options) bool { return o.Bound }
`)
	catalogue := config.Catalogue{Registries: []config.Registry{{
		Provider: "cmdline", Kind: config.FlagObject, Packages: config.Strings{"flag"}, Receivers: config.Strings{""},
		Constructors: config.Strings{"BoolVar"}, Target: new(0), Key: config.KeyPos{Arg: 1},
	}}}
	result := load(t, program.Dir(root), program.Options{Root: root, Catalogues: []config.Catalogue{catalogue}})
	var read []string
	for _, ref := range result.References {
		if ref.Role == debt.RoleEvaluation {
			read = append(read, ref.Package+" "+string(ref.Key))
		}
	}
	if want := []string{"m.example/bind bound", "m.example/bind own"}; !slices.Equal(read, want) {
		t.Errorf("read in %v, want %v", read, want)
	}
}

// capturing is a module in which one package asks for flags, and another reads what it keeps.
const capturing = `
-- go.mod --
module m.example

go 1.26

require github.com/launchdarkly/go-server-sdk/v7 v7.0.0

replace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld
-- ff/ff.go --
package ff

import ld "github.com/launchdarkly/go-server-sdk/v7"

func On(key string) bool {
	on, _ := (&ld.LDClient{}).BoolVariation(key, nil, false)
	return on
}
-- server/server.go --
package server

type Features struct {
	NewTax  bool
	Twice   bool
	Two     bool
	Forced  bool
	Default bool
	Tagged  bool ` + "`json:\"tagged\"`" + `
}

func Defaults() Features { return Features{Default: true} }

func Serve(f Features) bool {
	if f.NewTax && f.Twice {
		return f.Two
	}
	return f.Forced || f.Default || f.Tagged
}
-- server/server_test.go --
package server

import "testing"

func TestServe(t *testing.T) {
	f := Features{NewTax: true}
	if Serve(f) != f.NewTax {
		t.Error("want true")
	}
}
-- report/report.go --
package report

import "m.example/server"

func Report(f *server.Features) bool { return f.NewTax }
-- one/one.go --
package main

import (
	"m.example/ff"
	"m.example/server"
)

func main() {
	f := server.Features{NewTax: ff.On("new-tax"), Two: ff.On("two"), Default: ff.On("default"), Tagged: ff.On("tagged")}
	f.Twice = !ff.On("twice")
	f.Forced = ff.On("forced")
	server.Serve(f)
}
-- two/two.go --
package main

import (
	"m.example/ff"
	"m.example/server"
)

func main() {
	server.Serve(server.Features{Twice: ff.On("twice"), Two: ff.On("another"), Forced: true})
}
`

// TestCapturedElsewhere wants who reads a field to use the flag whose answer alone other packages keep there.
func TestCapturedElsewhere(t *testing.T) {
	root := writeText(t, capturing)
	cache := &memory{}
	want := []string{
		"report/report.go:5:47 new-tax via server.Features.NewTax",
		"server/server.go:15:5 new-tax via server.Features.NewTax", "server/server.go:15:17 twice via server.Features.Twice",
		"server/server_test.go:7:17 new-tax via server.Features.NewTax",
	}
	for _, run := range []string{"cold", "warm", "without a cache"} {
		options := program.Options{Root: root, Tests: true, Lean: true, Cache: cache}
		if run == "without a cache" {
			options = program.Options{Root: root, Tests: true}
		}
		var uses []string
		for _, ref := range load(t, program.Dir(root), options).References {
			if ref.Role == debt.RoleUse {
				uses = append(uses, ref.Pos.String()+" "+string(ref.Key)+" via "+strings.Join(ref.Via, " "))
			}
		}
		if diff := cmp.Diff(want, uses); diff != "" {
			t.Errorf("%s: uses (-want +got):\n%s", run, diff)
		}
	}
}

// TestCatalogues wants the user's own rule for an interface to count, and nothing inferred beside it.
func TestCatalogues(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "modules", "interface.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	root := writeModule(t, archive)
	catalogue := config.Catalogue{APIs: []config.API{{
		Provider: "toggles", Packages: config.Strings{"m.example/api"}, Receivers: config.Strings{"Flags"}, Methods: config.Strings{"On"}, Key: config.KeyPos{Arg: 1},
	}}}
	result := load(t, program.Dir(root), program.Options{Root: root, Catalogues: []config.Catalogue{catalogue}})
	for _, ref := range result.References {
		if strings.HasPrefix(ref.Pos.File, "shop/") && ref.Provider != "toggles" {
			t.Errorf("%s is asked of %q", ref.Pos, ref.Provider)
		}
	}
	if got := keys(result); !slices.Equal(got, []string{"embedded", "field", "promoted"}) {
		t.Errorf("keys %v", got)
	}
	for _, api := range result.APIs {
		if api.Receivers[0] == "Flags" {
			t.Errorf("%v is inferred", api)
		}
	}
	if diff := cmp.Diff([]string{"launchdarkly", "toggles"}, result.Providers); diff != "" {
		t.Errorf("providers (-want +got):\n%s", diff)
	}
}

// TestRoot shows files from the root, and absolutely where they lie outside.
func TestRoot(t *testing.T) {
	root := writeText(t, shop)
	for dir, want := range map[string]string{
		root:                         "search/search.go",
		filepath.Dir(root):           filepath.ToSlash(filepath.Join(filepath.Base(root), "search/search.go")),
		filepath.Join(root, "pay"):   filepath.ToSlash(filepath.Join(root, "search/search.go")),
		filepath.Join(root, "searc"): filepath.ToSlash(filepath.Join(root, "search/search.go")),
	} {
		result := load(t, program.Dir(root), program.Options{Root: dir, Patterns: []string{"./search"}})
		if got := result.References[0].Pos.File; got != want {
			t.Errorf("from %s: %s, want %s", dir, got, want)
		}
	}
}

// TestWholeWorkspace wants whole only where no module of the workspace is left out, whatever names the workspace.
func TestWholeWorkspace(t *testing.T) {
	root := writeText(t, shop+`
-- beside/go.mod --
module beside.example
-- beside/beside.go --
package beside
`)
	elsewhere := filepath.Join(t.TempDir(), "go.work")
	for name, test := range map[string]struct {
		work, env string
		want      bool
	}{
		"no workspace":         {"", "", true},
		"only this module":     {"go 1.26\nuse " + root, elsewhere, true},
		"another one below":    {"go 1.26\nuse (\n" + root + "\n" + root + "/beside\n)", elsewhere, true},
		"the workspace is off": {"", "off", true},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(elsewhere, []byte(test.work+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			t.Setenv("GOWORK", test.env)
			result := load(t, program.Dir(root), program.Options{Root: root})
			if result.Whole != test.want {
				t.Errorf("whole %t, want %t", result.Whole, test.want)
			}
		})
	}
	// Of a workspace that lies around the module, this is only a part.
	if err := os.WriteFile(elsewhere, []byte("go 1.26\nuse (\n"+root+"\n"+root+"/beside\n)\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOWORK", elsewhere)
	if load(t, program.Dir(filepath.Join(root, "beside")), program.Options{Root: root}).Whole {
		t.Error("one module of two is taken for the whole")
	}
}

// TestProposalsFindTheirEvidence takes what is proposed for a module as its configuration: every place that spoke for a rule has a reference then, and nothing is proposed any more.
func TestProposalsFindTheirEvidence(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "script", "init.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	root := writeModule(t, archive)
	proposals := propose(t, root, config.Catalogue{})
	if len(proposals) < 10 {
		t.Errorf("%d proposals, want one of each kind", len(proposals))
	}
	cfg, err := config.Parse("proposed.yml", []byte("version: 1\n"+strings.Join(proposal.Rules(proposals), "\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[debt.Position]bool{}
	keys := map[string]bool{}
	for _, ref := range load(t, program.Dir(root), program.Options{Root: root, Catalogues: []config.Catalogue{cfg.Flags}}).References {
		if ref.Dynamic == nil && ref.Role != debt.RoleMention {
			found[ref.Pos], keys[string(ref.Key)] = true, true
		}
	}
	for _, p := range proposals {
		for _, place := range p.Places {
			if !found[place] {
				t.Errorf("%s: no reference: %s", place, p.Entry())
			}
		}
		for _, key := range p.Keys {
			if !keys[key] {
				t.Errorf("no reference to %s: %s", key, p.Entry())
			}
		}
	}
	for _, p := range propose(t, root, cfg.Flags) {
		t.Errorf("proposed again: %s", p.Entry())
	}
}

func propose(t *testing.T, root string, catalogue config.Catalogue) []proposal.Proposal {
	t.Helper()
	p, err := program.Load(t.Context(), program.Dir(root), program.Options{Root: root, Lean: true, Catalogues: []config.Catalogue{catalogue}})
	if err != nil {
		t.Fatal(err)
	}
	proposals, err := p.Propose(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return proposals
}
