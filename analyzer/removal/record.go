package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// finish says what is left of the flags, and what went. Declarations come last: what else is left explains them.
func (r *remover) finish() {
	r.finishGiven()
	r.finishReads()
	r.finishUses()
	keyTypes := r.keyTypes()
	for _, u := range r.sorted {
		r.literalUses(u, keyTypes)
	}
	r.finishDeclarations()
	r.lostTexts()
	for key := range r.gone {
		r.record(key)
	}
	r.finishCommandLine()
}

// finishUses says what is left of the references that are no declarations.
func (r *remover) finishUses() {
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			if r.choices[ref.ID] == nil || ref.Dynamic != nil || r.accounted(u, ref) {
				continue
			}
			f := u.file(ref.Node)
			switch {
			case ref.Role == debt.RoleEvaluation:
				r.finishRead(u, ref)
			case f.test && r.untouched(ref.ID):
				// It is for the evaluations, of which is said why they stay.
			case ref.Role == debt.RoleMention:
				if x, ok := ref.Node.(ast.Expr); ok && r.isListed(u, x, ref.ID) {
					continue
				}
				r.refuse(u, ref.Node, debt.CodeKeyUsed, "the flag is named here for something that is neither evaluation nor declaration")
			case ref.Role == debt.RoleTestOverride && !r.options.KeepTests && f.generated:
				r.refuse(u, ref.Node, debt.CodeGenerated, "a test in a generated file forces a value of the flag"+generator(f))
			case ref.Role == debt.RoleTestOverride && !r.options.KeepTests:
				r.refuseForced(u, ref.Node, "a test forces a value of the flag")
			}
		}
	}
	for _, u := range r.sorted {
		for i := range u.Refs {
			if choice := r.choices[u.Refs[i].ID]; choice != nil && choice.Scope == Full {
				r.constantUses(u, &u.Refs[i])
			}
		}
	}
}

// finishDeclarations says which declarations are left, where nothing else that is left of their flags needs them.
func (r *remover) finishDeclarations() {
	explained := map[debt.ID]bool{}
	for _, o := range r.obstacles {
		explained[o.ID] = explained[o.ID] || o.Code.Leaves()
	}
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			if ref.Role != debt.RoleDeclaration || r.choices[ref.ID] == nil || ref.Dynamic != nil || explained[ref.ID] || r.accounted(u, ref) {
				continue
			}
			r.finishDeclaration(u, ref)
		}
	}
	for _, public := range r.public {
		object := public.unit.Info.Defs[public.ident]
		if !slices.ContainsFunc(r.allUses(public.unit, object), func(u use) bool { return !r.dead(u.unit, u.ident) }) {
			r.refuse(public.unit, public.ident, debt.CodeDeclaration, "the constant is exported, so that others may use the key")
		}
	}
}

// finishDeclaration says that a declaration stays, once for the key and its registration, and what for.
func (r *remover) finishDeclaration(u *unit, ref *flagref.Ref) {
	needs, registered := r.registered[ref.ID]
	if _, entry := ref.Node.(*ast.KeyValueExpr); entry && registered {
		return
	}
	what := "the declaration is still needed"
	if registered {
		what += " by " + needs.String()
	}
	r.refuse(u, ref.Node, debt.CodeDeclaration, what)
}

// accounted reports whether nothing of a reference remains, or an obstacle says why it does.
func (r *remover) accounted(u *unit, ref *flagref.Ref) bool {
	if r.removes(u, ref) {
		return true
	}
	if r.choices[ref.ID].Scope == FoldOnly && ref.Role != debt.RoleEvaluation {
		return true
	}
	return r.staysForced(u, ref.Node) || slices.ContainsFunc(r.obstacles, func(o debt.Obstacle) bool { return o.Code.Leaves() && o.Pos == ref.Pos })
}

// staysForced reports whether a node is the key of an entry of a map from flags to values, of which is said elsewhere why it stays.
func (r *remover) staysForced(u *unit, n ast.Node) bool {
	for around := range u.outward(n) {
		if kv, ok := around.(*ast.KeyValueExpr); ok {
			return r.suite.stays[kv] && within(n, kv.Key)
		}
	}
	return false
}

// isListed reports whether an expression names a flag in a list that stays with the registration: what that is for has been said, and without it the place would go.
func (r *remover) isListed(u *unit, x ast.Expr, id debt.ID) bool {
	name := lastName(x)
	if _, registered := r.registered[id]; name == nil || !registered || u.file(x).generated {
		return false
	}
	if element := u.elementAround(name); element != nil {
		return !u.isForced(element)
	}
	_, l, _ := r.mentionedIn(u, name)
	return l != nil
}

// record lists a declaration that went.
func (r *remover) record(key objectKey) {
	owner, object := r.objectOf(key)
	if object == nil || object.Name() == "_" {
		return
	}
	d := Decl{Name: object.Name(), Pos: owner.position(object.Pos())}
	switch o := object.(type) {
	case *types.Func:
		d.Kind = "func"
		if o.Signature().Recv() != nil {
			d.Kind = "method"
		} else if owner.file(owner.defs[key]).test && isTest(owner.parent[owner.defs[key]].(*ast.FuncDecl), owner.file(owner.defs[key])) {
			d.Kind = "test"
		}
	case *types.Const:
		d.Kind = "const"
	case *types.TypeName:
		d.Kind = "type"
	case *types.Var:
		switch {
		case o.IsField():
			d.Kind = "field"
		case !isLocal(o):
			d.Kind = "var"
		default:
			if _, ok := owner.parent[owner.defs[key]].(*ast.Field); !ok {
				return // a local
			}
			d.Kind = "param"
		}
	default:
		return
	}
	r.removed = append(r.removed, d)
}
