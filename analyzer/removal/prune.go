package removal

import (
	"go/ast"
	"go/types"
	"slices"
)

// prune finds what the removal has orphaned: objects that lost a use and have none left.
func (r *remover) prune() {
	clear(r.kept)
	for i := 0; i < len(r.touched); i++ {
		p := r.touched[i]
		s := r.scripts[p.decl]
		for _, n := range p.unit.namesIn(p.decl) {
			if !s.live(n.ident.Pos()) || r.carries(p.unit, n.object) {
				r.pruneObject(p.unit, n.object)
			}
		}
	}
}

// pruneObject marks an object that has just lost a use, if nothing else needs it.
func (r *remover) pruneObject(u *unit, object types.Object) {
	key := u.key(object)
	if key == (objectKey{}) || r.gone[key] || r.kept[key] || r.spared[key] {
		return
	}
	if v, ok := object.(*types.Var); ok && isLocal(v) {
		r.pruneLocal(u, v)
		return
	}
	if _, ok := object.(*types.Label); ok {
		r.pruneLabel(u, key)
		return
	}
	if r.options.Local {
		return
	}
	assumed := map[objectKey]bool{}
	if !r.orphan(u, object, assumed, maxCycle) {
		r.kept[key] = true
		return
	}
	clear(r.kept)
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
	u := r.home(key)
	if u == nil || u.defs[key] == nil {
		return
	}
	r.touch(u, u.defs[key])
	if object := u.Info.Defs[u.defs[key]]; object != nil {
		for _, use := range r.allUses(u, object) {
			r.touch(use.unit, use.ident)
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
	if ready, ok := r.onlyFed(u, v); ok {
		r.dropReady(u, ready)
	} else if slices.ContainsFunc(u.uses[key], func(ident *ast.Ident) bool { return !r.dead(u, ident) && !u.onlyWritten(ident) }) {
		return
	}
	r.gone[key] = true
	clear(r.kept)
	r.changed = true
	r.touch(u, def)
}

// pruneLabel marks a label that nothing jumps to any more, so that its statement is written without.
func (r *remover) pruneLabel(u *unit, key objectKey) {
	if !slices.ContainsFunc(u.uses[key], func(ident *ast.Ident) bool { return !r.dead(u, ident) }) {
		r.gone[key], r.changed = true, true
	}
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

// evaluated reports whether an expression is an evaluation itself.
func (r *remover) evaluated(x ast.Expr) bool {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	return ok && r.evaluates(call)
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
		if s.vanishes(stmt) {
			return false
		}
		switch stmt := stmt.(type) {
		case *ast.ReturnStmt:
			most = max(most, r.effectLeft(u, stmt.Results...))
			return false
		case *ast.IfStmt:
			most = max(most, r.effectLeft(u, stmt.Cond))
		case *ast.SwitchStmt:
			if stmt.Tag != nil {
				most = max(most, r.effectLeft(u, stmt.Tag))
			}
		case *ast.CaseClause:
			most = max(most, r.effectLeft(u, stmt.List...))
		case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt, *ast.SendStmt, *ast.SelectStmt, *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt:
			most = effects
		case *ast.AssignStmt, *ast.IncDecStmt, *ast.DeclStmt:
			most = max(most, r.bodyEffect(u, &ast.BlockStmt{List: []ast.Stmt{stmt}}, depth))
			return false
		}
		return true
	})
	return most
}

// effectLeft is what the removal leaves of the effects of expressions.
func (r *remover) effectLeft(u *unit, list ...ast.Expr) effect {
	most := pure
	_, after := r.views(u)
	for _, x := range list {
		if len(after.discard(x)) > 0 {
			most = max(most, r.effect(u, x))
		}
	}
	return most
}
