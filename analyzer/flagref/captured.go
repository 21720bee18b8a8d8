package flagref

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// A program may ask for a flag once and keep the answer: s.newTax = client.BoolVariation("new-tax", …) in a constructor. Who reads the field or the variable then uses the flag. What gets anything else, too, is none that could be told.

// capture notes the fields and variables of the package that hold what one flag gave, and nothing else, and records who reads such.
func (f *finder) capture() {
	asks := map[ast.Node]debt.Reference{}
	for _, ref := range f.refs {
		if (ref.Role == debt.RoleEvaluation || ref.Role == debt.RoleUse) && ref.Dynamic == nil && ref.Kind != debt.KindJSON && !ref.InStructure() {
			asks[ref.Node] = ref.Reference
		}
	}
	captured := f.captured()
	if len(asks) > 0 || len(captured) > 0 {
		for v, w := range f.writes() {
			if _, isFlag := f.flagField(v); f.objects[v] == nil && isBasic(v.Type()) && !isFlag {
				f.captureIn(captured, v, w, asks)
			}
		}
	}
	if len(captured) == 0 {
		return
	}
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			if ident, ok := n.(*ast.Ident); ok {
				if v, ok := f.Info.Uses[ident].(*types.Var); ok && captured[v.Origin()] != nil {
					f.useCaptured(captured[v.Origin()], v.Origin(), ident, in, path)
				}
			}
		})
	}
}

// captured are the fields and variables that hold what a flag gave, as far as that is known elsewhere, of those that the package names.
func (f *finder) captured() map[*types.Var]*Object {
	captured, seen := map[*types.Var]*Object{}, map[*types.Var]bool{}
	for _, object := range f.Info.Uses {
		v, ok := object.(*types.Var)
		if !ok || v.Pkg() == nil || !v.IsField() && v.Parent() != v.Pkg().Scope() || !isBasic(v.Type()) || seen[v.Origin()] {
			continue
		}
		v = v.Origin()
		seen[v] = true
		if object := f.facts.Object(v); object != nil && object.Captured != "" {
			captured[v] = object
		}
	}
	return captured
}

// captureIn weighs what the package gives a field or a variable: one flag's answer, or something else, which spoils what is known elsewhere.
func (f *finder) captureIn(captured map[*types.Var]*Object, v *types.Var, w *written, asks map[ast.Node]debt.Reference) {
	object, known := f.kept(v, w, asks), captured[v]
	switch ours := v.Pkg() == f.Types; {
	case known != nil && (object == nil || object.ID != known.ID):
		delete(captured, v)
		f.spoiled = append(f.spoiled, v)
	case object == nil:
	case ours:
		f.objects[v], captured[v] = object, object
	default:
		f.captures[v] = object
	}
}

// kept is the flag whose answer alone is given to a field or variable, or nil.
func (f *finder) kept(v *types.Var, w *written, asks map[ast.Node]debt.Reference) *Object {
	var object *Object
	for _, value := range w.values {
		a := f.answers(value, asks, maxFold)
		if len(a.flags) != 1 || object != nil && object.ID != a.ref.ID {
			return nil
		}
		kind := kindOfType(v.Type())
		if kind != debt.KindBool && kind != a.ref.Kind {
			return nil // made of the answer
		}
		object = &Object{ID: a.ref.ID, Kind: kind, Captured: nameIn(v)}
	}
	if w.other {
		return nil
	}
	return object
}

// answers are the flags of which an expression is made.
type answers struct {
	flags map[debt.ID]bool
	ref   debt.Reference // of one of them
}

// answers finds the flags whose answers an expression is: negated, compared, combined, or with something else.
func (f *finder) answers(x ast.Expr, asks map[ast.Node]debt.Reference, depth int) answers {
	a := answers{flags: map[debt.ID]bool{}}
	f.answersIn(&a, x, asks, depth)
	return a
}

func (f *finder) answersIn(a *answers, x ast.Expr, asks map[ast.Node]debt.Reference, depth int) {
	x = ast.Unparen(x)
	if ref, ok := asks[x]; ok {
		a.flags[ref.ID], a.ref = true, ref
		return
	}
	switch x := x.(type) {
	case *ast.Ident:
		v, ok := f.Info.Uses[x].(*types.Var)
		if known := f.assignments(); ok && depth > 0 && known.values[v] != nil && !known.changed[v] && v.Parent() != f.Types.Scope() {
			f.answersIn(a, known.values[v], asks, depth-1)
		}
	case *ast.CallExpr:
		if selector, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && len(x.Args) == 0 && f.Info.Selections[selector] != nil {
			f.answersIn(a, selector.X, asks, depth)
		}
	case *ast.SelectorExpr:
		if f.Info.Selections[x] != nil {
			f.answersIn(a, x.X, asks, depth)
		}
	case *ast.TypeAssertExpr:
		f.answersIn(a, x.X, asks, depth)
	case *ast.UnaryExpr:
		f.answersIn(a, x.X, asks, depth)
	case *ast.BinaryExpr:
		f.answersIn(a, x.X, asks, depth)
		f.answersIn(a, x.Y, asks, depth)
	}
}

// useCaptured records the read of such a field or variable.
func (f *finder) useCaptured(object *Object, v *types.Var, ident *ast.Ident, in scope, path []ast.Node) {
	if node, role := fieldUse(ident, path); role == debt.RoleEvaluation {
		f.add(Ref{Reference: debt.Reference{ID: object.ID, Role: debt.RoleUse, Kind: object.Kind, Via: []string{object.Captured}}, Node: node, Of: v}, in)
	}
}

// nameIn is how messages name a field or a variable: pkg.Type.Field, or pkg.Variable.
func nameIn(v *types.Var) string {
	if v.IsField() {
		for _, name := range v.Pkg().Scope().Names() {
			if object, ok := v.Pkg().Scope().Lookup(name).(*types.TypeName); ok && !object.IsAlias() && hasField(v.Pkg(), name, v) {
				return v.Pkg().Name() + "." + name + "." + v.Name()
			}
		}
	}
	return v.Pkg().Name() + "." + v.Name()
}
