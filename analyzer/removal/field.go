package removal

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// fieldWrites are all values that a field gets: in literals, by assignments, and the zero value where a structure is made without it.
func (r *remover) fieldWrites(owner *unit, v *types.Var, def *ast.Ident) (writes []written, ok bool) {
	name := owner.structName(def)
	if name == nil || tagOf(owner, def) != "" {
		return nil, false
	}
	object, isType := owner.Info.Defs[name].(*types.TypeName)
	if !isType {
		return nil, false
	}
	if v.Exported() && !r.flags[owner.key(v)] && resultOf(v.Type()) == nil && r.decoded(owner, object) {
		r.refuse(owner, def, debt.CodeExposed, "the field holds the flag's value, and a decoder may fill it by its name")
		return nil, false
	}
	uses, ok := r.usesWrites(owner, v)
	if !ok {
		return nil, false
	}
	writes = append(writes, uses...)
	for _, use := range r.allUses(owner, object) {
		made, ok := r.made(use, v)
		if !ok {
			return nil, false
		}
		writes = append(writes, made...)
	}
	for _, u := range r.sorted { // those that name the type are among them
		for _, lit := range u.elided[owner.key(object)] {
			writes = append(writes, r.literalWrites(u, lit, v)...)
		}
	}
	return writes, true
}

// structName is the name of the struct type that a field is declared in, or nil where it has none at package level.
func (u *unit) structName(field *ast.Ident) *ast.Ident {
	for around := range u.outward(field) {
		switch n := around.(type) {
		case *ast.StructType:
			if spec, ok := u.parent[n].(*ast.TypeSpec); ok {
				return spec.Name
			}
			return nil
		case *ast.FuncDecl:
			return nil
		}
	}
	return nil
}

// tagOf is the struct tag of a field.
func tagOf(u *unit, field *ast.Ident) reflect.StructTag {
	f, ok := u.parent[field].(*ast.Field)
	if !ok || f.Tag == nil {
		return ""
	}
	return reflect.StructTag(strings.Trim(f.Tag.Value, "`\""))
}

// made is what a field gets where its type is named: the value in a literal, or zero where a variable of the type comes into being.
func (r *remover) made(u use, v *types.Var) (writes []written, ok bool) {
	var x ast.Node = u.ident
	if selector, ok := u.unit.parent[x].(*ast.SelectorExpr); ok {
		x = selector
	}
	for {
		switch parent := u.unit.parent[x].(type) {
		case *ast.IndexExpr, *ast.IndexListExpr, *ast.ParenExpr:
			x = parent // Type[T]
			continue
		case *ast.CompositeLit:
			if parent.Type == x {
				return r.literalWrites(u.unit, parent, v), true
			}
		case *ast.ValueSpec:
			if parent.Type == x && len(parent.Values) == 0 {
				return []written{{value: zero(v.Type()), test: u.unit.inTest(u.ident)}}, true
			}
		case *ast.CallExpr:
			if slices.Contains(parent.Args, x.(ast.Expr)) { // new(T)
				return []written{{value: zero(v.Type()), test: u.unit.inTest(u.ident)}}, true
			}
			return nil, false // a conversion
		case *ast.Field:
			if _, isStruct := u.unit.parent[u.unit.parent[parent]].(*ast.StructType); isStruct {
				return []written{{value: zero(v.Type()), test: u.unit.inTest(u.ident)}}, true
			}
		case *ast.TypeSpec:
			return nil, false // another name for it, or another type of its structure
		}
		return nil, true
	}
}

// literalWrites is what a composite literal gives to a field.
func (r *remover) literalWrites(u *unit, lit *ast.CompositeLit, v *types.Var) []written {
	s, ok := u.structOf(lit)
	if !ok {
		return nil // of a slice or map of the type
	}
	test := u.inTest(lit)
	key := u.key(v)
	for i, element := range lit.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			if name, ok := kv.Key.(*ast.Ident); ok && u.keyOf(name) == key {
				return nil // counted as a use
			}
		} else if i < s.NumFields() && u.key(s.Field(i)) == key {
			return []written{{r.valueAt(u, element), test, u, element, element, lit}}
		}
	}
	return []written{{value: zero(v.Type()), test: test, unit: u, lit: lit}}
}

// reachable reports whether code that we do not see may name an object.
func (r *remover) reachable(owner *unit, object types.Object) bool {
	if !object.Exported() || r.options.Closed || r.flags[owner.key(object)] {
		return false
	}
	if def := owner.defs[owner.key(object)]; def != nil && owner.file(def).test {
		return false // nobody imports a test
	}
	return r.world.Outside(object.Pkg().Path())
}

// implements reports whether a method may be called through an interface: one that the program declares with a method of the name.
func (r *remover) implements(owner *unit, fn *types.Func) bool {
	recv := fn.Signature().Recv().Type()
	if types.IsInterface(recv) {
		return true
	}
	base := recv
	if p, ok := types.Unalias(recv).(*types.Pointer); ok {
		base = p.Elem()
	}
	named, ok := types.Unalias(base).(*types.Named)
	if !ok {
		return true
	}
	for _, iface := range r.world.Demanding(fn.Name()) {
		if r.hasMethod(owner, iface, fn) && satisfies(named, iface) {
			return true
		}
	}
	return owner.localDemands()[fn.Name()]
}

// hasMethod reports whether an interface has a method of the name, which stays.
func (r *remover) hasMethod(u *unit, iface *types.Interface, fn *types.Func) bool {
	for m := range iface.Methods() {
		if m.Name() == fn.Name() && !r.gone[u.key(m)] && (m.Exported() || m.Pkg() != nil && fn.Pkg() != nil && m.Pkg().Path() == fn.Pkg().Path()) {
			return true
		}
	}
	return false
}

// satisfies compares method names, so that the same type checked twice counts. Names that are not exported are those of their package.
func satisfies(named *types.Named, iface *types.Interface) bool {
	set := types.NewMethodSet(types.NewPointer(named))
	for m := range iface.Methods() {
		found := false
		for i := range set.Len() {
			if set.At(i).Obj().Id() == m.Id() {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// localDemands are the methods of the interfaces that are written out in the package, in a function or an assertion, by name.
func (u *unit) localDemands() map[string]bool {
	if u.demands != nil {
		return u.demands
	}
	u.demands = map[string]bool{}
	for _, f := range u.files {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			iface, ok := n.(*ast.InterfaceType)
			if !ok {
				return true
			}
			if _, atPackage := u.parent[iface].(*ast.TypeSpec); atPackage && u.function(iface) == nil {
				return true
			}
			for _, m := range iface.Methods.List {
				for _, method := range m.Names {
					u.demands[method.Name] = true
				}
			}
			return true
		})
	}
	return u.demands
}
