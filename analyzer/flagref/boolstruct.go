package flagref

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// structFlags records the fields of structs that are flags: where they are declared, read and written.
func (f *finder) structFlags() {
	if !f.rules.has(config.BoolStruct) {
		return
	}
	for _, file := range f.Files {
		test := f.isTest(file)
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			switch n := n.(type) {
			case *ast.Ident:
				f.structFlag(n, in, path, test)
			case *ast.CallExpr:
				f.reflected(n, in)
			}
		})
	}
}

func (f *finder) isTest(file *ast.File) bool {
	return strings.HasSuffix(f.Fset.Position(file.Package).Filename, "_test.go")
}

// structFlag records an identifier that names such a field.
func (f *finder) structFlag(ident *ast.Ident, in scope, path []ast.Node, test bool) {
	if v, ok := f.Info.Defs[ident].(*types.Var); ok {
		if id, ok := f.flagField(v); ok {
			f.add(Ref{Reference: fieldReference(id, v, debt.RoleDeclaration), Node: ident}, in)
		}
		return
	}
	v, ok := f.Info.Uses[ident].(*types.Var)
	if !ok || f.consumed[ident] {
		return
	}
	id, ok := f.flagField(v)
	if !ok {
		return
	}
	node, role := fieldUse(ident, path)
	if role == debt.RoleDeclaration && test {
		role = debt.RoleTestOverride
	}
	f.add(Ref{Reference: fieldReference(id, v, role), Node: node}, in)
}

func fieldReference(id debt.ID, v *types.Var, role debt.Role) debt.Reference {
	return debt.Reference{ID: id, Role: role, Kind: kindOfType(v.Type())}
}

// fieldUse is how the code around the name of a field uses it, and the node that does: who gives it a value declares, who reads it evaluates, and who takes its address mentions it.
func fieldUse(x ast.Expr, path []ast.Node) (node ast.Expr, role debt.Role) {
	node = x
	for _, around := range slices.Backward(path) {
		switch around := around.(type) {
		case *ast.SelectorExpr:
			if around.Sel == node {
				node = around
				continue
			}
		case *ast.ParenExpr:
			continue
		case *ast.KeyValueExpr:
			if around.Key == x {
				return node, debt.RoleDeclaration // of a struct literal: in a map the key is a selector
			}
		case *ast.AssignStmt:
			if slices.ContainsFunc(around.Lhs, func(left ast.Expr) bool { return ast.Unparen(left) == node }) {
				return node, debt.RoleDeclaration
			}
		case *ast.RangeStmt:
			if around.Key != nil && ast.Unparen(around.Key) == node || around.Value != nil && ast.Unparen(around.Value) == node {
				return node, debt.RoleDeclaration
			}
		case *ast.UnaryExpr:
			if around.Op == token.AND {
				return node, debt.RoleMention
			}
		}
		break
	}
	return node, debt.RoleEvaluation
}

// reflected records the name of such a field in a call that looks a field up by its name.
func (f *finder) reflected(call *ast.CallExpr, in scope) {
	fn, ok := calleeOf(f.Info, call).(*types.Func)
	if !ok || fn.Name() != "FieldByName" || fn.Pkg() == nil || fn.Pkg().Path() != "reflect" || len(call.Args) != 1 {
		return
	}
	tv := f.Info.Types[call.Args[0]]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return
	}
	for _, p := range append([]*types.Package{f.Types}, f.Types.Imports()...) {
		for v, id := range f.flagFields(p) {
			if v.Name() == constant.StringVal(tv.Value) {
				f.add(Ref{Reference: fieldReference(id, v, debt.RoleMention), Node: call.Args[0]}, in)
				return // which of several structs it is does not matter: the key is the same
			}
		}
	}
}

// flagField is the flag that a field is, if it is one.
func (f *finder) flagField(v *types.Var) (debt.ID, bool) {
	if !v.IsField() || v.Pkg() == nil {
		return debt.ID{}, false
	}
	id, ok := f.flagFields(v.Pkg())[v.Origin()]
	return id, ok
}

// flagFields are the fields of a package that are flags.
func (f *finder) flagFields(p *types.Package) map[*types.Var]debt.ID {
	fields, known := f.structs[p]
	if known {
		return fields
	}
	for _, rule := range f.rules.registries {
		if rule.Kind != config.BoolStruct || !rule.MatchPackage(p.Path()) {
			continue
		}
		if fields == nil {
			fields = map[*types.Var]debt.ID{}
		}
		for _, name := range rule.Types {
			if object, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
				addBoolFields(fields, rule, object.Type().Underlying())
			}
		}
	}
	if f.structs == nil {
		f.structs = map[*types.Package]map[*types.Var]debt.ID{}
	}
	f.structs[p] = fields
	return fields
}

// addBoolFields adds the fields of a struct that a rule means, and those of structs without a name in it: the listed ones, or where none are listed, all of type bool.
func addBoolFields(fields map[*types.Var]debt.ID, rule *registryRule, t types.Type) {
	s, ok := t.(*types.Struct)
	if !ok {
		return
	}
	for i := range s.NumFields() {
		v := s.Field(i)
		kind := kindOfType(v.Type())
		if kind == debt.KindUnknown {
			addBoolFields(fields, rule, types.Unalias(v.Type()))
			continue
		}
		key := rule.fieldKey(v, s.Tag(i))
		if _, known := fields[v]; known || key == "" {
			continue
		}
		if names := rule.Fields.Names; len(names) == 0 && kind == debt.KindBool || config.MatchName(names, v.Name()) {
			fields[v] = debt.ID{Provider: rule.Provider, Key: key}
		}
	}
}

// fieldKey is the key of a field: its name, or what its tag says where the rule names one; "" where there is no such tag.
func (r *registryRule) fieldKey(v *types.Var, tag string) debt.Key {
	if r.Tag == "" {
		return debt.Key(v.Name())
	}
	key, _, _ := strings.Cut(reflect.StructTag(tag).Get(r.Tag), ",")
	if key == "-" {
		return ""
	}
	return debt.Key(key)
}
