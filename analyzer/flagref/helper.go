package flagref

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// uses records who gets a flag's value from a helper that asks for one flag and gives what it gets. The helper's own call is the evaluation.
func (f *finder) uses() {
	f.helpers()
	for _, s := range f.sites {
		for _, shape := range f.shapes(s) {
			if shape.Flag != "" {
				f.add(Ref{Reference: debt.Reference{ID: debt.ID{Provider: shape.Provider, Key: shape.Flag}, Role: debt.RoleUse, Kind: shape.Kind, Via: shape.Via}, Node: s.call}, s.scope)
			}
		}
	}
}

// helpers makes wrappers of the functions that do nothing but ask for one flag and give its value. One may get it from another.
func (f *finder) helpers() {
	asks := map[*ast.FuncDecl]asked{}
	for _, s := range f.sites {
		if s.scope.decl != nil && len(s.scope.lits) == 0 {
			asks[s.scope.decl] = asked{calls: map[ast.Node]bool{}}
		}
	}
	byNode := f.evaluations()
	for _, s := range f.sites {
		a, ok := asks[s.scope.decl]
		if i, evaluates := byNode[s.call]; ok && evaluates {
			asks[s.scope.decl] = a.with(s.call, f.refs[i].Reference)
		}
	}
	for news := true; news; {
		news = false
		for _, s := range f.sites {
			decl := s.scope.decl
			a, ok := asks[decl]
			if !ok || len(s.scope.lits) > 0 || a.calls[s.call] {
				continue
			}
			for _, shape := range f.shapes(s) {
				if shape.Flag != "" {
					asks[decl] = a.with(s.call, debt.Reference{ID: debt.ID{Provider: shape.Provider, Key: shape.Flag}, Kind: shape.Kind, Via: shape.Via})
				}
			}
		}
		for decl, a := range asks {
			news = f.help(decl, a) || news
		}
	}
}

// asked is the calls by which a function asks for flags.
type asked struct {
	calls map[ast.Node]bool
	ref   debt.Reference
	other bool // several flags
}

func (a asked) with(call ast.Node, ref debt.Reference) asked {
	a.other = a.other || len(a.calls) > 0 && a.ref.ID != ref.ID
	if len(a.calls) == 0 {
		a.ref = ref
	}
	a.calls[call] = true
	return a
}

// help makes a wrapper of a function that is a helper, and reports whether that is news.
func (f *finder) help(decl *ast.FuncDecl, a asked) bool {
	fn, ok := f.Info.Defs[decl.Name].(*types.Func)
	if !ok || a.other || len(a.calls) == 0 || f.wrappers[fn] != nil || f.rules.Known(fn) || f.rules.constructor(fn) != nil || !f.gives(decl, a) {
		return false
	}
	kind := kindOfType(fn.Signature().Results().At(0).Type())
	f.wrappers[fn] = &Wrapper{Shapes: []Shape{{
		Provider: a.ref.Provider, Role: debt.RoleUse, Kind: kind, Flag: a.ref.Key, Via: append([]string{qualifiedName(fn)}, a.ref.Via...),
	}}}
	return true
}

// gives reports whether a function does nothing but ask and return the answer, or what it is with an error or under a condition.
func (f *finder) gives(decl *ast.FuncDecl, a asked) bool {
	fn, _ := f.Info.Defs[decl.Name].(*types.Func)
	if fn.Signature().Results().Len() == 0 || kindOfType(fn.Signature().Results().At(0).Type()) == debt.KindUnknown || decl.Body == nil || len(decl.Body.List) == 0 {
		return false
	}
	answers := map[types.Object]bool{}
	for _, s := range decl.Body.List[:len(decl.Body.List)-1] {
		switch s := s.(type) {
		case *ast.AssignStmt:
			for _, right := range s.Rhs {
				for _, left := range s.Lhs {
					if ident, ok := left.(*ast.Ident); ok && f.answer(right, a, answers) {
						answers[f.Info.ObjectOf(ident)] = true
					}
				}
			}
		case *ast.IfStmt:
			if s.Else != nil || len(s.Body.List) != 1 {
				return false
			}
			if _, returns := s.Body.List[0].(*ast.ReturnStmt); !returns {
				return false
			}
		case *ast.DeclStmt:
		default:
			return false
		}
	}
	last, ok := decl.Body.List[len(decl.Body.List)-1].(*ast.ReturnStmt)
	return ok && len(last.Results) > 0 && f.answer(last.Results[0], a, answers)
}

// answer reports whether an expression is the answer, negated, compared, or combined with something else.
func (f *finder) answer(x ast.Expr, a asked, answers map[types.Object]bool) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return answers[f.Info.ObjectOf(x)]
	case *ast.CallExpr:
		if a.calls[x] {
			return true
		}
		selector, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
		return ok && len(x.Args) == 0 && f.answer(selector.X, a, answers)
	case *ast.SelectorExpr:
		return f.Info.Selections[x] != nil && f.answer(x.X, a, answers)
	case *ast.TypeAssertExpr:
		return f.answer(x.X, a, answers)
	case *ast.UnaryExpr:
		return x.Op == token.NOT && f.answer(x.X, a, answers)
	case *ast.BinaryExpr:
		return f.answer(x.X, a, answers) || f.answer(x.Y, a, answers)
	}
	return false
}
