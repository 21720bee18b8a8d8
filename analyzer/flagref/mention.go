package flagref

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// functionValues records catalogued functions, and wrappers, that are used as values: on := client.BoolVariation. Who calls them with which key only the run tells.
func (f *finder) functionValues() {
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
			for _, shape := range f.shapes(s) {
				if shape.Role != debt.RoleEvaluation {
					continue
				}
				ref := debt.Reference{ID: debt.ID{Provider: shape.Provider}, Role: shape.Role, Kind: shape.Kind, Via: shape.Via}
				ref.Dynamic = &debt.Affix{Text: fn.Name() + " (function value)"}
				f.add(Ref{Reference: ref, Node: ident}, in)
			}
		})
	}
}

// mentions records the uses of typed gate constants that nothing else accounts for. In a call that takes a testing.TB the gate is forced for a test.
func (f *finder) mentions() {
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			ident, ok := n.(*ast.Ident)
			if !ok || f.consumed[ident] {
				return
			}
			object, ok := f.Info.Uses[ident].(*types.Const)
			if !ok {
				return
			}
			rule := f.rules.registryOfType(config.TypedConst, object.Type())
			if rule == nil || constantKey(object) == "" {
				return
			}
			ref := debt.Reference{ID: debt.ID{Provider: rule.Provider, Key: constantKey(object)}, Role: debt.RoleMention, Kind: rule.Value}
			if f.forcesForTest(path) {
				ref.Role = debt.RoleTestOverride
			}
			f.add(Ref{Reference: ref, Node: ident, Key: ident}, in)
		})
	}
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
