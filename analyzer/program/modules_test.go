package program_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

var update = flag.Bool("update", false, "write the expected results anew")

// TestModules reads each module of testdata/modules, to which the stubs of testdata/sdk.txtar are added, and wants what its last file, want, says. The comment at its top may hold options, one to a line: tags, patterns, dir, notests, nooracle, and compiler, where the oracle needs one for C.
//
// Beyond that it wants the same of a lean program, the same references from an independent loader (see oracle), and the same again when the inferred APIs are given as rules, as a snapshot gives them.
func TestModules(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "modules", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testModule(t, name) })
	}
}

func testModule(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := len(archive.Files) - 1
	if want < 0 || archive.Files[want].Name != "want" {
		t.Fatal("the last file is not want")
	}
	expected := string(archive.Files[want].Data)
	root := writeModule(t, &txtar.Archive{Files: archive.Files[:want]})
	c := newCase(t, root, string(archive.Comment))
	result := c.result(t)
	got := text(result, root)
	if *update {
		archive.Files[want].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	lean := *c
	lean.options.Lean = true
	lean.options.Cache = &memory{}
	for _, run := range []string{"first", "second"} { // the second finds everything in the cache
		if diff := cmp.Diff(result, lean.result(t)); diff != "" {
			t.Errorf("the %s run of a lean program differs (-full +lean):\n%s", run, diff)
		}
	}
	if !c.noOracle {
		if diff := cmp.Diff(oracle(t, c, result.APIs), referenceLines(result.References)); diff != "" {
			t.Errorf("references (-oracle +program):\n%s", diff)
		}
	}
	if len(result.APIs) > 0 {
		for range 4 {
			if diff := cmp.Diff(got, text(c.result(t), root)); diff != "" {
				t.Errorf("another run (-first +other):\n%s", diff)
			}
		}
		c.options.Catalogues = []config.Catalogue{{APIs: result.APIs}}
		again := c.result(t)
		if diff := cmp.Diff(result.References, again.References); diff != "" {
			t.Errorf("with the inferred APIs as rules (-inferred +rules):\n%s", diff)
		}
		if len(again.APIs) > 0 {
			t.Errorf("with the inferred APIs as rules, these are inferred again: %v", again.APIs)
		}
	}
}

// moduleCase is one program to load.
type moduleCase struct {
	dir      string
	options  program.Options
	noOracle bool
}

func newCase(t *testing.T, root, comment string) *moduleCase {
	t.Helper()
	c := &moduleCase{dir: root, options: program.Options{Root: root, Tests: true}}
	for line := range strings.Lines(comment) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "tags":
			c.options.Tags = strings.Fields(rest)
		case "patterns":
			c.options.Patterns = strings.Fields(rest)
		case "dir":
			c.dir = filepath.Join(root, filepath.FromSlash(rest))
		case "notests":
			c.options.Tests = false
		case "nooracle":
			c.noOracle = true
		case "compiler":
			_, err := exec.LookPath("gcc")
			c.noOracle = err != nil
		case "#", "":
		default:
			t.Fatalf("unknown option %q", word)
		}
	}
	return c
}

func (c *moduleCase) result(t testing.TB) *program.Result {
	t.Helper()
	return load(t, program.Dir(c.dir), c.options)
}

func load(t testing.TB, source program.Source, options program.Options) *program.Result {
	t.Helper()
	loaded, err := program.Load(context.Background(), source, options)
	if err != nil {
		t.Fatal(err)
	}
	result, err := loaded.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// TestMain keeps the go command to what the modules hold: no network, and no settings of whoever runs the tests.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"GOPROXY": "off", "GOENV": "off", "GOFLAGS": "", "GOWORK": "", "GOTOOLCHAIN": "local", "GOOS": "", "GOARCH": "", "CGO_ENABLED": "1"} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(run(m))
}

// run has a directory for what several tests share.
func run(m *testing.M) int {
	root, err := os.MkdirTemp("", "goldens")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(root) }()
	loaded.root = root
	return m.Run()
}

// writeModule writes the files of an archive, and the stubs of SDKs, to a directory of its own. A file whose content is "-> TARGET" becomes a symbolic link.
func writeModule(t testing.TB, archive *txtar.Archive) string {
	t.Helper()
	sdk, err := txtar.ParseFile(filepath.Join("testdata", "sdk.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	// go list answers with resolved names.
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Concat(sdk.Files, archive.Files) {
		name := filepath.Join(root, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if target, ok := bytes.CutPrefix(file.Data, []byte("-> ")); ok {
			err = os.Symlink(string(bytes.TrimSpace(target)), name)
		} else {
			err = os.WriteFile(name, file.Data, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// text shows everything in a result but the build machine.
func text(r *program.Result, root string) string {
	var b strings.Builder
	for _, line := range referenceLines(r.References) {
		fmt.Fprintln(&b, line)
	}
	for _, api := range r.APIs {
		fmt.Fprintf(&b, "api %s %s %v %v key %d", api.Provider, api.Packages, api.Receivers, api.Methods, api.Key.Arg)
		if api.Default.Arg != nil {
			fmt.Fprintf(&b, " default %d", *api.Default.Arg)
		}
		fmt.Fprintf(&b, " fixed %q kind %q via %v\n", api.Default.Value, api.Value, api.Via)
	}
	for _, w := range r.Wrappers {
		fmt.Fprintf(&b, "wrapper %s %s %s\n", w.Name, w.Provider, w.Role)
	}
	for _, flag := range r.Flags {
		fmt.Fprintf(&b, "flag %s %s\n", flag.ID, flag.Origin)
	}
	for _, part := range r.Incomplete {
		fmt.Fprintf(&b, "incomplete %s: %s\n", part.Pos, strings.ReplaceAll(part.What, root, "ROOT"))
	}
	for _, file := range r.Unbuilt {
		fmt.Fprintf(&b, "unbuilt %s\n", strings.TrimPrefix(file, root+"/"))
	}
	for _, m := range r.Modules {
		fmt.Fprintf(&b, "module %q %s loaded=%t\n", m.Path, m.Dir, m.Loaded)
	}
	fmt.Fprintf(&b, "providers %v packages %d whole %t tags %v tests %t\n", r.Providers, r.Packages, r.Whole, r.Configuration.Tags, r.Configuration.Tests)
	return b.String()
}

// referenceLines shows references, one to a line.
func referenceLines(refs []program.Reference) []string {
	var lines []string
	for _, ref := range refs {
		line := fmt.Sprintf("%s %s %s in %s.%s", ref.Pos, ref.Role, ref.ID, ref.Package, ref.Func)
		if ref.Default != "" {
			line += " default " + string(ref.Default)
		}
		if ref.Dynamic != nil {
			line += fmt.Sprintf(" dynamic %q", ref.Dynamic.Text)
		}
		if len(ref.Via) > 0 {
			line += fmt.Sprintf(" via %v", ref.Via)
		}
		if ref.Nolint {
			line += " nolint"
		}
		lines = append(lines, line)
	}
	return lines
}
