package removal

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// expectations marks what tests expect of mocks and fakes that stand for the provider of a flag, which name its key as text.
func (r *remover) expectations(u *unit) {
	methods := r.evaluators()
	for _, id := range slices.SortedFunc(maps.Keys(methods), debt.ID.Compare) {
		for _, x := range u.testTexts()[string(id.Key)] {
			if !u.referred(x) {
				r.expectation(u, id, methods[id], x)
			}
		}
	}
}

// testTexts are the constant expressions of tests whose values are strings, by those.
func (u *unit) testTexts() map[string][]ast.Expr {
	if u.texts != nil {
		return u.texts
	}
	u.texts = map[string][]ast.Expr{}
	for _, f := range u.files {
		if !f.test || f.generated {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			x, ok := n.(ast.Expr)
			if !ok || u.Info.Types[x].Value == nil {
				return true
			}
			if text := constantString(u.Info.Types[x].Value); text != "" {
				u.texts[text] = append(u.texts[text], x)
			}
			return false
		})
	}
	return u.texts
}

// evaluators are the names of the functions that evaluate each flag.
func (r *remover) evaluators() map[debt.ID]map[string]bool {
	names := map[debt.ID]map[string]bool{}
	for call, s := range r.seeds {
		if names[s.ref.ID] == nil {
			names[s.ref.ID] = map[string]bool{}
		}
		switch fun := ast.Unparen(call.Fun).(type) {
		case *ast.SelectorExpr:
			names[s.ref.ID][fun.Sel.Name] = true
		case *ast.Ident:
			names[s.ref.ID][fun.Name] = true
		}
	}
	return names
}

// referred reports whether a reference accounts for a key.
func (u *unit) referred(x ast.Expr) bool {
	return slices.ContainsFunc(u.refSpans(), func(s span) bool { return s.from <= x.Pos() && x.End() <= s.to })
}

// refSpans are the places of the keys that are references.
func (u *unit) refSpans() []span {
	var spans []span
	for i := range u.Refs {
		n := u.Refs[i].Node
		if u.Refs[i].Key != nil {
			n = u.Refs[i].Key
		}
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			spans = append(spans, span{kv.Pos(), kv.End()}) // the entry of a registry names its key again
			continue
		}
		spans = append(spans, span{n.Pos(), n.End()})
	}
	return spans
}

// expectation decides what becomes of one place of a test that has the key of a flag as text.
func (r *remover) expectation(u *unit, id debt.ID, methods map[string]bool, key ast.Expr) {
	f := &forcing{unit: u, id: id, node: key}
	switch parent := u.parent[u.unparened(key)].(type) {
	case *ast.CallExpr:
		if !u.expects(parent, methods) {
			return
		}
		f.node, f.call = parent, parent
		if f.x = u.answer(parent); f.x != nil {
			f.to = valueOf(r.winner(id), f.valueType())
		}
		r.expected(f)
	case *ast.KeyValueExpr:
		lit, ok := u.parent[parent].(*ast.CompositeLit)
		if isMap := isMapLiteral(u, lit); !ok || !isMap || parent.Key != key || !u.evaluates(lit, methods) {
			return
		}
		f.entry, f.x = parent, parent.Value
		f.to = valueOf(r.winner(id), u.typeOf(parent.Value))
		r.force(f)
	}
}

// expects reports whether a call tells a mock to expect one of the methods: m.EXPECT().Bool(key), m.On("Bool", key).
func (u *unit) expects(call *ast.CallExpr, methods map[string]bool) bool {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if selector.Sel.Name == "On" && len(call.Args) > 0 {
		return methods[constantString(u.Info.Types[call.Args[0]].Value)]
	}
	recorder, ok := ast.Unparen(selector.X).(*ast.CallExpr)
	return ok && isHook(recorder, "EXPECT") && methods[selector.Sel.Name]
}

// answer is what an expectation has a mock return, or nil.
func (u *unit) answer(call *ast.CallExpr) ast.Expr {
	for next := u.chain(call); next != nil; next = u.chain(next) {
		if isHook(next, "Return") && len(next.Args) > 0 {
			return next.Args[0]
		}
	}
	return nil
}

// evaluates reports whether the type of a fake has one of the methods.
func (u *unit) evaluates(lit *ast.CompositeLit, methods map[string]bool) bool {
	set := types.NewMethodSet(types.NewPointer(u.typeOf(lit)))
	for i := range set.Len() {
		if methods[set.At(i).Obj().Name()] {
			return true
		}
	}
	return false
}

// expected takes an expectation out, alone or of the arguments of a call that puts them into an order; or the test that expects the losing value.
func (r *remover) expected(f *forcing) {
	forced := f.forced(r)
	outer := f.call
	for next := f.chain(outer); next != nil; next = f.chain(next) {
		outer = next
	}
	x := f.unparened(outer)
	order, ordered := f.parent[x].(*ast.CallExpr)
	switch {
	case r.options.KeepTests:
	case !forced.known() || !f.to.known():
		r.refuse(f.unit, f.node, debt.CodeTest, "a test expects the evaluation, and gives it a value that is not constant")
	case !forced.equal(f.to):
		r.loses(f)
	case ordered && isHook(order, "InOrder", "After") && slices.Contains(order.Args, x):
		r.elements[x] = true
		r.touch(f.unit, x)
	default:
		r.dropSetter(f)
	}
}
