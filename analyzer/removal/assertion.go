package removal

import (
	"go/ast"
	"slices"
)

// assertion is the statement that does nothing but assert something of a call which gets a value, or nil: equal(t, want, f(x)), or if got := f(x); got != want with errors in it. It stands in the body of a test itself.
func (r *remover) assertion(f *forcing) ast.Stmt {
	x, ok := f.x, false
	for ; !ok && x != nil; x, _ = f.parent[x].(ast.Expr) {
		if f.call, ok = x.(*ast.CallExpr); ok {
			break
		}
	}
	if !ok || slices.ContainsFunc(f.call.Args, func(arg ast.Expr) bool { return r.effect(f.unit, arg) > pure }) {
		return nil
	}
	switch s := f.statementOf(f.call).(type) {
	case *ast.ExprStmt:
		if call := compares(s); call != nil && f.testOf(s) != nil && !slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
			return ast.Unparen(arg) != f.call && r.effect(f.unit, arg) > pure
		}) {
			return s
		}
	case *ast.AssignStmt:
		cond, ok := f.parent[s].(*ast.IfStmt)
		if ok && cond.Init == s && cond.Else == nil && len(s.Rhs) == 1 && ast.Unparen(s.Rhs[0]) == f.call && r.effect(f.unit, cond.Cond) == pure && f.testOf(cond) != nil &&
			!slices.ContainsFunc(cond.Body.List, func(s ast.Stmt) bool { return compares(s) == nil }) {
			return cond
		}
	}
	return nil
}

// compares is the call of a statement that fails a test, or compares something for it; or nil.
func compares(s ast.Stmt) *ast.CallExpr {
	stmt, ok := s.(*ast.ExprStmt)
	if !ok {
		return nil
	}
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok || !isHook(call, "Error", "Errorf", "Fatal", "Fatalf", "Equal", "Equalf", "NotEqual", "True", "False", "Nil", "NotNil", "NoError", "Empty", "NotEmpty", "Len", "Contains") {
		return nil
	}
	return call
}

// testOf is the test function, or the call that runs a subtest, in whose body itself a statement stands; or nil.
func (u *unit) testOf(s ast.Stmt) ast.Node {
	switch f := u.parent[u.parent[s]].(type) {
	case *ast.FuncDecl:
		if isTestFunc(f, u.file(f)) {
			return f
		}
	case *ast.FuncLit:
		if call, ok := u.parent[f].(*ast.CallExpr); ok && isSubtest(u, call) {
			return call
		}
	}
	return nil
}

// dropAssertion takes the assertion out of a test that asserts something of the winning value, too, and reports whether there is one.
func (r *remover) dropAssertion(f *forcing) bool {
	s := r.assertion(f)
	if s == nil {
		return false
	}
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: f.text(f.call), Pos: f.position(s.Pos())})
	r.doom(f.unit, s)
	return true
}
