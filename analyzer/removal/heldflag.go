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
	if asks == nil || !u.isEvaluation(asks) {
		return false
	}
	name := u.heldBy(asks)
	if name == nil {
		return r.seeds[asks] != nil // the evaluation goes, and takes the declaration along
	}
	v := u.Info.Defs[name].(*types.Var)
	r.flags[u.key(v)] = true
	r.lone = append(r.lone, use{u, name})
	if s := r.seeds[asks]; s != nil && r.onlyForced(u, v) {
		r.facts[u.key(v)] = s.results[0]
	}
	r.touchUses(u, v)
	return true
}

// isEvaluation reports whether a call asks for a flag, whichever.
func (u *unit) isEvaluation(call *ast.CallExpr) bool {
	return slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool { return ref.Node == ast.Node(call) && ref.Role == debt.RoleEvaluation })
}

// heldBy is the variable of the package that a call initialises, or nil.
func (u *unit) heldBy(call *ast.CallExpr) *ast.Ident {
	x := u.unparened(call)
	spec, ok := u.parent[x].(*ast.ValueSpec)
	if !ok || len(spec.Names) != len(spec.Values) {
		return nil
	}
	name := spec.Names[slices.Index(spec.Values, x)]
	if v, ok := u.Info.Defs[name].(*types.Var); !ok || isLocal(v) {
		return nil
	}
	return name
}

// unread reports whether a flag of which only the registration goes has no influence on anything: a test that forces it forces nothing.
func (r *remover) unread(id debt.ID) bool {
	if r.choices[id].Scope != Unregister {
		return false
	}
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			if ref.ID != id || ref.Role != debt.RoleEvaluation {
				continue
			}
			call, ok := ref.Node.(*ast.CallExpr)
			if !ok || u.heldBy(call) == nil || r.isRead(u, u.Info.Defs[u.heldBy(call)]) {
				return false
			}
		}
	}
	return true
}

// isRead reports whether something reads a variable.
func (r *remover) isRead(u *unit, object types.Object) bool {
	return slices.ContainsFunc(r.allUses(u, object), func(use use) bool {
		_, kind := use.unit.written(use.ident)
		return kind == reads
	})
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
