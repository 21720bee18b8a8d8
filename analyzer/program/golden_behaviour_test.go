package program_test

import (
	"bufio"
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

// unrun are the goldens whose behaviour is not compared, and why.
var unrun = map[string]string{}

// TestGoldensBehaveTheSame calls what goldens export, with samples, before the removal while the flag serves the value, and after it. What is done, returned, written, printed and panicked has to be the same.
// It asks go vet about the results, and holds the figures of testdata/eval/goldens.md.
func TestGoldensBehaveTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs all goldens")
	}
	results := removeGoldens(t)
	before := newTrial(t, slices.DeleteFunc(slices.Clone(allGoldens(t)), func(g golden) bool { return unrun[g.name] != "" }))
	before.build(t)
	var f figures
	for i, results := range byValue(results) {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			after := newTrial(t, goldensAfter(results))
			complaints := after.vet(t)
			after.list = slices.DeleteFunc(after.list, func(g golden) bool {
				return unrun[g.name] != "" || slices.ContainsFunc(complaints[g.name], broken)
			})
			after.build(t)
			values := served(results)
			want, got := before.run(t, values), after.run(t, values)
			for _, r := range results {
				different := unrun[r.golden.name] == "" && differs(t, r, before.roots, after.roots, want, got)
				f.add(t, r, complaints[r.golden.name], different)
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

// differs reports a difference of behaviour.
func differs(t *testing.T, r goldenResult, rootsBefore, rootsAfter map[string][]string, want, got map[string][]string) bool {
	t.Helper()
	name := r.golden.name
	if len(rootsBefore[name]) == 0 {
		t.Errorf("%s: nothing to call", r.name())
	}
	closed := slices.Contains(r.options, "closed")
	for i, line := range want[name] {
		call, _, _ := strings.Cut(line, "\t")
		if closed && !slices.Contains(rootsAfter[name], call) {
			continue // nobody else uses it
		}
		j := slices.Index(got[name], line)
		if j >= 0 {
			continue
		}
		instead := ""
		if i < len(got[name]) {
			instead = got[name][i]
		}
		t.Errorf("%s behaves differently:\nbefore: %s\nafter:  %s", r.name(), line, instead)
		return true
	}
	return false
}

// trial is a module of goldens with a program that calls what they export.
type trial struct {
	root  string
	list  []golden
	roots map[string][]string // names of what each golden exports
}

func newTrial(t *testing.T, list []golden) *trial {
	t.Helper()
	_, root := loadGoldens(t, list)
	tr := &trial{root: root, list: list, roots: map[string][]string{}}
	const from = "testdata/behaviour"
	for _, dir := range []string{"do", "flag", "run"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(from, dir))); err != nil {
			t.Fatal(err)
		}
	}
	tr.replace(t, "do/do.go",
		`func did(what string) { Trace = append(Trace, what) }`, ``,
		`func Use(x ...any) { did("Use") }`, ``)
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

// build writes and builds the program that makes the calls.
func (tr *trial) build(t *testing.T) {
	t.Helper()
	var imports, list strings.Builder
	for _, g := range tr.list {
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
		tr.roots[g.name] = append(tr.roots[g.name], full)
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

// run makes the calls while the flags serve the values, and gives what each golden did, line by line. A call that ends the process is noted, and another process goes on behind it.
func (tr *trial) run(t *testing.T, values string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for made := 0; ; {
		cmd := tr.command(tr.binary(), strconv.Itoa(made))
		cmd.Env = append(os.Environ(), "GOLDEN_VALUES="+values, "GOTRACEBACK=none", "GODEBUG=")
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		ended := false
		var last string
		lines := bufio.NewScanner(&stdout)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			if lines.Text() == "end" {
				ended = true
				break
			}
			fields := strings.SplitN(lines.Text(), "\t", 4)
			if len(fields) < 4 {
				t.Fatalf("a golden disturbs the protocol: %q", lines.Text())
			}
			golden, _, _ := strings.Cut(fields[1], ".")
			golden, _, _ = strings.Cut(golden, "/")
			made, err = strconv.Atoi(fields[0])
			if err != nil {
				t.Fatal(err)
			}
			last = golden
			if fields[3] == "" {
				first, _, _ := strings.Cut(stderr.String(), "\n")
				fields[3] = fmt.Sprintf("ends the process: %s %s", cmd.ProcessState, first)
			}
			out[golden] = append(out[golden], strings.Join(fields[1:], "\t"))
		}
		if ended {
			return out
		}
		if last == "" {
			t.Fatalf("%v: %s", err, stderr.Bytes())
		}
	}
}
