package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// restores reports whether a place sets a flag back after the test.
func (f *forcing) restores() bool {
	if f.call == nil && f.assignment() == nil {
		return false
	}
	if deferred, ok := f.parent[f.call].(*ast.DeferStmt); ok && deferred.Call == f.call {
		return true
	}
	if f.endsTest() {
		return true
	}
	for around := range f.outward(f.node) {
		switch n := around.(type) {
		case *ast.FuncLit:
			switch call, ok := f.parent[n].(*ast.CallExpr); {
			case !ok:
				return false
			case call.Fun == n:
				if _, ok := f.parent[call].(*ast.DeferStmt); ok {
					return true
				}
			case isHook(call, "Cleanup", "DeferCleanup", "AfterEach", "AfterAll", "AfterSuite", "JustAfterEach"):
				return true
			}
		case *ast.FuncDecl:
			return n.Recv != nil && slices.Contains([]string{"TearDownTest", "TearDownSuite", "TearDownSubTest"}, n.Name.Name)
		}
	}
	return false
}

// endsTest reports whether a place does nothing but force a value at the end of a test, in which nothing runs with it.
func (f *forcing) endsTest() bool {
	s := f.statementOf(f.node)
	list := f.list(s)
	if len(list) < 2 || list[len(list)-1] != s || f.testOf(s) == nil {
		return false
	}
	return f.call == nil || trailingFunc(f.call) == nil && slices.Contains(f.alone(f.call), s)
}

// isHook reports whether a call names one of the functions that take what a test framework calls by itself.
func isHook(call *ast.CallExpr, names ...string) bool {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return slices.Contains(names, fun.Name)
	case *ast.SelectorExpr:
		return slices.Contains(names, fun.Sel.Name)
	}
	return false
}

// dropSetter takes a setter out that forces what everybody gets anyway.
func (r *remover) dropSetter(f *forcing) {
	if f.entry != nil {
		if r.staysFilled(f) {
			return
		}
		r.dropElement(f.unit, f.entry)
		if s := f.structSetter(); s != nil && r.forcesField(f) {
			r.suite.structs = append(r.suite.structs, s)
			return
		}
		r.emptySetter(f)
		return
	}
	if r.dropPair(f) {
		return
	}
	if x := f.listed(); x != nil {
		r.dropListed(f, x)
		return
	}
	if element, ok := f.node.(ast.Expr); ok && f.call == nil && f.listSetter(element) != nil {
		r.dropElement(f.unit, element)
		return
	}
	if f.call == nil {
		if r.dropAssignment(f) {
			return
		}
		r.refuse(f.unit, f.node, debt.CodeTest, "a test forces a value of the flag in a way that is not known")
		return
	}
	if r.doesMore(f.unit, f.call, maxHelpers) {
		r.refuse(f.unit, f.node, debt.CodeTest, "the helper that forces a value of the flag does more than that")
		return
	}
	if lit := trailingFunc(f.call); lit != nil {
		r.runs(f, lit)
		return
	}
	if r.derives(f) {
		return
	}
	if f.isOption() {
		r.dropElement(f.unit, f.call)
		return
	}
	stmts := f.alone(f.call)
	if stmts == nil {
		r.refuse(f.unit, f.node, debt.CodeTest, "a test forces a value of the flag inside another statement")
		return
	}
	for _, s := range stmts {
		r.suite.set = append(r.suite.set, setter{f.id, s})
		r.doom(f.unit, s)
	}
}

// doom takes a statement out, and with the last one of a hook the hook.
func (r *remover) doom(u *unit, s ast.Stmt) {
	r.doomed[s] = true
	r.touch(u, s)
	body, ok := u.parent[s].(*ast.BlockStmt)
	if !ok || slices.ContainsFunc(body.List, func(s ast.Stmt) bool { return !r.doomed[s] }) {
		return
	}
	lit, ok := u.parent[body].(*ast.FuncLit)
	if !ok {
		return
	}
	call, ok := u.parent[lit].(*ast.CallExpr)
	if !ok || !isHook(call, "BeforeEach", "BeforeAll", "JustBeforeEach", "AfterEach", "AfterAll", "JustAfterEach", "Cleanup", "DeferCleanup") {
		return
	}
	if run, ok := u.parent[call].(*ast.ExprStmt); ok {
		r.doom(u, run)
	}
}

// isOption reports whether what forces is an option among others: newServer(store, WithFlags(X)).
func (f *forcing) isOption() bool {
	sig, ok := f.typeOf(f.call).Underlying().(*types.Signature)
	return ok && sig.Results().Len() == 0 && f.inOptions(f.call) && f.alone(f.call) == nil
}

// listed is the element of the list by which a setter names the flag, among those that it forces the same value of; or nil.
func (f *forcing) listed() ast.Expr {
	key, ok := f.node.(ast.Expr)
	if !ok || f.fixed == "" {
		return nil
	}
	if f.call == nil {
		return f.elementAround(key) // of a list in a variable
	}
	if signature, ok := f.typeOf(f.call.Fun).Underlying().(*types.Signature); ok && signature.Variadic() && slices.Contains(f.call.Args, key) && len(f.call.Args) > signature.Params().Len() {
		return key // one of several arguments
	}
	return f.elementAround(key)
}

// dropListed takes the flag out of the list of a setter, and with the last one the setter where it does nothing else.
func (r *remover) dropListed(f *forcing, x ast.Expr) {
	r.dropElement(f.unit, x)
	lit, ok := f.parent[x].(*ast.CompositeLit)
	if !ok || f.call == nil || !r.emptied(lit) || f.parent[f.unparened(lit)] != ast.Node(f.call) {
		return
	}
	for _, s := range f.alone(f.call) {
		r.doom(f.unit, s)
	}
}

// emptySetter takes the setter out whose map of flags has no entry left.
func (r *remover) emptySetter(f *forcing) {
	lit, ok := f.parent[f.entry].(*ast.CompositeLit)
	if !ok || slices.ContainsFunc(lit.Elts, func(x ast.Expr) bool { return !r.elements[x] }) {
		return
	}
	call, ok := f.parent[lit].(*ast.CallExpr)
	if !ok || !isHook(call, "SetFeatureGatesDuringTest", "SetFeatureGateDuringTest", "SetFromMap") {
		return
	}
	for _, s := range f.alone(call) {
		r.doom(f.unit, s)
	}
}

// alone are the statements that do nothing but force the value: the call itself, what looks at its error, and what undoes it. There are none where more hangs on the call.
func (u *unit) alone(call *ast.CallExpr) []ast.Stmt {
	x := u.unparened(call)
	switch parent := u.parent[x].(type) {
	case *ast.ExprStmt:
		return []ast.Stmt{parent}
	case *ast.DeferStmt:
		return []ast.Stmt{parent}
	case *ast.SelectorExpr:
		if next := u.chain(call); next != nil {
			return u.alone(next)
		}
	case *ast.CallExpr:
		if parent.Fun == x || isHook(parent, "Cleanup", "DeferCleanup", "NoError", "NoErrorf", "Nil", "Must", "Expect", "ExpectWithOffset", "Update") && u.plainArgs(parent, x) {
			return u.alone(parent)
		}
	case *ast.AssignStmt:
		if _, inIf := u.parent[parent].(*ast.IfStmt); inIf {
			return u.aloneInit(parent)
		}
		return u.aloneAssign(parent)
	}
	return nil
}

// plainArgs reports whether the other arguments of a call only name something.
func (u *unit) plainArgs(call *ast.CallExpr, but ast.Expr) bool {
	for _, arg := range call.Args {
		if _, isCall := ast.Unparen(arg).(*ast.CallExpr); isCall && arg != but && u.Info.Types[arg].Value == nil && !isHook(arg.(*ast.CallExpr), "GinkgoTB", "GinkgoT", "T") {
			return false
		}
	}
	return true
}

// aloneInit is an if whose init statement forces the value and whose body only runs if that fails.
func (u *unit) aloneInit(init *ast.AssignStmt) []ast.Stmt {
	s, ok := u.parent[init].(*ast.IfStmt)
	if !ok || s.Init != init || s.Else != nil || len(init.Lhs) != 1 || !u.isFailure(s.Cond, init.Lhs[0]) {
		return nil
	}
	return []ast.Stmt{s}
}

// isFailure reports whether a condition is err != nil for a variable.
func (u *unit) isFailure(cond, err ast.Expr) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ || !u.Info.Types[b.Y].IsNil() {
		return false
	}
	x, ok := ast.Unparen(b.X).(*ast.Ident)
	e, isIdent := err.(*ast.Ident)
	return ok && isIdent && u.object(e) != nil && u.keyOf(x) == u.keyOf(e)
}

// aloneAssign is an assignment that forces a value, with the statements that use its results: to undo it, or to look at the error.
func (u *unit) aloneAssign(assign *ast.AssignStmt) []ast.Stmt {
	if len(assign.Rhs) != 1 {
		return nil
	}
	stmts := []ast.Stmt{assign}
	for _, left := range assign.Lhs {
		ident, ok := left.(*ast.Ident)
		if !ok {
			return nil
		}
		if ident.Name == "_" {
			continue
		}
		uses, ok := u.looksAt(assign, ident)
		if !ok {
			return nil
		}
		for _, use := range uses {
			if slices.ContainsFunc(stmts, func(s ast.Stmt) bool { return within(use, s) }) {
				continue
			}
			s := u.user(use)
			if s == nil {
				return nil
			}
			stmts = append(stmts, s)
		}
	}
	return stmts
}

// user is the statement that does nothing but call what undoes a setter, or look at its error; or nil.
func (u *unit) user(use *ast.Ident) ast.Stmt {
	switch parent := u.parent[use].(type) {
	case *ast.CallExpr:
		if parent.Fun != use && !isHook(parent, "Cleanup", "DeferCleanup", "NoError", "NoErrorf", "Nil", "Expect") {
			return nil
		}
		if stmts := u.alone(parent); len(stmts) == 1 {
			return stmts[0]
		}
	case *ast.BinaryExpr:
		if s, ok := u.parent[parent].(*ast.IfStmt); ok && s.Init == nil && s.Else == nil && u.isFailure(s.Cond, use) {
			return s
		}
	}
	return nil
}

// trailingFunc is the function literal that a call gets as its last argument, or nil.
func trailingFunc(call *ast.CallExpr) *ast.FuncLit {
	if call == nil || len(call.Args) == 0 {
		return nil
	}
	lit, _ := call.Args[len(call.Args)-1].(*ast.FuncLit)
	return lit
}

// runs marks a call that runs a function while the winning value is forced: the function's body takes its place.
func (r *remover) runs(f *forcing, lit *ast.FuncLit) {
	s, ok := f.parent[f.call].(*ast.ExprStmt)
	if !ok || lit.Type.Params.NumFields() > 0 || lit.Type.Results.NumFields() > 0 || !f.plainArgs(f.call, nil) {
		r.refuse(f.unit, f.node, debt.CodeTest, "the test runs in a function that is called with the forced value")
		return
	}
	r.suite.ran[s] = lit
	r.touch(f.unit, s)
}

// dropRun takes a call out that runs a function while the losing value is forced, of a test that has more than that.
func (r *remover) dropRun(f *forcing) bool {
	if trailingFunc(f.call) == nil {
		return false
	}
	s, ok := f.parent[f.call].(*ast.ExprStmt)
	if !ok {
		return false
	}
	body, ok := f.parent[s].(*ast.BlockStmt)
	if !ok || !f.asserts(body.List, s) {
		return false
	}
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: f.text(f.call.Fun), Pos: f.position(s.Pos())})
	r.doom(f.unit, s)
	return true
}

// run puts the body of a function that ran with a forced value in the place of the call: as a call of its own where it returns or defers, in braces where a name would collide.
func (e *emitter) run(s *ast.ExprStmt) bool {
	lit := e.r.suite.ran[s]
	if lit == nil {
		return false
	}
	if endsEarly(lit) {
		e.narrow(s.X, lit)
		e.insert(lit.End(), "()")
		e.expr(lit, nil)
		return true
	}
	if e.collides(s, lit.Body.List, nil) {
		e.block(lit.Body, e.tail)
		e.unwrap(s, whole(lit.Body))
		return true
	}
	inner := e.fork()
	inner.list(lit.Body.List, true)
	if len(lit.Body.List) == 0 || inner.emptied(lit.Body.List) {
		e.delete(s)
		return true
	}
	e.add(inner.script)
	e.unwrap(s, inside(lit.Body))
	return true
}

// endsEarly reports whether the body of a function literal has a meaning only as a function: it returns, defers or recovers.
func endsEarly(lit *ast.FuncLit) bool {
	early := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt, *ast.DeferStmt:
			early = true
		case *ast.Ident:
			early = early || n.Name == "recover"
		}
		return !early
	})
	return early
}
