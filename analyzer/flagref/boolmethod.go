package flagref

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// boolMethods records the methods that are flags, each with its own name as the key: where they are declared, called and used as values.
func (f *finder) boolMethods() {
	if !f.rules.has(config.BoolMethods) {
		return
	}
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, in scope, path []ast.Node) {
			ident, ok := n.(*ast.Ident)
			if !ok {
				return
			}
			if fn, ok := f.Info.Defs[ident].(*types.Func); ok {
				f.addMethod(fn, debt.RoleDeclaration, ident, nil, scope{})
			} else if fn, ok := f.Info.Uses[ident].(*types.Func); ok {
				f.methodUse(fn.Origin(), ident, in, path)
			}
		})
	}
}

// askMethod is how such a method asks for a flag.
var askMethod = config.API{Key: config.KeyPos{Receiver: true}, Value: debt.KindBool}

// methodUse records a call of such a method; its use as a value is a mention.
func (f *finder) methodUse(fn *types.Func, ident *ast.Ident, in scope, path []ast.Node) {
	var x ast.Expr = ident
	for i := len(path) - 1; i >= 0; i-- {
		switch around := path[i].(type) {
		case *ast.SelectorExpr:
			x = around
			continue
		case *ast.ParenExpr:
			x = around
			continue
		case *ast.CallExpr:
			if around.Fun == x {
				f.addMethod(fn, debt.RoleEvaluation, around, &askMethod, in)
				return
			}
		}
		break
	}
	f.addMethod(fn, debt.RoleMention, x, nil, in)
}

func (f *finder) addMethod(fn *types.Func, role debt.Role, node ast.Node, api *config.API, in scope) {
	rule := f.rules.boolMethod(fn)
	if rule == nil {
		return
	}
	ref := debt.Reference{ID: debt.ID{Provider: rule.Provider, Key: debt.Key(fn.Name())}, Role: role, Kind: debt.KindBool}
	f.add(Ref{Reference: ref, Node: node, API: api}, in)
}

// boolMethod returns the rule that makes a flag of a method, or of a function where its type is "", or nil.
func (r *Rules) boolMethod(fn *types.Func) *registryRule {
	results := fn.Signature().Results()
	if fn.Pkg() == nil || results.Len() == 0 || kindOfType(results.At(0).Type()) != debt.KindBool {
		return nil
	}
	receiver := receiverName(fn)
	return r.registry(config.BoolMethods, fn.Pkg().Path(), func(rule *registryRule) bool {
		return rule.types[receiver] && (len(rule.Fields.Names) == 0 || config.MatchName(rule.Fields.Names, fn.Name()))
	})
}
