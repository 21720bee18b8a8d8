package program

import (
	"go/token"
	"go/types"
	"slices"
)

// fresh is the types of a package as the outcome has them. A package that only lies between an edited one and one that is looked at gives its declarations.
func (g *gate) fresh(n *node) *types.Package {
	r := g.again[n]
	if r == nil {
		return g.typed(n)
	}
	r.once.Do(func() {
		if g.quick && !g.edited(n) && !g.shaken(n) {
			r.types = g.typed(n)
			return
		}
		r.types, r.renewed = g.typecheck(n, declarations, g.reading(n, func(error) {})).types, true
		if !g.quick {
			return
		}
		old, now := n.shapes(), shapesOf(r.types)
		r.changes = changes(r.types.Path(), old, now)
		if !g.shaken(n) && isPart(now, old) {
			r.types, r.renewed = part(g.typed(n), r.types.Scope()), false
		}
	})
	return r.types
}

// shaken reports whether a package imports one whose types are others than before.
func (g *gate) shaken(n *node) bool {
	for _, dep := range n.deps {
		if r := g.again[dep]; r != nil {
			g.fresh(dep)
			if r.renewed {
				return true
			}
		}
	}
	return false
}

// isPart reports whether a package has nothing that another does not have in the same way: it lost declarations, and is the same apart from them.
func isPart(pkg, whole map[string]shape) bool {
	if len(changes("", pkg, whole)) > 0 {
		return false
	}
	for name, declared := range pkg {
		if len(declared.methods) != len(whole[name].methods) {
			return false
		}
	}
	return true
}

// part is a package with those of its declarations that a scope has. They are the same objects, so that what was checked with all of them goes with it.
func part(pkg *types.Package, kept *types.Scope) *types.Package {
	if kept.Len() == pkg.Scope().Len() {
		return pkg
	}
	out := types.NewPackage(pkg.Path(), pkg.Name())
	for _, name := range pkg.Scope().Names() {
		if kept.Lookup(name) != nil {
			out.Scope().Insert(pkg.Scope().Lookup(name))
		}
	}
	out.SetImports(pkg.Imports())
	out.MarkComplete()
	return out
}

// variant reports whether a package has a variant with tests, which holds all of its files.
func (g *gate) variant(n *node) bool {
	return slices.ContainsFunc(g.nodes, func(v *node) bool { return v.plain == n && v.tested() })
}

// unaffected tells the files of a package whose function bodies the outcome leaves as they are, and which have no name of a declaration that changed.
func (g *gate) unaffected(n *node) func(name string) bool {
	g.mu.Lock()
	names, all := sorted(g.names), g.all
	g.mu.Unlock()
	for _, change := range g.again[n].changes {
		if !token.IsExported(change.name) {
			names = append(names, change.name)
			all = all || change.method && len(g.demanded[change.name]) > 0
		}
	}
	return func(file string) bool {
		if all || g.outcome[file] != nil {
			return false
		}
		in := g.identifiers(file)
		return !slices.ContainsFunc(names, func(name string) bool { return in[name] })
	}
}
