package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// consider finds out whether a variable of a package or a field has one value everywhere.
func (r *remover) consider(u *unit, v *types.Var) {
	v = v.Origin()
	key := u.key(v)
	if r.facts[key].known() || r.gone[key] || v.Pkg() == nil || v.Embedded() {
		return
	}
	owner, def := r.definition(u, v)
	if def == nil || owner.file(def).generated {
		return
	}
	if v.IsField() && tagOf(owner, def) != "" {
		r.refuse(owner, def, debt.CodeExposed, "the field holds the flag's value and has a struct tag")
		return
	}
	if r.reachable(owner, v) {
		return
	}
	var writes []written
	var ok bool
	if v.IsField() {
		writes, ok = r.fieldWrites(owner, v, def)
		writes = r.optioned(owner, v, writes)
	} else {
		writes, ok = r.variableWrites(owner, v, def)
	}
	if !ok {
		return
	}
	r.settleOn(key, owner, v, writes)
}

// settleOn notes the one value that the program gives to something, if that is so and it is known what tests give to it.
func (r *remover) settleOn(key objectKey, owner *unit, object types.Object, writes []written) {
	var known value
	for _, w := range writes {
		if w.test {
			continue
		}
		if !w.value.whole() || known.known() && !known.equal(w.value) {
			return
		}
		known = w.value
	}
	if !known.known() || !r.settleTests(key, known, writes) {
		return
	}
	r.facts[key] = known
	r.touchUses(owner, object)
}

// valueAt is what an expression is after the removal.
func (r *remover) valueAt(u *unit, x ast.Expr) value {
	_, after := r.views(u)
	return after.fold(x).value
}

// valueAs is what an expression is after the removal, where something of a type gets it: in an interface the same constant may be of several types.
func (r *remover) valueAs(u *unit, x ast.Expr, t types.Type) value {
	if types.IsInterface(t) && !isError(t) || !types.Identical(u.typeOf(x), t) && !isUntyped(u.typeOf(x)) && resultOf(t) == nil {
		return value{}
	}
	return r.valueAt(u, x)
}

// variableWrites are all values that a variable of a package gets, or not ok where that cannot be known.
func (r *remover) variableWrites(owner *unit, v *types.Var, def *ast.Ident) (writes []written, ok bool) {
	spec, isSpec := owner.parent[def].(*ast.ValueSpec)
	if !isSpec {
		return nil, false
	}
	if len(spec.Values) == len(spec.Names) {
		writes = append(writes, written{value: r.valueAt(owner, spec.Values[slices.Index(spec.Names, def)])})
	} else if len(spec.Values) == 0 {
		writes = append(writes, written{value: zero(v.Type())})
	} else {
		return nil, false
	}
	uses, ok := r.usesWrites(owner, v)
	return append(writes, uses...), ok
}

// usesWrites are the values that assignments give to an object.
func (r *remover) usesWrites(owner *unit, object types.Object) (writes []written, ok bool) {
	for _, use := range r.allUses(owner, object) {
		if r.dead(use.unit, use.ident) {
			continue
		}
		right, kind := use.unit.written(use.ident)
		switch kind {
		case reads:
		case assigns:
			writes = append(writes, written{r.valueAt(use.unit, right), use.unit.inTest(use.ident), use.unit, use.unit.target(use.ident), right, use.unit.literalOf(use.ident)})
		default:
			return nil, false
		}
	}
	return writes, true
}

// literalOf is the literal that gives a value to a field which an identifier names, or nil.
func (u *unit) literalOf(ident *ast.Ident) *ast.CompositeLit {
	kv, ok := u.parent[ident].(*ast.KeyValueExpr)
	if !ok || kv.Key != ident {
		return nil
	}
	lit, _ := u.parent[kv].(*ast.CompositeLit)
	return lit
}

// access is how a place uses a variable.
type access int

// structOf is the struct type of a composite literal.
func (u *unit) structOf(lit *ast.CompositeLit) (*types.Struct, bool) {
	t := u.typeOf(lit)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	return s, ok
}
