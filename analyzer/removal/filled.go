package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// dropFilled takes the rows of a table out for which a test forces the losing value, where the condition asks whether a column has something: len(tc.clusters) > 0. It reports whether that is known of all rows.
func (r *remover) dropFilled(f *forcing, cond ast.Expr, on bool) bool {
	field, filled := f.asksFilled(cond)
	if field == nil || r.writes(f.unit, field) || r.writesElements(f.unit, field) {
		return false
	}
	rows, ok := f.rows(field)
	if !ok {
		return false
	}
	var losing []ast.Expr
	for _, row := range rows {
		switch has, known := f.isFilled(f.cellOf(row.lit, field)); {
		case !known:
			return false
		case (has == filled) == on:
			losing = append(losing, row.element)
		}
	}
	for _, element := range losing {
		r.dropRow(f.unit, element)
	}
	return true
}

// asksFilled is the column of which a condition asks whether it has something, and whether it has if the condition is true. There is none in another condition.
func (u *unit) asksFilled(cond ast.Expr) (field *types.Var, filled bool) {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return nil, false
	}
	x := ast.Unparen(b.X)
	if call, ok := x.(*ast.CallExpr); ok && len(call.Args) == 1 && isBuiltin(u, call, "len") && isZero(u.Info.Types[b.Y].Value) {
		x = call.Args[0]
		if b.Op == token.GTR {
			return u.fieldOf(x), true
		}
	} else if !u.Info.Types[b.Y].IsNil() || isSliceOrMap(u.typeOf(x)) {
		return nil, false // what is empty may be nil or not
	}
	switch b.Op {
	case token.NEQ:
		return u.fieldOf(x), true
	case token.EQL:
		return u.fieldOf(x), false
	}
	return nil, false
}

func isSliceOrMap(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

func isBuiltin(u *unit, call *ast.CallExpr, name string) bool {
	ident, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	builtin, ok := u.Info.Uses[ident].(*types.Builtin)
	return ok && builtin.Name() == name
}

func isZero(c constant.Value) bool {
	return c != nil && c.Kind() == constant.Int && constant.Sign(c) == 0
}

// isFilled reports whether what a row has in a column is something, and whether that can be seen: a literal with elements, the address of one, or nothing.
func (u *unit) isFilled(cell ast.Expr) (has, known bool) {
	if cell == nil || u.Info.Types[cell].IsNil() {
		return false, true
	}
	switch x := ast.Unparen(cell).(type) {
	case *ast.CompositeLit:
		return len(x.Elts) > 0, isSliceOrMap(u.typeOf(x))
	case *ast.UnaryExpr:
		return true, x.Op == token.AND
	case *ast.FuncLit:
		return true, true
	}
	return false, false
}
