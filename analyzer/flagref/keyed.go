package flagref

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// A struct of ours may carry the key of a flag: type Flag struct{ name string }, which a function hands to an SDK. Then what makes such a struct with a constant key declares a flag, as the constructor of an SDK's own flag objects does, and who calls the function with it asks for the flag.

// receiverOf is the key of a wrapper's Shape where it is in what the method is called on.
const receiverOf = -1

// keyedField is what is known of a field of some package: that it holds keys; or nil.
func (f *finder) keyedField(v *types.Var) *Object {
	if v == nil || v.Pkg() == nil {
		return nil
	}
	object := f.objects[v]
	if object == nil && v.Pkg() != f.Types {
		object = f.facts.Object(v)
	}
	if object == nil || !object.Keyed {
		return nil
	}
	return object
}

// keepKeyed notes that the field of a parameter or receiver holds keys.
func (f *finder) keepKeyed(shape Shape, owner *types.Var, field string) {
	object, _, _ := types.LookupFieldOrMethod(owner.Type(), true, f.Types, field)
	v, ok := object.(*types.Var)
	if !ok || !v.IsField() || v.Pkg() != f.Types {
		return // a request of somebody else's: it carries a key, and is no flag
	}
	v = v.Origin()
	if f.objects[v] == nil {
		f.objects[v] = &Object{ID: debt.ID{Provider: shape.Provider}, Keyed: true}
	}
}

// entry is a field of a struct literal that holds a key.
type entry struct {
	keyed *Object
	value ast.Expr
}

// keyedEntry is the field of a literal that holds a key.
func (f *finder) keyedEntry(lit *ast.CompositeLit) (entry, bool) {
	s := structOf(f.typeOf(lit))
	if s == nil {
		return entry{}, false
	}
	for i, element := range lit.Elts {
		var field *types.Var
		value := element
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			name, isName := kv.Key.(*ast.Ident)
			if !isName {
				continue
			}
			field, _ = f.Info.Uses[name].(*types.Var)
			value = kv.Value
		} else if i < s.NumFields() {
			field = s.Field(i)
		}
		if field == nil {
			continue
		}
		if keyed := f.keyedField(field.Origin()); keyed != nil {
			return entry{keyed, value}, true
		}
	}
	return entry{}, false
}

// makers makes wrappers of the functions that put a parameter into such a field: who calls one declares a flag. It returns those that are news.
func (f *finder) makers() []types.Object {
	var learned []types.Object
	for _, lit := range f.literals {
		if lit.scope.decl == nil || !f.returns(lit.scope.decl, f.typeOf(lit.node)) {
			continue
		}
		made, ok := f.keyedEntry(lit.node)
		if !ok {
			continue
		}
		shape := callShape{Shape: Shape{Provider: made.keyed.Provider, Role: debt.RoleDeclaration}}
		if owner := f.learnKey(&site{scope: lit.scope}, shape, made.value); owner != nil {
			learned = append(learned, owner)
		}
	}
	return learned
}

// returns reports whether a function has a result of a named type, or a pointer to it.
func (f *finder) returns(decl *ast.FuncDecl, t types.Type) bool {
	fn, ok := f.Info.Defs[decl.Name].(*types.Func)
	name := typeName(t)
	if !ok || name == nil {
		return false
	}
	for v := range fn.Signature().Results().Variables() {
		if typeName(v.Type()) == name {
			return true
		}
	}
	return false
}

// declareKeyed makes flag objects of the variables of the package that hold such a struct with a constant key.
func (f *finder) declareKeyed() {
	made := f.madeKeyed()
	for _, spec := range f.packageVars() {
		if len(spec.Names) != len(spec.Values) {
			continue
		}
		for i, name := range spec.Names {
			v, ok := f.Info.Defs[name].(*types.Var)
			if !ok || f.objects[v] != nil || structOf(v.Type()) == nil || f.assignments().changed[v] {
				continue
			}
			if call, ok := ast.Unparen(spec.Values[i]).(*ast.CallExpr); ok {
				if id := made[call]; id.Key != "" {
					f.objects[v] = &Object{ID: id}
				}
				continue
			}
			f.declareLiteral(v, name, pointedTo(spec.Values[i]))
		}
	}
}

// madeKeyed are the flags that calls of such functions declare.
func (f *finder) madeKeyed() map[*ast.CallExpr]debt.ID {
	made := map[*ast.CallExpr]debt.ID{}
	for _, s := range f.sites {
		for _, shape := range f.shapes(s) {
			if shape.Role != debt.RoleDeclaration || shape.api != nil {
				continue
			}
			if key := f.keyOf(s, shape); key != nil {
				if folded := f.fold(key); folded.known {
					made[s.call] = debt.ID{Provider: shape.Provider, Key: debt.Key(folded.key)}
				}
			}
		}
	}
	return made
}

func (f *finder) declareLiteral(v *types.Var, name *ast.Ident, lit *ast.CompositeLit) {
	if lit == nil || f.assignments().altered[v] {
		return
	}
	made, ok := f.keyedEntry(lit)
	if !ok {
		return
	}
	folded := f.fold(made.value)
	if !folded.known || folded.key == "" {
		return
	}
	f.objects[v] = &Object{ID: debt.ID{Provider: made.keyed.Provider, Key: debt.Key(folded.key)}}
	f.add(Ref{Reference: debt.Reference{ID: f.objects[v].ID, Role: debt.RoleDeclaration}, Node: name, Key: made.value}, scope{})
}
