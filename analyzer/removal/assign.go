package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// assign writes an assignment: without the variables that are gone, and with known values in the place of evaluations.
func (e *emitter) assign(s *ast.AssignStmt, h *hoist) {
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		e.accumulate(s, h)
	case len(s.Lhs) == len(s.Rhs):
		e.assignEach(s, h)
	default:
		e.assignResults(s, h)
	}
}

// accumulate writes x op= y.
func (e *emitter) accumulate(s *ast.AssignStmt, h *hoist) {
	if e.goneTarget(s.Lhs[0]) {
		e.deleteWith(s, e.discard(s.Rhs[0]), h)
		return
	}
	e.expr(s.Lhs[0], nil)
	e.expr(s.Rhs[0], h)
}

// goneTarget reports whether what an assignment gives a value to is gone, or the variable of which it is a field.
func (e *emitter) goneTarget(left ast.Expr) bool {
	switch left := ast.Unparen(left).(type) {
	case *ast.Ident:
		return left.Name != "_" && e.isGone(left)
	case *ast.SelectorExpr:
		return e.isGone(left.Sel) || e.goneTarget(left.X)
	}
	return false
}

// deleteWith takes a statement out but for operands that have to stay.
func (e *emitter) deleteWith(s ast.Stmt, operands []ast.Expr, h *hoist) {
	if len(operands) > 0 && h == nil {
		e.literals(s)
		return
	}
	if h != nil {
		h.operands = append(h.operands, operands...)
	}
	e.delete(s)
}

// assignEach writes a, b = x, y.
func (e *emitter) assignEach(s *ast.AssignStmt, h *hoist) {
	gone := map[int]bool{}
	blank := 0
	for i, left := range s.Lhs {
		switch {
		case e.goneTarget(left) || e.isSelf(left, s.Rhs[i]):
			gone[i] = true
		case e.isBlank(left) && e.fold(s.Rhs[i]).ours:
			gone[i] = true
		case e.isBlank(left):
			blank++
		}
	}
	if len(gone) == len(s.Lhs) {
		var operands []ast.Expr
		for i, right := range s.Rhs {
			if e.isSelf(s.Lhs[i], right) {
				operands = append(operands, e.fold(right).before...)
				continue
			}
			operands = append(operands, e.discardFor(s.Lhs[i], right)...)
		}
		e.deleteWith(s, operands, h)
		return
	}
	kept := map[int]ast.Expr{} // of what a variable that goes was given
	first := true              // nothing that stays is computed before
	for i := range s.Lhs {
		if !gone[i] {
			first = false
			continue
		}
		operands := e.discard(s.Rhs[i])
		switch {
		case len(operands) == 0:
		case h != nil && first && !slices.ContainsFunc(s.Lhs, func(left ast.Expr) bool { _, ok := left.(*ast.Ident); return !ok }):
			h.operands = append(h.operands, operands...)
		case h != nil && e.u.list(s) != nil && !slices.ContainsFunc(operands, e.changed) && e.u.staysBehind(s, operands, gone) && !slices.ContainsFunc(s.Rhs[i+1:], func(x ast.Expr) bool { return e.r.effect(e.u, x) > pure }) &&
			!slices.ContainsFunc(s.Rhs, func(x ast.Expr) bool { return x != s.Rhs[i] && e.u.readsShared(x, s) }):
			for _, x := range operands {
				e.insert(s.End(), "\n"+e.line(x))
			}
		default: // what is left of its value still has to be computed in its place: _ takes it
			delete(gone, i)
			first = false
			e.replace(s.Lhs[i], "_")
			if len(operands) == 1 && operands[0] != ast.Unparen(s.Rhs[i]) {
				e.take(s.Rhs[i], operands[0])
				kept[i] = operands[0]
			}
		}
	}
	dead := func(i int) bool { return gone[i] }
	e.elements(token.NoPos, token.NoPos, nodes(s.Lhs), dead)
	e.elements(token.NoPos, token.NoPos, nodes(s.Rhs), dead)
	for i, right := range s.Rhs {
		if gone[i] {
			continue
		}
		if !e.script.covered(s.Lhs[i]) {
			e.expr(s.Lhs[i], nil)
		}
		switch {
		case kept[i] != nil:
			e.expr(kept[i], nil)
		case len(s.Lhs) > 1:
			e.expr(right, nil)
		default:
			e.expr(right, h)
		}
	}
	e.fixToken(s)
}

// staysBehind reports whether operands of an assignment are the same when it is done: what it still assigns are variables of this function alone, whose names the operands do not have.
func (u *unit) staysBehind(s *ast.AssignStmt, operands []ast.Expr, gone map[int]bool) bool {
	for i, left := range s.Lhs {
		ident, ok := left.(*ast.Ident)
		switch {
		case gone[i] || ok && ident.Name == "_":
		case !ok || slices.ContainsFunc(operands, func(x ast.Expr) bool { return hasName(x, ident.Name) }):
			return false
		case u.Info.Defs[ident] != nil: // nobody has it before
		default:
			variable, ok := u.Info.ObjectOf(ident).(*types.Var)
			if uses := u.uses[u.keyOf(ident)]; !ok || !isLocal(variable) || u.captured(uses, s) || slices.ContainsFunc(uses, u.isAddressed) {
				return false
			}
		}
	}
	return true
}

// readsShared reports whether an expression, beside what its calls do, reads what a call may change: a field, an element, what a pointer points to, or a variable that not this function alone has.
func (u *unit) readsShared(x ast.Expr, s ast.Stmt) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.FuncLit:
			return false
		case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
			found = found || u.Info.Types[n.(ast.Expr)].Value == nil
		case *ast.Ident:
			if v, ok := u.Info.Uses[n].(*types.Var); ok {
				uses := u.uses[u.keyOf(n)]
				found = found || !isLocal(v) || u.captured(uses, s) || slices.ContainsFunc(uses, u.isAddressed)
			}
		}
		return !found
	})
	return found
}

// isAddressed reports whether an address may be made of a use of a variable: by a sign, or to call a method.
func (u *unit) isAddressed(use *ast.Ident) bool {
	switch parent := u.parent[u.unparened(use)].(type) {
	case *ast.UnaryExpr:
		return parent.Op == token.AND
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.SliceExpr:
		return true
	}
	return false
}

// hasName reports whether an expression has a name in it.
func hasName(x ast.Expr, name string) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		found = found || ok && ident.Name == name
		return !found
	})
	return found
}

// isBlank reports whether an expression is the blank identifier.
func (e *emitter) isBlank(x ast.Expr) bool {
	ident, ok := x.(*ast.Ident)
	return ok && ident.Name == "_"
}

// isSelf reports whether an assignment gives a variable the value that it has: on = on && flag becomes on = on.
func (e *emitter) isSelf(left, right ast.Expr) bool {
	f := e.fold(right)
	return f.changes(right) && !f.written() && !f.negated && len(f.onTrue)+len(f.onFalse) == 0 && e.u.isSame(left, f.keep)
}

// isSame reports whether two expressions name the same variable, or the same field of it, or compute the same from them.
func (u *unit) isSame(a, b ast.Expr) bool {
	a, b = ast.Unparen(a), ast.Unparen(b)
	if u.text(a) != u.text(b) {
		return false
	}
	var names []*ast.Ident
	ast.Inspect(a, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			names = append(names, name)
		}
		return true
	})
	same := true
	ast.Inspect(b, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			same = same && u.isSameName(names[0], name)
			names = names[1:]
		}
		return same
	})
	return same
}

// isSameName reports whether two identifiers name the same object. Those that no source declares, like true, have one key in common.
func (u *unit) isSameName(a, b *ast.Ident) bool {
	return u.object(a) != nil && a.Name == b.Name && u.keyOf(a) == u.keyOf(b)
}

// fixToken makes := an = where the variables that it declared are gone, and the other way round where their declaration is.
func (e *emitter) fixToken(s *ast.AssignStmt) {
	declares := slices.ContainsFunc(s.Lhs, func(left ast.Expr) bool {
		return !e.isBlank(left) && e.declaresIn(left) && !e.goneTarget(left)
	})
	switch {
	case s.Tok == token.DEFINE && !declares:
		e.cutToken(s.TokPos, 2, "=")
	case s.Tok == token.ASSIGN && declares:
		e.cutToken(s.TokPos, 1, ":=")
	}
}

// assignResults writes a, b = f(), and v, ok = m[k].
func (e *emitter) assignResults(s *ast.AssignStmt, h *hoist) {
	call, _ := ast.Unparen(s.Rhs[0]).(*ast.CallExpr)
	if call != nil {
		if e.assignContext(s, call, h) {
			return
		}
		if results, ours := e.results(call); ours && (e.r.evaluates(call) || e.allTargetsGone(s)) {
			e.assignKnown(s, call, results, h)
			return
		}
	}
	gone, kept := 0, 0
	for _, left := range s.Lhs {
		switch {
		case e.goneTarget(left):
			gone++
		case !e.isBlank(left):
			kept++
		}
	}
	if gone > 0 && kept == 0 {
		e.dropResults(s, call, h)
		return
	}
	if e.dropOk(s) {
		e.expr(s.Rhs[0], h)
		return
	}
	for _, left := range s.Lhs {
		if e.goneTarget(left) {
			e.replace(left, "_")
		} else {
			e.expr(left, nil)
		}
	}
	e.expr(s.Rhs[0], h)
	e.fixToken(s)
}

// allTargetsGone reports whether an assignment gives values to nothing that stays.
func (e *emitter) allTargetsGone(s *ast.AssignStmt) bool {
	return !slices.ContainsFunc(s.Lhs, func(left ast.Expr) bool { return !e.isBlank(left) && !e.goneTarget(left) })
}

// dropOk writes v := m[k] for v, ok := m[k] where ok is gone, and likewise for a receive.
func (e *emitter) dropOk(s *ast.AssignStmt) bool {
	if len(s.Lhs) != 2 || !e.goneTarget(s.Lhs[1]) || e.goneTarget(s.Lhs[0]) || e.isBlank(s.Lhs[0]) {
		return false
	}
	switch x := ast.Unparen(s.Rhs[0]).(type) {
	case *ast.IndexExpr:
	case *ast.UnaryExpr:
		if x.Op != token.ARROW {
			return false
		}
	default:
		return false
	}
	e.cut(s.Lhs[0].End(), s.Lhs[1].End())
	if ident, ok := s.Lhs[0].(*ast.Ident); s.Tok == token.DEFINE && (!ok || e.u.Info.Defs[ident] == nil) {
		e.cutToken(s.TokPos, 2, "=")
	}
	return true
}

// dropResults writes a, b := f() where both are gone.
func (e *emitter) dropResults(s *ast.AssignStmt, call *ast.CallExpr, h *hoist) {
	switch x := ast.Unparen(s.Rhs[0]).(type) {
	case *ast.IndexExpr:
		e.deleteWith(s, append(e.discard(x.X), e.discard(x.Index)...), h)
		return
	case *ast.TypeAssertExpr:
		e.deleteWith(s, e.discard(x.X), h) // asking for ok, it does not panic
		return
	case *ast.UnaryExpr:
		e.narrow(s, x)
		e.children(x, h)
		return
	}
	if left := e.discard(s.Rhs[0]); len(left) == 0 {
		e.delete(s)
		return
	}
	if call != nil && h != nil && e.isStatement(call) && !e.givesError(call) {
		e.narrow(s, call)
		e.children(call, h)
		return
	}
	for _, left := range s.Lhs {
		if e.goneTarget(left) {
			e.replace(left, "_")
		}
	}
	e.fixToken(s)
	e.expr(s.Rhs[0], h)
}

// assignKnown writes on, err := client.Bool(…) when both are known.
func (e *emitter) assignKnown(s *ast.AssignStmt, call *ast.CallExpr, results []value, h *hoist) {
	var names, values, lines []string
	for i, left := range s.Lhs {
		if e.goneTarget(left) || e.isBlank(left) || e.assignedAnew(s, left) {
			continue
		}
		e.script.assigns++
		t := e.u.typeOf(left)
		switch declares := e.declaresIn(left); {
		case !results[i].whole():
			e.stays(call)
			return
		case declares && results[i].null:
			lines = append(lines, "var "+e.u.text(left)+" "+types.TypeString(t, e.u.qualifier))
		case declares:
			lines = append(lines, e.u.text(left)+" := "+e.u.literal(results[i], t, false))
		default:
			names, values = append(names, e.u.text(left)), append(values, e.u.literal(results[i], t, true))
		}
	}
	operands := e.leftOf(call)
	if len(names) > 0 {
		lines = append(lines, strings.Join(names, ", ")+" = "+strings.Join(values, ", "))
	}
	if len(lines) == 0 {
		e.deleteWith(s, operands, h)
		return
	}
	if h == nil && len(operands)+len(lines) > 1 || e.u.list(s) == nil && (len(lines) > 1 || strings.HasPrefix(lines[0], "var ")) {
		e.stays(call) // there is no place for them
		return
	}
	if h != nil {
		h.operands = append(h.operands, operands...)
	}
	e.replace(s, strings.Join(lines, "\n"))
}

// givesError reports whether a call has an error among its results, which nobody should drop without a sign.
func (e *emitter) givesError(call *ast.CallExpr) bool {
	return slices.ContainsFunc(resultTypes(e.u, call), isError)
}

// localDecl writes a declaration inside a function.
func (e *emitter) localDecl(s *ast.DeclStmt, d *ast.GenDecl, h *hoist) {
	if d.Tok != token.VAR {
		inner := e.fork()
		inner.genDecl(d)
		if len(d.Specs) > 0 && !slices.ContainsFunc(d.Specs, func(spec ast.Spec) bool { return !inner.covered(spec) }) {
			e.delete(s)
			return
		}
		e.add(inner.script)
		return
	}
	all := true
	for _, spec := range d.Specs {
		all = all && e.allGone(spec.(*ast.ValueSpec))
	}
	if all {
		var operands []ast.Expr
		for _, spec := range d.Specs {
			for _, x := range spec.(*ast.ValueSpec).Values {
				operands = append(operands, e.discard(x)...)
			}
		}
		e.deleteWith(s, operands, h)
		return
	}
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		if e.allGone(spec) && slices.ContainsFunc(spec.Values, func(x ast.Expr) bool { return len(e.discard(x)) > 0 }) {
			for _, name := range spec.Names {
				e.replace(name, "_")
			}
			for _, x := range spec.Values {
				e.expr(x, nil)
			}
			continue
		}
		if len(spec.Names) > 1 && len(spec.Values) == 1 {
			for _, name := range spec.Names {
				if e.isGone(name) {
					e.replace(name, "_")
				}
			}
			e.expr(spec.Values[0], nil)
			continue
		}
		if len(d.Specs) == 1 && len(spec.Values) == 1 && !e.allGone(spec) {
			e.expr(spec.Values[0], h)
			continue
		}
		e.valueSpec(d, spec)
	}
}

func (e *emitter) allGone(spec *ast.ValueSpec) bool {
	for _, name := range spec.Names {
		if name.Name == "_" || !e.isGone(name) {
			return false
		}
	}
	return true
}
