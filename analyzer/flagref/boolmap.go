package flagref

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// boolMaps records what is done with maps from keys to the values of flags: who reads an element asks for the flag, and who writes one declares it, or forces it in a test.
func (f *finder) boolMaps() {
	if !f.rules.has(config.BoolMap) {
		return
	}
	for _, file := range f.Files {
		test := f.isTest(file)
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			switch n := n.(type) {
			case *ast.IndexExpr:
				f.mapElement(n, in, path, test)
			case *ast.CompositeLit:
				f.mapLiteral(n, in, path, test)
			}
		})
	}
}

// mapElement records flags[key].
func (f *finder) mapElement(index *ast.IndexExpr, in scope, path []ast.Node, test bool) {
	rule, m := f.boolMap(index.X)
	if rule == nil {
		return
	}
	node, role := fieldUse(index, path)
	if role == debt.RoleDeclaration && test {
		role = debt.RoleTestOverride
	}
	f.addMapKey(rule, m, role, node, index.Index, in)
}

// mapLiteral records the keys of a literal of such a map: of its type, or that a variable gets where it is declared.
func (f *finder) mapLiteral(lit *ast.CompositeLit, in scope, path []ast.Node, test bool) {
	rule := f.rules.registryOfType(config.BoolMap, f.typeOf(lit))
	if rule == nil {
		rule = f.mapOfSpec(lit, path)
	}
	m, ok := f.typeOf(lit).Underlying().(*types.Map)
	if rule == nil || !ok {
		return
	}
	role := debt.RoleDeclaration
	if test {
		role = debt.RoleTestOverride
	}
	for _, element := range lit.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			f.addMapKey(rule, m, role, kv.Key, kv.Key, in)
		}
	}
}

// mapOfSpec is the rule of the variable that a literal initialises, or nil.
func (f *finder) mapOfSpec(lit *ast.CompositeLit, path []ast.Node) *registryRule {
	if len(path) == 0 {
		return nil
	}
	spec, ok := path[len(path)-1].(*ast.ValueSpec)
	if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 || spec.Values[0] != lit {
		return nil
	}
	v, _ := f.Info.Defs[spec.Names[0]].(*types.Var)
	return f.mapVariable(v)
}

// inMap is how a reference stands in such a map.
var inMap = config.API{Key: config.KeyPos{Index: true}}

func (f *finder) addMapKey(rule *registryRule, m *types.Map, role debt.Role, node, key ast.Expr, in scope) {
	ref := debt.Reference{ID: debt.ID{Provider: rule.Provider}, Role: role, Kind: kindOfType(m.Elem())}
	folded := f.fold(key)
	switch {
	case folded.known && folded.key != "":
		ref.Key = debt.Key(folded.key)
	case role == debt.RoleEvaluation:
		ref.Dynamic = &folded.affix
		if ref.Dynamic.Text == "" {
			ref.Dynamic.Text = sourceText(key)
		}
	default:
		return // a map is filled from elsewhere
	}
	f.add(Ref{Reference: ref, Node: node, Key: key, API: &inMap}, in)
}

// boolMap is the rule of a map of flags that an expression is, with its type; or nil.
func (f *finder) boolMap(x ast.Expr) (*registryRule, *types.Map) {
	m, ok := f.typeOf(x).Underlying().(*types.Map)
	if !ok || !isText(m.Key()) {
		return nil, nil
	}
	if rule := f.rules.registryOfType(config.BoolMap, f.typeOf(x)); rule != nil {
		return rule, m
	}
	return f.mapVariable(f.variable(x)), m
}

// mapVariable is the rule that names a variable of a package, or nil.
func (f *finder) mapVariable(v *types.Var) *registryRule {
	if v == nil || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return f.rules.registry(config.BoolMap, v.Pkg().Path(), func(rule *registryRule) bool { return config.MatchName(rule.Variables, v.Name()) })
}
