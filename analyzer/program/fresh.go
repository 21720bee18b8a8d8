package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
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

// unaffected tells the functions and runs of a package that the outcome leaves as they are, and that have no name of a declaration that changed.
func (g *gate) unaffected(n *node) func(name string, decl ast.Decl) bool {
	g.mu.Lock()
	names, all := maps.Clone(g.names), g.all
	g.mu.Unlock()
	for _, change := range g.again[n].changes {
		names[change.name] = true
		all = all || change.reach == throughInterfaces && len(g.demanded[change.name]) > 0
	}
	stays := map[string]func(decl ast.Decl) bool{}
	for _, name := range n.files {
		in := g.identifiers(name)
		concerns := func(word string) bool { return names[word] }
		somewhere := slices.ContainsFunc(sorted(names), func(name string) bool { return in[name] })
		same := func(ast.Decl) bool { return true }
		if g.outcome[name] != nil {
			gone, dot := g.goneImports(n, name)
			if dot {
				same = func(ast.Decl) bool { return false }
			} else {
				same = g.same(name)
			}
			concerns = func(word string) bool { return names[word] || gone[word] }
			somewhere = somewhere || len(gone) > 0
		}
		stays[name] = func(decl ast.Decl) bool { return same(decl) && !(somewhere && mentions(decl, concerns)) }
	}
	return func(name string, decl ast.Decl) bool {
		// Of functions called init there may be several.
		fn, ok := decl.(*ast.FuncDecl)
		return !all && !(ok && (fn.Name.Name == "init" || fn.Name.Name == "_")) && stays[name](decl)
	}
}

// same tells the functions and runs of an edited file that it had before, to the byte. Runs have no names: there may be more of the same now.
func (g *gate) same(name string) func(decl ast.Decl) bool {
	had, has := g.texts(name)
	return func(decl ast.Decl) bool {
		text := textOf(g.fset, g.outcome[name].After, decl)
		return 0 < had[text] && has[text] <= had[text]
	}
}

// stays tells the functions of an edited file that it still has, to the byte.
func (g *gate) stays(name string) func(fn *ast.FuncDecl) bool {
	_, has := g.texts(name)
	return func(fn *ast.FuncDecl) bool { return has[textOf(g.fset, g.outcome[name].Before, fn)] > 0 }
}

// texts counts the declarations of an edited file by their texts, before and now.
func (g *gate) texts(name string) (had, has map[string]int) {
	count := func(file *ast.File, content []byte) map[string]int {
		out := map[string]int{}
		if file != nil {
			for _, decl := range file.Decls {
				out[textOf(g.fset, content, decl)]++
			}
		}
		return out
	}
	before, _ := g.syntaxOf(name, true) // mistakes are for the check to report
	return count(before, g.outcome[name].Before), count(g.edit(name), g.outcome[name].After)
}

// textOf is the text of a declaration.
func textOf(fset *token.FileSet, content []byte, decl ast.Decl) string {
	file := fset.File(decl.Pos())
	return string(content[file.Offset(decl.Pos()):file.Offset(decl.End())])
}

// goneImports are the names of the imports that an edited file does not have any more, and whether one of them needs no name.
func (g *gate) goneImports(n *node, name string) (gone map[string]bool, dot bool) {
	gone = map[string]bool{}
	imports := func(file *ast.File) map[string]string {
		out := map[string]string{}
		if file == nil {
			return out
		}
		for _, spec := range file.Imports {
			path := strings.Trim(spec.Path.Value, "`\"")
			called := path
			if dep := n.deps[path]; dep != nil {
				called = dep.listed.Name
			}
			if spec.Name != nil {
				called = spec.Name.Name
			}
			out[called+" "+path] = called
		}
		return out
	}
	before, _ := g.syntaxOf(name, true) // mistakes are for the check to report
	now := imports(g.edit(name))
	for id, called := range imports(before) {
		if _, ok := now[id]; !ok {
			gone[called] = true
			dot = dot || called == "."
		}
	}
	return gone, dot
}
