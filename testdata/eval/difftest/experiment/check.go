package experiment

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"strings"

	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

const module = "example.com/difftest"

//go:embed testdata
var files embed.FS

// lib are the packages that specimens import, type-checked once.
type lib map[string]*types.Package

func (l lib) Import(name string) (*types.Package, error) {
	if l[name] == nil {
		return nil, fmt.Errorf("no package %s", name)
	}
	return l[name], nil
}

// newLib type-checks them.
func newLib() (lib, error) {
	l := lib{}
	for _, name := range []string{"env", "tr", "flag"} {
		content, err := fs.ReadFile(files, path.Join("testdata", name, name+".go"))
		if err != nil {
			return nil, err
		}
		p := &source{path: path.Join(module, name), files: map[string]string{name + ".go": string(content)}}
		if errs := p.check(l); len(errs) > 0 {
			return nil, errs[0]
		}
		l[p.path] = p.types
	}
	return l, nil
}

// source is a package of source that is type-checked by nothing but go/types.
type source struct {
	path  string
	files map[string]string

	fset   *token.FileSet
	syntax map[string]*ast.File
	types  *types.Package
	info   *types.Info
}

// check type-checks the package and returns all mistakes.
func (s *source) check(l lib) (errs []error) {
	s.fset, s.syntax = token.NewFileSet(), map[string]*ast.File{}
	var list []*ast.File
	for _, name := range sorted(s.files) { // the variables are initialized in this order
		file, err := parser.ParseFile(s.fset, name, s.files[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		s.syntax[name] = file
		list = append(list, file)
	}
	s.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Scopes: map[ast.Node]*types.Scope{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	config := types.Config{Importer: l, GoVersion: "go1.26", Error: func(err error) { errs = append(errs, err) }}
	s.types, _ = config.Check(s.path, s.fset, list, s.info) // reports every error
	return errs
}

// legal drops the units that do not compile, and returns their number and one reason.
func (l lib) legal(p *specimen.Package) (dropped int, why error) {
	for {
		s := &source{path: module + "/before/" + p.Name, files: map[string]string{"common.go": p.Common()}}
		for _, u := range p.Units {
			s.files[u.Name+".go"] = u.Source
		}
		errs := s.check(l)
		if len(errs) == 0 {
			return dropped, why
		}
		bad := map[string]bool{}
		for _, err := range errs {
			name, _, _ := strings.Cut(err.Error(), ":")
			bad[strings.TrimSuffix(name, ".go")] = true
		}
		why = errs[0]
		var good []specimen.Unit
		for _, u := range p.Units {
			if !bad[u.Name] {
				good = append(good, u)
			}
		}
		if len(good) == len(p.Units) {
			return dropped, why
		}
		dropped += len(p.Units) - len(good)
		p.Units = good
	}
}
