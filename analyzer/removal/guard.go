package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// guarded reports whether an element is there when it is read, as the operand before && says so: len(x) > 0 && x[0] == y. Nothing in between may do anything.
func (r *remover) guarded(u *unit, e *ast.IndexExpr, depth int) bool {
	at, ok := constant.Int64Val(constant.ToInt(exprValue(u, e.Index)))
	if !ok || !u.namesOnly(e.X) {
		return false
	}
	var inner ast.Node = e
	for around := range u.outward(e) {
		switch around := around.(type) {
		case *ast.BinaryExpr:
			if around.Op != token.LAND || !within(inner, around.Y) {
				break
			}
			if r.effectDepth(u, around.X, depth) != pure {
				return false
			}
			if u.longer(around.X, e.X, at) {
				return true
			}
		case ast.Stmt, *ast.FuncLit:
			return false
		}
		inner = around
	}
	return false
}

// exprValue is the constant of an expression, or an unknown one.
func exprValue(u *unit, x ast.Expr) constant.Value {
	if v := u.Info.Types[x].Value; v != nil {
		return v
	}
	return constant.MakeUnknown()
}

// namesOnly reports whether an expression is a variable or a field of one.
func (u *unit) namesOnly(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return u.namesOnly(x.X)
	}
	return false
}

// longer reports whether a condition holds only where a list has an element at an index.
func (u *unit) longer(cond, list ast.Expr, at int64) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if b.Op == token.LAND {
		return u.longer(b.X, list, at) || u.longer(b.Y, list, at)
	}
	call, ok := ast.Unparen(b.X).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !u.isLen(call.Fun) || u.text(call.Args[0]) != u.text(list) {
		return false
	}
	n, ok := constant.Int64Val(constant.ToInt(exprValue(u, b.Y)))
	if !ok {
		return false
	}
	switch b.Op {
	case token.GTR:
		return n >= at
	case token.GEQ, token.EQL:
		return n > at
	case token.NEQ:
		return n == 0 && at == 0
	}
	return false
}

func (u *unit) isLen(fun ast.Expr) bool {
	ident, ok := ast.Unparen(fun).(*ast.Ident)
	return ok && u.Info.Uses[ident] == types.Universe.Lookup("len")
}
