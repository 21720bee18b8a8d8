package program

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"runtime"
	"slices"
	"sync"
)

// checked is a type-checked package with its syntax. It is dropped as soon as its references are known: only types stay.
type checked struct {
	files []*ast.File
	types *types.Package
	info  *types.Info
}

// each runs work on every node, dependencies first, and a package before its test variants, on all cores.
func (l *loader) each(ctx context.Context, work func(*node)) error {
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	done := make(map[*node]chan struct{}, len(l.nodes))
	for _, n := range l.nodes {
		done[n] = make(chan struct{})
	}
	var group sync.WaitGroup
	for _, n := range l.nodes {
		group.Go(func() {
			defer close(done[n])
			for _, dep := range n.deps {
				<-done[dep]
			}
			if n.plain != nil {
				<-done[n.plain]
			}
			limit <- struct{}{}
			defer func() { <-limit }()
			if ctx.Err() == nil {
				n.confine(func() { work(n) })
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// depth is how much of a package is type-checked.
type depth int

const (
	declarations depth = iota // what importers need
	testBodies                // and the functions of its test files
	allBodies                 // everything
)

// check type-checks a package from source. Its types are those of the first check, so that all importers have the same; its mistakes too.
func (l *loader) check(n *node, d depth) *checked {
	out := &checked{}
	var errs []Incomplete
	for _, name := range n.files {
		file, err := l.parse(name, n.main && d > declarations)
		if err != nil {
			errs = append(errs, l.syntaxError(n, err))
		}
		if file == nil {
			continue
		}
		if d == declarations || d == testBodies && !isTest(name) {
			cutBodies(file)
		}
		n.cgo = n.cgo || importsC(file)
		out.files = append(out.files, file)
	}
	if d > declarations {
		out.info = &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
		}
	}
	config := types.Config{
		Importer: importer{n}, IgnoreFuncBodies: d == declarations, FakeImportC: true, Sizes: types.SizesFor("gc", l.configuration.GOARCH),
		Error: func(err error) { errs = l.typeError(n, errs, err) },
	}
	if m := n.listed.Module; m != nil && m.GoVersion != "" {
		config.GoVersion = "go" + m.GoVersion
	}
	// The error is the first of those that config.Error got; a package with errors still has types.
	out.types, _ = config.Check(n.path, l.fset, out.files, out.info)
	if n.types == nil {
		n.types = out.types
		if n.main && d > declarations {
			n.errs = errs
		}
	}
	return out
}

// parse reads a file. One with syntax errors gives the part that could be parsed.
func (l *loader) parse(name string, comments bool) (*ast.File, error) {
	mode := parser.SkipObjectResolution
	if comments {
		mode |= parser.ParseComments | parser.AllErrors
	}
	content, err := l.read(name)
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(l.fset, name, content, mode)
}

// read reads a file from the overlay or the disk.
func (l *loader) read(name string) ([]byte, error) {
	if content, ok := l.src.Overlay()[name]; ok {
		return content, nil
	}
	return os.ReadFile(name)
}

func importsC(file *ast.File) bool {
	return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"C"` })
}

// cutBodies removes what importers cannot see. An empty body rather than none keeps init and generic functions legal.
func cutBodies(file *ast.File) {
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
			fn.Body = &ast.BlockStmt{Lbrace: fn.Body.Lbrace, Rbrace: fn.Body.Rbrace}
		}
	}
}

// importer gives a package the types of its dependencies as the go command resolved them.
type importer struct{ n *node }

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := i.n.deps[path]
	if dep == nil || dep.types == nil || dep.types.Name() == "" {
		return nil, errors.New("it could not be loaded")
	}
	return dep.types, nil
}
