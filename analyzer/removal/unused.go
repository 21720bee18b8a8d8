package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// unusedImports are the imports of a file whose last use goes.
func (r *remover) unusedImports(f *file) []*ast.ImportSpec {
	var unused []*ast.ImportSpec
	for _, spec := range f.syntax.Imports {
		var object types.Object
		if spec.Name != nil {
			object = f.unit.Info.Defs[spec.Name]
		} else {
			object = f.unit.Info.Implicits[spec]
		}
		if spec.Name != nil && spec.Name.Name == "." {
			if r.unusedDot(f, spec) {
				unused = append(unused, spec)
			}
			continue
		}
		if object == nil || object.Name() == "_" {
			continue
		}
		had, has := false, false
		for _, use := range f.unit.uses[f.unit.key(object)] {
			if r.dead(f.unit, use) {
				had = true
			} else {
				has = true
			}
		}
		if had && !has && !r.imports(f, strings.Trim(spec.Path.Value, "`\"")) {
			unused = append(unused, spec)
		}
	}
	return unused
}

// needed reports whether new text names a type.
func (r *remover) needed(owner *unit, object types.Object) bool {
	if _, ok := object.(*types.TypeName); !ok {
		return false
	}
	key := owner.key(object)
	return slices.ContainsFunc(r.touched, func(p place) bool {
		return slices.ContainsFunc(r.scripts[p.decl].named, func(t types.Type) bool {
			name := typeName(t)
			return name != nil && p.unit.key(name) == key
		})
	})
}

// imports reports whether new text in a file names something of a package.
func (r *remover) imports(f *file, path string) bool {
	return slices.ContainsFunc(r.touched, func(p place) bool {
		return p.file == f && slices.ContainsFunc(r.scripts[p.decl].named, func(t types.Type) bool {
			name := typeName(t)
			return name != nil && name.Pkg() != nil && name.Pkg().Path() == path
		})
	})
}

// unusedDot reports whether the last name that a file has from a dot import goes.
func (r *remover) unusedDot(f *file, spec *ast.ImportSpec) bool {
	path := strings.Trim(spec.Path.Value, "`\"")
	had, has := false, false
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		object := f.unit.Info.Uses[ident]
		if object == nil || object.Pkg() == nil || object.Pkg().Path() != path || object.Parent() != object.Pkg().Scope() {
			return true
		}
		if selector, ok := f.unit.parent[ident].(*ast.SelectorExpr); ok && selector.Sel == ident {
			return true
		}
		if r.dead(f.unit, ident) {
			had = true
		} else {
			has = true
		}
		return true
	})
	return had && !has
}
