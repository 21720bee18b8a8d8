package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// markKey notes the constant that holds the key of an evaluation: it belongs to the flag.
func (r *remover) markKey(u *unit, ref *flagref.Ref) {
	if r.keepsDeclaration(ref.ID) || ref.Key == nil {
		return
	}
	ast.Inspect(ref.Key, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		switch object := u.Info.Uses[ident].(type) {
		case *types.Const:
			if constantText(object) != string(ref.ID.Key) {
				return true
			}
			if owner, def := r.definition(u, object); def != nil && r.reachable(owner, object) && !owner.isDeclared(def) {
				r.public = append(r.public, use{owner, def}) // others may use the key: its constant stays
				return true
			}
			r.flags[u.key(object)] = true
		case *types.Var:
			if !isLocal(object) && !object.IsField() {
				r.flags[u.key(object)] = true // a flag object, or a variable that holds the key
			}
		}
		return true
	})
}

// isDeclared reports whether the catalogue knows an identifier as the declaration of a flag.
func (u *unit) isDeclared(def *ast.Ident) bool {
	return slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool { return ref.Node == ast.Node(def) && ref.Role == debt.RoleDeclaration })
}

// declarations marks what declares the flags: registry entries go, and with them the constants and objects that nothing else names. It runs before anything is folded, so that uses in declarations do not keep them alive. What tests force goes even where the registration stays.
func (r *remover) declarations(u *unit) {
	for i := range u.Refs {
		ref := &u.Refs[i]
		if r.choices[ref.ID] == nil || ref.Dynamic != nil {
			continue
		}
		switch ref.Role {
		case debt.RoleDeclaration:
			if !r.keepsDeclaration(ref.ID) {
				r.declare(u, ref)
			}
		case debt.RoleMention:
			r.mention(u, ref)
		}
	}
}

// declare marks one declaration: the entry of a registration map, a typed constant, or the variable of a flag object.
func (r *remover) declare(u *unit, ref *flagref.Ref) {
	if u.file(ref.Node).generated {
		r.refuse(u, ref.Node, debt.CodeGenerated, "the declaration is in a generated file"+generator(u.file(ref.Node)))
		return
	}
	switch node := ref.Node.(type) {
	case *ast.KeyValueExpr:
		r.elements[node] = true
		r.markKey(u, ref)
		r.touch(u, node)
	case *ast.Ident:
		r.flags[u.keyOf(node)] = true
		r.touch(u, node)
		r.lone = append(r.lone, use{u, node})
	case *ast.CallExpr:
		r.declaredObject(u, node)
	}
}

// declaredObject marks the variable that a constructor of flag objects initialises, or the statement that registers and keeps nothing.
func (r *remover) declaredObject(u *unit, call *ast.CallExpr) {
	if r.declaredValue(u, call) {
		return
	}
	x := u.unparened(call)
	switch parent := u.parent[x].(type) {
	case *ast.ValueSpec:
		if i := slices.Index(parent.Values, x); i >= 0 && len(parent.Names) == len(parent.Values) {
			r.flags[u.keyOf(parent.Names[i])] = true
			r.touch(u, parent)
			r.lone = append(r.lone, use{u, parent.Names[i]})
			return
		}
	case *ast.AssignStmt:
		if i := slices.Index(parent.Rhs, x); i >= 0 && len(parent.Lhs) == len(parent.Rhs) {
			if ident, ok := parent.Lhs[i].(*ast.Ident); ok {
				if ident.Name == "_" {
					r.doomed[parent] = true
					r.touch(u, parent)
					return
				}
				r.flags[u.keyOf(ident)] = true
				r.touch(u, parent)
				r.lone = append(r.lone, use{u, ident})
				return
			}
		}
	case *ast.ExprStmt:
		r.doomed[parent] = true
		r.touch(u, parent)
		return
	}
	r.refuse(u, call, debt.CodeDeclaration, "the flag is declared inside an expression")
}

// mention marks a list element that names the flag and nothing more, what gives the flag its value, and what a test writes into a map from flags to values.
func (r *remover) mention(u *unit, ref *flagref.Ref) {
	x, ok := ref.Node.(ast.Expr)
	if !ok || ref.Declared || u.file(x).generated || u.file(x).test && r.untouched(ref.ID) || r.fill(u, ref) {
		return
	}
	if index := u.indexed(x); index != nil && u.file(x).test {
		r.forcedIndex(u, ref, index)
		return
	}
	element := u.elementAround(x)
	if element == nil {
		element = r.gathered(u, x)
	}
	if element == nil {
		return
	}
	if kv, ok := element.(*ast.KeyValueExpr); ok && u.file(x).test {
		r.forcedEntry(u, ref, kv)
	} else if r.forcedInList(u, ref, element) {
		return
	} else if !r.keepsDeclaration(ref.ID) {
		r.dropElement(u, element)
	}
}

// dropElement takes an element out of its list, and the list with it where it stands for a field of a structure and nothing is left in it.
func (r *remover) dropElement(u *unit, element ast.Expr) {
	r.elements[element] = true
	r.touch(u, element)
	lit, ok := u.parent[element].(*ast.CompositeLit)
	if !ok || slices.ContainsFunc(lit.Elts, func(x ast.Expr) bool { return !r.elements[x] }) {
		return
	}
	field, ok := u.parent[lit].(*ast.KeyValueExpr)
	if !ok {
		return
	}
	if outer, ok := u.parent[field].(*ast.CompositeLit); ok {
		if _, isStruct := u.structOf(outer); isStruct {
			r.elements[field] = true
		}
	}
}

// elementAround is the element of a slice or map literal that an expression is, or is the key of, or what is appended to a slice; or nil.
func (u *unit) elementAround(x ast.Expr) ast.Expr {
	if selector, ok := u.parent[x].(*ast.SelectorExpr); ok && selector.Sel == x {
		x = selector
	}
	x = u.unparened(x)
	switch parent := u.parent[x].(type) {
	case *ast.CompositeLit:
		if _, isStruct := u.structOf(parent); !isStruct && slices.Contains(parent.Elts, x) && !isArray(u.typeOf(parent)) {
			return x
		}
	case *ast.KeyValueExpr:
		lit, ok := u.parent[parent].(*ast.CompositeLit)
		if isMap := isMapLiteral(u, lit); ok && isMap && parent.Key == x {
			return parent
		}
	case *ast.CallExpr:
		if u.Info.Types[parent.Fun].IsType() && len(parent.Args) == 1 {
			return u.elementAround(parent) // string(features.X)
		}
		if u.isAppend(parent) && !parent.Ellipsis.IsValid() && slices.Index(parent.Args, x) > 0 {
			return x
		}
	}
	return nil
}

// isMapLiteral reports whether a literal is that of a map.
func isMapLiteral(u *unit, lit *ast.CompositeLit) bool {
	if lit == nil {
		return false
	}
	_, ok := u.typeOf(lit).Underlying().(*types.Map)
	return ok
}

func isArray(t types.Type) bool {
	_, ok := t.Underlying().(*types.Array)
	return ok
}

// keyElements marks the elements of lists that name the constant of a key: all keys of a program in one slice, the defaults by key.
func (r *remover) keyElements() {
	keys := make([]objectKey, 0, len(r.flags))
	for key := range r.flags {
		keys = append(keys, key)
	}
	for _, key := range keys {
		owner, object := r.objectOf(key)
		if object == nil {
			continue
		}
		if _, isConst := object.(*types.Const); !isConst {
			continue
		}
		for _, use := range r.allUses(owner, object) {
			if use.unit.file(use.ident).generated {
				continue
			}
			if element := use.unit.elementAround(use.ident); element != nil && !r.elements[element] && !r.underCall(use.unit, element) && !use.unit.isForced(element) {
				r.elements[element] = true
				r.touch(use.unit, use.ident)
			} else if element == nil {
				r.dropMentioned(use.unit, use.ident)
			}
		}
		r.touchKey(key)
	}
}

// underCall reports whether a list is an argument of an evaluation or a test override, which have their own rules.
func (r *remover) underCall(u *unit, element ast.Expr) bool {
	for i := range u.Refs {
		if u.Refs[i].Node == element {
			return u.Refs[i].Role == debt.RoleEvaluation || u.Refs[i].Role == debt.RoleTestOverride
		}
	}
	return false
}

// objectOf finds an object of ours by its key.
func (r *remover) objectOf(key objectKey) (*unit, types.Object) {
	if u := r.home(key); u != nil && u.defs[key] != nil {
		return u, u.Info.Defs[u.defs[key]]
	}
	for _, u := range r.sorted {
		if idents := u.uses[key]; len(idents) > 0 {
			object := u.Info.Uses[idents[0]]
			if owner, ident := r.definition(u, object); ident != nil {
				return owner, owner.Info.Defs[ident]
			}
			return nil, nil
		}
	}
	return nil, nil
}

// loneFlags takes out the flag's own constant or object when nothing names it, even where it never lost a use: a declaration that nothing reads.
func (r *remover) loneFlags() {
	for _, use := range r.lone {
		object := use.unit.Info.Defs[use.ident]
		if object == nil {
			object = use.unit.Info.Uses[use.ident]
		}
		if object != nil && !r.gone[use.unit.key(object)] {
			r.pruneObject(use.unit, object)
		}
	}
	for key := range r.flags {
		if r.gone[key] {
			continue
		}
		if owner, object := r.objectOf(key); object != nil {
			r.pruneObject(owner, object)
		}
	}
}

func constantText(object *types.Const) string {
	return constantString(object.Val())
}
