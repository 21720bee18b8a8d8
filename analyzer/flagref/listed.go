package flagref

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// A list of what is on may be gone through instead of searched: for _, name := range config.Enabled { switch name { case "new-tax": … } }. Then each key that an element is compared with is asked for there. An element may be a text of several names, which is split first.

// listed records the keys with which the elements of lists of enabled flags are compared.
func (f *finder) listed(file *ast.File) {
	elements := map[*types.Var]*registryRule{}
	f.inspect(file, func(n ast.Node, in scope, _ []ast.Node) {
		switch n := n.(type) {
		case *ast.RangeStmt:
			if rule := f.listOf(n.X, elements, maxFold); rule != nil {
				element := n.Value
				if _, isFunc := f.typeOf(n.X).Underlying().(*types.Signature); isFunc {
					element = n.Key // of strings.SplitSeq
				}
				if ident, ok := element.(*ast.Ident); ok {
					if v, ok := f.Info.Defs[ident].(*types.Var); ok {
						elements[v] = rule
					}
				}
			}
		case *ast.SwitchStmt:
			if rule := f.elementOf(n.Tag, elements); rule != nil {
				for _, clause := range n.Body.List {
					for _, x := range clause.(*ast.CaseClause).List {
						f.comparedKey(rule, x, in)
					}
				}
			}
		case *ast.BinaryExpr:
			if n.Op != token.EQL && n.Op != token.NEQ {
				return
			}
			if rule := f.elementOf(n.X, elements); rule != nil {
				f.comparedKey(rule, n.Y, in)
			} else if rule := f.elementOf(n.Y, elements); rule != nil {
				f.comparedKey(rule, n.X, in)
			}
		}
	})
}

// listOf is the rule of the list that an expression is: the field itself, or what one of its elements is split into.
func (f *finder) listOf(x ast.Expr, elements map[*types.Var]*registryRule, depth int) *registryRule {
	if rule := f.enabledList(x); rule != nil || depth == 0 {
		return rule
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if v, ok := f.Info.Uses[x].(*types.Var); ok {
			if a := f.assignments(); a.values[v] != nil && !a.changed[v] {
				return f.listOf(a.values[v], elements, depth-1)
			}
		}
	case *ast.StarExpr:
		return f.listOf(x.X, elements, depth-1)
	case *ast.CallExpr:
		if fn, ok := calleeOf(f.Info, x).(*types.Func); ok && len(x.Args) > 0 {
			switch fn.FullName() {
			case "strings.Split", "strings.SplitSeq", "strings.Fields", "strings.FieldsSeq":
				return f.elementOf(x.Args[0], elements)
			}
		}
	}
	return nil
}

// elementOf is the rule of the list of which an expression is an element, without blanks around it, and whatever its letters.
func (f *finder) elementOf(x ast.Expr, elements map[*types.Var]*registryRule) *registryRule {
	if x == nil {
		return nil
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		v, _ := f.Info.Uses[x].(*types.Var)
		return elements[v]
	case *ast.CallExpr:
		if fn, ok := calleeOf(f.Info, x).(*types.Func); ok && len(x.Args) == 1 {
			switch fn.FullName() {
			case "strings.TrimSpace", "strings.ToLower":
				return f.elementOf(x.Args[0], elements)
			}
		}
	}
	return nil
}

// amongKeys is how such a key asks for its flag: it is one of several, and not the flag's value.
var amongKeys = config.API{Key: config.KeyPos{Elems: true}, Value: debt.KindBool}

func (f *finder) comparedKey(rule *registryRule, x ast.Expr, in scope) {
	if folded := f.fold(x); folded.known && folded.key != "" {
		ref := debt.Reference{ID: debt.ID{Provider: rule.Provider, Key: debt.Key(folded.key)}, Role: debt.RoleEvaluation, Kind: debt.KindBool}
		f.add(Ref{Reference: ref, Node: x, Key: x, API: &amongKeys}, in)
	}
}
