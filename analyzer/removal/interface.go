package removal

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// learnMethod takes a method that has become constant to the interfaces through which it is called: where all that implement one agree, its method is constant, too. What tests have in the place of an implementation does not count.
func (r *remover) learnMethod(fn *types.Func, results []value) {
	named := receiver(fn)
	if named == nil {
		return
	}
	for known := -1; known < len(r.constant); { // one interface may wait for another one that what implements it embeds
		known = len(r.constant)
		for _, p := range r.world.Holding(fn.Name()) {
			owner := r.unit(p)
			for _, tn := range owner.types {
				iface, ok := tn.Type().Underlying().(*types.Interface)
				if !ok {
					continue
				}
				for m := range iface.ExplicitMethods() {
					if m.Name() == fn.Name() && satisfies(named, iface) {
						r.learnInterface(owner, tn, iface, m, results)
					}
				}
			}
		}
	}
}

func receiver(fn *types.Func) *types.Named {
	t := fn.Signature().Recv().Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

// learnInterface makes a method of an interface constant if all implementations agree.
func (r *remover) learnInterface(owner *unit, tn *types.TypeName, iface *types.Interface, m *types.Func, results []value) {
	key := owner.key(m)
	if r.constant[key] != nil {
		return
	}
	def := owner.defs[key]
	if def == nil {
		return
	}
	var methods []use
	for _, p := range r.world.Holding(m.Name()) {
		u := r.unit(p)
		for _, named := range u.implementations(iface) {
			object, _, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), m.Name())
			method, ok := object.(*types.Func)
			if !ok {
				return
			}
			if types.IsInterface(method.Signature().Recv().Type()) {
				if k := u.key(method); k != key && !sameResults(r.constant[k], results) {
					return
				}
				continue // what is embedded answers
			}
			home, ident := r.definition(u, method)
			if ident == nil {
				return
			}
			methods = append(methods, use{home, ident})
			if f := home.file(ident); f.test || f.generated {
				continue // stands in for an implementation
			}
			d, ok := home.parent[ident].(*ast.FuncDecl)
			if !ok || d.Body == nil {
				return
			}
			if r.passesOn(home, d, key) {
				continue // what it asks answers
			}
			if r.remains(home, d) > pure {
				return
			}
			if !sameResults(r.constant[home.key(method)], results) && !(r.namedAfter(m) && r.agrees(home, d, results)) {
				return
			}
		}
	}
	if r.reachable(owner, tn) {
		r.refuse(owner, def, debt.CodeExposed, "others may implement the interface, whose method the flag answers here")
		return
	}
	r.constant[key] = results
	r.methods[key] = methods
	r.touchUses(owner, m)
	if len(results) == 1 {
		for _, method := range methods {
			r.standIn(method, results[0])
		}
	}
}

// implementations are the types of a package that are no interfaces and have the methods of one.
func (u *unit) implementations(iface *types.Interface) []*types.Named {
	var out []*types.Named
	for _, tn := range u.types {
		named, ok := tn.Type().(*types.Named)
		if ok && !tn.IsAlias() && !types.IsInterface(named) && satisfies(named, iface) {
			out = append(out, named)
		}
	}
	return out
}

func sameResults(a, b []value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].equal(b[i]) {
			return false
		}
	}
	return true
}
