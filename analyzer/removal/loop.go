package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// bothValues is what handles for _, on := range []bool{true, false}: the loop goes, and its body stays for one value. In a map of names to values, those with another value go. It is nil for other loops.
func (r *remover) bothValues(f *forcing, v *types.Var, to value) func() bool {
	key := f.key(v)
	if known := r.facts[key]; known.known() {
		return settled(known.equal(to))
	}
	def := f.defs[key]
	if def == nil {
		return nil
	}
	loop, ok := f.parent[def].(*ast.RangeStmt)
	if !ok || loop.Value != def {
		return nil
	}
	lit := f.listOf(loop.X)
	if lit == nil || len(lit.Elts) == 0 || f.changes(v) {
		return nil
	}
	var dead []ast.Expr
	for _, element := range lit.Elts {
		x := element
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			x = kv.Value
		}
		c := f.Info.Types[x].Value
		if c == nil {
			return nil
		}
		if !(value{constant: c}).equal(to) {
			dead = append(dead, element)
		}
	}
	if len(dead) == len(lit.Elts) || r.options.KeepTests && len(dead) > 0 {
		return nil
	}
	return func() bool {
		if known := r.facts[key]; known.known() {
			return known.equal(to)
		}
		r.facts[key] = to
		_, after := r.views(f.unit)
		if (loop.Key == nil || isBlank(loop.Key)) && len(dead) == len(lit.Elts)-1 && !after.breaksOut(loop) {
			r.unrolled[loop] = true
		} else {
			for _, element := range dead {
				r.dropRow(f.unit, element)
			}
		}
		r.touchUses(f.unit, v)
		r.touch(f.unit, loop)
		return true
	}
}

// listOf is the literal that a loop ranges over, directly or by a variable that only this loop uses.
func (u *unit) listOf(x ast.Expr) *ast.CompositeLit {
	x = ast.Unparen(x)
	if ident, ok := x.(*ast.Ident); ok && u.Info.Uses[ident] != nil && len(u.uses[u.keyOf(ident)]) == 1 {
		if def := u.defs[u.keyOf(ident)]; def != nil && u.function(def) != nil {
			if right, kind := u.written(def); kind == assigns {
				x = ast.Unparen(right)
			}
		}
	}
	lit, ok := x.(*ast.CompositeLit)
	if !ok || !u.isList(lit) {
		return nil
	}
	return lit
}

// changes reports whether something assigns to a variable after its declaration.
func (u *unit) changes(v *types.Var) bool {
	return slices.ContainsFunc(u.uses[u.key(v)], func(use *ast.Ident) bool {
		_, kind := u.written(use)
		return kind != reads
	})
}

func isBlank(x ast.Expr) bool {
	ident, ok := x.(*ast.Ident)
	return ok && ident.Name == "_"
}

// parameter is what handles a helper of tests that forces what its callers say: the calls with the losing value go with their tests, and the parameter has one value. What a call hands on from the column of a table, or from another parameter, is settled there. It is nil for other parameters, and fails where a call cannot go.
func (r *remover) parameter(f *forcing, v *types.Var, to value) func() bool {
	key := f.key(v)
	if known := r.facts[key]; known.known() {
		return settled(known.equal(to))
	}
	def := f.defs[key]
	field, ok := f.parent[def].(*ast.Field)
	if !ok || f.changes(v) || r.options.KeepTests {
		return nil
	}
	decl, ok := f.function(field).(*ast.FuncDecl)
	if !ok || !f.file(decl).test || isTestFunc(decl, f.file(decl)) {
		return nil
	}
	fn, ok := f.Info.Defs[decl.Name].(*types.Func)
	if !ok || fn.Exported() || !r.calledOnly(f.unit, fn) {
		return nil
	}
	if r.suite.asking[key] {
		return nil // the helper calls itself
	}
	r.suite.asking[key] = true
	defer delete(r.suite.asking, key)
	i := paramIndex(decl, def)
	var losing []*ast.CallExpr
	var settle []func() bool
	for _, use := range r.allUses(f.unit, fn) {
		call := use.unit.callOf(use.ident)
		if use.unit != f.unit || call == nil || i >= len(call.Args) || call.Ellipsis.IsValid() {
			return nil
		}
		given := r.valueAt(f.unit, call.Args[i])
		switch {
		case !given.known():
			act := r.elsewhere(&forcing{unit: f.unit, id: f.id, node: call, call: call, x: call.Args[i], to: to, other: f.other})
			if act == nil {
				return nil
			}
			settle = append(settle, act)
		case !given.equal(to):
			losing = append(losing, call)
		}
	}
	return func() bool {
		if known := r.facts[key]; known.known() {
			return known.equal(to)
		}
		for _, act := range settle {
			if !act() {
				return false
			}
		}
		for _, call := range losing {
			if r.callFalls(f, call) != "" {
				return false
			}
		}
		r.facts[key] = to
		r.touchUses(f.unit, fn)
		r.touchUses(f.unit, v)
		return true
	}
}

// callFalls takes the test of a call that forces the losing value out.
func (r *remover) callFalls(f *forcing, call *ast.CallExpr) string {
	at := *f
	at.node, at.call, at.entry = call, call, nil
	if cond, _ := at.condition(); cond != nil {
		return "the losing value is forced under a condition"
	}
	return r.dropTest(&at, call)
}

// unroll puts the body of a loop over the values of the flag in its place.
func (e *emitter) unroll(s *ast.RangeStmt) bool {
	if !e.r.unrolled[s] {
		return false
	}
	if e.collides(s, s.Body.List, nil) {
		e.block(s.Body, e.tail)
		e.unwrap(s, whole(s.Body))
		return true
	}
	inner := e.fork()
	inner.list(s.Body.List, true)
	if inner.emptied(s.Body.List) {
		e.delete(s)
		return true
	}
	e.add(inner.script)
	e.unwrap(s, inside(s.Body))
	return true
}

// breaksOut reports whether the body of a loop jumps to its end or beginning.
func (v *view) breaksOut(s *ast.RangeStmt) bool {
	out := false
	v.jumps(s.Body, false, func(branch *ast.BranchStmt, nested bool) {
		out = out || !nested && branch.Tok != token.GOTO || branch.Label != nil
	})
	return out
}
