package program

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// gate type-checks the files as a plan leaves them, together with the packages above that may notice.
//
// Everything above an edited package must see the types of its new text, and no others: a package between the two is checked again too, at least its declarations.
type gate struct {
	*loader
	outcome outcome
	// demanded are the interfaces that have a method, by its name.
	demanded map[string][]*types.Interface
	quick    bool // looks only at edited files, and at files that have the name of a declaration that changed
	fset     *token.FileSet
	again    map[*node]*recheck // the packages that an edit can reach
	parsed   map[string]*parsed // the files that change

	mu       sync.Mutex // guards what follows
	changes  []change
	names    map[string]bool // of the changed declarations that other packages can see
	all      bool            // a method went that interfaces have: no text tells who needs it
	checked  map[*node]*checked
	failures []failure
}

// recheck is the types of a package over the new text of those below.
type recheck struct {
	once    sync.Once
	types   *types.Package
	renewed bool     // they are others than those of the package as it was read
	changes []change // between the two
}

// failure is what speaks against an outcome.
type failure struct {
	code debt.Code
	pos  debt.Position
	what string
}

func (f failure) compare(g failure) int {
	return cmp.Or(f.pos.Compare(g.pos), cmp.Compare(f.code, g.code), cmp.Compare(f.what, g.what))
}

func newGate(l *loader, o outcome, demanded map[string][]*types.Interface, quick bool) *gate {
	g := &gate{
		loader: l, outcome: o, demanded: demanded, quick: quick, fset: l.fset, again: map[*node]*recheck{}, parsed: map[string]*parsed{}, names: map[string]bool{}, checked: map[*node]*checked{},
	}
	for name := range o {
		g.parsed[name] = &parsed{}
	}
	for _, n := range l.nodes { // dependencies first
		reached := g.edited(n)
		for _, dep := range n.deps {
			reached = reached || g.again[dep] != nil
		}
		if reached {
			g.again[n] = &recheck{}
		}
	}
	return g
}

// edited reports whether a file of the package itself changes.
func (g *gate) edited(n *node) bool {
	return slices.ContainsFunc(n.files, func(file string) bool { return g.outcome[file] != nil })
}

// run returns the mistakes that were not there before, in the order of their places.
func (g *gate) run(ctx context.Context) ([]failure, error) {
	if err := g.each(ctx, g.visit); err != nil {
		return nil, err
	}
	return sortFailures(g.failures), nil
}

// sortFailures puts failures in order, each once: several variants of a package have the same.
func sortFailures(failures []failure) []failure {
	slices.SortFunc(failures, failure.compare)
	return slices.Compact(failures)
}

// visit checks a package, after those below it.
func (g *gate) visit(n *node) {
	if g.again[n] == nil || !g.concerned(n) {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			g.fail(failure{debt.CodeDoesNotCompile, debt.Position{}, fmt.Sprintf("package %s: internal error: %v (%s)", n.path, r, panicPlace())})
		}
	}()
	if g.quick {
		g.fresh(n)
		g.publish(g.again[n].changes)
		if g.edited(n) && g.variant(n) {
			return // the text is checked there, together with the tests
		}
	}
	var errs []mistake
	d := g.depth(n)
	r := g.reading(n, func(err error) { errs = append(errs, mistakes(err)...) })
	r.mistakesOnly = !g.edited(n) // the passes of go vet look at the edited ones
	if g.quick {
		r.cut = g.unaffected(n)
	}
	c := g.typecheck(n, d, r)
	if d == testBodies {
		errs = slices.DeleteFunc(errs, func(m mistake) bool { return !isTest(m.pos.Filename) })
	}
	if len(errs) > 0 {
		g.compare(n, d, c, errs)
	}
	if !g.quick {
		g.again[n].once.Do(func() { g.again[n].types = c.types })
		g.publish(changes(c.types.Path(), n.shapes(), shapesOf(c.types)))
	}
	if g.edited(n) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.checked[n] = c
	}
}

// reading is how the outcome is read: the files that it does not change are those that other checks have, too.
func (g *gate) reading(n *node, report func(error)) reading {
	r := reading{fset: g.fset, read: g.outcome.read(g.loader), importer: importer{n, g.fresh}, report: report}
	r.syntax = func(name string, bodies bool) (*ast.File, error) {
		if g.parsed[name] != nil {
			g.edit(name)
			return g.parsed[name].syntax(bodies)
		}
		return g.syntaxOf(name, bodies)
	}
	return r
}

// edit is the new syntax of a file that changes; nil of one that goes.
func (g *gate) edit(name string) *ast.File {
	p := g.parsed[name]
	p.once.Do(func() { p.file, p.err = parse(name, true, reading{fset: g.fset, read: g.outcome.read(g.loader)}) })
	return p.file
}

// concerned reports whether the bodies of a package have to be looked at.
func (g *gate) concerned(n *node) bool {
	if n.plain != nil && !n.tested() {
		return false // its text is that of the package itself
	}
	if !g.quick || g.edited(n) {
		return true
	}
	g.mu.Lock()
	found, all := slices.Clip(g.changes), g.all
	g.mu.Unlock()
	return all || slices.ContainsFunc(found, func(c change) bool {
		return token.IsExported(c.name) && g.loader.names(n, c.name) && (c.reach != qualified || g.loader.qualifies(n, c.pkg, c.name))
	})
}

// depth is how much of a package is checked: of a test variant that has not been edited, the tests are new.
func (g *gate) depth(n *node) depth {
	if n.plain != nil && !g.edited(n) {
		return testBodies
	}
	return allBodies
}

// publish keeps which declarations of a package changed.
func (g *gate) publish(found []change) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, change := range found {
		g.changes = append(g.changes, change)
		if token.IsExported(change.name) {
			g.names[change.name] = true
			g.all = g.all || change.reach == throughInterfaces && len(g.demanded[change.name]) > 0
		}
	}
}

// compare reports the mistakes that the package did not have before in the same declaration.
func (g *gate) compare(n *node, d depth, c *checked, errs []mistake) {
	known := map[[2]string]int{}
	var old []mistake
	was := g.typecheck(n, d, reading{fset: g.fset, read: g.loader.read, syntax: g.syntaxOf, importer: importer{n, g.typed}, mistakesOnly: true, report: func(err error) {
		old = append(old, mistakes(err)...)
	}})
	for _, m := range old {
		known[m.key(was.files)]++
	}
	for _, m := range errs {
		key := m.key(c.files)
		if known[key] > 0 {
			known[key]--
			continue
		}
		g.fail(failure{debt.CodeDoesNotCompile, g.place(m.pos), m.text})
	}
}

func (g *gate) fail(f failure) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.failures = append(g.failures, f)
}

// place is where a position of the new text stands before.
func (g *gate) place(pos token.Position) debt.Position {
	if file := g.outcome[pos.Filename]; file != nil && pos.IsValid() {
		return file.position(file.origin(pos.Offset))
	}
	return debt.Position{File: g.display(pos.Filename), Line: pos.Line, Column: pos.Column}
}
