package removal

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// maxHelpers bounds how deep the helpers of a test are looked into.
const maxHelpers = 4

// obsolete reports whether a test is only about what is assumed to go: every function that it calls of the package under test does. It then goes along.
func (r *remover) obsolete(u *unit, test types.Object, about types.Object, assumed map[objectKey]bool, depth int) bool {
	fn, ok := test.(*types.Func)
	if !ok || depth <= 0 || r.options.KeepTests || r.options.Local || underTest(fn) != underTest(about) {
		return false
	}
	if _, isConst := about.(*types.Const); isConst {
		return false // names something; a test of what it names is about that
	}
	key := u.key(fn)
	owner, decl := r.declaration(u, fn)
	if decl == nil || decl.Recv != nil || !isTestFunc(decl, owner.file(decl)) {
		return false
	}
	if assumed[key] || r.gone[key] {
		return true
	}
	before := maps.Clone(assumed)
	assumed[key] = true
	if r.onlyAbout(owner, decl.Body, about, assumed, min(depth-1, maxHelpers)) {
		return true
	}
	clear(assumed)
	maps.Copy(assumed, before)
	return false
}

// underTest is the path of the package that an object belongs to, or tests from outside.
func underTest(object types.Object) string { return strings.TrimSuffix(pathOf(object), "_test") }

// onlyAbout reports whether all that a body uses of the package of an object goes. Types, but for suites, fields and constants are what every test needs; helpers of tests are looked into.
func (r *remover) onlyAbout(u *unit, body *ast.BlockStmt, about types.Object, assumed map[objectKey]bool, depth int) bool {
	return !slices.ContainsFunc(u.exercised(body), func(ident *ast.Ident) bool {
		return !r.dead(u, ident) && !r.aside(u, u.Info.Uses[ident], about, assumed, depth)
	})
}

// exercised are the names in the body of a test that tell what it is about: those of functions, types and variables of the package under test.
func (u *unit) exercised(body *ast.BlockStmt) []*ast.Ident {
	if found, ok := u.tests[body]; ok {
		return found
	}
	var found []*ast.Ident
	ast.Inspect(body, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if object := u.Info.Uses[ident]; object != nil && underTest(object) == strings.TrimSuffix(u.Path, "_test") && tells(object) {
			found = append(found, ident)
		}
		return true
	})
	u.tests[body] = found
	return found
}

// tells reports whether an object of the package under test tells what a test is about: fields, constants and what is local are what every test needs.
func tells(object types.Object) bool {
	switch o := object.(type) {
	case *types.Var:
		return !o.IsField() && !isLocal(o)
	case *types.Func, *types.TypeName:
		return true
	}
	return false
}

// aside reports whether a test that uses an object may still be only about another one.
func (r *remover) aside(u *unit, object, about types.Object, assumed map[objectKey]bool, depth int) bool {
	if tn, ok := object.(*types.TypeName); ok {
		return !r.runsTests(u, tn)
	}
	owner, def := r.definition(u, object)
	if def == nil {
		return true // of another package
	}
	if decl, ok := owner.parent[def].(*ast.FuncDecl); ok && owner.file(def).test && decl.Body != nil {
		return depth > 0 && r.onlyAbout(owner, decl.Body, about, assumed, depth-1)
	}
	return r.goes(owner, object, assumed, depth)
}

// runsTests reports whether a type is a suite that has tests left, of its own or embedded, which the framework calls by their names.
func (r *remover) runsTests(u *unit, t *types.TypeName) bool {
	set := types.NewMethodSet(types.NewPointer(t.Type()))
	for i := range set.Len() {
		m, ok := set.At(i).Obj().(*types.Func)
		if !ok {
			continue
		}
		owner, decl := r.declaration(u, m)
		if decl != nil && owner.file(decl).test && isTestFunc(decl, owner.file(decl)) && !r.gone[u.key(m)] {
			return true
		}
	}
	return false
}

// goes reports whether an object goes, by itself or with the type that it is a method of.
func (r *remover) goes(owner *unit, object types.Object, assumed map[objectKey]bool, depth int) bool {
	before := maps.Clone(assumed)
	if r.orphan(owner, object, assumed, depth) {
		return true
	}
	clear(assumed)
	maps.Copy(assumed, before)
	fn, ok := object.(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return false
	}
	name := typeName(fn.Signature().Recv().Type())
	return name != nil && r.orphan(owner, name, assumed, depth)
}
