package removal

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// suiteHooks take what a test framework calls before all tests of a package.
var suiteHooks = []string{"BeforeSuite", "SynchronizedBeforeSuite"}

// dropShared takes a setter of the losing value out that sets up tests which may be about anything: of a whole package, or those that call a helper. The tests stay, and a person looks at them. It reports whether the place is like that.
func (r *remover) dropShared(f *forcing) bool {
	scope := f.shared()
	if scope == nil || r.mixed(f, scope) {
		return false
	}
	r.refuse(f.unit, f.node, debt.CodeRetest, "the tests that are set up here ran with the losing value, and run with the winning one now")
	r.dropSetter(f)
	return true
}

// shared is the function around a place that sets up tests and is none itself, or nil.
func (f *forcing) shared() ast.Node {
	if !f.file(f.node).test {
		return nil
	}
	for around := range f.outward(f.node) {
		switch around := around.(type) {
		case *ast.FuncLit:
			switch call, ok := f.parent[around].(*ast.CallExpr); {
			case !ok && len(around.Body.List) < 2:
				return nil // does nothing else
			case !ok || isHook(call, suiteHooks...):
				return around
			}
		case *ast.FuncDecl:
			if isTestFunc(around, f.file(around)) && around.Name.Name != "TestMain" {
				return nil
			}
			return around
		}
	}
	return nil
}

// dropCallers takes the tests out that call a function which forces the losing value, where that is all that it does, or all that they do. It reports whether the function is like that; of tests that cannot go it says so.
func (r *remover) dropCallers(f *forcing) bool {
	held, body := f.helper()
	if held == nil || r.mixed(f, body) {
		return false
	}
	uses := f.uses[f.keyOf(held)]
	only := f.onlyForces(body)
	if len(uses) == 0 || slices.ContainsFunc(uses, func(use *ast.Ident) bool { return f.stated(use, only) == nil }) {
		return false
	}
	stays := false
	for _, use := range uses {
		call := f.stated(use, only)
		if why := r.callFalls(f, call); why != "" {
			r.refuse(f.unit, call, debt.CodeTest, why)
			stays = true
		}
	}
	if !stays && only {
		r.dropSetter(f)
	}
	return true
}

// helper is the function around a place, by its name and with its body, where tests of the package may call it and nobody else: one of a test file, or a closure in a variable. It is nil for tests.
func (f *forcing) helper() (*ast.Ident, *ast.BlockStmt) {
	if !f.file(f.node).test {
		return nil, nil
	}
	switch fn := f.function(f.node).(type) {
	case *ast.FuncDecl:
		if fn.Recv == nil && !fn.Name.IsExported() && fn.Name.Name != "init" && !isTestFunc(fn, f.file(fn)) {
			return fn.Name, fn.Body
		}
	case *ast.FuncLit:
		if assign, ok := f.parent[fn].(*ast.AssignStmt); ok && assign.Tok == token.DEFINE && len(assign.Lhs) == 1 {
			held, _ := assign.Lhs[0].(*ast.Ident)
			return held, fn.Body
		}
	}
	return nil, nil
}

// onlyForces reports whether the body of a helper does nothing but force a value.
func (f *forcing) onlyForces(body *ast.BlockStmt) bool {
	if f.call == nil {
		return false
	}
	forces := f.alone(f.call)
	return len(forces) > 0 && !slices.ContainsFunc(body.List, func(s ast.Stmt) bool {
		call, _ := s.(*ast.ExprStmt)
		return !slices.Contains(forces, s) && (call == nil || !isCallOf(call.X, "Helper"))
	})
}

// isCallOf reports whether an expression is a call of a function or method with a name.
func isCallOf(x ast.Expr, name string) bool {
	call, ok := x.(*ast.CallExpr)
	return ok && isHook(call, name)
}

// stated is the call of a helper as a statement of its own, of a helper that does more than force a value only where that is all that a test does; or nil.
func (u *unit) stated(ident *ast.Ident, only bool) *ast.CallExpr {
	call := u.callOf(ident)
	if call == nil {
		return nil
	}
	s, ok := u.parent[call].(*ast.ExprStmt)
	if !ok || !only && (u.testOf(s) == nil || len(u.list(s)) != 1) {
		return nil
	}
	return call
}
