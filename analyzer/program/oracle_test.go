package program_test

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// oracle finds the references of a program the slow way: go/packages compiles and type-checks everything, every package and test variant is looked at in full, dependencies first, and what stands at the same place in several variants counts once.
func oracle(t *testing.T, c *moduleCase, apis []config.API) []string {
	t.Helper()
	rules, err := flagref.NewRules(config.Catalogue{APIs: apis})
	if err != nil {
		t.Fatal(err)
	}
	patterns := c.options.Patterns
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	roots, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule | packages.NeedForTest, Dir: c.dir, Tests: c.options.Tests,
		BuildFlags: []string{"-tags=" + strings.Join(c.options.Tags, ",")}, ParseFile: parseModules(c.options.Root),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	facts := oracleFacts{map[string]*flagref.Wrapper{}, map[string]*flagref.Object{}}
	places := map[string]program.Reference{}
	packages.Visit(roots, nil, func(p *packages.Package) {
		for _, err := range p.Errors {
			if p.Module == nil {
				break // the standard library without bodies has imports that are not used
			}
			t.Fatalf("the oracle cannot load %s: %v", p.ID, err)
		}
		if strings.HasSuffix(p.ID, ".test") {
			return
		}
		found := flagref.Find(flagref.Package{
			Path: flagref.ImportPath(p.PkgPath), Fset: p.Fset, Files: p.Syntax, Types: p.Types, Info: p.TypesInfo,
			Display: func(file string) string {
				rel, _ := filepath.Rel(c.options.Root, file)
				return filepath.ToSlash(rel)
			},
		}, rules, facts)
		for fn, w := range found.Wrappers {
			facts.wrappers[fn.Origin().FullName()] = w
		}
		for v, object := range found.Objects {
			if v.Parent() == p.Types.Scope() {
				facts.objects[v.Pkg().Path()+"."+v.Name()] = object
			}
		}
		if !slices.Contains(roots, p) {
			return
		}
		for _, ref := range found.Refs {
			places[place(p.Fset, ref)] = program.Reference{Reference: ref.Reference, Nolint: ref.Nolint}
		}
	})
	var refs []program.Reference
	for _, ref := range places {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b program.Reference) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Role, b.Role), a.ID.Compare(b.ID))
	})
	return referenceLines(refs)
}

// parseModules parses files in full, but those of the standard library without bodies: they take most of the time, and hold no flag.
func parseModules(root string) func(*token.FileSet, string, []byte) (*ast.File, error) {
	return func(fset *token.FileSet, name string, content []byte) (*ast.File, error) {
		file, err := parser.ParseFile(fset, name, content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil || strings.HasPrefix(name, root) {
			return file, err
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && strings.HasPrefix(name, build.Default.GOROOT) && fn.Body != nil {
				fn.Body = &ast.BlockStmt{}
			}
		}
		return file, nil
	}
}

// place is where a reference really stands, whatever //line comments say; only what cgo makes of a file counts as the file itself.
func place(fset *token.FileSet, ref flagref.Ref) string {
	pos := fset.PositionFor(ref.Node.Pos(), false)
	if !strings.HasSuffix(pos.Filename, ".go") || strings.Contains(pos.Filename, ".cgo1.") {
		pos = fset.Position(ref.Node.Pos())
	}
	return fmt.Sprint(pos, ref.Role, ref.ID)
}

type oracleFacts struct {
	wrappers map[string]*flagref.Wrapper
	objects  map[string]*flagref.Object
}

func (f oracleFacts) Wrapper(fn *types.Func) *flagref.Wrapper {
	return f.wrappers[fn.Origin().FullName()]
}
func (f oracleFacts) Object(v *types.Var) *flagref.Object {
	return f.objects[v.Pkg().Path()+"."+v.Name()]
}
func (f oracleFacts) Declared() []debt.Flag { return nil }
