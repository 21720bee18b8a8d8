package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"maps"
	"slices"
)

// walk follows a function in the order of execution, and notes in its view what each variable holds where it is read.
type walk struct {
	*view
	*assignments
	env     map[objectKey]value
	around  map[objectKey]value // what was known of the function's parameters and of variables around it: each counts as assigned once
	zeroed  map[objectKey]bool  // variables that were declared without a value and have got none yet
	named   []objectKey         // the named results
	returns []returned
}

// returned is a return statement and what it returns, as far as that is known.
type returned struct {
	stmt   *ast.ReturnStmt
	values []value
	ours   []bool
}

// function walks a declared function or a literal from its beginning, with what is known of variables around it.
func (v *view) function(typ *ast.FuncType, body *ast.BlockStmt, env map[objectKey]value) *walk {
	w := &walk{view: v, assignments: v.u.assignments(body), env: maps.Clone(env), around: env, zeroed: map[objectKey]bool{}}
	if typ.Results != nil {
		for _, field := range typ.Results.List {
			for _, name := range field.Names {
				key := v.u.keyOf(name)
				w.named = append(w.named, key)
				w.set(name, zero(v.u.typeOf(field.Type)))
			}
		}
	}
	w.list(body.List)
	if typ.Results != nil && v.recovers(body) {
		w.returns = append(w.returns, v.recovered(typ))
	}
	return w
}

// isSingle reports whether a variable is assigned once. A named result has a value before, and may get another one at the end.
func (w *walk) isSingle(key objectKey) bool {
	_, outer := w.around[key]
	return (outer || w.single[key]) && !slices.Contains(w.named, key)
}

func isPointer(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Pointer)
	return ok
}

// names are the identifiers of a field list, which may be nil.
func names(list *ast.FieldList) iter.Seq[*ast.Ident] {
	return func(yield func(*ast.Ident) bool) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// set notes what a variable is assigned.
func (w *walk) set(left ast.Expr, known value) {
	ident, ok := ast.Unparen(left).(*ast.Ident)
	if !ok {
		w.expr(left)
		return
	}
	v, ok := w.u.object(ident).(*types.Var)
	if !ok || !isLocal(v) {
		return
	}
	key := w.u.key(v)
	delete(w.env, key)
	delete(w.zeroed, key)
	if known.known() && !w.loose[key] {
		w.env[key] = known
	}
}

// expr notes what the variables of an expression hold, and walks its closures.
func (w *walk) expr(e ast.Node) {
	if e == nil || isNil(e) {
		return
	}
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			w.closure(n)
			return false
		case *ast.Ident:
			if key := w.u.keyOf(n); w.env[key].known() {
				known := w.env[key]
				known.several = !w.isSingle(key)
				w.known[n] = known
			} else {
				delete(w.known, n)
			}
		}
		return true
	})
}

// closure walks a function literal, which runs later: of the variables around it, it knows those that are assigned once.
func (w *walk) closure(lit *ast.FuncLit) {
	env := map[objectKey]value{}
	for key, known := range w.env {
		if w.isSingle(key) && !w.zeroed[key] { // what a variable does not have yet, it may have when the function runs
			env[key] = known
		}
	}
	inner := w.view.function(lit.Type, lit.Body, env)
	if w.after {
		w.r.literals[lit] = inner.returns
	} else {
		w.r.literalsBefore[lit] = inner.returns
	}
}

func (w *walk) list(list []ast.Stmt) (exits bool) {
	for _, s := range list {
		if exits && !hasLabel(s) {
			continue
		}
		exits = w.stmt(s)
	}
	return exits
}

// stmt walks a statement, and reports whether control does not come out at its end.
func (w *walk) stmt(s ast.Stmt) (exits bool) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		w.assign(s)
	case *ast.DeclStmt:
		w.declare(s)
	case *ast.ReturnStmt:
		for _, e := range s.Results {
			w.expr(e)
		}
		w.returns = append(w.returns, w.returned(s))
		return true
	case *ast.BranchStmt:
		return s.Tok != token.FALLTHROUGH
	case *ast.ExprStmt:
		w.expr(s.X)
		return isPanic(w.u, s.X)
	case *ast.BlockStmt:
		return w.list(s.List)
	case *ast.IfStmt:
		return w.conditional(s)
	case *ast.SwitchStmt:
		return w.choose(s)
	case *ast.TypeSwitchStmt:
		if s.Init != nil {
			w.stmt(s.Init)
		}
		w.expr(s.Assign)
		w.clauses(s.Body)
		return w.exits(s)
	case *ast.SelectStmt:
		w.clauses(s.Body)
		return w.exits(s)
	case *ast.ForStmt:
		return w.loop(s)
	case *ast.RangeStmt:
		w.expr(s.X)
		w.forget(s)
		w.branch(s.Body.List)
		w.forget(s)
	case *ast.LabeledStmt:
		if w.isJumpedTo(s.Label) {
			maps.DeleteFunc(w.env, func(key objectKey, _ value) bool { return !w.isSingle(key) || w.late[key] }) // a jump may come from anywhere
		}
		return w.stmt(s.Stmt)
	default: // send, go, defer, ++, empty
		w.expr(s)
		w.forget(s)
	}
	return false
}

func (w *walk) assign(s *ast.AssignStmt) {
	for _, e := range s.Rhs {
		w.expr(e)
	}
	known := make([]value, len(s.Lhs))
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		w.expr(s.Lhs[0])
	case len(s.Rhs) == len(s.Lhs):
		for i, e := range s.Rhs {
			known[i] = w.fold(e).value
		}
	default:
		if call, ok := ast.Unparen(s.Rhs[0]).(*ast.CallExpr); ok {
			if results, _ := w.results(call); results != nil {
				known = results
			}
		} else if results := w.asserted(s.Rhs[0]); results != nil {
			known = results
		}
	}
	for i, left := range s.Lhs {
		w.set(left, known[i])
	}
}

func (w *walk) declare(s *ast.DeclStmt) {
	gen, ok := s.Decl.(*ast.GenDecl)
	if !ok || gen.Tok != token.VAR {
		return
	}
	for _, spec := range gen.Specs {
		spec := spec.(*ast.ValueSpec)
		for _, e := range spec.Values {
			w.expr(e)
		}
		var results []value
		if len(spec.Values) == 1 && len(spec.Names) > 1 {
			if call, ok := ast.Unparen(spec.Values[0]).(*ast.CallExpr); ok {
				results, _ = w.results(call)
			}
		}
		for i, name := range spec.Names {
			switch {
			case len(spec.Values) == len(spec.Names):
				w.set(name, w.fold(spec.Values[i]).value)
			case results != nil:
				w.set(name, results[i])
			case len(spec.Values) == 0:
				w.set(name, zero(w.u.typeOf(name)))
				w.zeroed[w.u.keyOf(name)] = true
			}
		}
	}
}

func (w *walk) returned(s *ast.ReturnStmt) returned {
	out := w.returnedAs(s)
	for i, key := range w.named {
		if w.loose[key] && i < len(out.values) {
			out.values[i] = value{} // a deferred function may change it yet
		}
	}
	return out
}

func (w *walk) returnedAs(s *ast.ReturnStmt) returned {
	out := returned{stmt: s}
	if len(s.Results) == 0 {
		for _, key := range w.named {
			out.values = append(out.values, w.env[key])
			out.ours = append(out.ours, false)
		}
		return out
	}
	for _, e := range s.Results {
		if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(s.Results) == 1 {
			if results, ours := w.results(call); len(results) > 1 {
				for _, known := range results {
					out.values = append(out.values, known)
					out.ours = append(out.ours, ours)
				}
				return out
			}
		}
		f := w.fold(e)
		out.values = append(out.values, f.value)
		out.ours = append(out.ours, f.ours)
	}
	return out
}

func (w *walk) conditional(s *ast.IfStmt) (exits bool) {
	if s.Init != nil {
		w.stmt(s.Init)
	}
	w.expr(s.Cond)
	if cond := w.fold(s.Cond); cond.known() && cond.ours {
		switch {
		case cond.value.isTrue():
			return w.list(s.Body.List)
		case s.Else != nil:
			return w.stmt(s.Else)
		}
		return false
	}
	before := maps.Clone(w.env)
	thenExits := w.list(s.Body.List)
	afterThen := w.env
	w.env = before
	elseExits := false
	if s.Else != nil {
		elseExits = w.stmt(s.Else)
	}
	switch {
	case thenExits:
	case elseExits:
		w.env = afterThen
	default:
		maps.DeleteFunc(w.env, func(key objectKey, known value) bool { return !afterThen[key].equal(known) })
	}
	return thenExits && elseExits
}

// branch walks statements that may run or not.
func (w *walk) branch(list []ast.Stmt) {
	before := maps.Clone(w.env)
	w.list(list)
	w.env = before
}

func (w *walk) clauses(body *ast.BlockStmt) {
	w.forgetLater(body, func() {
		for _, clause := range body.List {
			switch c := clause.(type) {
			case *ast.CaseClause:
				for _, e := range c.List {
					w.expr(e)
				}
				w.branch(c.Body)
			case *ast.CommClause:
				if c.Comm != nil {
					before := maps.Clone(w.env)
					w.stmt(c.Comm)
					w.list(c.Body)
					w.env = before
				} else {
					w.branch(c.Body)
				}
			}
		}
	})
}

// forgetLater walks something, and forgets afterwards what it assigns.
func (w *walk) forgetLater(n ast.Node, walk func()) {
	walk()
	w.forget(n)
}

// choose walks a switch.
func (w *walk) choose(s *ast.SwitchStmt) (exits bool) {
	if s.Init != nil {
		w.stmt(s.Init)
	}
	w.expr(s.Tag)
	for _, clause := range s.Body.List {
		for _, e := range clause.(*ast.CaseClause).List {
			w.expr(e)
		}
	}
	arms, decided, _ := w.arms(s)
	if decided {
		for _, arm := range arms {
			if !arm.dead {
				exits = w.list(arm.clause.Body)
				if w.breaks(arm.clause, w.u.label(s)) {
					w.forget(arm.clause)
					return false
				}
				return exits
			}
		}
		return false
	}
	w.forgetLater(s.Body, func() {
		for i, arm := range arms {
			if !arm.dead {
				if i > 0 && falls(arms[i-1].clause) != nil {
					before := maps.Clone(w.env)
					w.forget(arms[i-1].clause)
					w.list(arm.clause.Body)
					w.env = before
					continue
				}
				w.branch(arm.clause.Body)
			}
		}
	})
	return w.exits(s)
}

// loop walks a for statement.
func (w *walk) loop(s *ast.ForStmt) (exits bool) {
	if s.Init != nil {
		w.stmt(s.Init)
	}
	parts := []ast.Node{s.Body}
	if s.Post != nil {
		parts = append(parts, s.Post)
	}
	w.forget(parts...)
	if s.Cond != nil {
		w.expr(s.Cond)
		if cond := w.fold(s.Cond); cond.value.isFalse() && cond.ours {
			return false
		}
	}
	before := maps.Clone(w.env)
	w.list(s.Body.List)
	if s.Post != nil {
		w.stmt(s.Post)
	}
	w.env = before
	w.forget(parts...)
	return w.endless(s) && !w.breaks(s.Body, w.u.label(s))
}
