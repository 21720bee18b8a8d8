package flagref

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// learn makes the function that owns the parameter which a call passes on as a key a wrapper. It returns the function if that is news: the enclosing declaration, or the variable that holds an enclosing literal.
func (f *finder) learn(s *site, shape callShape) types.Object {
	if shape.byAddress() || shape.Flag != "" {
		return nil
	}
	if shape.byText() {
		return f.learnPairs(s, shape)
	}
	list, shown := f.elements(s, shape)
	if !shown {
		key := f.keyOf(s, shape)
		if key == nil {
			return nil
		}
		return f.learnKey(s, shape, key)
	}
	var learned types.Object
	shape.Elems = false // map[Feature]bool{f: true}: the parameter is one key
	for _, element := range list {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			element = kv.Key
		}
		if owner := f.learnKey(s, shape, element); owner != nil {
			learned = owner
		}
	}
	return learned
}

func (f *finder) learnKey(s *site, shape callShape, key ast.Expr) types.Object {
	folded := f.fold(key)
	param := folded.param
	if param == nil || folded.field != "" && shape.Field != "" {
		return nil
	}
	owner, signature := f.owner(s.scope, param)
	if owner == nil {
		return nil // a literal that is passed on: its callers cannot be named
	}
	if _, declared := owner.(*types.Func); declared && f.described(s.scope) {
		return nil // the rule says what its callers do
	}
	outer := Shape{
		Provider: shape.Provider, Role: shape.Role, Kind: shape.Kind, Elems: shape.Elems, Key: index(signature, param), Field: cmp.Or(folded.field, shape.Field), Keys: shape.Keys,
		Via: append([]string{qualifiedName(owner)}, shape.Via...),
	}
	if shape.Default > 0 {
		outer.Default, outer.Fixed = f.defaultParam(s, shape, signature)
	} else {
		outer.Fixed = f.defaultOf(s, shape)
	}
	wrapper := f.wrappers[owner]
	if wrapper == nil {
		wrapper = &Wrapper{}
		f.wrappers[owner] = wrapper
	}
	if folded.field != "" {
		f.keepKeyed(outer, param, folded.field)
	}
	if wrapper.merge(outer) {
		return owner
	}
	return nil
}

// forwards reports whether the parameter belongs to a function whose callers count in place of this call.
func (f *finder) forwards(s *site, param *types.Var) bool {
	owner, _ := f.owner(s.scope, param)
	return owner != nil && f.wrappers[owner] != nil
}

// merge adds a shape and reports whether that changed anything. Who forces the value of a flag asks for it only to put it back. Two calls that pass on the same key with different defaults, or for values of different kinds, leave the wrapper without.
func (w *Wrapper) merge(shape Shape) bool {
	same := func(role debt.Role) func(Shape) bool {
		return func(old Shape) bool {
			return old.Provider == shape.Provider && old.Key == shape.Key && old.Field == shape.Field && old.Role == role
		}
	}
	switch {
	case shape.Role == debt.RoleTestOverride:
		w.Shapes = slices.DeleteFunc(w.Shapes, same(debt.RoleEvaluation))
	case shape.Role == debt.RoleEvaluation && slices.ContainsFunc(w.Shapes, same(debt.RoleTestOverride)):
		return false
	}
	i := slices.IndexFunc(w.Shapes, same(shape.Role))
	if i < 0 {
		w.Shapes = append(w.Shapes, shape)
		return true
	}
	old := &w.Shapes[i]
	before := *old
	if old.Default != shape.Default || old.Fixed != shape.Fixed {
		old.Default, old.Fixed = 0, ""
	}
	if old.Kind != shape.Kind {
		old.Kind = debt.KindUnknown
	}
	return old.Default != before.Default || old.Fixed != before.Fixed || old.Kind != before.Kind
}

// owner is the function of the scope that declares the parameter.
func (f *finder) owner(in scope, param *types.Var) (types.Object, *types.Signature) {
	for _, lit := range slices.Backward(in.lits) {
		signature, ok := f.Info.TypeOf(lit).(*types.Signature)
		if !ok || index(signature, param) < 0 {
			continue
		}
		if v := f.closureOf(lit); v != nil {
			return v, signature
		}
		return nil, nil // a literal that is passed on: its callers are elsewhere
	}
	if in.decl == nil {
		return nil, nil
	}
	fn, ok := f.Info.Defs[in.decl.Name].(*types.Func)
	if !ok || index(fn.Signature(), param) < 0 && fn.Signature().Recv() != param {
		return nil, nil
	}
	return fn, fn.Signature()
}

// defaultParam finds the parameter, or the constant, that a wrapper passes as the default.
func (f *finder) defaultParam(s *site, shape callShape, signature *types.Signature) (int, debt.Value) {
	arg := s.arg(shape.Default - 1)
	if arg == nil {
		return 0, ""
	}
	if v := f.variable(arg); v != nil && !f.assignments().changed[v] {
		if i := index(signature, v); i >= 0 {
			return i + 1, ""
		}
	}
	return 0, f.value(arg)
}

// index is the position of a parameter, or -1, which stands for what a method is called on. A variadic parameter is a slice, never a key.
func index(signature *types.Signature, param *types.Var) int {
	for i := range signature.Params().Len() {
		if signature.Params().At(i) == param {
			return i
		}
	}
	return -1
}

// qualifiedName is how messages name a function: pkg.Func, pkg.Type.Method, or the name of a local variable.
func qualifiedName(object types.Object) string {
	fn, ok := object.(*types.Func)
	if !ok || fn.Pkg() == nil {
		return object.Name()
	}
	name := fn.Name()
	if receiver := receiverName(fn); receiver != "" {
		name = receiver + "." + name
	}
	return fn.Pkg().Name() + "." + name
}
