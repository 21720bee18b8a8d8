package analyzer

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"
)

// standsAlone reports whether the package of a pass compiles with one of its files replaced, and declares what it declared before, so that no other file and no other package can tell the difference.
func standsAlone(pass *analysis.Pass, old *ast.File, content []byte) bool {
	fset := token.NewFileSet() // the pass's own is not ours to add to
	for _, file := range pass.Files {
		fset.AddExistingFiles(pass.Fset.File(file.FileStart))
	}
	replaced, err := parser.ParseFile(fset, pass.Fset.File(old.FileStart).Name(), content, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	files := slices.Clone(pass.Files)
	files[slices.Index(files, old)] = replaced
	config := types.Config{GoVersion: pass.Pkg.GoVersion(), Sizes: pass.TypesSizes, Importer: importsOf(pass)}
	after, err := config.Check(pass.Pkg.Path(), fset, files, nil)
	return err == nil && slices.Equal(declarations(pass.Pkg), declarations(after))
}

// declarations are the objects of a package and their types, as text.
func declarations(pkg *types.Package) []string {
	scope := pkg.Scope()
	var texts []string
	for _, name := range scope.Names() { // are sorted
		texts = append(texts, types.ObjectString(scope.Lookup(name), (*types.Package).Path))
	}
	return texts
}

// imported are the packages that the files of a package import, by the paths that they write: those of vendored packages are others.
type imported map[string]*types.Package

func importsOf(pass *analysis.Pass) imported {
	packages := imported{}
	for _, file := range pass.Files {
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if name := pass.TypesInfo.PkgNameOf(spec); err == nil && name != nil {
				packages[path] = name.Imported()
			}
		}
	}
	return packages
}

// Import returns the package with an import path.
func (i imported) Import(path string) (*types.Package, error) {
	if pkg := i[path]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("no file imports %s", path)
}
