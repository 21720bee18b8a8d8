package removal

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// beforeHooks take what a test framework calls before each subtest of a container.
var beforeHooks = []string{"BeforeEach", "BeforeAll", "JustBeforeEach"}

// dropHook takes a setter of the losing value out that runs before each subtest of a container, where some of them force the winning one themselves. The others stay: most such tests are about something else, and a person looks at them. It reports whether the place is like that.
func (r *remover) dropHook(f *forcing) bool {
	container := f.hooked()
	if container == nil || !r.wins(f, container) {
		return false
	}
	r.refuse(f.unit, f.node, debt.CodeRetest, "the subtests here that do not force the winning value ran with the losing one, and run with the winning one now")
	r.dropSetter(f)
	return true
}

// hooked is the container before whose subtests a setter runs, or nil.
func (f *forcing) hooked() *ast.CallExpr {
	hook := false
	for around := range f.outward(f.node) {
		lit, ok := around.(*ast.FuncLit)
		if !ok {
			continue
		}
		call, ok := f.parent[lit].(*ast.CallExpr)
		switch {
		case !ok:
			return nil
		case hook && isSubtest(f.unit, call):
			return call
		case !isHook(call, beforeHooks...):
			return nil
		}
		hook = true
	}
	return nil
}

// wins reports whether something inside a container forces the winning value of the same flag.
func (r *remover) wins(f *forcing, container ast.Node) bool {
	wins := func(other *forcing) bool {
		forced := other.forced(r)
		return other.id == f.id && within(other.node, container) && !other.restores() && forced.known() && forced.equal(other.to)
	}
	return slices.ContainsFunc(r.suite.named[f.unit], wins) || slices.ContainsFunc(f.Refs, func(ref flagref.Ref) bool {
		return ref.ID == f.id && ref.Dynamic == nil && ref.Role == debt.RoleTestOverride && wins(r.forcing(f.unit, &ref))
	})
}

// inHook reports whether a function literal is the value of a variable of a function that runs before each subtest of a container.
func (u *unit) inHook(lit *ast.FuncLit) bool {
	assign, ok := u.parent[lit].(*ast.AssignStmt)
	if !ok || assign.Tok != token.DEFINE {
		return false
	}
	for around := range u.outward(assign) {
		outer, ok := around.(*ast.FuncLit)
		if !ok {
			continue
		}
		call, ok := u.parent[outer].(*ast.CallExpr)
		if !ok || isSubtest(u, call) {
			return false
		}
		if isHook(call, beforeHooks...) {
			return true
		}
	}
	return false
}
