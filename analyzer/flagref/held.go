package flagref

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// holdValues notes the variables of the package that hold what an evaluation gave when the program started: var X = env.Register("X", false).Get(). Who gives such a variable another value in a test forces the flag, unless something else had a say in it: var X = env.Register("X", false).Get() && Y.
func (f *finder) holdValues() {
	var byCall map[ast.Node]int // evaluations in f.refs
	for _, spec := range f.packageVars() {
		if len(spec.Values) != len(spec.Names) {
			continue
		}
		for i, name := range spec.Names {
			v, isVar := f.Info.Defs[name].(*types.Var)
			if !isVar {
				continue
			}
			if byCall == nil {
				byCall = f.evaluations()
			}
			for call := range operands(spec.Values[i]) {
				if at, ok := byCall[call]; ok {
					ref := f.refs[at]
					f.objects[v] = &Object{ID: ref.ID, Kind: ref.Kind, Default: ref.Default, Held: true, Partial: call != ast.Unparen(spec.Values[i])}
					break // of several flags the first
				}
			}
		}
	}
}

// operands are what a condition is made of, or the expression itself.
func operands(x ast.Expr) iter.Seq[ast.Expr] {
	return func(yield func(ast.Expr) bool) { eachOperand(x, yield) }
}

func eachOperand(x ast.Expr, yield func(ast.Expr) bool) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.BinaryExpr:
		return eachOperand(x.X, yield) && eachOperand(x.Y, yield)
	case *ast.UnaryExpr:
		return eachOperand(x.X, yield)
	default:
		return yield(x)
	}
}

// useHeld records the read of such a variable.
func (f *finder) useHeld(ident *ast.Ident, v *types.Var, in scope, path []ast.Node) {
	if v.IsField() || kindOfType(v.Type()) == debt.KindUnknown {
		return
	}
	held := f.heldIn(v)
	if held == nil {
		return
	}
	if node, role := fieldUse(ident, path); role == debt.RoleEvaluation {
		f.add(Ref{Reference: debt.Reference{ID: held.ID, Role: debt.RoleUse, Kind: held.Kind, Via: []string{v.Pkg().Name() + "." + v.Name()}}, Node: node}, in)
	}
}

// overrides records what gives such variables, and fields that are flags, another value in a test: a call with the address, and for variables an assignment.
func (f *finder) overrides() {
	for _, s := range f.sites {
		for _, shape := range f.shapes(s) {
			if shape.byAddress() {
				f.overrideAddress(s, shape)
			}
		}
	}
	for _, file := range f.Files {
		if !f.isTest(file) {
			continue
		}
		f.inspect(file, func(n ast.Node, in scope, _ []ast.Node) {
			if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok == token.ASSIGN {
				for _, left := range assign.Lhs {
					f.overrideVariable(left, in)
				}
			}
		})
	}
}

// byAddress reports whether a call names the flag by the address of what holds its value.
func (s callShape) byAddress() bool { return s.api != nil && s.api.Key.Address }

func (f *finder) overrideAddress(s *site, shape callShape) {
	key := s.arg(shape.Key)
	address, ok := ast.Unparen(key).(*ast.UnaryExpr)
	if !ok || address.Op != token.AND {
		return // a pointer from elsewhere, or to what is no flag
	}
	held, ok := f.valueIn(address.X)
	if !ok {
		return
	}
	f.consume(address.X)
	f.add(Ref{Reference: debt.Reference{ID: held.ID, Role: shape.Role, Kind: held.Kind, Via: shape.Via}, Node: s.call, Key: key, API: shape.api}, s.scope)
}

func (f *finder) overrideVariable(left ast.Expr, in scope) {
	left = ast.Unparen(left)
	if v := f.variable(left); v != nil {
		if held := f.heldIn(v); held != nil && !held.Partial {
			f.add(Ref{Reference: debt.Reference{ID: held.ID, Role: debt.RoleTestOverride, Kind: held.Kind}, Node: left}, in)
		}
	}
}

// valueIn is the flag whose value a variable or a field holds.
func (f *finder) valueIn(x ast.Expr) (Object, bool) {
	x = ast.Unparen(x)
	if v := f.variable(x); v != nil {
		if held := f.heldIn(v); held != nil && !held.Partial {
			return *held, true
		}
		return Object{}, false
	}
	if selector, ok := x.(*ast.SelectorExpr); ok {
		if v, ok := f.Info.Uses[selector.Sel].(*types.Var); ok {
			if id, ok := f.flagField(v); ok {
				return Object{ID: id, Kind: debt.KindBool}, true
			}
		}
	}
	return Object{}, false
}

// heldIn is the flag whose value a variable of some package holds, or nil.
func (f *finder) heldIn(v *types.Var) *Object {
	if v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	object := f.objects[v]
	if object == nil && v.Pkg() != f.Types {
		object = f.facts.Object(v)
	}
	if object == nil || !object.Held {
		return nil
	}
	return object
}
