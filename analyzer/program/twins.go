package program

import (
	"go/types"
	"slices"
)

// twin is the package of the program that was read before which this one is: of the same files, above the same packages. Then its types are the same too.
func (l *loader) twin(n *node) *node {
	if l.before == nil || l.before.fset != l.fset {
		return nil
	}
	l.once.Do(l.findTwins)
	return l.twins[n]
}

// findTwins compares the packages with those that were read before, dependencies first.
func (l *loader) findTwins() {
	l.twins = map[*node]*node{}
	if l.configuration.GOARCH != l.before.configuration.GOARCH {
		return // other sizes
	}
	byID := map[string]*node{}
	for _, n := range l.before.nodes {
		byID[n.listed.ID] = n
	}
	for _, n := range l.nodes {
		if old := byID[n.listed.ID]; old != nil && l.same(n, old) {
			l.twins[n] = old
		}
	}
}

func (l *loader) same(n, old *node) bool {
	if n.main != old.main || n.goVersion() != old.goVersion() || !slices.Equal(n.files, old.files) || !slices.Equal(n.imports, old.imports) {
		return false
	}
	return !slices.ContainsFunc(n.imports, func(path string) bool { return l.twins[n.deps[path]] != old.deps[path] })
}

// settle gives a package its types: those of its twin, which what lies above it may share, or what a check has found.
func (l *loader) settle(n *node, found *types.Package) {
	if n.types != nil {
		return
	}
	if twin := l.twin(n); twin != nil {
		found = l.before.typed(twin)
	}
	n.types = found
}
