package flagref

import (
	"go/ast"
	"go/token"
	"go/types"
)

// assignments is where the variables of a package get their values.
type assignments struct {
	values    map[*types.Var]ast.Expr // the only value that the variable ever gets
	changed   map[*types.Var]bool     // assigned again, or its address taken
	altered   map[*types.Var]bool     // a field or an element of it is assigned
	params    map[*types.Var]bool     // parameters of functions and function literals
	receivers map[*types.Var]bool     // what methods are called on
	closure   map[*ast.FuncLit]*types.Var
}

// assignments reads the package once, when the first key turns out to be a variable.
func (f *finder) assignments() *assignments {
	if f.assigned != nil {
		return f.assigned
	}
	a := &assignments{
		values: map[*types.Var]ast.Expr{}, changed: map[*types.Var]bool{}, altered: map[*types.Var]bool{},
		params: map[*types.Var]bool{}, receivers: map[*types.Var]bool{}, closure: map[*ast.FuncLit]*types.Var{},
	}
	f.assigned = a
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			f.assignmentsOf(a, n)
			return true
		})
	}
	for v, value := range a.values {
		if lit, ok := ast.Unparen(value).(*ast.FuncLit); ok && !a.changed[v] {
			a.closure[lit] = v
		}
	}
	return a
}

func (f *finder) assignmentsOf(a *assignments, n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		if fn, ok := f.Info.Defs[n.Name].(*types.Func); ok && fn.Signature().Recv() != nil {
			a.receivers[fn.Signature().Recv()] = true
		}
	case *ast.FuncType:
		for _, field := range n.Params.List {
			for _, name := range field.Names {
				if v, ok := f.Info.Defs[name].(*types.Var); ok {
					a.params[v] = true
				}
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			var value ast.Expr
			if n.Tok == token.DEFINE || n.Tok == token.ASSIGN {
				value = nth(n.Rhs, len(n.Lhs), i)
			}
			f.assign(a, left, value)
		}
	case *ast.ValueSpec:
		if len(n.Values) == 0 {
			return // var x string; x = "a" is one assignment, reads before it aside
		}
		for i, name := range n.Names {
			f.assign(a, name, nth(n.Values, len(n.Names), i))
		}
	case *ast.RangeStmt:
		f.assign(a, n.Key, nil)
		f.assign(a, n.Value, nil)
	case *ast.IncDecStmt:
		f.assign(a, n.X, nil)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			f.assign(a, n.X, nil)
		}
	}
}

// nth is the value for the i-th of n variables. Of a call with several results it is the call, for the first: a constructor that returns an error too.
func nth(values []ast.Expr, n, i int) ast.Expr {
	switch {
	case len(values) == n:
		return values[i]
	case i == 0:
		return values[0]
	}
	return nil
}

// assign notes that a variable gets a value; nil stands for one that nothing is known of.
func (f *finder) assign(a *assignments, left ast.Expr, value ast.Expr) {
	if left == nil {
		return
	}
	ident, ok := ast.Unparen(left).(*ast.Ident)
	if !ok {
		f.alter(a, left)
		return
	}
	object := f.Info.Defs[ident]
	if object == nil {
		object = f.Info.Uses[ident]
	}
	v, ok := object.(*types.Var)
	if !ok {
		return
	}
	if value == nil || a.values[v] != nil || a.params[v] {
		a.changed[v] = true
		return
	}
	a.values[v] = value
}

// alter notes that a part of a variable, or what it points to, gets another value.
func (f *finder) alter(a *assignments, part ast.Expr) {
	for {
		switch expr := part.(type) {
		case *ast.ParenExpr:
			part = expr.X
		case *ast.SelectorExpr:
			part = expr.X
		case *ast.IndexExpr:
			part = expr.X
		case *ast.StarExpr:
			part = expr.X
		case *ast.Ident:
			if v, ok := f.Info.Uses[expr].(*types.Var); ok {
				a.altered[v] = true
			}
			return
		default:
			return // the result of a call: no variable of the package
		}
	}
}
