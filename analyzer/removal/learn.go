package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// use is a place that names an object.
type use struct {
	unit  *unit
	ident *ast.Ident
}

// allUses are the uses of an object in all of our packages, its declaration aside.
func (r *remover) allUses(u *unit, object types.Object) []use {
	key := u.key(object)
	if out, ok := r.used[key]; ok {
		return out
	}
	out := r.findUses(u, object, key)
	r.used[key] = out
	return out
}

func (r *remover) findUses(u *unit, object types.Object, key objectKey) []use {
	var out []use
	for _, ident := range u.uses[key] {
		out = append(out, use{u, ident})
	}
	if !object.Exported() { // nobody else can name it
		return out
	}
	for _, p := range r.world.Users(object) {
		other := r.unit(p)
		if other == u {
			continue
		}
		for _, ident := range other.uses[key] {
			out = append(out, use{other, ident})
		}
	}
	if home := r.world.Package(pathOf(object)); home != nil && r.unit(home) != u {
		for _, ident := range r.unit(home).uses[key] {
			out = append(out, use{r.unit(home), ident})
		}
	}
	return out
}

func pathOf(object types.Object) string {
	if object.Pkg() == nil {
		return ""
	}
	return object.Pkg().Path()
}

// declaration is the syntax of a function of ours and the unit that has it, or nil.
func (r *remover) declaration(u *unit, fn *types.Func) (*unit, *ast.FuncDecl) {
	owner, ident := r.definition(u, fn)
	if ident == nil {
		return nil, nil
	}
	decl, _ := owner.parent[ident].(*ast.FuncDecl)
	return owner, decl
}

// definition is the identifier that declares an object of ours and the unit that has it.
func (r *remover) definition(u *unit, object types.Object) (*unit, *ast.Ident) {
	if ident := u.defs[u.key(object)]; ident != nil {
		return u, ident
	}
	p := r.world.Package(pathOf(object))
	if p == nil {
		return nil, nil
	}
	owner := r.unit(p)
	return owner, owner.defs[u.key(object)]
}

// learn takes from a declaration what it tells about the objects that it writes.
func (r *remover) learn(p *place) {
	if d, ok := p.decl.(*ast.FuncDecl); ok {
		r.learnFunction(p, d)
	}
	s := r.scripts[p.decl]
	ast.Inspect(p.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			r.learnClosure(p.unit, n)
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				for i, left := range n.Lhs {
					r.learnWrite(p.unit, s, left, n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			if len(n.Names) == len(n.Values) {
				for i, name := range n.Names {
					r.learnWrite(p.unit, s, name, n.Values[i])
				}
			}
		case *ast.CompositeLit:
			r.learnComposite(p.unit, n)
		case *ast.CallExpr:
			r.learnCall(p.unit, s, n)
		}
		return true
	})
}

// learnClosure has the callers of a variable of the package written anew whose function literal has become constant.
func (r *remover) learnClosure(u *unit, lit *ast.FuncLit) {
	if r.told[lit] {
		return
	}
	if results, _ := r.closed(u, lit); results == nil {
		return
	}
	r.told[lit] = true
	for around := range u.outward(lit) {
		spec, ok := around.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for _, name := range spec.Names {
			if v, ok := u.Info.Defs[name].(*types.Var); ok && !isLocal(v) {
				r.touchUses(u, v)
			}
		}
		return
	}
}

// learnFunction notes that a function returns the same in every case, where the removal is the reason.
func (r *remover) learnFunction(p *place, d *ast.FuncDecl) {
	fn, ok := p.unit.Info.Defs[d.Name].(*types.Func)
	if !ok || d.Body == nil || r.baseline[p.decl] {
		return
	}
	key := p.unit.key(fn)
	if r.gone[key] {
		return
	}
	if fn.Signature().Results().Len() == 0 {
		if s := r.scripts[p.decl]; !r.empty[key] && (&emitter{script: s}).emptied(d.Body.List) {
			r.empty[key] = true
			if isTestFunc(d, p.file) && !r.options.KeepTests {
				r.gone[key] = true // it tests nothing any more
			}
			r.touchUses(p.unit, fn)
		}
		return
	}
	r.dropOptions(p, d, fn)
	if r.constant[key] != nil || isTest(d, p.file) {
		return
	}
	now, ours := common(p.now)
	was, _ := common(p.before)
	n := fn.Signature().Results().Len()
	if len(now) != n || !ours {
		return
	}
	if len(was) != n {
		was = nil
	}
	news := false
	for i := range now {
		if !now[i].plain() || !now[i].null && !isBool(now[i]) && !now[i].flag {
			return // only functions of which everything is known are worth it, and a constant of the code has its name there
		}
		if was == nil || !was[i].equal(now[i]) {
			news = true
		}
	}
	if !news || r.bodyLeft(p, d) && slices.ContainsFunc(now, func(v value) bool { return v.null }) {
		return
	}
	r.constant[key] = now
	r.touchUses(p.unit, fn)
	if fn.Signature().Recv() != nil {
		r.learnMethod(fn, now)
	}
}

// bodyLeft reports whether something else than return statements remains of a function, that does something.
func (r *remover) bodyLeft(p *place, d *ast.FuncDecl) bool {
	return r.remains(p.unit, d) > pure
}

// remains is what the rest of a function does after the removal.
func (r *remover) remains(u *unit, d *ast.FuncDecl) effect {
	s := r.scripts[u.decl(d)]
	if s == nil {
		return r.bodyEffect(u, d.Body, maxPure)
	}
	return r.bodyEffectBut(u, d.Body, maxPure, s)
}

// common are the values that all returns have in common at their places, and whether the removal had a part in them.
func common(returns []returned) (values []value, ours bool) {
	for i, ret := range returns {
		if i == 0 {
			values = slices.Clone(ret.values)
		}
		if len(values) != len(ret.values) {
			return nil, false
		}
		for j := range values {
			if !values[j].equal(ret.values[j]) {
				values[j] = value{}
			}
			ours = ours || ret.ours[j]
		}
	}
	// A branch that went is as good a reason as a value that came.
	return values, len(values) > 0
}

func isTest(d *ast.FuncDecl, f *file) bool {
	return d.Recv == nil && (d.Name.Name == "main" || d.Name.Name == "init" || f.test && (d.Name.Name == "TestMain" || isTestFunc(d, f)))
}

// touchUses has everything written anew that names an object.
func (r *remover) touchUses(u *unit, object types.Object) {
	r.changed = true
	for _, use := range r.allUses(u, object) {
		r.touch(use.unit, use.ident)
	}
	if owner, ident := r.definition(u, object); ident != nil {
		r.touch(owner, ident)
	}
}

// learnWrite considers a variable or field that is given a value of the removal.
func (r *remover) learnWrite(u *unit, s *script, left, right ast.Expr) {
	if !s.live(left.Pos()) || !r.isOurs(u, right) {
		return
	}
	switch left := ast.Unparen(left).(type) {
	case *ast.Ident:
		if v, ok := u.object(left).(*types.Var); ok && !isLocal(v) {
			r.consider(u, v)
		}
	case *ast.SelectorExpr:
		if v, ok := u.Info.Uses[left.Sel].(*types.Var); ok {
			r.consider(u, v)
		}
	}
}

// isOurs reports whether an expression has a value because of the removal.
func (r *remover) isOurs(u *unit, x ast.Expr) bool {
	_, after := r.views(u)
	f := after.fold(x)
	return f.ours && f.value.whole()
}

func (r *remover) learnComposite(u *unit, lit *ast.CompositeLit) {
	t := u.typeOf(lit)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, element := range lit.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && r.isOurs(u, kv.Value) {
				if v, ok := u.Info.Uses[key].(*types.Var); ok {
					r.consider(u, v)
				}
			}
		} else if i < st.NumFields() && r.isOurs(u, element) {
			r.consider(u, st.Field(i).Origin())
		}
	}
}

// learnCall considers the parameters of a function of ours that is called with a value of the removal.
func (r *remover) learnCall(u *unit, s *script, call *ast.CallExpr) {
	if !s.live(call.Pos()) || call.Ellipsis.IsValid() {
		return
	}
	fn := u.callee(call)
	if fn == nil {
		return
	}
	sig := fn.Signature()
	for i, arg := range call.Args {
		if i < sig.Params().Len() && (!sig.Variadic() || i < sig.Params().Len()-1) && r.isOurs(u, arg) {
			r.considerParam(u, fn, i)
		}
	}
}

// written is a value that something is given. In a test it does not count: what tests force is not what the program does.
type written struct {
	value value
	test  bool
	unit  *unit
	at    ast.Node          // what gets it, nil where nothing says so
	x     ast.Expr          // what gives it
	lit   *ast.CompositeLit // the literal that gives it, or leaves the field out
}

const (
	reads    access = iota
	assigns         // gives it the value of an expression
	modifies        // changes it in another way, or takes its address
)

// target is the variable or the selector of the field that an identifier names.
func (u *unit) target(ident *ast.Ident) ast.Expr {
	var x ast.Expr = ident
	if selector, ok := u.parent[x].(*ast.SelectorExpr); ok && selector.Sel == ident {
		x = selector
	}
	return x
}

// written says how an identifier, as a variable or as the field of a selector, is used.
func (u *unit) written(ident *ast.Ident) (right ast.Expr, kind access) {
	x := u.unparened(u.target(ident))
	switch parent := u.parent[x].(type) {
	case *ast.AssignStmt:
		i := slices.Index(parent.Lhs, x)
		if i < 0 {
			return nil, reads
		}
		if (parent.Tok == token.ASSIGN || parent.Tok == token.DEFINE) && len(parent.Lhs) == len(parent.Rhs) {
			return parent.Rhs[i], assigns
		}
		return nil, modifies
	case *ast.IncDecStmt:
		return nil, modifies
	case *ast.UnaryExpr:
		if parent.Op == token.AND {
			return nil, modifies
		}
	case *ast.RangeStmt:
		if parent.Key == x || parent.Value == x {
			return nil, modifies
		}
	case *ast.KeyValueExpr:
		if lit, ok := u.parent[parent].(*ast.CompositeLit); ok && parent.Key == x {
			if _, isStruct := u.structOf(lit); isStruct {
				return parent.Value, assigns
			}
		}
	case *ast.ValueSpec:
		if i := slices.IndexFunc(parent.Names, func(name *ast.Ident) bool { return name == x }); i >= 0 && len(parent.Values) == len(parent.Names) {
			return parent.Values[i], assigns
		}
	}
	return nil, reads
}
