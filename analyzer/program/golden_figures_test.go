package program_test

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// figures count what becomes of the goldens.
type figures struct {
	goldens  map[string]bool
	results  int
	changed  int
	hindered int
	compared int                // by their behaviour
	faults   map[fault][]string // names of results
}

// fault is something that a result should not have.
type fault string

const (
	uncompiled  fault = "do not compile as written"
	unformatted fault = "not gofmt-clean as written"
	vetted      fault = "a new complaint of go vet"
	residue     fault = "residue: the key, or a folded constant, though nothing was in the way"
	silent      fault = "behave differently"
	unideal     fault = "differ from what a person wrote"
)

// add looks at a result.
func (f *figures) add(t *testing.T, r goldenResult, complaints []string, different bool) {
	t.Helper()
	if f.goldens == nil {
		f.goldens, f.faults = map[string]bool{}, map[fault][]string{}
	}
	f.goldens[r.golden.name] = true
	f.results++
	if r.hindered() {
		f.hindered++
	}
	if !r.ideal() {
		f.faults[unideal] = append(f.faults[unideal], r.name())
	}
	if !r.changed() {
		return
	}
	f.changed++
	if r.runs() {
		f.compared++
	}
	for _, check := range []struct {
		fault
		found bool
		what  string
	}{
		{uncompiled, slices.ContainsFunc(complaints, broken), strings.Join(complaints, "; ")},
		{vetted, slices.ContainsFunc(complaints, func(c string) bool { return !broken(c) }), strings.Join(complaints, "; ")},
		{unformatted, r.unformatted(), "see gofmt -d"},
		{residue, r.residue() != "", r.residue()},
		{silent, different, "see above"},
	} {
		if check.found {
			f.faults[check.fault] = append(f.faults[check.fault], r.name())
			t.Errorf("%s: %s: %s", r.name(), check.fault, check.what)
		}
	}
}

// hold wants the document of the figures to say what has been found.
func (f *figures) hold(t *testing.T) {
	t.Helper()
	if *only == "" {
		holdDocument(t, "../../testdata/eval/goldens.md", f.document())
	}
}

// holdDocument wants a file to be as the test finds it, or writes it.
func holdDocument(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		writeFile(t, file, []byte(want))
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is out of date: run this test with -update, and read what changes", file)
	}
}

// document is testdata/eval/goldens.md.
func (f *figures) document() string {
	var b strings.Builder
	fmt.Fprint(&b, `# The removal, measured on patterns

Each golden of testdata/removal is one pattern of code around a flag, with what a person would make of it for each value of the flag. TestGoldensBehaveTheSame removes them all and holds these figures; go test ./analyzer/program -run TestGoldensBehaveTheSame -update writes them.

| | |
|---|---:|
`)
	row := func(what string, n int) { fmt.Fprintf(&b, "| %s | %d |\n", what, n) }
	row("goldens", len(f.goldens))
	row("results: each golden with each value", f.results)
	row("of these something had to stay, and the result says why", f.hindered)
	row("**changed**", f.changed)
	for _, fault := range []fault{uncompiled, unformatted, vetted, residue, silent} {
		row(string(fault), len(f.faults[fault]))
	}
	row("changed results whose behaviour is compared", f.compared)
	row("results that equal the reviewed golden to the byte, obstacles included", f.results-len(f.faults[unideal]))
	fmt.Fprint(&b, `
*Compile* and the complaints are those of go vet, tests of the goldens included, without goimports or any other mending. A crash or an error of the removal would end the test. *Behave differently*: a program calls all that a golden exports, and what that returns, with samples of arguments, once before the removal while the flag serves the value, and once after it. Effects and their order, results, changed arguments, output, panics and the end of the process have to be the same; where a select picks one of several cases, the outcome has to be possible before. Not compared:

`)
	for _, list := range []map[string]string{unrun, unrunClasses} {
		for _, name := range sortedKeys(list) {
			fmt.Fprintf(&b, "- %s: %s.\n", name, list[name])
		}
	}
	return b.String()
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for key := range m {
		out = append(out, key)
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

// complaint is a line of go vet; those of the type checker begin with "vet: ".
var complaint = regexp.MustCompile(`(?m)^(vet: )?(?:\./)?(\w+)/\S+?:\d+(?::\d+)?: (.*)$`)

// trialRoot is the directory that go vet puts before the complaints of its passes: that of the trial, or of an earlier one whose complaints the go command has kept.
var trialRoot = regexp.MustCompile(`(?m)^\S*/\d{3}/`)

// vet asks go vet about a trial's goldens, and gives the complaints without their positions.
func (tr *trial) vet(t *testing.T) map[string][]string {
	t.Helper()
	args := []string{"vet", "-trimpath"}
	for _, g := range tr.list {
		args = append(args, "./"+g.name+"/...")
	}
	out, err := tr.command("go", args...).CombinedOutput()
	out = trialRoot.ReplaceAll(out, nil)
	complaints := map[string][]string{}
	for _, m := range complaint.FindAllSubmatch(out, -1) {
		complaints[string(m[2])] = append(complaints[string(m[2])], string(m[1])+string(m[3]))
	}
	if err != nil && len(complaints) == 0 {
		t.Fatalf("%v: %s", err, out)
	}
	return complaints
}

func broken(complaint string) bool { return strings.HasPrefix(complaint, "vet: ") }

// fresh are the complaints that were not there before.
func fresh(before, after []string) []string {
	return slices.DeleteFunc(slices.Clone(after), func(c string) bool { return slices.Contains(before, c) })
}

// unformatted reports whether a file that gofmt had nothing to say about is no longer so.
func (r goldenResult) unformatted() bool {
	clean := func(content []byte) bool {
		formatted, err := format.Source(content)
		return err == nil && bytes.Equal(formatted, content)
	}
	for name, content := range r.files {
		if path.Ext(name) == ".go" && clean(r.before[name]) && !clean(content) {
			return true
		}
	}
	return false
}

// residue is what should not be left where nothing was in the way: the key, or a constant in the place of a condition.
func (r goldenResult) residue() string {
	if r.hindered() || slices.Contains(r.options, "keep-tests") {
		return ""
	}
	for name, content := range r.files {
		if path.Ext(name) != ".go" || bytes.Equal(content, r.before[name]) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, content, 0)
		if err != nil {
			return err.Error()
		}
		if left := r.left(f); left != "" && !strings.Contains(string(r.before[name]), left) {
			return left
		}
		if keyed(f, r.golden.name) {
			return "the key in " + name
		}
	}
	return ""
}

// keyed reports whether a file has a key or one of its flag's other keys as a string.
func keyed(f *ast.File, key string) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, err := strconv.Unquote(lit.Value)
			found = found || err == nil && (text == key || strings.HasPrefix(text, key+"-"))
		}
		return true
	})
	return found
}

// left is a condition of a file that is a constant, or has one as an operand.
func (r goldenResult) left(f *ast.File) string {
	out := ""
	constant := func(what string, exprs ...ast.Expr) {
		for _, e := range exprs {
			if id, ok := ast.Unparen(orEmpty(e)).(*ast.Ident); ok && (id.Name == "true" || id.Name == "false") {
				out = what + " " + id.Name
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			constant("if", n.Cond)
		case *ast.ForStmt:
			constant("for", n.Cond)
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				constant(n.Op.String(), n.X, n.Y)
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				constant("!", n.X)
			}
		case *ast.SwitchStmt:
			constant("switch", n.Tag)
			if n.Tag == nil {
				for _, clause := range n.Body.List {
					constant("case", clause.(*ast.CaseClause).List...)
				}
			}
		}
		return true
	})
	return out
}

// orEmpty has an expression in the place of one that is not there.
func orEmpty(e ast.Expr) ast.Expr {
	if e == nil {
		return &ast.BadExpr{}
	}
	return e
}
