package program_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// unrun are the calls that are not compared, and why: those of a golden, of a package or of one function.
var unrun = map[string]string{
	"p107":        "is a command, which others cannot import; it waits for a signal",
	"e002":        "exports nothing",
	"p106.Status": "shows the keys of all flags, of which there is one less",
	"ra15.Help":   "shows them, too",
	"p073.Work":   "has a loop around a select that picks at random, and so too many outcomes",
	"p118f":       "is of a client whose stand-in answers nothing but zeros",
}

// unrunClasses are the classes of the goldens that are not run, and why.
var unrunClasses = map[string]string{
	"struct-flag": "the value of a flag that is a field is what the program itself puts there",
	"flag-object": "the flag is an object that others may look at, too",
}

// indifferent are the goldens that do the same whatever their flags serve, and why.
var indifferent = map[string]string{
	"e004": "returns nil whatever the flag serves",
	"p018": "both branches are the same",
	"p058": "nothing depends on the value",
	"rd06": "nothing reads the flag",
	"rs05": "the conditions before it hold when it is run",
	"rs20": "both sides of the comparison are the same",
}

func (g golden) runs() bool {
	return unrun[g.name] == "" && !slices.ContainsFunc(g.classes, func(c string) bool { return unrunClasses[c] != "" })
}

// TestGoldensBehaveTheSame calls what goldens export, with samples, before the removal while the flag serves the value, and after it. What is done, returned, written, printed and panicked has to be the same.
// It asks go vet about the results, and holds the figures of testdata/eval/goldens.md.
func TestGoldensBehaveTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs all goldens")
	}
	results := removeGoldens(t)
	list := allGoldens(t)
	before := newTrial(t, list)
	complaints := before.vet(t)
	before.build(t, golden.runs)
	var f figures
	var earlier map[string]outcomes
	for i, results := range byValue(results) {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			after := newTrial(t, goldensAfter(results))
			found := after.vet(t)
			after.build(t, func(g golden) bool { return g.runs() && !slices.ContainsFunc(found[g.name], broken) })
			values, names := served(results), namesOf(results)
			want, got := before.run(t, values, names), after.run(t, values, names)
			for _, r := range results {
				c := comparison{goldenResult: r, before: before, after: after, values: values, want: want[r.golden.name], got: got[r.golden.name]}
				f.add(t, r, fresh(complaints[r.golden.name], found[r.golden.name]), c.differs(t))
				if i > 0 {
					c.notices(t, earlier[r.golden.name])
				}
			}
			if i == 0 {
				earlier = want
			}
		})
	}
	f.hold(t)
}

// served is what the flags serve in a run, as the environment hands it on.
func served(results []goldenResult) string {
	values := map[debt.Key]json.RawMessage{}
	for _, r := range results {
		for _, choice := range r.choices {
			values[choice.ID.Key] = json.RawMessage(choice.To)
		}
	}
	text, err := json.Marshal(values)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func namesOf(results []goldenResult) []string {
	names := make([]string, len(results))
	for i, r := range results {
		names[i] = r.golden.name
	}
	return names
}

// outcomes are what came of calls, by the function, the arguments and what had been done before.
type outcomes map[string]string

// comparison is of what one golden does before and after.
type comparison struct {
	goldenResult
	before, after *trial
	values        string
	want, got     outcomes
}

// differs reports whether the golden behaves differently.
func (c comparison) differs(t *testing.T) bool {
	t.Helper()
	if !c.runs() {
		return false
	}
	if len(c.want) == 0 {
		t.Errorf("%s: nothing to call", c.name())
	}
	calls := slices.DeleteFunc(slices.Sorted(maps.Keys(c.want)), func(call string) bool {
		return c.uncompared(call) || c.want[call] == c.got[call]
	})
	if len(calls) == 0 {
		return false
	}
	possible := c.repeated(t, c.before, calls)
	for call, results := range c.repeated(t, c.after, calls) {
		for result := range results {
			if !possible[call][result] {
				t.Errorf("%s behaves differently: %s\nbefore: %s\nafter:  %s", c.name(), call, strings.Join(slices.Sorted(maps.Keys(possible[call])), "\n        "), result)
				return true
			}
		}
	}
	return false
}

// uncompared reports whether a call is one of those that are not compared.
func (c comparison) uncompared(call string) bool {
	function, _, _ := strings.Cut(call, "\t")
	// Where nobody else uses the package, what it exports may go. Types and variables tell what they have.
	closed := slices.Contains(c.options, "closed") && !slices.Contains(c.after.functions[c.golden.name], function)
	return closed || unrun[function] != ""
}

// repeated makes calls again and again. A select picks one of the cases that are ready, so that there are several possible outcomes.
func (c comparison) repeated(t *testing.T, tr *trial, calls []string) map[string]map[string]bool {
	t.Helper()
	out := map[string]map[string]bool{}
	for _, call := range calls {
		out[call] = map[string]bool{}
	}
	for range 60 {
		results := tr.run(t, c.values, []string{c.golden.name})[c.golden.name]
		for _, call := range calls {
			out[call][results[call]] = true
		}
	}
	return out
}

// notices wants the golden to do something else with another value of its flag: otherwise the samples do not reach it.
func (c comparison) notices(t *testing.T, earlier outcomes) {
	t.Helper()
	if c.runs() && indifferent[c.golden.name] == "" && maps.Equal(c.want, earlier) {
		t.Errorf("%s does the same before the removal whatever its flag serves", c.name())
	}
}

// trial is a module of goldens with a program that calls what they export.
type trial struct {
	root      string
	list      []golden
	functions map[string][]string // that each golden exports
}

func newTrial(t *testing.T, list []golden) *trial {
	t.Helper()
	root := t.TempDir()
	writeGoldens(t, root, list)
	tr := &trial{root: root, list: list, functions: map[string][]string{}}
	const from = "testdata/behaviour"
	for _, dir := range []string{"do", "flag", "run"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(from, dir))); err != nil {
			t.Fatal(err)
		}
	}
	tr.replace(t, "do/do.go",
		`func did(what string) { Trace = append(Trace, what) }`, ``,
		`func Use(x ...any) { did("Use") }`, ``,
		`func Get() (int, error)    { did("Get"); return 1, nil }`, ``)
	tr.replace(t, "flag/flag.go", "func get[T any](key string, def T) T {\n\tif v, ok := Values[key].(T); ok {\n\t\treturn v\n\t}\n\treturn def\n}\n", ``)
	// The stand-ins for SDKs answer nothing otherwise.
	tr.replace(t, "stubs/k8s.io/component-base/featuregate/featuregate.go",
		`import "k8s.io`, "import \"example.com/goldens/flag\"\nimport \"k8s.io",
		`Enabled(key Feature) bool                               { return false }`, `Enabled(key Feature) bool { on, _ := flag.Values[string(key)].(bool); return on }`)
	tr.replace(t, "stubs/go.opentelemetry.io/collector/featuregate/featuregate.go",
		"package featuregate\n", "package featuregate\n\nimport \"example.com/goldens/flag\"\n",
		`IsEnabled() bool { return false }`, `IsEnabled() bool { on, _ := flag.Values[g.id].(bool); return on }`,
		`opts ...RegisterOption) *Gate { return nil }`, `opts ...RegisterOption) *Gate { return &Gate{id} }`)
	return tr
}

// replace changes a file. What it replaces has to be there.
func (tr *trial) replace(t *testing.T, name string, pairs ...string) {
	t.Helper()
	name = filepath.Join(tr.root, filepath.FromSlash(name))
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for pair := range slices.Chunk(pairs, 2) {
		if !bytes.Contains(content, []byte(pair[0])) {
			t.Fatalf("%s has no %q", name, pair[0])
		}
		content = bytes.Replace(content, []byte(pair[0]), []byte(pair[1]), 1)
	}
	writeFile(t, name, content)
}

// build writes and builds the program that makes the calls of some goldens.
func (tr *trial) build(t *testing.T, some func(golden) bool) {
	t.Helper()
	var imports, list strings.Builder
	for _, g := range tr.list {
		if !some(g) {
			continue
		}
		for _, dir := range g.packages() {
			alias := strings.ReplaceAll(path.Join(g.name, dir), "/", "_")
			roots := tr.exported(t, g, dir, alias)
			if len(roots) > 0 {
				fmt.Fprintf(&imports, "\t%s %q\n", alias, path.Join("example.com/goldens", g.name, dir))
				list.WriteString(strings.Join(roots, ""))
			}
		}
	}
	source := "package main\n\nimport (\n" + imports.String() + ")\n\nvar roots = []root{\n" + list.String() + "}\n"
	writeFile(t, filepath.Join(tr.root, "run", "roots.go"), []byte(source))
	if out, err := tr.command("go", "build", "-trimpath", "-o", tr.binary(), "./run").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func (tr *trial) binary() string { return filepath.Join(tr.root, "run", "run.exe") }

func (tr *trial) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = tr.root
	return cmd
}

// packages are the directories of a golden that others can import.
func (g golden) packages() []string {
	dirs := map[string]bool{}
	for name := range g.before {
		if dir := path.Dir(name); path.Ext(name) == ".go" && !slices.Contains(strings.Split(dir, "/"), "internal") {
			dirs[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(dirs))
}

// exported are the lines for what a package exports, in the order of the source.
func (tr *trial) exported(t *testing.T, g golden, dir, alias string) []string {
	t.Helper()
	var out []string
	add := func(name, format string) {
		full := path.Join(g.name, dir) + "." + name
		if !strings.Contains(format, "&") && !strings.Contains(format, "new") {
			tr.functions[g.name] = append(tr.functions[g.name], full)
		}
		out = append(out, fmt.Sprintf("\t{name: %q, value: "+format+"},\n", full, alias, name))
	}
	for _, name := range slices.Sorted(maps.Keys(g.before)) {
		if path.Dir(name) != dir || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file := filepath.Join(tr.root, g.name, filepath.FromSlash(name))
		if built, err := build.Default.MatchFile(filepath.Dir(file), filepath.Base(file)); err != nil || !built {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name.Name == "main" {
			continue
		}
		for _, decl := range f.Decls {
			exports(decl, add)
		}
	}
	return out
}

// exports calls add with the name of each exported function, variable and type of a declaration, and with how to get at it.
func exports(decl ast.Decl, add func(name, format string)) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		switch {
		case decl.Recv != nil || !decl.Name.IsExported():
		case decl.Type.TypeParams != nil:
			add(decl.Name.Name, "%s.%s[int]")
		default:
			add(decl.Name.Name, "%s.%s")
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					if name.IsExported() && decl.Tok == token.VAR {
						add(name.Name, "&%s.%s")
					}
				}
			case *ast.TypeSpec:
				switch {
				case !spec.Name.IsExported() || spec.Assign.IsValid():
				case spec.TypeParams != nil:
					add(spec.Name.Name, "new(%s.%s[int]), zero: true")
				default:
					add(spec.Name.Name, "new(%s.%s), zero: true")
				}
			}
		}
	}
}

// run makes the calls of some goldens while the flags serve the values, and gives what each golden did. Where a call ends the process or does not come back, another process goes on behind it.
func (tr *trial) run(t *testing.T, values string, only []string) map[string]outcomes {
	t.Helper()
	out := map[string]outcomes{}
	lost := map[string]int{} // calls that did not come back, by function
	for made := 0; ; {
		var stuck []string
		for function, n := range lost {
			if n > 2 {
				stuck = append(stuck, function)
			}
		}
		cmd := tr.command(tr.binary(), strconv.Itoa(made), strings.Join(only, ","), strings.Join(stuck, ","))
		cmd.Env = append(os.Environ(), "GOLDEN_VALUES="+values, "GOTRACEBACK=none", "GODEBUG=")
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		if stdout.Len() == 0 {
			t.Fatalf("the calls cannot be made: %v\n%s", err, stderr.Bytes())
		}
		for line := range strings.Lines(stdout.String()) {
			line = strings.TrimSuffix(line, "\n")
			if line == "end" {
				return out
			}
			n, golden, call, result := parseCall(t, line)
			if result == "" {
				first, _, _ := strings.Cut(stderr.String(), "\n")
				result = fmt.Sprintf("ends the process: %s %s", cmd.ProcessState, first)
			}
			if strings.HasPrefix(result, "does not come back") {
				function, _, _ := strings.Cut(call, "\t")
				lost[function]++
			}
			if out[golden] == nil {
				out[golden] = outcomes{}
			}
			out[golden][call] = result
			made = n
		}
	}
}

// parseCall takes a line of the program apart: the number of the call, the golden, the call itself, and what came of it.
func parseCall(t *testing.T, line string) (n int, golden, call, result string) {
	t.Helper()
	fields := strings.Split(line, "\t")
	if len(fields) != 5 {
		t.Fatalf("a golden disturbs the protocol: %q", line)
	}
	n, err := strconv.Atoi(fields[0])
	if err != nil {
		t.Fatal(err)
	}
	golden, _, _ = strings.Cut(fields[1], ".")
	golden, _, _ = strings.Cut(golden, "/")
	return n, golden, strings.Join(fields[1:4], "\t"), fields[4]
}
