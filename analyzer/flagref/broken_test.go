package flagref_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// TestBrokenCode makes one identifier of a package undefined at a time. Whatever then has no type, Find says what it can about the rest.
func TestBrokenCode(t *testing.T) {
	for _, name := range []string{"queue/features", "queue", "accessors/flags", "operator", "collector", "ff", "keys", "dynamic", "calls", "closures", "generic", "objects/ff", "rox/flags", "amplitude"} {
		t.Run(name, func(t *testing.T) {
			sources := newSources(t)
			files := sources.parse(name)
			kept := 0
			for _, ident := range identifiers(files) {
				was := ident.Name
				ident.Name = "undefined"
				kept += len(findBroken(t, sources, name, files, was, sources.fset.Position(ident.Pos())).Refs)
				ident.Name = was
			}
			if kept == 0 {
				t.Error("no reference was found in any broken package")
			}
		})
	}
}

// findBroken type-checks a package in spite of its mistakes and finds its references.
func findBroken(t *testing.T, sources *sources, path string, files []*ast.File, broken string, at token.Position) *flagref.Result {
	t.Helper()
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
	}
	mistakes := types.Config{Importer: sources, Error: func(error) {}}
	// The error is one of the mistakes that the test is about.
	pkg, _ := mistakes.Check(path, sources.fset, files, info)
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("with %s undefined at %s: panic: %v\n%s", broken, at, r, debug.Stack())
		}
	}()
	return flagref.Find(flagref.Package{Path: path, Fset: sources.fset, Files: files, Types: pkg, Info: info}, sources.rules, noFacts{})
}

// identifiers are those of the code below the imports.
func identifiers(files []*ast.File) []*ast.Ident {
	var out []*ast.Ident
	for _, file := range files {
		for _, decl := range file.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
				continue
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				if ident, ok := n.(*ast.Ident); ok {
					out = append(out, ident)
				}
				return true
			})
		}
	}
	return out
}

// sources imports the packages of the corpus from source, and those of the standard library.
type sources struct {
	t        *testing.T
	fset     *token.FileSet
	rules    *flagref.Rules
	standard types.Importer
	packages map[string]*types.Package
}

func newSources(t *testing.T) *sources {
	return &sources{t: t, fset: token.NewFileSet(), rules: newRules(t), standard: importer.Default(), packages: map[string]*types.Package{}}
}

func (s *sources) dir(path string) string {
	return filepath.Join("testdata", "src", filepath.FromSlash(path))
}

func (s *sources) Import(path string) (*types.Package, error) {
	if _, err := os.Stat(s.dir(path)); err != nil {
		return s.standard.Import(path)
	}
	if pkg := s.packages[path]; pkg != nil {
		return pkg, nil
	}
	config := types.Config{Importer: s}
	pkg, err := config.Check(path, s.fset, s.parse(path), nil)
	s.packages[path] = pkg
	return pkg, err
}

// parse reads the files of a package without its tests.
func (s *sources) parse(path string) []*ast.File {
	s.t.Helper()
	names, err := filepath.Glob(filepath.Join(s.dir(path), "*.go"))
	if err != nil {
		s.t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	files := make([]*ast.File, len(names))
	for i, name := range names {
		if files[i], err = parser.ParseFile(s.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			s.t.Fatal(err)
		}
	}
	if len(files) == 0 {
		s.t.Fatalf("no package %s", path)
	}
	return files
}

// noFacts is what a package knows that looks at nothing below it.
type noFacts struct{}

func (noFacts) Wrapper(*types.Func) *flagref.Wrapper { return nil }
func (noFacts) Object(*types.Var) *flagref.Object    { return nil }
func (noFacts) Declared() []debt.Flag                { return nil }
