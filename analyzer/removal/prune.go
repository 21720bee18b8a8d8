package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"
)

// prune finds what the removal has orphaned: objects that lost a use and have none left.
func (r *remover) prune() {
	for i := 0; i < len(r.touched); i++ {
		p := r.touched[i]
		s := r.scripts[p.decl]
		ast.Inspect(p.decl, func(n ast.Node) bool {
			ident, ok := n.(*ast.Ident)
			if !ok || s.live(ident.Pos()) {
				return true
			}
			if object := p.unit.Info.Uses[ident]; object != nil {
				r.pruneObject(p.unit, object)
			}
			return true
		})
	}
}

// pruneObject marks an object that has just lost a use, if nothing else needs it.
func (r *remover) pruneObject(u *unit, object types.Object) {
	key := u.key(object)
	if key == (objectKey{}) || r.gone[key] {
		return
	}
	if v, ok := object.(*types.Var); ok && isLocal(v) {
		r.pruneLocal(u, v)
		return
	}
	if r.options.Local {
		return
	}
	assumed := map[objectKey]bool{}
	if !r.orphan(u, object, assumed, maxCycle) {
		return
	}
	for key := range assumed {
		r.gone[key] = true
	}
	r.touchUses(u, object)
	for key := range assumed {
		r.touchKey(key)
		r.pruneMethods(key)
	}
}

// pruneMethods takes the methods of a type that goes along, and those that implemented the method of an interface.
func (r *remover) pruneMethods(key objectKey) {
	for _, method := range r.methods[key] {
		if fn, ok := method.unit.Info.Defs[method.ident].(*types.Func); ok {
			r.implementing[method.unit.key(fn)] = true
			r.pruneObject(method.unit, fn)
		}
	}
	owner, object := r.objectOf(key)
	tn, ok := object.(*types.TypeName)
	if !ok {
		return
	}
	named, ok := tn.Type().(*types.Named)
	if !ok {
		return
	}
	for m := range named.Methods() {
		if k := owner.key(m); !r.gone[k] && owner.defs[k] != nil {
			r.gone[k] = true
			r.touchUses(owner, m)
		}
	}
}

// maxCycle bounds how many declarations a cycle of orphans may have.
const maxCycle = 12

// touchKey has the declaration of an object written anew, by the units that are known.
func (r *remover) touchKey(key objectKey) {
	for _, u := range r.units {
		if ident := u.defs[key]; ident != nil {
			r.touch(u, ident)
			if object := u.Info.Defs[ident]; object != nil {
				for _, use := range r.allUses(u, object) {
					r.touch(use.unit, use.ident)
				}
			}
		}
	}
}

// pruneLocal marks a local variable that nothing reads any more, and a parameter that was read and whose function is only called.
func (r *remover) pruneLocal(u *unit, v *types.Var) {
	key := u.key(v)
	def := u.defs[key]
	if def == nil || r.baseline[u.decl(def)] {
		return
	}
	if field, ok := u.parent[def].(*ast.Field); ok {
		if !r.options.Local {
			r.pruneParam(u, v, def, field)
		}
		return
	}
	for _, ident := range u.uses[key] {
		if !r.dead(u, ident) && !u.onlyWritten(ident) {
			return
		}
	}
	r.gone[key] = true
	r.changed = true
	r.touch(u, def)
}

// onlyWritten reports whether an identifier stands where a variable gets a value and its old one is not used.
func (u *unit) onlyWritten(ident *ast.Ident) bool {
	switch parent := u.parent[ident].(type) {
	case *ast.AssignStmt:
		return slices.Contains(parent.Lhs, ast.Expr(ident))
	case *ast.IncDecStmt:
		return true
	case *ast.RangeStmt:
		return parent.Key == ident || parent.Value == ident
	}
	return false
}

// pruneParam marks a parameter that nothing reads any more, where every call of the function is known.
func (r *remover) pruneParam(u *unit, v *types.Var, def *ast.Ident, field *ast.Field) {
	list, _ := u.parent[field].(*ast.FieldList)
	typ, _ := u.parent[list].(*ast.FuncType)
	decl, ok := u.parent[typ].(*ast.FuncDecl)
	if !ok || list != typ.Params {
		return
	}
	if _, variadic := field.Type.(*ast.Ellipsis); variadic {
		return
	}
	key := u.key(v)
	for _, ident := range u.uses[key] {
		if !r.dead(u, ident) {
			return
		}
	}
	fn, ok := u.Info.Defs[decl.Name].(*types.Func)
	if !ok || !r.calledOnly(u, fn) || r.gone[u.key(fn)] {
		return
	}
	i := paramIndex(decl, def)
	for _, use := range r.allUses(u, fn) {
		call := use.unit.callOf(use.ident)
		if call == nil || i >= len(call.Args) || call.Ellipsis.IsValid() || use.unit.file(use.ident).generated {
			return
		}
		if r.dead(use.unit, use.ident) {
			continue
		}
		_, after := r.views(use.unit)
		if len(after.discard(call.Args[i])) > 0 || len(call.Args) == 1 && isTuple(use.unit.typeOf(call.Args[0])) {
			return
		}
	}
	r.gone[key] = true
	r.touchUses(u, fn)
}

func isTuple(t types.Type) bool {
	_, ok := t.(*types.Tuple)
	return ok
}

func paramIndex(decl *ast.FuncDecl, def *ast.Ident) int {
	i := 0
	for name := range names(decl.Type.Params) {
		if name == def {
			return i
		}
		i++
	}
	return -1
}

// goneParams are the indices of the arguments of a call whose parameters are gone.
func (r *remover) goneParams(u *unit, call *ast.CallExpr) []int {
	fn := u.callee(call)
	if fn == nil {
		return nil
	}
	var gone []int
	sig := fn.Signature()
	for i := range sig.Params().Len() {
		if r.gone[u.key(sig.Params().At(i))] {
			gone = append(gone, i)
		}
	}
	return gone
}

// orphan reports whether an object has no use left but in what goes with it, and adds all of that to assumed.
func (r *remover) orphan(u *unit, object types.Object, assumed map[objectKey]bool, depth int) bool {
	key := u.key(object)
	if assumed[key] || r.gone[key] {
		return true
	}
	if depth == 0 || key == (objectKey{}) {
		return false
	}
	owner, def := r.definition(u, object)
	if def == nil || !r.deletable(owner, object, def) {
		return false
	}
	assumed[key] = true
	uses := r.allUses(owner, object)
	if !slices.ContainsFunc(uses, func(u use) bool { return !u.isOwn(object) }) && !r.flags[key] && !r.implementing[key] {
		delete(assumed, key) // nothing used it before either
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

// harmless reports whether a use of an object goes with it: a field that is given a value, the receiver of a method of a type.
func (r *remover) harmless(u use, object types.Object) bool {
	switch o := object.(type) {
	case *types.Var:
		_, right, kind := u.unit.written(u.ident)
		if kind != assigns || !o.IsField() && !r.flags[u.unit.key(o)] && !r.facts[u.unit.key(o)].known() {
			return false
		}
		_, after := r.views(u.unit)
		if _, isAssign := u.unit.statementOf(u.ident).(*ast.AssignStmt); isAssign {
			return true // what has an effect stays as a statement
		}
		return len(after.discard(right)) == 0
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

func (u *unit) statementOf(n ast.Node) ast.Stmt {
	for around := range u.outward(n) {
		if s, ok := around.(ast.Stmt); ok {
			return s
		}
	}
	return nil
}

// owner is the object at package level whose declaration holds a node, or nil.
func (u *unit) owner(n ast.Node) types.Object {
	for around := range u.outward(n) {
		switch d := around.(type) {
		case *ast.FuncDecl:
			return u.Info.Defs[d.Name]
		case *ast.TypeSpec:
			if _, ok := u.decl(d).(*ast.GenDecl); ok {
				return u.Info.Defs[d.Name]
			}
		case *ast.ValueSpec:
			if group, ok := u.decl(d).(*ast.GenDecl); ok && usesIota(group) && len(group.Specs) > 1 {
				return nil // the constants below repeat what it says
			} else if ok && len(d.Names) == 1 && d.Names[0].Name != "_" {
				return u.Info.Defs[d.Names[0]]
			}
		}
	}
	return nil
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
	if r.spoken(v) {
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

// spoken reports whether an exported method or field stands in a text of the code: templates and reflection name it so.
func (r *remover) spoken(object types.Object) bool {
	if !object.Exported() {
		return false
	}
	for _, u := range r.units {
		if u.words()[object.Name()] {
			return true
		}
	}
	return false
}

// words are the words that start with a capital in the texts of a package: in what methods are called by, and in the actions of templates.
func (u *unit) words() map[string]bool {
	if u.spoken != nil {
		return u.spoken
	}
	u.spoken = map[string]bool{}
	for _, f := range u.files {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text := constantString(u.Info.Types[lit].Value)
			if token.IsIdentifier(text) {
				u.spoken[text] = true
			}
			for _, action := range strings.Split(text, "{{")[1:] {
				action, _, _ = strings.Cut(action, "}}")
				for _, word := range strings.FieldsFunc(action, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
					u.spoken[word] = true
				}
			}
			return true
		})
	}
	return u.spoken
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

// element reports whether an element of a list goes: it names the flag.
func (r *remover) element(u *unit, x ast.Expr) bool { return r.elements[x] }

// evaluated reports whether an expression is an evaluation itself.
func (r *remover) evaluated(u *unit, x ast.Expr) bool {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	return ok && r.evaluates(u, call)
}

// idle reports whether a call calls a function of whose body nothing is left.
func (r *remover) idle(u *unit, call *ast.CallExpr) bool {
	fn := u.callee(call)
	return fn != nil && r.empty[u.key(fn)]
}

// bodyEffectBut is the effect of what remains of a function.
func (r *remover) bodyEffectBut(u *unit, body *ast.BlockStmt, depth int, s *script) effect {
	if r.judging[body] {
		return pure // calls itself: the rest of it decides
	}
	r.judging[body] = true
	defer delete(r.judging, body)
	most := pure
	ast.Inspect(body, func(n ast.Node) bool {
		stmt, ok := n.(ast.Stmt)
		if !ok || n == body {
			return true
		}
		if s.covered(stmt) {
			return false
		}
		switch stmt.(type) {
		case *ast.ReturnStmt:
			for _, x := range stmt.(*ast.ReturnStmt).Results {
				_, after := r.views(u)
				if len(after.discard(x)) > 0 {
					most = max(most, r.effect(u, x))
				}
			}
			return false
		case *ast.IfStmt, *ast.BlockStmt:
			return true
		case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt, *ast.SendStmt, *ast.SelectStmt, *ast.ForStmt, *ast.RangeStmt:
			most = effects
		case *ast.AssignStmt:
			most = max(most, r.bodyEffect(u, &ast.BlockStmt{List: []ast.Stmt{stmt}}, depth))
			return false
		}
		return true
	})
	return most
}
