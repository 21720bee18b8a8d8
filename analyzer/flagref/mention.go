package flagref

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// heldFunction is the function that a variable or a field gets as its only value, on := client.BoolVariation, or nil.
func (f *finder) heldFunction(object types.Object) *types.Func {
	v, ok := object.(*types.Var)
	switch {
	case !ok:
		return nil
	case v.IsField():
		return f.functionOf(f.heldField(v))
	case f.assignments().changed[v] || v.Pkg() != f.Types || v.Parent() == f.Types.Scope() && v.Exported():
		return nil
	}
	return f.functionOf(f.assignments().values[v])
}

// functionOf is the function that an expression names, or nil.
func (f *finder) functionOf(x ast.Expr) *types.Func {
	fn, _ := f.Info.Uses[f.functionName(x)].(*types.Func)
	if fn == nil {
		return nil
	}
	return fn.Origin()
}

// functionName is the identifier by which an expression names a function, nil for one that takes the receiver as an argument.
func (f *finder) functionName(x ast.Expr) *ast.Ident {
	if x == nil {
		return nil
	}
	switch x := unindexed(x).(type) {
	case *ast.Ident:
		return x
	case *ast.SelectorExpr:
		if selection := f.Info.Selections[x]; selection == nil || selection.Kind() == types.MethodVal {
			return x.Sel
		}
	}
	return nil
}

// onlyCalled are the identifiers of functions that variables and fields hold which are called, and used for nothing else.
func (f *finder) onlyCalled() map[*ast.Ident]bool {
	names := map[*types.Var][]*ast.Ident{}
	for v, value := range f.assignments().values {
		if f.heldFunction(v) != nil {
			names[v] = append(names[v], f.functionName(value))
		}
	}
	for v, w := range f.writes() {
		if v.IsField() && f.heldFunction(v) != nil {
			for _, value := range w.values {
				names[v] = append(names[v], f.functionName(value))
			}
		}
	}
	called, handed := map[*types.Var]bool{}, map[*types.Var]bool{}
	for _, s := range f.sites {
		if v, ok := s.callee.(*types.Var); ok {
			called[v] = true
		}
	}
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, _ scope, path []ast.Node) {
			if ident, ok := n.(*ast.Ident); ok && !f.called[ident] {
				if v, ok := f.Info.Uses[ident].(*types.Var); ok && names[v.Origin()] != nil {
					_, role := fieldUse(ident, path)
					handed[v.Origin()] = handed[v.Origin()] || role != debt.RoleDeclaration
				}
			}
		})
	}
	only := map[*ast.Ident]bool{}
	for v, idents := range names {
		for _, ident := range idents {
			only[ident] = called[v] && !handed[v]
		}
	}
	return only
}

// functionValues records catalogued functions, and wrappers, that are used as values and not only called by the name of a variable. Who calls them with which key only the run tells.
func (f *finder) functionValues() {
	var only map[*ast.Ident]bool
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, in scope, _ []ast.Node) {
			ident, ok := n.(*ast.Ident)
			if !ok || f.called[ident] {
				return
			}
			fn, ok := f.Info.Uses[ident].(*types.Func)
			if !ok {
				return
			}
			s := &site{callee: fn.Origin(), scope: in}
			shapes := f.shapes(s)
			if len(shapes) > 0 && only == nil {
				only = f.onlyCalled()
			}
			if only[ident] {
				return
			}
			for _, shape := range shapes {
				if shape.Role != debt.RoleEvaluation || len(shape.Keys) > 0 {
					continue
				}
				if f.described(in) {
					f.add(Ref{Reference: debt.Reference{ID: debt.ID{Provider: shape.Provider}, Role: debt.RoleForward, Kind: shape.Kind, Via: shape.Via}, Node: ident}, in)
					continue
				}
				ref := debt.Reference{ID: debt.ID{Provider: shape.Provider}, Role: shape.Role, Kind: shape.Kind, Via: shape.Via}
				ref.Dynamic = &debt.Affix{Text: fn.Name() + " (function value)"}
				f.add(Ref{Reference: ref, Node: ident, API: shape.api}, in)
			}
		})
	}
}

// mentions records the uses of constants that hold keys and of flag objects that nothing else accounts for, and the reads of variables that hold the values of flags. In a call that takes a testing.TB the gate is forced for a test.
func (f *finder) mentions() {
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			ident, ok := n.(*ast.Ident)
			if !ok || f.consumed[ident] {
				return
			}
			ref, ok := f.mentioned(ident)
			if !ok {
				if v, isVar := f.Info.Uses[ident].(*types.Var); isVar {
					f.useHeld(ident, v, in, path)
				}
				return
			}
			if f.forcesForTest(path) {
				ref.Role = debt.RoleTestOverride
			}
			f.add(Ref{Reference: ref, Node: ident, Key: ident}, in)
		})
	}
}

// mentioned is the mention of the flag that an identifier names by a constant or as a flag object.
func (f *finder) mentioned(ident *ast.Ident) (debt.Reference, bool) {
	switch object := f.Info.Uses[ident].(type) {
	case *types.Const:
		rule := f.rules.constant(object)
		if rule == nil || constantKey(object) == "" {
			return debt.Reference{}, false
		}
		return debt.Reference{ID: debt.ID{Provider: rule.Provider, Key: constantKey(object)}, Role: debt.RoleMention, Kind: rule.Value}, true
	case *types.Var:
		if !f.mayHold(object) {
			return debt.Reference{}, false // most variables: nothing is looked up for them
		}
		flag := f.objectOf(ident)
		if flag == nil {
			return debt.Reference{}, false
		}
		return debt.Reference{ID: flag.ID, Role: debt.RoleMention, Kind: flag.Kind}, true
	}
	return debt.Reference{}, false
}

// mayHold reports whether a variable can hold a flag object: by its type, or as the accessor of a flag, which has a type of its own.
func (f *finder) mayHold(v *types.Var) bool {
	if v.Pkg() == nil {
		return false
	}
	if v.IsField() {
		return f.rules.registryOfType(config.ContainerFields, v.Type()) != nil
	}
	t := v.Type()
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	_, isStruct := t.Underlying().(*types.Struct)
	return isStruct && v.Parent() == v.Pkg().Scope() || f.rules.registryOfType(config.FlagObject, v.Type()) != nil
}

// forcesForTest reports whether the innermost call around a node takes a testing.TB beside it.
func (f *finder) forcesForTest(path []ast.Node) bool {
	for _, n := range slices.Backward(path) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			if _, statement := n.(ast.Stmt); statement {
				return false
			}
			continue
		}
		signature, ok := f.typeOf(call.Fun).Underlying().(*types.Signature)
		if !ok {
			continue // a conversion: string(features.X)
		}
		for i := range signature.Params().Len() {
			if isTesting(signature.Params().At(i).Type()) {
				return true
			}
		}
	}
	return false
}

func isTesting(t types.Type) bool {
	object := typeName(t)
	return object != nil && object.Pkg() != nil && object.Pkg().Path() == "testing"
}

// inspect visits every node with the functions and the nodes around it.
func (f *finder) inspect(file *ast.File, visit func(n ast.Node, in scope, path []ast.Node)) {
	var path []ast.Node
	var in scope
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			switch last := path[len(path)-1].(type) {
			case *ast.FuncDecl:
				in = scope{}
			case *ast.FuncLit:
				in.lits = slices.DeleteFunc(slices.Clone(in.lits), func(lit *ast.FuncLit) bool { return lit == last })
			}
			path = path[:len(path)-1]
			return true
		}
		switch n := n.(type) {
		case *ast.FuncDecl:
			in = scope{decl: n}
		case *ast.FuncLit:
			in.lits = append(slices.Clone(in.lits), n)
		}
		visit(n, in, path)
		path = append(path, n)
		return true
	})
}
