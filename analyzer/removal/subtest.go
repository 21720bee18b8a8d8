package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// dropTest takes the test out that runs with the losing value which a node forces: the subtest around it, all subtests of a loop, else the test function. Otherwise it says why it does not.
func (r *remover) dropTest(f *forcing, n ast.Node) (why string) {
	var loop ast.Stmt // around subtests, all of which get the losing value
	hook := false     // it runs before each subtest of a container
	for around := range f.outward(n) {
		switch around := around.(type) {
		case *ast.FuncLit:
			call, ok := f.parent[around].(*ast.CallExpr)
			if !ok {
				if row := f.row(around); row != nil {
					r.dropRow(f.unit, row)
					return ""
				}
				if f.inHook(around) {
					continue
				}
				return "the losing value is forced in a closure that several tests may call"
			}
			if !isSubtest(f.unit, call) {
				hook = hook || isHook(call, beforeHooks...)
				continue
			}
			run, ok := f.parent[call].(*ast.ExprStmt)
			if !ok && loop != nil {
				return r.dropSubtests(f, loop)
			} else if !ok {
				return r.dropContainer(f, call, hook)
			}
			switch {
			case loop != nil && f.otherSubtests(around.Body, loop):
				return r.dropSubtests(f, loop)
			case loop == nil && !hook && f.function(n) != ast.Node(around) && f.otherSubtests(around.Body, n):
				return "the losing value is forced in a part of a test"
			}
			if outer := f.loop(run); outer != nil {
				loop = outer
				continue
			}
			return r.dropSubtest(f, run, call)
		case *ast.FuncDecl:
			return r.dropFunc(f, around, loop, n)
		}
	}
	return "the losing value is forced outside a test"
}

// dropSubtests takes a loop out all of whose subtests run with the losing value.
func (r *remover) dropSubtests(f *forcing, loop ast.Stmt) string {
	if r.mixed(f, loop) {
		return "one test forces both values"
	}
	name := "…"
	if d, ok := f.decl(loop).(*ast.FuncDecl); ok {
		name = d.Name.Name + "/…"
	}
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: name, Pos: f.position(loop.Pos())})
	r.doom(f.unit, loop)
	return ""
}

// dropContainer takes a container of subtests out that stands at package level, var _ = Describe(…), where the losing value is forced before each of them.
func (r *remover) dropContainer(f *forcing, call *ast.CallExpr, hook bool) string {
	spec, ok := f.parent[call].(*ast.ValueSpec)
	switch {
	case !ok || !hook || len(spec.Names) != 1 || spec.Names[0].Name != "_" || f.function(spec) != nil:
		return "the losing value is forced outside a test"
	case r.mixed(f, call):
		return "one test forces both values"
	}
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: constantString(f.Info.Types[call.Args[0]].Value), Pos: f.position(spec.Pos())})
	r.gone[f.keyOf(spec.Names[0])] = true
	r.touch(f.unit, spec)
	return ""
}

// dropSubtest takes a subtest out.
func (r *remover) dropSubtest(f *forcing, run *ast.ExprStmt, call *ast.CallExpr) string {
	if r.mixed(f, call) {
		return "one test forces both values"
	}
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: subtestName(f.unit, run, call), Pos: f.position(run.Pos())})
	r.doom(f.unit, run)
	return ""
}

// dropFunc takes a test function out, or of one that has other subtests the loop over those with the losing value.
func (r *remover) dropFunc(f *forcing, d *ast.FuncDecl, loop ast.Stmt, n ast.Node) string {
	fn := f.Info.Defs[d.Name]
	switch {
	case fn == nil || !f.file(d).test || !isTestFunc(d, f.file(d)) || d.Name.Name == "TestMain":
		return "the losing value is forced in a function that several tests may call"
	case loop != nil && f.otherSubtests(d.Body, loop):
		return r.dropSubtests(f, loop)
	case loop == nil && f.function(n) != ast.Node(d) && f.otherSubtests(d.Body, n):
		return "the losing value is forced in a part of a test"
	case r.mixed(f, d):
		return "one test forces both values"
	case loop == nil && r.dropRest(f, d, n):
		return ""
	}
	r.gone[f.key(fn)] = true
	r.touch(f.unit, d)
	return ""
}

// dropLoop takes a loop out that has nothing to run any more, and the test where it runs nothing else.
func (r *remover) dropLoop(f *forcing, loop *ast.RangeStmt) string {
	for around := range f.outward(loop) {
		switch around := around.(type) {
		case *ast.FuncLit:
			call, ok := f.parent[around].(*ast.CallExpr)
			if !ok || !isSubtest(f.unit, call) || f.otherSubtests(around.Body, loop) {
				r.doom(f.unit, loop)
				return ""
			}
			if run, ok := f.parent[call].(*ast.ExprStmt); ok && f.loop(run) == nil {
				return r.dropSubtest(f, run, call)
			}
			r.doom(f.unit, loop)
			return ""
		case *ast.FuncDecl:
			fn := f.Info.Defs[around.Name]
			if fn == nil || !isTestFunc(around, f.file(around)) || f.otherSubtests(around.Body, loop) || f.asserts(around.Body.List, loop) {
				r.doom(f.unit, loop)
				return ""
			}
			r.gone[f.key(fn)] = true
			r.touch(f.unit, around)
			return ""
		}
	}
	return "no row of the table is left"
}

// asserts reports whether a test may fail in other statements than one.
func (u *unit) asserts(list []ast.Stmt, but ast.Stmt) bool {
	return slices.ContainsFunc(list, func(s ast.Stmt) bool {
		found := false
		ast.Inspect(s, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			found = found || ok && isHook(call, "Error", "Errorf", "Fatal", "Fatalf", "Fail", "FailNow", "Equal", "NoError", "True", "False", "Expect")
			return n != ast.Node(but) && !found
		})
		return found
	})
}

// isTestFunc reports whether go test calls a function by itself, or a suite of testify a method.
func isTestFunc(d *ast.FuncDecl, f *file) bool {
	if d.Recv != nil {
		return strings.HasPrefix(d.Name.Name, "Test") && d.Type.Params.NumFields() == 0
	}
	for _, prefix := range []string{"Test", "Benchmark", "Example", "Fuzz"} {
		if strings.HasPrefix(d.Name.Name, prefix) && d.Name.Name != "TestMain" {
			return f.test
		}
	}
	return false
}

// mixed reports whether the same flag is forced to another value, or to one that is not known, inside a node: it asserts something of both.
func (r *remover) mixed(f *forcing, scope ast.Node) bool {
	if slices.ContainsFunc(f.other, func(n ast.Node) bool { return within(n, scope) }) {
		return true
	}
	for _, named := range r.suite.named[f.unit] {
		if named.id == f.id && named.node != f.node && within(named.node, scope) && !named.restores() && named.forced(r).equal(named.to) {
			r.suite.both = append(r.suite.both, both{f.id, scope})
			return true
		}
	}
	for i := range f.Refs {
		ref := &f.Refs[i]
		if ref.ID != f.id || ref.Dynamic != nil || ref.Node == f.node || !within(ref.Node, scope) || f.indexed(ref.Node) != nil {
			continue
		}
		other := r.forcing(f.unit, ref)
		if ref.Role != debt.RoleTestOverride && (ref.Role != debt.RoleMention || other.entry == nil) || other.restores() || other.x == nil && other.fixed == "" {
			continue
		}
		if forced := other.forced(r); !forced.known() || !other.to.known() || forced.equal(other.to) {
			r.suite.both = append(r.suite.both, both{f.id, scope})
			return true
		}
	}
	return false
}

// isSubtest reports whether a call runs a subtest: t.Run, or It, Context and their like, whose last argument is the body.
func isSubtest(u *unit, call *ast.CallExpr) bool {
	if !isHook(call, "Run", "It", "Specify", "Context", "Describe", "When", "DescribeTable", "FIt", "FDescribe", "FContext", "FWhen") || len(call.Args) < 2 {
		return false
	}
	signature, ok := u.typeOf(call.Fun).Underlying().(*types.Signature) // Context is a variable in Ginkgo
	return ok && signature.Params().Len() >= 2
}

// loop is the outermost loop around a statement in its function, or nil.
func (u *unit) loop(s ast.Stmt) ast.Stmt {
	var loop ast.Stmt
	for around := range u.outward(s) {
		switch around := around.(type) {
		case *ast.ForStmt:
			loop = around
		case *ast.RangeStmt:
			loop = around
		case *ast.FuncDecl, *ast.FuncLit:
			return loop
		}
	}
	return loop
}

// otherSubtests reports whether a body has subtests outside a node.
func (u *unit) otherSubtests(body *ast.BlockStmt, but ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && isSubtest(u, call) && !within(but, call)
		return !found && n != but
	})
	return found
}

// subtestName is Test/name as go test prints it.
func subtestName(u *unit, s ast.Stmt, call *ast.CallExpr) string {
	name := constantString(u.Info.Types[call.Args[0]].Value)
	for around := range u.outward(s) {
		if fn, ok := around.(*ast.FuncDecl); ok {
			return fn.Name.Name + "/" + name
		}
	}
	return name
}
