package program

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// checked is a type-checked package with its syntax. It is dropped as soon as its references are known: only types stay.
type checked struct {
	files []*ast.File
	types *types.Package
	info  *types.Info
}

// each runs work on every node, dependencies first, on all cores.
func (l *loader) each(ctx context.Context, work func(*node)) error {
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for _, n := range l.nodes {
		group.Go(func() {
			defer close(n.done)
			for _, dep := range n.deps {
				<-dep.done
			}
			if ctx.Err() != nil {
				return
			}
			limit <- struct{}{}
			defer func() { <-limit }()
			work(n)
		})
	}
	group.Wait()
	return ctx.Err()
}

// check type-checks a package from source. Without bodies it yields what importers need. Its mistakes are kept in the node the first time.
func (l *loader) check(n *node, bodies bool) *checked {
	if n.path == "unsafe" {
		n.types = types.Unsafe
		return nil
	}
	out := &checked{}
	var errs []Incomplete
	for _, name := range n.files {
		file, err := l.parse(name, bodies && n.main)
		if err != nil {
			errs = append(errs, l.syntaxErrors(n, err)...)
		}
		if file == nil {
			continue
		}
		if n.half && !strings.HasSuffix(name, "_test.go") || !bodies {
			cutBodies(file)
		}
		out.files = append(out.files, file)
	}
	if bodies {
		out.info = &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{}, Implicits: map[ast.Node]types.Object{},
		}
	}
	config := types.Config{
		Importer: importer{n}, IgnoreFuncBodies: !bodies, FakeImportC: true, Sizes: n.listed.TypesSizes,
		DisableUnusedImportCheck: n.half,
		Error:                    func(err error) { errs = l.typeError(n, errs, err) },
	}
	if m := n.listed.Module; m != nil && m.GoVersion != "" {
		config.GoVersion = "go" + m.GoVersion
	}
	// The error is the first of those that config.Error got; a package with errors still has types.
	out.types, _ = config.Check(n.path, l.fset, out.files, out.info)
	if n.types == nil {
		n.types = out.types
		if n.main {
			n.errs = errs
		}
	}
	return out
}

// parse reads a file from the overlay or the disk. A file with syntax errors gives the part that could be parsed.
func (l *loader) parse(name string, comments bool) (*ast.File, error) {
	mode := parser.SkipObjectResolution
	if comments {
		mode |= parser.ParseComments | parser.AllErrors
	}
	content, ok := l.src.Overlay()[name]
	if !ok {
		var err error
		if content, err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return parser.ParseFile(l.fset, name, content, mode)
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
	if dep == nil || dep.types == nil {
		return nil, fmt.Errorf("package %s could not be loaded", path)
	}
	return dep.types, nil
}

// typeError keeps an error of the type checker, but for those that only the cut bodies cause.
func (l *loader) typeError(n *node, errs []Incomplete, err error) []Incomplete {
	var e types.Error
	if !errors.As(err, &e) {
		return append(errs, Incomplete{What: fmt.Sprintf("package %s: %v", n.path, err)})
	}
	if n.half && (e.Soft || strings.HasPrefix(e.Msg, "missing return")) && !strings.HasSuffix(l.fset.Position(e.Pos).Filename, "_test.go") {
		return errs
	}
	if len(errs) >= maxErrors {
		return errs
	}
	return append(errs, Incomplete{Pos: l.position(e.Pos), What: e.Msg})
}

// maxErrors bounds what one package contributes: the first few say it all.
const maxErrors = 3

func (l *loader) syntaxErrors(n *node, err error) []Incomplete {
	return []Incomplete{{Pos: l.syntaxPosition(err), What: fmt.Sprintf("package %s: %s", n.path, firstLine(err))}}
}

func (l *loader) position(pos token.Pos) debt.Position {
	p := l.fset.Position(pos)
	return debt.Position{File: l.display(p.Filename), Line: p.Line, Column: p.Column}
}

// syntaxPosition is the place of the first syntax error, or the file that could not be read.
func (l *loader) syntaxPosition(err error) debt.Position {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		p := list[0].Pos
		return debt.Position{File: l.display(p.Filename), Line: p.Line, Column: p.Column}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return debt.Position{File: l.display(path.Path)}
	}
	return debt.Position{}
}

// firstLine is the first error's text without its position.
func firstLine(err error) string {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return list[0].Msg
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
