package program

import (
	"bytes"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// world is the code around a removal: the packages of the main modules, with their syntax again.
type world struct {
	*loader
	in    *inference
	built target // the zero target is what was loaded

	rich      map[string]*node              // of each of our packages the variant with the most files, by path
	order     []*node                       // the same, dependencies first
	packages  map[*node]*removal.Package    // those that were asked for
	checked   map[*node]*checked            // and their types
	vetted    map[*node][]complaint         // what go vet says of them
	importers map[string]map[*node]bool     // the packages that import a path, at any depth
	files     map[string]string             // of the main modules: names by what is displayed
	refs      map[string][]debt.Reference   // in our packages, by path; nil as long as nobody asked
	unloaded  *[]*stray                     // nil as long as nobody asked
	targets   map[target]*loader            // the program as it is built for others
	others    map[target]*world             // and its world for those in which a flag has to be looked for
	holding   map[string][]*node            // our packages whose text holds a name
	demanded  map[string][]*types.Interface // the interfaces that have a method, by its name
	closed    bool                          // all code that can import internal packages was loaded, but for modules below
	getters   map[string]map[int]string     // of files, for the proof: see looks
	alien     map[string]bool               // what modules that were not loaded import; nil as long as nobody asked
}

func newWorld(in *inference) *world {
	in.loader.keeps = true
	w := &world{
		loader: in.loader, in: in, rich: map[string]*node{}, packages: map[*node]*removal.Package{}, checked: map[*node]*checked{}, vetted: map[*node][]complaint{}, targets: map[target]*loader{}, others: map[target]*world{},
		importers: map[string]map[*node]bool{}, files: map[string]string{}, holding: map[string][]*node{}, demanded: in.loader.interfaceMethods(), getters: map[string]map[int]string{},
		closed: in.loader.whole() && len(in.loader.problems) == 0,
	}
	for _, n := range w.nodes {
		if !n.main {
			continue
		}
		for _, file := range n.files {
			w.files[w.display(file)] = file
		}
		if old := w.rich[n.path]; old == nil || len(n.files) > len(old.files) {
			w.rich[n.path] = n
		}
	}
	for _, n := range w.nodes {
		if w.rich[n.path] == n {
			w.order = append(w.order, n)
		}
	}
	return w
}

// Package returns our package with an import path, or nil for one of a dependency.
func (w *world) Package(path string) *removal.Package {
	n := w.rich[path]
	if n == nil {
		return nil
	}
	if p := w.packages[n]; p != nil {
		return p
	}
	c := w.syntax(n)
	p := &removal.Package{Path: n.path, Fset: w.fset, Files: c.files, Types: c.types, Info: c.info, Source: w.source, Layout: w.layout, Display: w.display}
	p.Refs = flagref.Find(flagref.Package{
		Path: n.path, Fset: w.fset, Files: c.files, Types: c.types, Info: c.info, Display: w.display,
	}, w.in.rules, facts{w.in}).Refs
	w.packages[n] = p
	return p
}

// syntax type-checks a package once more and in full. What it imports is what the first check imported.
func (w *world) syntax(n *node) *checked {
	c := w.checked[n]
	if c == nil {
		c = w.check(n, allBodies, w.syntaxOf)
		w.checked[n] = c
	}
	return c
}

// source is the content of a file as it was analysed.
func (w *world) source(file string) []byte {
	content, err := w.read(file)
	if err != nil {
		return nil // was read before, so it is none of ours
	}
	return content
}

// Users returns the other packages that may name the object.
func (w *world) Users(object types.Object) []*removal.Package {
	if object.Pkg() == nil {
		return nil // the language's own
	}
	var users []*removal.Package
	for _, n := range w.usersOf(object.Pkg().Path(), object.Name(), min(reachOf(object), throughValues)) {
		if n.path != object.Pkg().Path() {
			users = append(users, w.Package(n.path))
		}
	}
	return users
}

// Importers returns the packages that import a package, at any depth, and directly one whose path is of a kind.
func (w *world) Importers(path string, kind func(path string) bool) []*removal.Package {
	above := w.above(path)
	var importers []*removal.Package
	for _, n := range w.order {
		if above[n] && slices.ContainsFunc(slices.Collect(maps.Keys(n.deps)), kind) {
			importers = append(importers, w.Package(n.path))
		}
	}
	return importers
}

// above are the nodes that import a package, at any depth.
func (w *world) above(path string) map[*node]bool {
	if above := w.importers[path]; above != nil {
		return above
	}
	above := map[*node]bool{}
	for _, n := range w.nodes {
		for _, dep := range n.deps {
			if dep.path == path && n.path != path || above[dep] {
				above[n] = true
				break
			}
		}
	}
	w.importers[path] = above
	return above
}

// Makes reports whether a function does nothing but make what evaluations are told.
func (w *world) Makes(fn *types.Func) bool { return w.in.rules.Makes(fn) }

// Outside reports whether code that was not loaded may use the exported objects of a package.
func (w *world) Outside(path string) bool {
	n := w.rich[path]
	switch {
	case n == nil:
		return true
	case n.listed.Name == "main", n.external():
		return false // nothing can import them
	case !internal(path) || !w.closed:
		return true
	}
	return w.strangers()[path]
}

// Demanding returns the interfaces that the program declares at package level and that have a method.
func (w *world) Demanding(method string) []*types.Interface { return w.demanded[method] }

// interfaceMethods are the interfaces that the program and its dependencies declare, by the names of their methods.
func (l *loader) interfaceMethods() map[string][]*types.Interface {
	demanded := map[string][]*types.Interface{}
	for _, n := range l.nodes {
		if n.path == "unsafe" {
			continue // has no source
		}
		for _, named := range namedTypes(l.below(n)) {
			if iface, ok := named.Underlying().(*types.Interface); ok {
				for method := range iface.Methods() {
					demanded[method.Name()] = append(demanded[method.Name()], iface)
				}
			}
		}
	}
	return demanded
}

// external reports whether a package is the external tests of another.
func (n *node) external() bool {
	return n.listed.ForTest != "" && n.path != n.listed.ForTest && n.plain == nil
}

// internal reports whether a package can only be imported from below the parent of a directory.
func internal(path string) bool { return slices.Contains(strings.Split(path, "/"), "internal") }

// strangers are the import paths in the modules below that were not loaded: their paths may lie within the parent of an internal directory.
func (w *world) strangers() map[string]bool {
	if w.alien != nil {
		return w.alien
	}
	w.alien = map[string]bool{}
	t := survey(w.src.Dir())
	for _, m := range w.modules(t) {
		if m.Loaded {
			continue
		}
		for dir, files := range t.files {
			for _, file := range files {
				if w.display(findUp(dir, "go.mod")) == m.Dir {
					for _, path := range w.importsOf(file) {
						w.alien[path] = true
					}
				}
			}
		}
	}
	return w.alien
}

// importsOf are the import paths in a file; none where it cannot be read.
func (l *loader) importsOf(name string) []string {
	content, err := l.read(name)
	if err != nil {
		return nil
	}
	file, _ := parser.ParseFile(token.NewFileSet(), name, content, parser.ImportsOnly) // what could be parsed counts
	if file == nil {
		return nil
	}
	var paths []string
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

// Holding returns our packages whose text holds a name.
func (w *world) Holding(name string) []*removal.Package {
	var found []*removal.Package
	for _, n := range w.naming(name) {
		found = append(found, w.Package(n.path))
	}
	return found
}

// naming are our packages whose text holds a name, dependencies first.
func (w *world) naming(name string) []*node {
	found, ok := w.holding[name]
	if !ok {
		for _, n := range w.order {
			if w.names(n, name) {
				found = append(found, n)
			}
		}
		w.holding[name] = found
	}
	return found
}

// Saying returns the paths of our packages with a text in a file that is no test, as it stands or quoted.
func (w *world) Saying(text string) []string {
	plain, quoted := []byte(text), []byte(strings.Trim(strconv.Quote(text), `"`))
	var found []string
	for _, n := range w.order {
		if slices.ContainsFunc(n.files, func(file string) bool {
			content, err := w.read(file)
			return err == nil && !strings.HasSuffix(file, "_test.go") && (bytes.Contains(content, plain) || bytes.Contains(content, quoted))
		}) {
			found = append(found, n.path)
		}
	}
	return found
}
