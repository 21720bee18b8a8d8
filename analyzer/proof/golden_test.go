package proof_test

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"hash/fnv"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/proof"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// goldens is where the patterns of removals are, each with its ideal results.
const goldens = "../../testdata/removal"

var only = flag.String("golden", "", "look at the goldens whose names begin with this")

// golden is one pattern: its files before, and after the removal with each value.
type golden struct {
	name   string
	values []string
	folds  bool // leaves the declarations of the flag
	before map[string][]byte
	after  []map[string][]byte // by value; nil content is a file that is gone
}

func readGoldens(t testing.TB) []*golden {
	t.Helper()
	files, err := fs.Glob(os.DirFS(goldens), "*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []*golden
	for _, file := range files {
		if file == "prelude.txtar" || !strings.HasPrefix(file, *only) {
			continue
		}
		archive, err := txtar.ParseFile(filepath.Join(goldens, file))
		if err != nil {
			t.Fatal(err)
		}
		g := &golden{name: strings.TrimSuffix(file, ".txtar"), values: []string{"true", "false"}, before: map[string][]byte{}}
		for line := range strings.Lines(string(archive.Comment)) {
			switch word, rest, _ := strings.Cut(strings.TrimSpace(line), ":"); word {
			case "values":
				g.values = strings.Fields(rest)
			case "options":
				g.folds = strings.Contains(rest, "fold-only")
			}
		}
		for range g.values {
			g.after = append(g.after, map[string][]byte{})
		}
		for _, f := range archive.Files {
			dir, name, _ := strings.Cut(f.Name, "/")
			i := slices.IndexFunc(g.values, func(v string) bool { return strings.Trim(v, `"`) == dir })
			switch {
			case i < 0:
				g.before[f.Name] = f.Data
			case name == "deleted":
				for _, gone := range strings.Fields(string(f.Data)) {
					g.after[i][gone] = nil
				}
			case strings.Contains(name, "."):
				g.after[i][name] = f.Data
			}
		}
		out = append(out, g)
	}
	return out
}

// write writes a module with all goldens, as they are before, or after with the i-th value of each.
func write(t testing.TB, list []*golden, i int) string {
	t.Helper()
	root := t.TempDir()
	put := func(name string, content []byte) {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	prelude, err := txtar.ParseFile(filepath.Join(goldens, "prelude.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range prelude.Files {
		if f.Name == "go.mod" {
			for _, module := range []string{"github.com/open-feature/go-sdk", "go.opentelemetry.io/collector/featuregate", "k8s.io/apimachinery", "k8s.io/component-base"} {
				to := filepath.Join(root, "stubs", filepath.FromSlash(module))
				if err := os.CopyFS(to, os.DirFS(filepath.Join("../flagref/testdata/src", filepath.FromSlash(module)))); err != nil {
					t.Fatal(err)
				}
				put("stubs/"+module+"/go.mod", []byte("module "+module+"\n\ngo 1.26\n"))
				f.Data = fmt.Appendf(slices.Clip(f.Data), "\nreplace %s => ./stubs/%s\n", module, module)
			}
		}
		put(f.Name, f.Data)
	}
	for _, g := range list {
		for name, content := range g.before {
			if i >= 0 {
				if i >= len(g.after) {
					continue
				}
				if after, ok := g.after[i][name]; ok {
					content = after
				}
			}
			if content != nil {
				put(g.name+"/"+name, content)
			}
		}
	}
	return root
}

func load(t testing.TB, root string) (*token.FileSet, []*packages.Package) {
	t.Helper()
	fset := token.NewFileSet()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedExportFile | packages.NeedForTest,
		Dir:  root, Fset: fset, Tests: true,
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	return fset, pkgs
}

// of are the packages of a golden, dependencies first; of a package with tests both variants.
func of(g *golden, fset *token.FileSet, pkgs []*packages.Package) proof.Code {
	code := proof.Code{Fset: fset}
	seen := map[*packages.Package]bool{}
	var visit func(p *packages.Package)
	visit = func(p *packages.Package) {
		path := strings.TrimPrefix(p.PkgPath, "example.com/goldens/")
		if seen[p] || path != g.name && !strings.HasPrefix(path, g.name+"/") && path != g.name+"_test" || strings.HasSuffix(p.ID, ".test") || len(p.Syntax) == 0 {
			return
		}
		seen[p] = true
		for _, name := range slices.Sorted(func(yield func(string) bool) {
			for k := range p.Imports {
				if !yield(k) {
					return
				}
			}
		}) {
			visit(p.Imports[name])
		}
		code.Packages = append(code.Packages, &proof.Package{Files: p.Syntax, Types: p.Types, Info: p.TypesInfo})
	}
	for _, p := range pkgs {
		visit(p)
	}
	return code
}

// question finds what the references of a golden force in its syntax.
func (g *golden) question(before, after proof.Code, refs []program.Reference, value string) proof.Question {
	q := proof.Question{Before: before, After: after}
	q.External = func(types.Object) bool { return false } // what may be used from outside is for others to know
	for _, ref := range refs {
		key := strings.ToLower(string(ref.Key))
		if key != g.name && !strings.HasPrefix(key, g.name+"-") {
			continue
		}
		for _, p := range before.Packages {
			for _, file := range p.Files {
				f := before.Fset.File(file.Pos())
				if !strings.HasSuffix(filepath.ToSlash(f.Name()), "/"+ref.Pos.File) {
					continue
				}
				at := f.LineStart(ref.Pos.Line) + token.Pos(ref.Pos.Column-1)
				switch ref.Role {
				case debt.RoleEvaluation:
					if e := evaluation(file, at, p.Info, string(ref.Key)); e != nil && !remains(e, before, after) {
						q.Before.Forced = append(q.Before.Forced, force(e, p.Info, value))
					}
				case debt.RoleTestOverride, debt.RoleDeclaration:
					if n := statement(file, at); n != nil && !(g.folds && ref.Role == debt.RoleDeclaration) && !stays(n, before, after) {
						q.Before.Ignored = append(q.Before.Ignored, n)
					}
				}
			}
		}
	}
	return q
}

// evaluation is the expression of a reference: the largest call that begins there and names the key, or else the largest.
func evaluation(file *ast.File, at token.Pos, info *types.Info, key string) ast.Expr {
	var calls []*ast.CallExpr
	var other ast.Expr
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || n.Pos() > at || n.End() <= at {
			return false
		}
		if e, ok := n.(ast.Expr); ok && n.Pos() == at {
			if call, ok := e.(*ast.CallExpr); ok && !info.Types[call.Fun].IsType() {
				calls = append(calls, call)
			} else if other == nil {
				other = e
			}
		}
		return true
	})
	for _, c := range calls {
		if _, basic := info.TypeOf(c).Underlying().(*types.Basic); basic {
			return c // asks what the call that names the key made
		}
	}
	for _, c := range calls {
		for _, a := range c.Args {
			if v := info.Types[a].Value; v != nil && v.Kind() == constant.String && constant.StringVal(v) == key {
				return c
			}
		}
	}
	for _, c := range calls {
		return c
	}
	return other
}

// remains says whether an evaluation is still there: then nothing was removed.
func remains(e ast.Expr, before, after proof.Code) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	was, text := enclosing(before, e.Pos()), types.ExprString(call)
	found := false
	for _, p := range after.Packages {
		for _, file := range p.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if c, ok := n.(*ast.CallExpr); ok && types.ExprString(c) == text && enclosing(after, c.Pos()) == was {
					found = true
				}
				return true
			})
		}
	}
	return found
}

// stays says whether a call or row is still there.
func stays(n ast.Node, before, after proof.Code) bool {
	e, ok := n.(ast.Expr)
	if !ok {
		return false
	}
	print := func(fset *token.FileSet, e ast.Expr) string {
		var out strings.Builder
		_ = printer.Fprint(&out, fset, e)
		return out.String()
	}
	text, was, found := print(before.Fset, e), enclosing(before, e.Pos()), false
	for _, p := range after.Packages {
		for _, file := range p.Files {
			ast.Inspect(file, func(x ast.Node) bool {
				if x, ok := x.(ast.Expr); ok && enclosing(after, x.Pos()) == was && print(after.Fset, x) == text {
					found = true
				}
				return !found
			})
		}
	}
	return found
}

// enclosing is the name of the function around a place.
func enclosing(code proof.Code, at token.Pos) string {
	for _, p := range code.Packages {
		for _, file := range p.Files {
			for _, d := range file.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= at && at < fn.End() {
					return p.Types.Path() + fn.Name.Name
				}
			}
		}
	}
	return ""
}

func force(e ast.Expr, info *types.Info, value string) proof.Forced {
	f := proof.Forced{Expr: e}
	var v any
	if json.Unmarshal([]byte(value), &v) != nil {
		v = value
	}
	switch v := v.(type) {
	case bool:
		f.Value = constant.MakeBool(v)
	case string:
		f.Value = constant.MakeString(v)
	case float64:
		f.Value = constant.ToInt(constant.MakeFloat64(v))
		if f.Value.Kind() == constant.Unknown {
			f.Value = constant.MakeFloat64(v)
		}
	}
	if f.Value == nil {
		f.Value = constant.MakeString(value) // a structure: not for this test
	}
	t := info.TypeOf(e)
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		t = tuple.At(0).Type()
	}
	if _, ok := t.Underlying().(*types.Struct); ok {
		f.Field = "Match"
	}
	return f
}

// statement is the smallest call, row or declaration that holds a position.
func statement(file *ast.File, at token.Pos) ast.Node {
	var found ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || n.Pos() > at || n.End() <= at {
			return false
		}
		switch n := n.(type) {
		case *ast.CallExpr:
			found = n
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if e.Pos() <= at && at < e.End() {
					found = e
				}
			}
		}
		return true
	})
	return found
}

// corpus is all goldens, loaded as they are before.
type corpus struct {
	list   []*golden
	root   string
	fset   *token.FileSet
	before []*packages.Package
	refs   []program.Reference
}

func loadCorpus(t testing.TB) *corpus {
	t.Helper()
	if testing.Short() {
		t.Skip("loads all goldens")
	}
	c := &corpus{list: readGoldens(t)}
	c.root = write(t, c.list, -1)
	content, err := os.ReadFile(filepath.Join(c.root, ".flagdebt.yml"))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse(".flagdebt.yml", content)
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Load(context.Background(), program.Dir(c.root), program.Options{Tests: true, Root: c.root, Catalogues: []config.Catalogue{cfg.Flags}})
	if err != nil {
		t.Fatal(err)
	}
	res, err := p.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	c.refs = res.References
	c.fset, c.before = load(t, c.root)
	return c
}

// each asks of every golden with its i-th value.
func (c *corpus) each(t *testing.T, i int, ask func(t *testing.T, g *golden, q proof.Question, after []*packages.Package)) {
	var with []*golden
	for _, g := range c.list {
		if i < len(g.values) {
			with = append(with, g)
		}
	}
	if len(with) == 0 {
		return
	}
	now, after := load(t, write(t, with, i))
	for _, g := range with {
		t.Run(g.name+"="+g.values[i], func(t *testing.T) {
			ask(t, g, g.question(of(g, c.fset, c.before), of(g, now, after), c.refs, g.values[i]), after)
		})
	}
}

// TestMutantsOfGoldensAreRefused changes the results of goldens of one package.
func TestMutantsOfGoldensAreRefused(t *testing.T) {
	c := loadCorpus(t)
	tried := 0
	c.each(t, 0, func(t *testing.T, g *golden, q proof.Question, after []*packages.Package) {
		if !proof.Check(q).Proven() || len(g.before) != 1 || len(q.After.Packages) != 1 {
			return
		}
		p := q.After.Packages[0]
		file := q.After.Fset.Position(p.Files[0].Pos()).Filename
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		imports := map[string]*types.Package{}
		for _, i := range p.Types.Imports() {
			imports[i.Path()] = i
		}
		k := 0
		all := mutants(t, string(content))
		for _, what := range shuffled(g.name, all) {
			if k++; k > *most {
				return
			}
			text := all[what]
			code, err := recheck(p.Types.Path(), text, imports)
			if err != nil {
				continue
			}
			tried++
			q.After = code
			if proof.Check(q).Proven() && sameAfterAll[g.name] == "" {
				t.Errorf("%s is proven:\n%s", what, text)
			}
		}
	})
	t.Log(tried, "mutants")
}

// shuffled are the mutants of a golden in an order that is always the same, and has no order.
func shuffled(name string, mutants map[string]string) []string {
	at := func(what string) uint32 {
		h := fnv.New32a()
		h.Write([]byte(name + what))
		return h.Sum32()
	}
	return slices.SortedFunc(maps.Keys(mutants), func(a, b string) int { return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a, b)) })
}

// sameAfterAll are goldens of which some mutant does the same as the golden, and why.
var sameAfterAll = map[string]string{
	"ra19": "calls something that does nothing twice",
	"rb03": "swaps two calls of a literal that set one field each",
	"rf01": "changes what is never reached",
	"rr01": "drops a call that only computed the evaluation's default, which is listed",
	"rr03": "drops a call that only computed the evaluation's default, which is listed",
	"rs22": "drops a call that only computed the evaluation's context, which is listed",
	"rs40": "drops a call that only computed the evaluation's default, which is listed",
	"rs05": "drops a call in a case that is never reached",
	"p155": "drops a call in a case that is never reached",
	"rr06": "drops a call that only computed the evaluation's context, which is listed",
	"rr04": "drops a call that only computed the evaluation's default, which is listed",
	"rr05": "panics twice where nobody comes",
	"rr07": "drops a call that only computed the evaluation's context, which is listed",
	"rr12": "changes what follows an endless loop",
	"c011": "changes a comparison that nobody looks at",
	"c016": "changes a case that is never reached",
	"c054": "panics twice",
	"c061": "changes what another operating system would do",
	"c062": "changes a comparison that nobody looks at",
	"e005": "changes what follows an error that there never is",
	"e006": "changes what follows an error that there never is, or drops the client that only the evaluation needed, which is listed",
	"f002": "drops a call that only computed the field that is gone, which is listed",
	"p013": "panics twice",
	"p026": "changes a comparison that nobody looks at",
	"p060": "changes a comparison that nobody looks at",
	"p063": "changes a case that is never reached",
	"p076": "panics twice",
	"p091": "panics twice",
	"p097": "calls something that does nothing twice",
	"p110": "drops the client that only the evaluation needed, which is listed",
	"ra06": "drops the client that only the evaluation needed, which is listed",
}

var most = flag.Int("mutants", 3, "mutants of each golden")

// recheck type-checks a package of one file.
func recheck(path, text string, imports map[string]*types.Package) (proof.Code, error) {
	code := proof.Code{Fset: token.NewFileSet()}
	file, err := parser.ParseFile(code.Fset, "x.go", text, parser.SkipObjectResolution)
	if err != nil {
		return code, err
	}
	info := newInfo()
	pkg, err := (&types.Config{Importer: importMap(imports), GoVersion: "go1.26"}).Check(path, code.Fset, []*ast.File{file}, info)
	code.Packages = []*proof.Package{{Files: []*ast.File{file}, Types: pkg, Info: info}}
	return code, err
}

type importMap map[string]*types.Package

func (m importMap) Import(path string) (*types.Package, error) {
	if p := m[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}
