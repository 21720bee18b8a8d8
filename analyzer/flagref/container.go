package flagref

import (
	"cmp"
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// declareContainers records the flags that are fields of a registered struct: rox.Register("shop", &flags). Their keys are the names of the fields, behind that of the namespace.
func (f *finder) declareContainers() {
	for _, s := range f.sites {
		fn, ok := s.callee.(*types.Func)
		if !ok {
			continue
		}
		rule := f.rules.registers(fn)
		if rule == nil {
			continue
		}
		namespace, known := f.namespace(rule, s)
		for i := range s.call.Args {
			if container := structOf(f.typeOf(s.call.Args[i])); known && container != nil {
				f.declareFields(rule, namespace, container)
			}
		}
	}
	if len(f.fields) == 0 {
		return
	}
	for _, file := range f.Files {
		f.inspect(file, f.declareField)
	}
}

// namespace is the text before the names of the fields; none where the call has no text in its place.
func (f *finder) namespace(rule *registryRule, s *site) (namespace string, known bool) {
	arg := s.arg(rule.Key.Arg)
	if arg == nil || !isText(f.typeOf(arg)) {
		return "", true
	}
	folded := f.fold(arg)
	if folded.known && folded.key != "" {
		return folded.key + ".", true
	}
	return "", folded.known
}

// declareFields notes the flags among the fields of a struct.
func (f *finder) declareFields(rule *registryRule, namespace string, container *types.Struct) {
	for v := range container.Fields() {
		v = v.Origin()
		object := typeName(v.Type())
		if object == nil || object.Pkg() == nil || !rule.MatchPackage(object.Pkg().Path()) || !rule.types[object.Name()] {
			continue
		}
		if f.fields == nil {
			f.fields = map[*types.Var]*registryRule{}
		}
		f.fields[v] = rule
		f.objects[v] = &Object{ID: debt.ID{Provider: rule.Provider, Key: debt.Key(namespace + v.Name())}, Kind: cmp.Or(rule.Value, kindOfMethods(v.Type(), rule.Evaluations)), Evaluations: rule.Evaluations}
	}
}

// declareField records a field that is a flag where it is declared, and where a literal makes its flag.
func (f *finder) declareField(n ast.Node, in scope, _ []ast.Node) {
	switch n := n.(type) {
	case *ast.Field:
		for _, name := range n.Names {
			f.declareName(name, nil, in)
		}
	case *ast.KeyValueExpr:
		if name, ok := n.Key.(*ast.Ident); ok {
			f.declareName(name, n.Value, in)
		}
	}
}

func (f *finder) declareName(name *ast.Ident, value ast.Expr, in scope) {
	v, ok := f.Info.ObjectOf(name).(*types.Var)
	if !ok || !v.IsField() || f.fields[v.Origin()] == nil {
		return
	}
	rule, object := f.fields[v.Origin()], f.objects[v.Origin()]
	ref := debt.Reference{ID: object.ID, Role: debt.RoleDeclaration, Kind: object.Kind}
	if call, ok := ast.Unparen(value).(*ast.CallExpr); ok && rule.Default.Arg != nil && *rule.Default.Arg < len(call.Args) {
		ref.Default = f.value(call.Args[*rule.Default.Arg])
		object.Default = ref.Default
	}
	if value == nil {
		f.declare(ref, nil, name)
	}
	f.consumed[name] = true
	f.add(Ref{Reference: ref, Node: name}, in)
}

// structOf is the struct that a type is or points to, or nil.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// registers returns the rule of the containers that a function registers, or nil.
func (r *Rules) registers(fn *types.Func) *registryRule { return r.maker(config.ContainerFields, fn) }

// fieldOf is the field of a struct that an expression names, or nil.
func (f *finder) fieldOf(x ast.Expr) *types.Var {
	selector, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	v, ok := f.Info.Uses[selector.Sel].(*types.Var)
	if !ok || !v.IsField() {
		return nil
	}
	return v.Origin()
}
