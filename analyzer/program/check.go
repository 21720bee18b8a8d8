package program

import (
	"crypto/sha256"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"sync"
)

// checked is a type-checked package with its syntax. It is dropped as soon as its references are known: only types stay.
type checked struct {
	files    []*ast.File
	contents map[string][]byte // of the files by name, as they were read for this
	types    *types.Package
	info     *types.Info
	cut      []ast.Decl                    // functions whose bodies were left out, and runs that were, as they are
	unseen   map[*ast.File]map[string]bool // what those name, as far as somebody asked
	mistaken bool                          // something was wrong, so that not every expression need have a type
}

// depth is how much of a package is type-checked.
type depth int

const (
	declarations depth = iota // what importers need
	testBodies                // and the functions of its test files
	allBodies                 // everything
)

// check type-checks a package from source, or from the syntax that is kept. Its types are those of the first check, so that all importers have the same; its mistakes too.
func (l *loader) check(n *node, d depth, syntax func(name string, bodies bool) (*ast.File, error)) *checked {
	var errs []Incomplete
	contents := map[string][]byte{}
	read := func(name string) (content []byte, err error) {
		contents[name], err = l.read(name)
		return contents[name], err
	}
	out := l.typecheck(n, d, reading{fset: l.fset, read: read, syntax: syntax, importer: importer{n, l.below}, report: func(err error) {
		var e types.Error
		if errors.As(err, &e) {
			errs = l.typeError(n, errs, e)
		} else {
			errs = append(errs, l.syntaxError(n, err))
		}
	}})
	out.contents = contents
	if !l.options.Lean { // where others see declarations alone
		l.settle(n, out.types)
	}
	if !n.looked && n.main && d > declarations {
		n.errs = errs
	}
	return out
}

// reading is where a type-check gets files and the packages below from, and what hears of mistakes.
type reading struct {
	fset     *token.FileSet
	read     func(name string) ([]byte, error)
	importer types.Importer
	report   func(error)
	// syntax gives a file, where it need not be parsed for this check alone; nil parses.
	syntax func(name string, bodies bool) (*ast.File, error)
	// cut tells functions of a file whose bodies need no check, and runs that need none; nil is none. What they name counts as used.
	cut func(name string, decl ast.Decl) bool
	// bodiless says that such functions have no body at all then, which is not one that does nothing.
	bodiless bool
	// needed tells by what name a file that is parsed uses an import; those that nothing uses any more go. nil is none.
	needed func(*ast.ImportSpec) string
	// mistakesOnly says that nobody will ask for the types of expressions.
	mistakesOnly bool
	// bare parses files without the text of function bodies. Places in them are not those of the files then.
	bare bool
}

// file is the syntax of a file of a package.
func (r reading) file(name string, bodies, comments bool) (*ast.File, error) {
	if r.syntax != nil {
		return r.syntax(name, bodies)
	}
	file, err := parse(name, comments, r)
	if file != nil && !bodies {
		cutBodies(file)
	}
	if file != nil && r.needed != nil {
		cutImports(file, r.needed)
	}
	return file, err
}

// typecheck type-checks the files of a package that exist. A file with syntax errors counts with the part that could be parsed, and a package with errors still has types.
func (l *loader) typecheck(n *node, d depth, r reading) *checked {
	out := &checked{types: types.NewPackage(n.path, "")}
	checker := l.checker(n, d, r, out)
	l.add(n, d, r, out, checker, n.files)
	return out
}

// checker is what type-checks the files of a package, all at once or some after the others.
func (l *loader) checker(n *node, d depth, r reading, out *checked) *types.Checker {
	switch {
	case d > declarations && r.mistakesOnly:
		out.info = &types.Info{Defs: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{}} // see namesOf
	case d > declarations:
		out.info = &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		}
	}
	if d > declarations && !r.mistakesOnly && !(l.options.Lean && r.syntax == nil) { // finding references needs no more, but removals, which keep the syntax, do
		out.info.Instances, out.info.Implicits = map[*ast.Ident]types.Instance{}, map[ast.Node]types.Object{}
		out.info.Scopes, out.info.FileVersions = map[ast.Node]*types.Scope{}, map[*ast.File]string{}
	}
	config := &types.Config{
		Importer: r.importer, IgnoreFuncBodies: d == declarations, FakeImportC: true, Sizes: l.sizes(), Error: func(err error) {
			if e, ok := errors.AsType[types.Error](err); ok && e.Soft && out.usesUnseen(e.Pos) {
				return
			}
			out.mistaken = true
			r.report(err)
		},
	}
	config.GoVersion = n.goVersion()
	return types.NewChecker(config, r.fset, out.types, out.info)
}

// add type-checks files of a package, which may use what earlier ones declare.
func (l *loader) add(n *node, d depth, r reading, out *checked, checker *types.Checker, names []string) {
	var files []*ast.File
	for _, name := range names {
		bodies := d == allBodies || d == testBodies && isTest(name)
		file, err := r.file(name, bodies, n.main && (d > declarations || l.options.Lean))
		if err != nil {
			out.mistaken = true
			r.report(err)
		}
		if file == nil {
			continue
		}
		if bodies && r.cut != nil {
			cut := func(decl ast.Decl) bool {
				cut := r.cut(name, decl)
				if cut {
					out.cut = append(out.cut, decl)
				}
				return cut
			}
			left := emptyBody
			if r.bodiless {
				left = func(*ast.FuncDecl) *ast.BlockStmt { return nil }
			}
			file = without(file, func(fn *ast.FuncDecl) bool { return cut(fn) }, left)
			file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool { return isRun(decl) && cut(decl) })
		}
		n.cgo = n.cgo || importsC(file)
		files = append(files, file)
	}
	out.files = append(out.files, files...)
	_ = checker.Files(files) // the first of the errors that were reported
}

func (l *loader) sizes() types.Sizes { return types.SizesFor("gc", l.configuration.GOARCH) }

// parse reads a file. One with syntax errors gives the part that could be parsed, one that is gone nothing.
func parse(name string, comments bool, r reading) (*ast.File, error) {
	mode := parser.SkipObjectResolution
	if comments {
		mode |= parser.ParseComments | parser.AllErrors
	}
	content, err := r.read(name)
	if content == nil || err != nil {
		return nil, err
	}
	if r.bare {
		content = withoutBodyText(content)
	}
	return parser.ParseFile(r.fset, name, content, mode)
}

// keptSources is how many bytes of our files stay in memory where only references are looked for, so that those of most modules are read once. The others are read again.
const keptSources = 32 << 20

// read reads a file from the overlay or the disk. It is never nil without an error.
func (l *loader) read(name string) ([]byte, error) {
	if content, ok := l.src.Overlay()[name]; ok {
		if content == nil {
			content = []byte{}
		}
		return content, nil
	}
	if l.before != nil && l.before.ours[name] {
		return l.before.read(name)
	}
	if !l.ours[name] {
		return l.fromDisk(name)
	}
	if content, ok := l.sources.Load(name); ok {
		return content.([]byte), nil
	}
	content, err := l.fromDisk(name)
	if err != nil {
		return nil, err
	}
	if !l.keeps && l.kept.Add(int64(len(content))) > keptSources {
		return content, nil
	}
	kept, _ := l.sources.LoadOrStore(name, content) // what was analysed first, whatever is written meanwhile
	return kept.([]byte), nil
}

// fromDisk reads a file, and notes when it is not what it was when the packages were listed.
func (l *loader) fromDisk(name string) ([]byte, error) {
	content, err := os.ReadFile(name)
	if sum, ok := l.sums.Load(name); ok && (err != nil || sum != Digest(sha256.Sum256(content))) {
		l.moved.Store(true)
	}
	return content, err
}

// disturbed reports whether a file has changed while the program was looked at.
func (l *loader) disturbed() bool {
	return l.moved.Load() || l.before != nil && l.before.disturbed()
}

func importsC(file *ast.File) bool {
	return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"C"` })
}

// parsed is a file that is parsed once.
type parsed struct {
	once sync.Once
	file *ast.File
	err  error
}

// syntax is the file, or what importers see of it.
func (p *parsed) syntax(bodies bool) (*ast.File, error) {
	if p.file == nil || bodies {
		return p.file, p.err
	}
	return withoutBodies(p.file), p.err
}

// syntaxOf is the syntax of a file as it was read. Nobody changes it.
func (l *loader) syntaxOf(name string, bodies bool) (*ast.File, error) {
	entry := func(bodies bool) *parsed {
		kept, _ := l.parsed.LoadOrStore([2]any{name, bodies}, &parsed{})
		return kept.(*parsed)
	}
	p := entry(bodies)
	p.once.Do(func() {
		if _, ok := l.parsed.Load([2]any{name, true}); ok && !bodies {
			p.file, p.err = l.syntaxOf(name, true)
		} else {
			p.file, p.err = parse(name, bodies, reading{fset: l.fset, read: l.read})
		}
		if p.file != nil && !bodies {
			p.file = withoutBodies(p.file)
		}
	})
	return p.file, p.err
}

// importer gives a package what is below it, as the go command resolved it.
type importer struct {
	n     *node
	types func(*node) *types.Package
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := i.n.deps[path]
	if dep == nil {
		return nil, errNotLoaded
	}
	pkg := i.types(dep)
	if pkg == nil || pkg.Name() == "" {
		return nil, errNotLoaded
	}
	return pkg, nil
}

// errNotLoaded is why an import has no types.
var errNotLoaded = errors.New("it could not be loaded")

// below is the types of a package for those that import it: what the first check found, or in a lean program, which checks a dependency when it is asked for, its declarations.
func (l *loader) below(n *node) *types.Package {
	if l.options.Lean {
		return l.typed(n)
	}
	return n.types
}

// typed is the types of a package as it was read. Where nothing has checked it yet, as in a build that was only listed, its declarations are checked now.
func (l *loader) typed(n *node) *types.Package {
	n.once.Do(func() { l.declare(n, nil) })
	return n.types
}

// declare gives a package the types of its declarations, if it has none: those of its twin, or what a check finds, in the syntax of an earlier one if there is any. It reports whether that was used.
func (l *loader) declare(n *node, earlier *checked) bool {
	if twin := l.twin(n); n.types == nil && twin != nil {
		n.types = l.before.typed(twin)
	}
	if n.types != nil {
		return false
	}
	r := reading{fset: l.fset, read: l.read, importer: importer{n, l.typed}, report: func(error) {}}
	switch {
	case earlier != nil:
		r.syntax = earlier.cutShort(n, l)
	case l.options.Lean:
		r.needed, r.bare = n.importName, !n.main && !n.looked // what importers see of our own packages may depend on mistakes in bodies, and fields that were looked at are known by their places
	}
	c := l.typecheck(n, declarations, r)
	n.types = c.types
	if l.options.Lean {
		n.nameImports(n.types)
		n.lines = l.linesOf(c)
	}
	return earlier != nil
}
