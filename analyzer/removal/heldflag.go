package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// declaredValue marks a flag that is asked for where it is made: var X = env.Register("X", false).Get(). It reports whether the constructor's call is like that. The variable is the declaration, and is the flag's value for all that read it.
func (r *remover) declaredValue(u *unit, call *ast.CallExpr) bool {
	asks := u.chain(call)
	if asks == nil || r.seeds[asks] == nil {
		return false
	}
	x := u.unparened(asks)
	spec, ok := u.parent[x].(*ast.ValueSpec)
	if !ok || len(spec.Names) != len(spec.Values) {
		return true // the evaluation goes, and takes the declaration along
	}
	name := spec.Names[slices.Index(spec.Values, x)]
	v, ok := u.Info.Defs[name].(*types.Var)
	if !ok || isLocal(v) {
		return true
	}
	r.flags[u.key(v)] = true
	r.lone = append(r.lone, use{u, name})
	if r.onlyForced(u, v) {
		r.facts[u.key(v)] = r.seeds[asks].results[0]
	}
	r.touchUses(u, v)
	return true
}

// onlyForced reports whether nothing but tests gives a variable another value than its first.
func (r *remover) onlyForced(u *unit, v *types.Var) bool {
	return !slices.ContainsFunc(r.allUses(u, v), func(use use) bool {
		_, kind := use.unit.written(use.ident)
		return kind != reads && !use.unit.file(use.ident).test
	})
}

// leftOfReceiver is what remains of the expression on which an evaluation is called, or another call of which only the results count. The declaration of the flag goes with the flag.
func (v *view) leftOfReceiver(call *ast.CallExpr, x ast.Expr) []ast.Expr {
	maker, ok := ast.Unparen(x).(*ast.CallExpr)
	if ok && v.r.evaluates(call) && !v.r.options.Local && slices.ContainsFunc(v.u.Refs, func(ref flagref.Ref) bool {
		choice := v.r.choices[ref.ID]
		return ref.Node == ast.Node(maker) && ref.Role == debt.RoleDeclaration && choice != nil && choice.Scope != FoldOnly
	}) {
		return v.leftOfArguments(maker)
	}
	return v.discard(x)
}

// fact is the value that a variable or a field has everywhere, where the identifier reads it. What gives it a value or takes its address is no read.
func (v *view) fact(ident *ast.Ident) value {
	known := v.r.facts[v.u.keyOf(ident)]
	if !known.known() {
		return value{}
	}
	if _, kind := v.u.written(ident); kind != reads {
		return value{}
	}
	return known
}
