package flagref

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// enabledLists records what is done with the fields that list the keys of the flags that are on, or map keys to what they shall be: who looks for a key in one asks for the flag, a test that puts a key into one forces it, and other code that does so mentions it.
func (f *finder) enabledLists() {
	if !f.namesList() {
		return
	}
	for _, file := range f.Files {
		f.listed(file)
		f.inspect(file, func(n ast.Node, in scope, _ []ast.Node) {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				f.enabled(file, n.Key, n.Value, in)
			case *ast.AssignStmt:
				if n.Tok == token.ASSIGN && len(n.Lhs) == len(n.Rhs) {
					for i, left := range n.Lhs {
						f.enabled(file, left, n.Rhs[i], in)
					}
				}
			case *ast.CallExpr:
				f.looksForKey(n, in)
			}
		})
	}
}

// namesList reports whether the package names a field that is declared in a package with such lists. Hardly any does, and the others need not be looked through for what is done with one.
func (f *finder) namesList() bool {
	if !f.rules.has(config.EnabledList) {
		return false
	}
	known := map[*types.Package]bool{nil: false}
	for _, object := range f.Info.Uses {
		v, ok := object.(*types.Var)
		if !ok || !v.IsField() {
			continue
		}
		is, seen := known[v.Pkg()]
		if !seen {
			is = f.rules.registry(config.EnabledList, v.Pkg().Path(), func(*registryRule) bool { return true }) != nil
			known[v.Pkg()] = is
		}
		if is {
			return true
		}
	}
	return false
}

// enabled records the keys in what a field of the kind is given: in a list, or behind append.
func (f *finder) enabled(file *ast.File, field, given ast.Expr, in scope) {
	rule := f.enabledList(field)
	if rule == nil {
		return
	}
	var keys []ast.Expr
	if lit := f.literal(given); lit != nil {
		keys = lit.Elts
	} else if call, ok := ast.Unparen(given).(*ast.CallExpr); ok && f.appends(call) {
		keys = call.Args[1:]
		if call.Ellipsis.IsValid() {
			keys = nil
			if lit := f.literal(call.Args[1]); lit != nil {
				keys = lit.Elts
			}
		}
	}
	for _, key := range keys {
		ref := debt.Reference{ID: debt.ID{Provider: rule.Provider}, Role: roleOf(rule, debt.RoleMention), Kind: debt.KindBool}
		if f.isTest(file) {
			ref.Role = roleOf(rule, debt.RoleTestOverride)
		}
		if kv, ok := key.(*ast.KeyValueExpr); ok {
			key, ref.Kind = kv.Key, kindOfType(f.typeOf(kv.Value))
		} else if ref.Role == debt.RoleTestOverride {
			ref.Default = debt.BoolValue(true)
		}
		folded := f.fold(key)
		if !folded.known || folded.key == "" {
			continue
		}
		ref.Key = debt.Key(folded.key)
		f.add(Ref{Reference: ref, Node: key, Key: key}, in)
	}
}

// looksForKey records slices.Contains(list, key) for a list of the kind.
func (f *finder) looksForKey(call *ast.CallExpr, in scope) {
	fn, ok := calleeOf(f.Info, call).(*types.Func)
	if !ok || fn.FullName() != "slices.Contains" || len(call.Args) != 2 {
		return
	}
	rule := f.enabledList(call.Args[0])
	if rule == nil {
		return
	}
	if folded := f.fold(call.Args[1]); folded.known && folded.key != "" {
		ref := debt.Reference{ID: debt.ID{Provider: rule.Provider, Key: debt.Key(folded.key)}, Role: debt.RoleEvaluation, Kind: debt.KindBool}
		f.add(Ref{Reference: ref, Node: call, Key: call.Args[1], API: &containsKey}, in)
	}
}

// containsKey is how slices.Contains asks for a flag.
var containsKey = config.API{Packages: config.Strings{"slices"}, Methods: config.Strings{"Contains"}, Key: config.KeyPos{Arg: 1}, Value: debt.KindBool}

// enabledList is the rule that makes a list of enabled flags of the field that an expression names, or nil.
func (f *finder) enabledList(x ast.Expr) *registryRule {
	var field *types.Var
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		field, _ = f.Info.Uses[x].(*types.Var)
	case *ast.SelectorExpr:
		field, _ = f.Info.Uses[x.Sel].(*types.Var)
	}
	if field == nil || !field.IsField() || field.Pkg() == nil {
		return nil
	}
	return f.rules.registry(config.EnabledList, field.Pkg().Path(), func(rule *registryRule) bool {
		return config.MatchName(rule.Fields.Names, field.Name()) && slices.ContainsFunc(rule.Types, func(name string) bool { return hasField(field.Pkg(), name, field.Origin()) })
	})
}

// hasField reports whether a struct type of a package has a field.
func hasField(p *types.Package, name string, field *types.Var) bool {
	object, ok := p.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return false
	}
	s, ok := object.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for v := range s.Fields() {
		if v == field {
			return true
		}
	}
	return false
}

// appends reports whether a call is of append with something to append.
func (f *finder) appends(call *ast.CallExpr) bool {
	ident, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || len(call.Args) < 2 {
		return false
	}
	builtin, ok := f.Info.Uses[ident].(*types.Builtin)
	return ok && builtin.Name() == "append"
}
