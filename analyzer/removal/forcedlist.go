package removal

import (
	"go/ast"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// forcedInList marks an element of a list of flags to which a test gives one value: for _, flag := range tc.enabled { set(t, flag, true) }. It reports whether the list is one.
func (r *remover) forcedInList(u *unit, ref *flagref.Ref, element ast.Expr) bool {
	setter := u.listSetter(element)
	if setter == nil {
		return false
	}
	asked := *setter
	asked.ID, asked.Dynamic = ref.ID, nil
	through := r.forcing(u, &asked)
	forced := through.forced(r)
	cond, _ := through.condition()
	f := &forcing{unit: u, id: ref.ID, node: element, to: through.to}
	switch {
	case forced.known() && forced.equal(f.to):
		r.dropElement(u, element)
	case r.options.KeepTests:
		// A person wants the test as it is.
	case !forced.known() || !f.to.known():
		r.leave(f, "a test forces a value that is not constant on a list of flags")
	case cond != nil:
		r.leave(f, "the losing value is forced under a condition")
	default:
		r.loses(f)
	}
	return true
}

// listSetter is the reference of the setter that a loop of a test calls for each element of a list of flags, or nil. A loop with subtests is about each flag by itself, and no such loop.
func (u *unit) listSetter(element ast.Expr) *flagref.Ref {
	list, ok := u.parent[element].(*ast.CompositeLit)
	if !ok || !u.file(element).test {
		return nil
	}
	for _, loop := range u.loops(list) {
		flag, ok := loop.Value.(*ast.Ident)
		if !ok || u.object(flag) == nil || u.hasSubtests(loop.Body) {
			continue
		}
		i := slices.IndexFunc(u.Refs, func(ref flagref.Ref) bool {
			key, ok := ref.Key.(*ast.Ident)
			return ok && ref.Role == debt.RoleTestOverride && u.object(key) == u.object(flag) && !u.putsBack(&ref)
		})
		if i >= 0 {
			return &u.Refs[i]
		}
	}
	return nil
}

// putsBack reports whether a setter runs when the test is over.
func (u *unit) putsBack(ref *flagref.Ref) bool {
	f := &forcing{unit: u, node: ref.Node}
	_, f.call, _ = u.forcedExpr(ref)
	return f.restores()
}

// hasSubtests reports whether a node runs subtests.
func (u *unit) hasSubtests(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && isSubtest(u, call)
		return !found
	})
	return found
}
