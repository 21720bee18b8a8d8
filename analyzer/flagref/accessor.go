package flagref

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// declareAccessors makes flag objects of the package variables that OpenFeature's generator writes: a struct whose function fields each do nothing but ask for the same flag. The variable declares the flag, and who calls the fields asks for it.
func (f *finder) declareAccessors() {
	var byCall map[ast.Node]int // evaluations in f.refs
	for _, spec := range f.packageVars() {
		for i, name := range spec.Names {
			v, ok := f.Info.Defs[name].(*types.Var)
			if !ok || len(spec.Values) != len(spec.Names) {
				continue
			}
			lit := pointedTo(spec.Values[i])
			if lit == nil || !hasFunction(lit) || f.assignments().changed[v] || f.assignments().altered[v] {
				continue
			}
			if byCall == nil {
				byCall = f.evaluations()
			}
			f.declareAccessor(v, name, lit, byCall)
		}
	}
}

// packageVars are the variable declarations of the package.
func (f *finder) packageVars() []*ast.ValueSpec {
	var specs []*ast.ValueSpec
	for _, file := range f.Files {
		for _, decl := range file.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.VAR {
				for _, spec := range gen.Specs {
					specs = append(specs, spec.(*ast.ValueSpec))
				}
			}
		}
	}
	return specs
}

// evaluations are the references that ask for a flag with a constant key, by their calls.
func (f *finder) evaluations() map[ast.Node]int {
	byCall := map[ast.Node]int{}
	for i, ref := range f.refs {
		if ref.Role == debt.RoleEvaluation && ref.Dynamic == nil {
			byCall[ref.Node] = i
		}
	}
	return byCall
}

func (f *finder) declareAccessor(v *types.Var, name *ast.Ident, lit *ast.CompositeLit, byCall map[ast.Node]int) {
	var inner []int // in f.refs
	object := &Object{Accessor: v.Pkg().Name() + "." + v.Name()}
	for _, element := range lit.Elts {
		field, call := accessorField(element)
		i, ok := byCall[call]
		if call == nil || !ok {
			continue
		}
		ref := &f.refs[i]
		switch {
		case len(inner) == 0:
			object.ID, object.Kind, object.Default = ref.ID, ref.Kind, ref.Default
		case object.ID != ref.ID:
			return // a collection of flags: its fields are functions like others
		}
		if object.Kind != ref.Kind {
			object.Kind = debt.KindUnknown
		}
		if object.Default != ref.Default {
			object.Default = ""
		}
		object.Evaluations = append(object.Evaluations, field)
		inner = append(inner, i)
	}
	if len(inner) == 0 {
		return
	}
	for _, i := range inner {
		ref := &f.refs[i]
		ref.Role, ref.Key, ref.Reference.Key, ref.Default = debt.RoleForward, nil, "", ""
	}
	f.objects[v] = object
	f.add(Ref{Reference: debt.Reference{ID: object.ID, Role: debt.RoleDeclaration, Kind: object.Kind, Default: object.Default}, Node: name}, scope{})
}

// hasFunction reports whether a field of a struct literal is a function literal.
func hasFunction(lit *ast.CompositeLit) bool {
	return slices.ContainsFunc(lit.Elts, func(element ast.Expr) bool {
		_, call := accessorField(element)
		return call != nil
	})
}

// accessorField is the name of a field whose function does nothing but return what a call returns, and the call.
func accessorField(element ast.Expr) (string, *ast.CallExpr) {
	kv, ok := element.(*ast.KeyValueExpr)
	if !ok {
		return "", nil
	}
	name, ok := kv.Key.(*ast.Ident)
	if !ok {
		return "", nil // a map
	}
	lit, ok := ast.Unparen(kv.Value).(*ast.FuncLit)
	if !ok || len(lit.Body.List) != 1 {
		return "", nil
	}
	result, ok := lit.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return "", nil
	}
	call, _ := ast.Unparen(result.Results[0]).(*ast.CallExpr)
	return name.Name, call
}

// evaluateAccessor records the call of a function field that asks for a flag.
func (f *finder) evaluateAccessor(s *site) {
	field, ok := s.callee.(*types.Var)
	if !ok || !field.IsField() {
		return
	}
	operand := s.receiver()
	object := f.objectOf(operand)
	if object == nil || object.Accessor == "" || !slices.Contains(object.Evaluations, field.Name()) {
		return
	}
	f.add(Ref{
		Reference: debt.Reference{
			ID: object.ID, Role: debt.RoleEvaluation, Kind: object.Kind, Default: object.Default,
			Via: []string{object.Accessor + "." + field.Name()},
		},
		Node: s.call, Key: operand,
	}, s.scope)
}
