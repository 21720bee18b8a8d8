package removal

import (
	"go/ast"
	"go/token"
)

// take puts what remains of an expression in its place, in parentheses where it needs some: its own, those of the expression, or new ones.
func (e *emitter) take(outer, inner ast.Expr) {
	block := isTakenForBlock(e.u, outer, inner)
	if !block && !tornApart(e.u, outer, inner) {
		e.narrow(outer, inner)
		return
	}
	if p, ok := outer.(*ast.ParenExpr); ok {
		e.narrow(p.X, inner)
		return
	}
	e.narrow(outer, inner)
	if block || !isLeft(e.u, outer, inner) {
		e.insert(inner.Pos(), "(")
		e.insert(inner.End(), ")")
	}
}

// needsParens reports whether what remains needs its parentheses in the place of the outer expression.
func needsParens(u *unit, outer, inner ast.Expr, negated bool) bool {
	p, ok := inner.(*ast.ParenExpr)
	if !ok {
		return true // has none to lose
	}
	_, binary := p.X.(*ast.BinaryExpr)
	return negated && binary || tornApart(u, outer, p.X) || isTakenForBlock(u, outer, p.X)
}

// tornApart reports whether what is around an expression would take an operand of the one that is to stand there without parentheses.
func tornApart(u *unit, outer, inner ast.Expr) bool {
	binary, ok := inner.(*ast.BinaryExpr)
	switch parent := u.parent[outer].(type) {
	case *ast.BinaryExpr:
		same := ok && parent.Op == binary.Op && (binary.Op == token.LAND || binary.Op == token.LOR)
		return ok && parent.Op.Precedence() >= binary.Op.Precedence() && !same
	case *ast.UnaryExpr, *ast.StarExpr:
		return ok
	case *ast.SelectorExpr, *ast.TypeAssertExpr:
		return ok || isPrefixed(inner)
	case *ast.IndexExpr:
		return (ok || isPrefixed(inner)) && parent.X == outer
	case *ast.SliceExpr:
		return (ok || isPrefixed(inner)) && parent.X == outer
	case *ast.CallExpr:
		return isPrefixed(inner) && parent.Fun == outer
	}
	return false
}

// isPrefixed reports whether an expression begins with an operator, which binds less than what may follow: *p, &x, <-c.
func isPrefixed(x ast.Expr) bool {
	switch x.(type) {
	case *ast.StarExpr, *ast.UnaryExpr:
		return true
	}
	return false
}

// isLeft reports whether an expression is the left operand of another one that binds as much as what is to stand there: a - b - c is (a - b) - c.
func isLeft(u *unit, outer ast.Expr, inner ast.Expr) bool {
	parent, ok := u.parent[outer].(*ast.BinaryExpr)
	binary, both := inner.(*ast.BinaryExpr)
	return ok && both && parent.X == outer && parent.Op.Precedence() == binary.Op.Precedence()
}

// isTakenForBlock reports whether a composite literal would be taken for the block of an if, a for or a switch.
func isTakenForBlock(u *unit, outer, inner ast.Expr) bool {
	return inHeader(u, outer) && beginsBlock(inner)
}

// inHeader reports whether an expression stands before the block of a statement, with no parentheses, brackets or braces around it.
func inHeader(u *unit, x ast.Expr) bool {
	var inner ast.Node = x
	for around := range u.outward(u.parent[x]) {
		switch around := around.(type) {
		case *ast.IfStmt:
			return inner != around.Body
		case *ast.ForStmt:
			return inner != around.Body
		case *ast.RangeStmt:
			return inner != around.Body
		case *ast.SwitchStmt:
			return inner != around.Body
		case *ast.TypeSwitchStmt:
			return inner != around.Body
		case *ast.CallExpr:
			if inner != around.Fun {
				return false
			}
		case *ast.IndexExpr:
			if inner != around.X {
				return false
			}
		case *ast.ParenExpr, *ast.CompositeLit, *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			return false
		}
		inner = around
	}
	return false
}

// beginsBlock reports whether an expression has a literal of a type with a name that nothing encloses.
func beginsBlock(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ParenExpr, *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || beginsBlock(n.Fun)
			return false
		case *ast.IndexExpr:
			found = found || beginsBlock(n.X)
			return false
		case *ast.SliceExpr:
			found = found || beginsBlock(n.X)
			return false
		case *ast.CompositeLit:
			switch n.Type.(type) {
			case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
				found = true
			}
			return false
		}
		return true
	})
	return found
}
