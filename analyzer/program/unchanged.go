package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// unchanged are functions of the packages that are compared which an outcome leaves as they are, to the byte, and which name nothing that has changed: they are the same in both versions whatever they do, so that neither need be looked at. Most functions are such, and nearly all tests.
type unchanged struct {
	bodies    map[string]map[string]bool // their texts, by file
	names     map[string]map[string]bool // all that they name, by package: what they do with it is not seen
	functions int                        // with the literals in them
	tests     bool                       // they are functions of tests alone
}

// unchanged finds the functions that an attempt leaves as they are. What a removed field held may be seen by those that do not name it, by a comparison for one, so they count where no field is gone; tests do not count for that.
func (r *remover) unchanged(a *attempt, c *comparison) *unchanged {
	u := &unchanged{bodies: map[string]map[string]bool{}, names: map[string]map[string]bool{}}
	u.tests = slices.ContainsFunc(a.gate.changes, func(change change) bool { return change.reach == throughValues })
	for _, n := range r.order {
		if !c.paths[n.path] {
			continue
		}
		u.names[n.path] = map[string]bool{}
		changed := a.gate.changedFor(n)
		for _, name := range n.files {
			if !u.tests || isTest(name) {
				u.look(a.gate, n, name, func(fn *ast.FuncDecl) bool {
					return c.asks(n.path, fn) || mentions(fn, func(word string) bool { return changed[word] })
				})
			}
		}
	}
	return u
}

// changedFor are the names that mean something else in a package than they did, or may.
func (g *gate) changedFor(n *node) map[string]bool {
	names := map[string]bool{}
	for _, change := range g.changes {
		if change.pkg == n.path || token.IsExported(change.name) {
			names[change.name] = true
		}
	}
	if g.again[n] == nil {
		return names
	}
	had := n.shapes()
	for _, name := range g.fresh(n).Scope().Names() {
		if _, ok := had[name]; !ok {
			names[name] = true // it may hide one of the language
		}
	}
	return names
}

// asks reports whether a function of a package has to do with one of the flags, or passes on which flag is meant.
func (c *comparison) asks(path string, fn *ast.FuncDecl) bool {
	return slices.ContainsFunc(c.worlds[0].Package(path).Refs, func(ref flagref.Ref) bool {
		return fn.Pos() <= ref.Node.Pos() && ref.Node.Pos() < fn.End() && (ref.Role == debt.RoleForward || c.choice(ref.ID) != nil)
	})
}

// look finds the functions of a file. Of a generic function, and of one whose name is no object's, the body is never left out; nor is a short one, of which it may count what it does.
func (u *unchanged) look(g *gate, n *node, name string, concerned func(*ast.FuncDecl) bool) {
	before, _ := g.syntaxOf(name, true)
	content, err := g.loader.read(name)
	if before == nil || err != nil {
		return // which the first check has said
	}
	same := func(*ast.FuncDecl) bool { return true }
	gone := map[string]bool{}
	if g.outcome[name] != nil {
		var dot bool
		if gone, dot = g.goneImports(n, name); dot {
			return
		}
		same = g.stays(name)
	}
	bodies := map[string]bool{}
	for _, decl := range before.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Body == nil || fn.Type.TypeParams != nil || len(fn.Body.List) <= 1 || fn.Name.Name == "init" || fn.Name.Name == "_" {
			continue
		}
		if !same(fn) || concerned(fn) || mentions(fn, func(word string) bool { return gone[word] }) {
			continue
		}
		bodies[textOf(g.fset, content, fn)] = true
		u.functions++
		ast.Inspect(fn, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.Ident:
				u.names[n.path][node.Name] = true
			case *ast.FuncLit:
				u.functions++
			}
			return true
		})
	}
	u.bodies[name] = bodies
}

// has reports whether a function of a file is one of them.
func (u *unchanged) has(file, text string) bool { return u.bodies[file][text] }

// mention reports whether one of them has the name of an object.
func (u *unchanged) mention(o types.Object) bool {
	if !o.Exported() && o.Pkg() != nil {
		return u.names[o.Pkg().Path()][o.Name()]
	}
	for _, names := range u.names {
		if names[o.Name()] {
			return true
		}
	}
	return false
}
