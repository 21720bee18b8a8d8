package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// forcing is a place where a test gives a flag a value.
type forcing struct {
	*unit
	id    debt.ID
	node  ast.Node          // what names the flag: a call, the key of an entry, an argument
	entry *ast.KeyValueExpr // the entry of a map from flags to their values, or nil
	call  *ast.CallExpr     // the call that forces, or nil
	x     ast.Expr          // the expression of the value, nil where there is none
	fixed debt.Value        // what the call gives by itself, as Enable does
	other []ast.Node        // places where the same is given another value; nil where it is the flag itself
	to    value             // what everybody gets, as the type of x
}

// winner is the value that every evaluation of a flag gets, or nothing where each call gets its own default and they differ.
func (r *remover) winner(id debt.ID) debt.Value {
	if to := r.choices[id].To; to != "" {
		return to
	}
	var all debt.Value
	for _, s := range r.seeds {
		if s.ref.ID != id || s.ref.Role != debt.RoleEvaluation {
			continue
		}
		if s.ref.Default == "" || all != "" && all != s.ref.Default {
			return ""
		}
		all = s.ref.Default
	}
	return all
}

// forcing describes the place of a reference in a test.
func (r *remover) forcing(u *unit, ref *flagref.Ref) *forcing {
	f := &forcing{unit: u, id: ref.ID, node: ref.Node}
	f.entry, f.call, f.x = u.forcedExpr(ref)
	switch {
	case ref.Role == debt.RoleTestOverride && ref.Default != "" && (f.call != nil || u.isElement(ref)):
		f.x, f.fixed = nil, ref.Default
		f.to = valueOf(r.winner(ref.ID), natural(ref.Default))
	case f.x != nil:
		f.to = valueOf(r.winner(ref.ID), f.valueType())
	}
	return f
}

// isElement reports whether a reference is an element of a list.
func (u *unit) isElement(ref *flagref.Ref) bool {
	x, ok := ref.Node.(ast.Expr)
	return ok && u.elementAround(x) != nil
}

// valueType is the type of the flag as its test gives it: that of the expression, or that of the flag where the test gives text.
func (f *forcing) valueType() types.Type {
	if basic, ok := f.typeOf(f.x).Underlying().(*types.Basic); ok && basic.Kind() != types.Invalid {
		return basic
	}
	return types.Typ[types.Bool]
}

// forcedExpr is the expression of the value that a setter gives: that of an entry of a map of flags, or the argument behind the key.
func (u *unit) forcedExpr(ref *flagref.Ref) (entry *ast.KeyValueExpr, call *ast.CallExpr, x ast.Expr) {
	if ref.Value != nil {
		return nil, ref.Node.(*ast.CallExpr), ref.Value
	}
	for around := range u.outward(ref.Node) {
		switch n := around.(type) {
		case *ast.KeyValueExpr:
			if n == ref.Node || within(ref.Node, n.Key) {
				return n, nil, u.served(n.Value)
			}
		case *ast.CallExpr:
			if u.Info.Types[n.Fun].IsType() {
				continue // string(features.X)
			}
			at := slices.IndexFunc(n.Args, func(arg ast.Expr) bool { return ref.Key != nil && within(ref.Key, arg) })
			if at >= 0 && at+1 < len(n.Args) {
				return nil, n, n.Args[at+1]
			}
			return nil, n, u.chained(n)
		case ast.Stmt:
			return nil, nil, assigned(n, ref.Node)
		}
	}
	return nil, nil, nil
}

// chained is what the methods behind a call give to the flag: data.Flag(key).VariationForAll(true).
func (u *unit) chained(call *ast.CallExpr) ast.Expr {
	for next := u.chain(call); next != nil; next = u.chain(next) {
		switch fn := u.callee(next); {
		case fn == nil:
			return nil
		case slices.Contains([]string{"VariationForAll", "VariationForAllUsers", "ValueForAll", "ValueForAllUsers"}, fn.Name()) && len(next.Args) == 1:
			x := ast.Unparen(next.Args[0])
			if inner, ok := x.(*ast.CallExpr); ok && len(inner.Args) == 1 {
				return inner.Args[0] // ldvalue.Bool(true)
			}
			return x
		}
	}
	return nil
}

// chain is the call of a method of the result of a call, or nil.
func (u *unit) chain(call *ast.CallExpr) *ast.CallExpr {
	selector, ok := u.parent[u.unparened(call)].(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	next, ok := u.parent[selector].(*ast.CallExpr)
	if !ok || next.Fun != selector {
		return nil
	}
	return next
}

// served is the expression of the variant that a flag in the memory of a test provider serves; any other expression is itself.
func (u *unit) served(x ast.Expr) ast.Expr {
	lit, ok := ast.Unparen(x).(*ast.CompositeLit)
	if !ok {
		return x
	}
	var variant, variants ast.Expr
	for _, element := range lit.Elts {
		kv, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return x
		}
		switch name, _ := kv.Key.(*ast.Ident); {
		case name == nil:
			return x
		case name.Name == "DefaultVariant":
			variant = kv.Value
		case name.Name == "Variants":
			variants = kv.Value
		case name.Name == "ContextEvaluator":
			return x
		}
	}
	all, ok := variants.(*ast.CompositeLit)
	if !ok || variant == nil {
		return x
	}
	for _, element := range all.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok && constantString(u.Info.Types[kv.Key].Value) == constantString(u.Info.Types[variant].Value) {
			return kv.Value
		}
	}
	return x
}

// forced is the constant that a place gives to the flag, as far as it is known. Text stands for a boolean as it does in the environment.
func (f *forcing) forced(r *remover) value {
	if f.fixed != "" {
		return valueOf(f.fixed, natural(f.fixed))
	}
	if f.x == nil {
		return value{}
	}
	v := r.valueAt(f.unit, f.x)
	if text := constantString(v.constant); text != "" && !f.to.known() {
		if on, err := strconv.ParseBool(text); err == nil {
			f.to = valueOf(r.winner(f.id), types.Typ[types.Bool])
			return boolean(on)
		}
	}
	if !v.plain() || v.null {
		return value{}
	}
	return v
}

// condition is the condition of an if around a place that holds nothing else of the test, and whether it has to be true for the place to run.
func (f *forcing) condition() (cond ast.Expr, on bool) {
	for around := range f.outward(f.node) {
		switch n := around.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return nil, false
		case *ast.IfStmt:
			if n.Init != nil && within(f.node, n.Init) || within(f.node, n.Cond) {
				continue
			}
			on = within(f.node, n.Body)
			cond = ast.Unparen(n.Cond)
			if not, ok := cond.(*ast.UnaryExpr); ok && not.Op == token.NOT {
				return ast.Unparen(not.X), !on
			}
			return cond, on
		case *ast.CaseClause, *ast.CommClause:
			return &ast.BadExpr{}, true
		}
	}
	return nil, false
}
