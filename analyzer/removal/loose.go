package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// assignments are how the variables of a body get their values.
type assignments struct {
	// loose are the variables that may change at any time: their address is taken, or a closure assigns them.
	loose map[objectKey]bool
	// single are the variables that are assigned once; late are those of them that are declared without a value, and get one in the same list.
	single, late map[objectKey]bool
}

// assignments are those of a body, which no removal changes.
func (u *unit) assignments(body *ast.BlockStmt) *assignments {
	a := u.assigned[body]
	if a == nil {
		a = u.findAssignments(body)
		u.assigned[body] = a
	}
	return a
}

func (u *unit) findAssignments(body *ast.BlockStmt) *assignments {
	a := &assignments{loose: map[objectKey]bool{}, single: map[objectKey]bool{}, late: map[objectKey]bool{}}
	count := map[objectKey]int{}
	zeroed := map[objectKey]ast.Node{} // declarations without a value
	last := map[objectKey]ast.Node{}
	depth := 0 // of function literals
	home, declared := map[objectKey]int{}, map[objectKey]bool{}
	var visit func(n ast.Node) bool
	write := func(e ast.Expr) {
		ident, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return
		}
		key := u.keyOf(ident)
		count[key]++
		if u.Info.Defs[ident] != nil {
			home[key] = depth
			declared[key] = true
		} else if home[key] != depth {
			a.loose[key] = true
		}
	}
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			depth++
			for _, list := range []*ast.FieldList{n.Type.Params, n.Type.Results} {
				for ident := range names(list) {
					home[u.keyOf(ident)] = depth
				}
			}
			ast.Inspect(n.Body, visit)
			depth--
			return false
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				write(left)
				if ident, ok := left.(*ast.Ident); ok {
					last[u.keyOf(ident)] = n
				}
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				write(name)
				if len(n.Values) == 0 {
					zeroed[u.keyOf(name)] = u.statementOf(n)
				}
			}
		case *ast.IncDecStmt:
			write(n.X)
		case *ast.RangeStmt:
			if n.Key != nil {
				write(n.Key)
			}
			if n.Value != nil {
				write(n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				if ident, ok := ast.Unparen(n.X).(*ast.Ident); ok {
					a.loose[u.keyOf(ident)] = true
				}
			}
		case *ast.SelectorExpr: // a method with a pointer receiver takes the address of its operand
			if s := u.Info.Selections[n]; s != nil && s.Kind() == types.MethodVal {
				if ident, ok := n.X.(*ast.Ident); ok && !isPointer(s.Recv()) && isPointer(s.Obj().(*types.Func).Signature().Recv().Type()) {
					a.loose[u.keyOf(ident)] = true
				}
			}
		}
		return true
	}
	ast.Inspect(body, visit)
	for key, n := range count {
		a.single[key] = n == 1
		a.late[key] = !declared[key] // a parameter has a value before it gets another one
		if decl := zeroed[key]; decl != nil && n == 2 && last[key] != nil && u.parent[decl] == u.parent[last[key]] {
			a.single[key], a.late[key] = true, true // var x T, and x = v in the same list
		}
	}
	return a
}

// isJumpedTo reports whether a goto leads to a label.
func (w *walk) isJumpedTo(label *ast.Ident) bool {
	return slices.ContainsFunc(w.u.uses[w.u.keyOf(label)], func(use *ast.Ident) bool {
		branch, ok := w.u.parent[use].(*ast.BranchStmt)
		return ok && branch.Tok == token.GOTO
	})
}

// forget drops what is known of the variables that a statement assigns anywhere, but for branches that the removal decides against.
func (w *walk) forget(nodes ...ast.Node) {
	for _, n := range nodes {
		if n == nil || isNil(n) {
			continue
		}
		ast.Inspect(n, func(n ast.Node) bool {
			var lefts []ast.Expr
			switch n := n.(type) {
			case *ast.IfStmt:
				if cond := w.fold(n.Cond); cond.known() && cond.ours {
					w.forget(n.Init)
					if cond.value.isTrue() {
						w.forget(n.Body)
					} else {
						w.forget(n.Else)
					}
					return false
				}
			case *ast.AssignStmt:
				lefts = n.Lhs
			case *ast.IncDecStmt:
				lefts = []ast.Expr{n.X}
			case *ast.RangeStmt:
				lefts = []ast.Expr{n.Key, n.Value}
			}
			for _, left := range lefts {
				if ident, ok := left.(*ast.Ident); ok {
					delete(w.env, w.u.keyOf(ident))
				}
			}
			return true
		})
	}
}

// isNil reports whether an interface holds a nil pointer, as fields of syntax do.
func isNil(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n == nil
	case *ast.Ident:
		return n == nil
	}
	return false
}
