package program

import (
	"go/ast"
	"go/types"
)

// version is one version of the code, in which every package that is compared stands once: with its tests, and importing the others as they are here.
type version struct {
	*world
	gate  *gate      // of an outcome; nil is the code as it was read
	same  *unchanged // whose bodies are left out; nil: none are
	paths map[string]bool
	known map[*node]*checked
	tests []func() // type-checks the tests of packages, when all packages are known
}

func (w *world) version(g *gate, paths map[string]bool, same *unchanged) *version {
	v := &version{world: w, gate: g, same: same, paths: paths, known: map[*node]*checked{}}
	for _, n := range v.order {
		if paths[n.path] {
			v.check(n)
		}
	}
	for _, test := range v.tests {
		test()
	}
	return v
}

// checked is a package that is compared, with all of its bodies; nil where there is none.
func (v *version) checked(path string) *checked {
	if n := v.rich[path]; n != nil && v.paths[path] {
		return v.known[n]
	}
	return nil
}

// types is a package as those that are compared import it.
func (v *version) types(n *node) *types.Package {
	switch rich := v.rich[n.path]; {
	case v.paths[n.path] && rich != nil:
		n = rich
	case n.plain != nil:
		n = n.plain // nobody imports what a variant has more
	}
	if !v.paths[n.path] && !v.reaches(n) {
		return v.typed(n)
	}
	return v.check(n).types
}

// check type-checks a package over the others of the version: all of it where it is compared, its declarations where it only lies between two that are.
//
// Tests may import what imports the package that they test, so they come after everything else, into the same package.
func (v *version) check(n *node) *checked {
	if c := v.known[n]; c != nil {
		return c
	}
	r := reading{fset: v.fset, read: v.read, syntax: v.syntaxOf, report: func(error) {}}
	if v.gate != nil {
		r = v.gate.reading(n, func(error) {})
	}
	r.importer = importer{n, v.types}
	if !v.paths[n.path] {
		v.known[n] = v.typecheck(n, declarations, r)
		return v.known[n]
	}
	if v.same != nil {
		r.cut = func(name string, decl ast.Decl) bool { return v.same.has(name, textOf(v.fset, v.content(name), decl)) }
		r.bodiless = true
	}
	var code, tests []string
	for _, name := range n.files {
		if isTest(name) && !n.external() {
			tests = append(tests, name)
		} else {
			code = append(code, name)
		}
	}
	c := &checked{types: types.NewPackage(n.path, "")}
	checker := v.checker(n, allBodies, r, c)
	if n.external() {
		v.tests = append(v.tests, func() { v.add(n, allBodies, r, c, checker, code) })
	} else {
		v.add(n, allBodies, r, c, checker, code)
		if len(tests) > 0 {
			v.tests = append(v.tests, func() { v.add(n, allBodies, r, c, checker, tests) })
		}
	}
	v.known[n] = c
	return c
}

// content is that of a file of the version.
func (v *version) content(name string) []byte {
	if v.gate != nil && v.gate.outcome[name] != nil {
		return v.gate.outcome[name].After
	}
	return v.source(name)
}

// reaches reports whether a package imports one that is compared.
func (v *version) reaches(n *node) bool {
	for path := range v.paths {
		if v.rich[path] != nil && v.above(path)[n] {
			return true
		}
	}
	return false
}
