package removal_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

const goldens = "../../testdata/removal"

// library are the packages of the goldens that a program of this test can import, by their declarations alone. What they need of others stays unknown.
type library struct {
	packages map[string]*types.Package
	files    []*token.File
}

func (l *library) Import(path string) (*types.Package, error) {
	if p := l.packages[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("there is no package %s", path)
}

// surroundings are the library, and the rules that find flags.
var surroundings = sync.OnceValues(func() (*library, *flagref.Rules) {
	prelude, err := txtar.ParseFile(filepath.Join(goldens, "prelude.txtar"))
	if err != nil {
		panic(err)
	}
	fset := token.NewFileSet()
	l := &library{packages: map[string]*types.Package{}}
	var rules *flagref.Rules
	for _, file := range prelude.Files {
		switch file.Name {
		case ".flagdebt.yml":
			c, err := config.Parse(file.Name, file.Data)
			if err == nil {
				rules, err = flagref.NewRules(c.Flags)
			}
			if err != nil {
				panic(err)
			}
		case "flag/flag.go", "do/do.go":
			syntax, err := parser.ParseFile(fset, file.Name, file.Data, 0)
			if err != nil {
				panic(err)
			}
			path := "example.com/goldens/" + filepath.Dir(file.Name)
			of := types.Config{Importer: l, IgnoreFuncBodies: true, Error: func(error) {}}
			l.packages[path], _ = of.Check(path, fset, []*ast.File{syntax}, nil) // with mistakes: most imports are not there
			l.files = append(l.files, fset.File(syntax.FileStart))
		}
	}
	return l, rules
})

// program is a package of one file.
type program struct {
	*removal.Package
	text []byte
	refs *flagref.Result
}

// read parses and type-checks a text; an error is the first that the compiler would have.
func read(text []byte) (*program, error) {
	l, rules := surroundings()
	fset := token.NewFileSet()
	fset.AddExistingFiles(l.files...) // objects are known by their places
	syntax, err := parser.ParseFile(fset, "x.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{},
	}
	path := "example.com/goldens/" + syntax.Name.Name
	of := types.Config{Importer: l}
	pkg, err := of.Check(path, fset, []*ast.File{syntax}, info)
	if err != nil {
		return nil, err
	}
	p := &program{text: text}
	p.refs = flagref.Find(flagref.Package{Path: path, Fset: fset, Files: []*ast.File{syntax}, Types: pkg, Info: info}, rules, nothing{})
	p.Package = &removal.Package{
		Path: path, Fset: fset, Files: []*ast.File{syntax}, Types: pkg, Info: info, Refs: p.refs.Refs,
		Source: func(string) []byte { return text }, Layout: func(string) *rewrite.Layout { return rewrite.NewLayout(text) },
		Display: func(name string) string { return name },
	}
	return p, nil
}

// nothing is known of other packages.
type nothing struct{}

func (nothing) Wrapper(*types.Func) *flagref.Wrapper { return nil }
func (nothing) Object(*types.Var) *flagref.Object    { return nil }
func (nothing) Declared() []debt.Flag                { return nil }

// alone is a world of one package.
type alone struct{ *program }

func (a alone) Package(path string) *removal.Package {
	if path == a.program.Path {
		return a.program.Package
	}
	return nil
}
func (alone) Users(types.Object) []*removal.Package                    { return nil }
func (a alone) Importers(string, func(string) bool) []*removal.Package { return a.all() }
func (a alone) Holding(string) []*removal.Package                      { return a.all() }
func (a alone) Saying(string) []string                                 { return []string{a.program.Path} }

func (alone) Outside(string) bool       { return false }
func (alone) Makes(*types.Func) bool    { return false }
func (a alone) all() []*removal.Package { return []*removal.Package{a.program.Package} }
func (a alone) Demanding(method string) (found []*types.Interface) {
	for _, name := range a.Types.Scope().Names() {
		if object, ok := a.Types.Scope().Lookup(name).(*types.TypeName); ok {
			if i, ok := object.Type().Underlying().(*types.Interface); ok && hasMethod(i, method) {
				found = append(found, i)
			}
		}
	}
	return found
}

func hasMethod(i *types.Interface, name string) bool {
	for m := range i.Methods() {
		if m.Name() == name {
			return true
		}
	}
	return false
}

// choice is the removal of the first flag that the program evaluates, with one of two values.
func (p *program) choice(second bool) (removal.Choice, bool) {
	for _, ref := range p.refs.Refs {
		if ref.Role != debt.RoleEvaluation || ref.Dynamic != nil {
			continue
		}
		values := map[debt.Kind][2]debt.Value{debt.KindBool: {"true", "false"}, debt.KindString: {`"blue"`, `""`}, debt.KindInt: {"1", "0"}, debt.KindFloat: {"0.5", "0"}}[ref.Kind]
		to := values[0]
		if second {
			to = values[1]
		}
		return removal.Choice{ID: ref.ID, To: to}, !to.IsZero()
	}
	return removal.Choice{}, false
}

// remove computes a removal and applies it.
func (p *program) remove(choice removal.Choice, options removal.Options) (*removal.Plan, []byte, error) {
	plan, err := removal.Compute(alone{p}, []*removal.Package{p.Package}, []removal.Choice{choice}, options)
	if err != nil {
		return nil, nil, err
	}
	var after bytes.Buffer
	at := 0
	for _, e := range plan.Edits {
		if e.Start < at || e.End < e.Start || e.End > len(p.text) {
			return plan, nil, fmt.Errorf("edit %+v after %d in %d bytes", e, at, len(p.text))
		}
		after.Write(p.text[at:e.Start])
		after.WriteString(e.New)
		at = e.End
	}
	after.Write(p.text[at:])
	return plan, after.Bytes(), nil
}

// mix replaces some expressions and statements of a program by others of it, or by none, which often gives a program again.
func mix(text []byte, random *rand.Rand) []byte {
	for range random.IntN(4) {
		fset := token.NewFileSet()
		syntax, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
		if err != nil {
			return text
		}
		var exprs, stmts []ast.Node
		ast.Inspect(syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit, *ast.BinaryExpr, *ast.UnaryExpr, *ast.ParenExpr:
				exprs = append(exprs, n)
			case *ast.CallExpr:
				exprs = append(exprs, n)
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			case ast.Stmt:
				stmts = append(stmts, n)
			case *ast.ImportSpec:
				return false
			}
			return true
		})
		from := exprs
		if len(stmts) > 0 && random.IntN(2) == 0 {
			from = stmts
		}
		if len(from) == 0 {
			return text
		}
		old, by := from[random.IntN(len(from))], from[random.IntN(len(from))]
		at := func(n ast.Node) (int, int) { return fset.Position(n.Pos()).Offset, fset.Position(n.End()).Offset }
		start, end := at(old)
		from2, to2 := at(by)
		with := text[from2:to2]
		switch random.IntN(4) {
		case 0: // both, one after the other or one in the other
			if _, isStmt := old.(ast.Stmt); isStmt {
				with = slices.Concat(with, []byte("\n"), text[start:end])
			} else {
				with = slices.Concat([]byte("("), with, []byte([]string{" && ", " || ", " == "}[random.IntN(3)]), text[start:end], []byte(")"))
			}
		case 1:
			if _, isStmt := old.(ast.Stmt); isStmt {
				with = nil
			}
		}
		text = slices.Concat(text[:start], with, text[end:])
	}
	return text
}

// FuzzCompute removes a flag from programs that are made of the goldens. The result compiles as the program does; where no obstacle says that something stays, no evaluation is left, and a second removal finds nothing to do.
func FuzzCompute(f *testing.F) {
	names, err := filepath.Glob(filepath.Join(goldens, "*.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	seeds := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if p, err := read(file.Data); file.Name == "x.go" && err == nil && len(p.refs.Refs) > 0 {
				seeds++
				for seed := range uint64(4) {
					f.Add(file.Data, seed)
				}
			}
		}
	}
	if seeds < 100 {
		f.Fatalf("only %d goldens are seeds", seeds)
	}
	f.Fuzz(func(t *testing.T, text []byte, seed uint64) {
		text = mix(text, rand.New(rand.NewPCG(seed, 1)))
		p, err := read(text)
		if err != nil {
			return
		}
		choice, ok := p.choice(seed&1 == 1)
		if !ok {
			return
		}
		options := removal.Options{Closed: seed&2 != 0, Local: seed&4 != 0}
		plan, after, err := p.remove(choice, options)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		again, err := read(after)
		if err != nil {
			t.Fatalf("%s, %+v: %v\n%s\n-- of --\n%s", choice.To, options, err, after, text)
		}
		for _, ref := range again.refs.Refs {
			if ref.ID == choice.ID && ref.Role == debt.RoleEvaluation && len(plan.Obstacles) == 0 {
				t.Fatalf("%s: an evaluation is left and nothing says why:\n%s\n-- of --\n%s", choice.To, after, text)
			}
		}
		if _, twice, err := again.remove(choice, options); len(plan.Obstacles) == 0 && (err != nil || !bytes.Equal(twice, after)) {
			t.Fatalf("%s, %+v: a second removal: %v\n%s\n-- of --\n%s\n-- of --\n%s", choice.To, options, err, twice, after, text)
		}
	})
}
