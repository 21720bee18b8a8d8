package program

import (
	"cmp"
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// stray is a Go file of the main modules that was not loaded: another platform's, one with other tags, or a test where tests were left out.
type stray struct {
	name    string
	content []byte
	clause  string // the name in its package clause
	target  target
	built   bool // by the target
}

// strays are those in the directories of loaded packages, and in all directories where everything was loaded.
func (w *world) strays() []*stray {
	if w.unloaded != nil {
		return *w.unloaded
	}
	w.unloaded = &[]*stray{}
	modules, dirs := map[string]bool{}, map[string]bool{}
	for _, n := range w.nodes {
		if m := n.listed.Module; n.main && m != nil && m.Dir != "" {
			modules[m.Dir] = true
		}
		for _, file := range n.files {
			dirs[filepath.Dir(file)] = dirs[filepath.Dir(file)] || n.main
		}
	}
	seen := map[string]bool{}
	for _, module := range sorted(modules) {
		for dir, files := range survey(module).files {
			if !modules[findUp(dir, "go.mod")] || !dirs[dir] && !w.whole() {
				continue
			}
			for _, name := range files {
				if s := w.stray(name); s != nil && !seen[name] {
					*w.unloaded = append(*w.unloaded, s)
					seen[name] = true
				}
			}
		}
	}
	slices.SortFunc(*w.unloaded, func(a, b *stray) int { return cmp.Compare(a.name, b.name) })
	return *w.unloaded
}

// stray is the file as one, or nil where it was loaded or cannot be read.
func (w *world) stray(name string) *stray {
	if w.ours[name] {
		return nil
	}
	content, err := w.read(name)
	if err != nil {
		return nil
	}
	s := &stray{name: name, content: content}
	if file, _ := parser.ParseFile(token.NewFileSet(), name, content, parser.PackageClauseOnly); file != nil {
		s.clause = file.Name.Name
	}
	s.target, s.built = w.targetOf(name, content)
	return s
}

// holds reports whether a file has the key as a string of its own.
func (s *stray) holds(key debt.Key) (offset int, ok bool) {
	tokens(s.content, func(at int, tok token.Token, text string) {
		if value, err := strconv.Unquote(text); tok == token.STRING && err == nil && value == string(key) && !ok {
			offset, ok = at, true
		}
	})
	return offset, ok
}

// placeIn is the place of an offset.
func (w *world) placeIn(s *stray, offset int) debt.Position {
	file := File{Display: w.display(s.name), Before: s.content}
	return file.position(offset)
}

// builds type-checks an outcome for the targets, and for those that build files which were not loaded: those beside edited files, and those that have the name of a declaration that changed. It returns the targets that would not compile.
func (w *world) builds(ctx context.Context, g *gate, targets []target) (failures []failure, failed []target, err error) {
	targets = slices.Clone(targets)
	for _, s := range w.strays() {
		c, named := w.uses(s, g.changes)
		switch {
		case !named && (g.quick || !w.beside(s, g.outcome)):
			continue
		case !s.built && named && w.mayUse(s, c):
			failures = append(failures, failure{debt.CodeUnbuilt, debt.Position{File: w.display(s.name)}, "the file, which nothing builds, has the name " + c.name + ", whose declaration would change"})
		case s.built && !w.covered(targets, s):
			targets = append(targets, s.target)
		}
	}
	for _, t := range targets {
		found, compiles, err := w.build(ctx, t, g)
		if err != nil {
			return nil, nil, err
		}
		failures = append(failures, found...)
		if !compiles {
			failed = append(failed, t)
		}
	}
	return sortFailures(failures), failed, nil
}

// uses is the first of the changed declarations that a file may have to do with, by its name.
func (w *world) uses(s *stray, changes []change) (change, bool) {
	names := w.identifiers(s.name)
	i := slices.IndexFunc(changes, func(c change) bool {
		return names[c.name] && (token.IsExported(c.name) || w.dir(c.pkg) == filepath.Dir(s.name))
	})
	if i < 0 {
		return change{}, false
	}
	return changes[i], true
}

// mayUse reports whether a file that nothing builds would use the declaration if something did: it is in the package, or imports it.
func (w *world) mayUse(s *stray, c change) bool {
	if w.dir(c.pkg) == filepath.Dir(s.name) && strings.TrimSuffix(s.clause, "_test") == w.rich[c.pkg].listed.Name {
		return true
	}
	return slices.Contains(w.importsOf(s.name), c.pkg)
}

// dir is the directory of our package.
func (w *world) dir(path string) string {
	if n := w.rich[path]; n != nil && len(n.files) > 0 {
		return filepath.Dir(n.files[0])
	}
	return ""
}

// beside reports whether the file lies beside one that changes.
func (w *world) beside(s *stray, o outcome) bool {
	for name := range o {
		if filepath.Dir(name) == filepath.Dir(s.name) {
			return true
		}
	}
	return false
}

// build type-checks the outcome for a target. What cannot be checked is a failure too, but not one of the outcome.
func (w *world) build(ctx context.Context, t target, g *gate) (found []failure, compiles bool, err error) {
	unchecked := func(what string) []failure {
		return []failure{{debt.CodeUnbuilt, debt.Position{}, fmt.Sprintf("the result could not be checked %s: %s", t.with(), what)}}
	}
	l, err := w.load(ctx, t)
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	if err != nil {
		return unchecked(err.Error()), true, nil
	}
	other := newGate(l, g.outcome, w.demanded, true)
	known := w.absent()
	for _, n := range l.nodes {
		if missing := other.missing(n, known); missing != "" {
			return unchecked(missing), true, nil
		}
	}
	found, err = other.run(ctx)
	for i, f := range found {
		found[i] = failure{debt.CodeUnbuilt, f.pos, fmt.Sprintf("%s, the result would not compile: %s", t.with(), f.what)}
	}
	return found, len(found) == 0, err
}

// with names a target in a sentence.
func (t target) with() string {
	if t == (target{}) {
		return "with its tests"
	}
	return "with " + t.String()
}

// absent are the packages that the go command does not have for the loaded target either: what needs them is checked without them anyway.
func (w *world) absent() map[string]bool {
	absent := map[string]bool{}
	for _, n := range w.nodes {
		if n.lacks() {
			absent[n.path] = true
		}
	}
	return absent
}

// lacks reports whether the go command does not have the package, or something that it imports.
func (n *node) lacks() bool { return slices.ContainsFunc(n.listed.Errors, isLack) }

func isLack(e packages.Error) bool {
	return e.Kind != packages.ParseError && e.Kind != packages.TypeError
}

// missing is what an edited package needs and the go command does not have, though it has it for the loaded target.
func (g *gate) missing(n *node, known map[string]bool) string {
	if !g.edited(n) {
		return ""
	}
	seen := map[*node]bool{}
	var visit func(n *node) string
	visit = func(n *node) string {
		if seen[n] {
			return ""
		}
		seen[n] = true
		for _, e := range n.listed.Errors {
			if isLack(e) && !known[n.path] {
				return g.problem(n, e).What
			}
		}
		for _, path := range slices.Sorted(maps.Keys(n.deps)) {
			if what := visit(n.deps[path]); what != "" {
				return what
			}
		}
		return ""
	}
	return visit(n)
}

// load lists the packages for a target, once.
func (w *world) load(ctx context.Context, t target) (*loader, error) {
	if l := w.targets[t]; l != nil {
		return l, nil
	}
	options := w.options
	options.Tests = true
	l, err := list(ctx, w.src, options, t)
	if err != nil {
		return nil, err
	}
	l.before = w.loader
	w.targets[t] = l
	return l, nil
}
