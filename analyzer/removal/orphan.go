package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// orphan reports whether an object has no use left but in what goes with it, and adds all of that to assumed.
func (r *remover) orphan(u *unit, object types.Object, assumed map[objectKey]bool, depth int) bool {
	key := u.key(object)
	if assumed[key] || r.gone[key] {
		return true
	}
	if depth == 0 || key == (objectKey{}) || r.spared[key] {
		return false
	}
	owner, def := r.definition(u, object)
	if def == nil || !r.deletable(owner, object, def) {
		return false
	}
	assumed[key] = true
	uses := r.allUses(owner, object)
	if !slices.ContainsFunc(uses, func(u use) bool { return !u.isOwn(object) && !u.fills(object) }) && !r.flags[key] && !r.implementing[key] && !r.carries(owner, object) {
		delete(assumed, key) // nothing used it before either
		return false
	}
	if r.onlyTested(owner, object, def, uses) {
		delete(assumed, key)
		return false
	}
	for _, use := range uses {
		if r.dead(use.unit, use.ident) || r.harmless(use, object) {
			continue
		}
		around := use.unit.owner(use.ident)
		if around == nil || around == object || use.unit.key(around) == key {
			if around != nil {
				continue
			}
			delete(assumed, key)
			return false
		}
		if !r.orphan(use.unit, around, assumed, depth-1) && !r.obsolete(use.unit, around, object, assumed, depth-1) {
			delete(assumed, key)
			return false
		}
	}
	return true
}

// onlyTested reports whether nothing but tests ever called a function, and one still does: it was of no other use before either.
func (r *remover) onlyTested(owner *unit, object types.Object, def *ast.Ident, uses []use) bool {
	_, isFunc := object.(*types.Func)
	if !isFunc || owner.file(def).test || r.implementing[owner.key(object)] || slices.ContainsFunc(uses, func(u use) bool { return !u.unit.file(u.ident).test }) {
		return false
	}
	return slices.ContainsFunc(uses, func(u use) bool { return !r.dead(u.unit, u.ident) })
}

// isOwn reports whether an object is used by itself: a type by its methods, a function by its own body.
func (u use) isOwn(object types.Object) bool {
	around := u.unit.owner(u.ident)
	if around == nil {
		return false
	}
	if tn, ok := object.(*types.TypeName); ok {
		for n := range u.unit.outward(u.ident) {
			if fn, ok := n.(*ast.FuncDecl); ok {
				return fnOf(u.unit, fn, tn)
			}
		}
	}
	return u.unit.key(around) == u.unit.key(object)
}

// fills reports whether a use of a field only gives it a value: a field that nobody reads was dead before.
func (u use) fills(object types.Object) bool {
	v, ok := object.(*types.Var)
	_, kind := u.unit.written(u.ident)
	return ok && v.IsField() && kind == assigns
}

// carries reports whether a field has the flag's value wherever it gets one, and no encoder sees it: it was there for the flag, if nothing reads it.
func (r *remover) carries(owner *unit, object types.Object) bool {
	v, ok := object.(*types.Var)
	return ok && v.IsField() && (!v.Exported() || resultOf(v.Type()) != nil) && r.facts[owner.key(v)].known()
}

// harmless reports whether a use of an object goes with it: a field that is given a value, the receiver of a method of a type.
func (r *remover) harmless(u use, object types.Object) bool {
	switch o := object.(type) {
	case *types.Var:
		if o.IsField() && r.isFill(u.unit, u.ident, u.unit.key(o)) {
			return true
		}
		right, kind := u.unit.written(u.ident)
		if kind != assigns || !o.IsField() && !r.flags[u.unit.key(o)] && !r.facts[u.unit.key(o)].known() {
			return false
		}
		if o.IsField() && !r.flags[u.unit.key(o)] && !r.isOurs(u.unit, right) && r.handedIn(u.unit, right, r.onlyAsked(u.unit, o)) {
			return false // the option would stay and do nothing
		}
		_, after := r.views(u.unit)
		if assign, ok := u.unit.statementOf(u.ident).(*ast.AssignStmt); ok && slices.Contains(assign.Lhs, u.unit.target(u.ident)) {
			return true // what has an effect stays as a statement
		}
		return len(after.discard(right)) == 0 || r.hoisted(u.unit, right)
	case *types.TypeName:
		for around := range u.unit.outward(u.ident) {
			if fn, ok := around.(*ast.FuncDecl); ok {
				if fn.Recv == nil || u.ident.Pos() > fn.Recv.End() && !fnOf(u.unit, fn, o) {
					return false
				}
				method, _ := u.unit.Info.Defs[fn.Name].(*types.Func)
				return method != nil && (u.ident.Pos() < fn.Recv.End() || fnOf(u.unit, fn, o))
			}
		}
	}
	return false
}

// hoisted reports whether the flag's value stands in the place of an expression, and what had to run for it in statements before.
func (r *remover) hoisted(u *unit, x ast.Expr) bool {
	s := r.scripts[u.decl(x)]
	_, after := r.views(u)
	f := after.fold(x)
	return s != nil && f.known() && f.ours && slices.ContainsFunc(s.gone, func(g span) bool { return g.from <= x.Pos() && x.End() <= g.to })
}

// handedIn reports whether a value comes from a parameter of a function that others may call, or of an option that the program is put together with.
func (r *remover) handedIn(u *unit, x ast.Expr, asked bool) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		if !ok {
			return !found
		}
		v, ok := u.Info.Uses[ident].(*types.Var)
		if !ok || !isLocal(v) {
			return true
		}
		def := u.defs[u.key(v)]
		field, ok := u.parent[def].(*ast.Field)
		if !ok || r.gone[u.key(v)] {
			return true
		}
		decl, ok := u.parent[u.parent[u.parent[field]]].(*ast.FuncDecl)
		if ok && decl.Recv == nil {
			_, inOption := u.function(ident).(*ast.FuncLit)
			if fn := u.Info.Defs[decl.Name]; fn != nil && (r.reachable(u, fn) || inOption && asked) {
				found = true
			}
		}
		return !found
	})
	return found
}

// onlyAsked reports whether a field was read only to ask for flags: it holds the client, or the list of those that are on, and the next flag will need it.
func (r *remover) onlyAsked(u *unit, field types.Object) bool {
	reads, asks := 0, 0
	for _, use := range r.allUses(u, field) {
		if _, kind := use.unit.written(use.ident); kind == assigns {
			continue
		}
		reads++
		for around := range use.unit.outward(use.ident) {
			if call, ok := around.(*ast.CallExpr); ok && r.evaluates(call) {
				asks++
				break
			}
		}
	}
	return reads > 0 && reads == asks
}

// fnOf reports whether a method belongs to a type.
func fnOf(u *unit, fn *ast.FuncDecl, t *types.TypeName) bool {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return false
	}
	found := false
	ast.Inspect(fn.Recv.List[0].Type, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		found = found || ok && u.Info.Uses[ident] != nil && u.key(u.Info.Uses[ident]) == u.key(t)
		return !found
	})
	return found
}

// deletable reports whether an object may go when nothing uses it.
func (r *remover) deletable(owner *unit, object types.Object, def *ast.Ident) bool {
	f := owner.file(def)
	if r.needed(owner, object) || f.generated || r.reachable(owner, object) && !r.flags[owner.key(object)] || r.baseline[owner.decl(def)] {
		return false
	}
	switch o := object.(type) {
	case *types.Func:
		if r.methods[owner.key(o)] != nil {
			return true // of an interface
		}
		decl, ok := owner.parent[def].(*ast.FuncDecl)
		if !ok || decl.Body == nil || isTest(decl, f) || hasPragma(decl.Doc) || o.Name() == "init" {
			return false
		}
		return o.Signature().Recv() == nil || !r.implements(owner, o) && !r.spoken(o)
	case *types.Const:
		return true
	case *types.TypeName:
		_, isParam := o.Type().(*types.TypeParam)
		return !isParam
	case *types.Var:
		if o.IsField() {
			return r.deletableField(owner, o, def)
		}
		spec, ok := owner.parent[def].(*ast.ValueSpec)
		if !ok || owner.function(def) != nil || hasPragma(spec.Doc) {
			return false
		}
		if r.flags[owner.key(o)] {
			return true
		}
		_, after := r.views(owner)
		for _, x := range spec.Values {
			if len(after.discard(x)) > 0 && !isConstructor(owner, x) {
				return false
			}
		}
		return len(spec.Values) == 0 || len(spec.Values) == len(spec.Names)
	}
	return false
}

// isConstructor reports whether an initialiser makes an error or compiles something: what people write at package level for a value that is only made.
func isConstructor(u *unit, x ast.Expr) bool {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := u.callee(call)
	return fn != nil && fn.Pkg() != nil && (fn.FullName() == "regexp.MustCompile" || strings.HasPrefix(fn.Pkg().Path(), "text/template"))
}

// deletableField reports whether a field may go: it is of a struct type of the package, has no tag and no exported name that an encoder would see.
func (r *remover) deletableField(owner *unit, v *types.Var, def *ast.Ident) bool {
	if id, isFlag := r.fields[owner.key(v)]; isFlag {
		return r.deletableFlag(v, id)
	}
	field, ok := owner.parent[def].(*ast.Field)
	if !ok || field.Tag != nil || v.Embedded() {
		return false
	}
	list, ok := owner.parent[field].(*ast.FieldList)
	if !ok {
		return false
	}
	if _, ok := owner.parent[list].(*ast.StructType); !ok {
		return false
	}
	if r.spoken(v) || r.unkeyed(owner, def) {
		return false
	}
	if v.Exported() {
		for _, other := range list.List {
			if other.Tag != nil {
				return false
			}
		}
	}
	return true
}

// unkeyed reports whether a literal without field names makes a value of the structure that declares a field.
func (r *remover) unkeyed(owner *unit, field *ast.Ident) bool {
	name := owner.structName(field)
	if name == nil {
		return false
	}
	object := owner.Info.Defs[name]
	positional := func(u *unit, lit *ast.CompositeLit) bool {
		if len(lit.Elts) == 0 {
			return false
		}
		_, keyed := lit.Elts[0].(*ast.KeyValueExpr)
		_, isStruct := u.structOf(lit)
		return !keyed && isStruct && r.scripts[u.decl(lit)] == nil
	}
	for _, use := range r.allUses(owner, object) {
		for n := range use.unit.outward(use.ident) {
			lit, ok := n.(*ast.CompositeLit)
			if ok && positional(use.unit, lit) {
				return true
			}
			if _, isSelector := n.(*ast.SelectorExpr); !isSelector && n != ast.Node(use.ident) {
				break
			}
		}
	}
	for _, u := range r.sorted {
		if slices.ContainsFunc(u.elided[owner.key(object)], func(lit *ast.CompositeLit) bool { return positional(u, lit) }) {
			return true
		}
	}
	return false
}

// hasPragma reports whether a declaration is known to tools that no type checker sees.
func hasPragma(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	return slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:linkname") || strings.HasPrefix(c.Text, "//export ") || strings.HasPrefix(c.Text, "//go:embed") || strings.HasPrefix(c.Text, "//go:cgo")
	})
}
