package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// startField marks a flag that is the field of a struct, and reports whether the reference is to one. Such a field has the value of the flag wherever it is read.
func (r *remover) startField(u *unit, ref *flagref.Ref) bool {
	ident := fieldName(ref)
	if ident == nil || ref.Role != debt.RoleDeclaration && ref.Role != debt.RoleEvaluation {
		return false
	}
	v, ok := u.object(ident).(*types.Var)
	if !ok || !v.IsField() || kindless(v.Type()) {
		return false // the field holds a flag object, which is asked by its methods
	}
	if ref.Stored {
		r.refuse(u, ref.Node, debt.CodeExposed, "the field gets the value by its address")
		return true
	}
	choice, reads := r.choices[ref.ID], ref.Role == debt.RoleEvaluation
	switch to := valueOf(choice.To, v.Type()); {
	case choice.Scope == Unregister:
		if reads {
			r.refuse(u, ref.Node, debt.CodeKeyUsed, "the flag is still evaluated")
		}
	case choice.To.IsZero():
		r.refuse(u, ref.Node, debt.CodeNoValue, "a field has no default of its own")
	case !to.known():
		r.refuse(u, ref.Node, debt.CodeValueKind, "the field is of another kind than "+string(choice.To))
	case reads && u.file(ident).generated:
		r.refuse(u, ref.Node, debt.CodeGenerated, "the evaluation is in a generated file"+generator(u.file(ident)))
	default:
		to.flag = true
		r.facts[u.key(v)], r.fields[u.key(v)] = to, ref.ID
		if reads {
			r.reads = append(r.reads, ref.Pos)
		}
		r.touch(u, ident)
	}
	return true
}

// kindless reports whether a type is none that a flag's value can have.
func kindless(t types.Type) bool {
	_, basic := t.Underlying().(*types.Basic)
	return !basic
}

// fieldName is the identifier of the field that a reference is about, or nil where it is about something else.
func fieldName(ref *flagref.Ref) *ast.Ident {
	switch node := ref.Node.(type) {
	case *ast.Ident:
		return node
	case *ast.SelectorExpr:
		return node.Sel
	}
	return nil
}

// forcesField reports whether a place gives a value to a field that is a flag.
func (r *remover) forcesField(f *forcing) bool {
	if f.entry == nil {
		return false
	}
	ident, ok := f.entry.Key.(*ast.Ident)
	return ok && r.fields[f.keyOf(ident)] == f.id && f.id != debt.ID{}
}

// asked is what remains of the expression whose field is read. To get hold of the flags is a part of the evaluation, as the call of any other is: features.Get().X.
func (v *view) asked(e *ast.SelectorExpr) []ast.Expr {
	if _, isFlag := v.r.fields[v.u.keyOf(e.Sel)]; !isFlag {
		return v.discard(e.X)
	}
	x := ast.Unparen(e.X)
	for {
		selector, ok := x.(*ast.SelectorExpr)
		if !ok || v.u.Info.Selections[selector] == nil {
			break
		}
		x = ast.Unparen(selector.X)
	}
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return v.discard(e.X)
	}
	if !v.asksFor(call, e.Sel) {
		return v.discard(e.X)
	}
	return v.leftOfArguments(call)
}

// asksFor reports whether a function is of the package of a flag's field, and so only there to get hold of the flags.
func (v *view) asksFor(call *ast.CallExpr, flag *ast.Ident) bool {
	fn, field := v.u.callee(call), v.u.object(flag)
	return fn != nil && field != nil && pathOf(fn) == pathOf(field)
}

// discardFor is what remains of an expression whose value a variable held that is gone: where only flags were read from it, it was part of asking for them.
func (v *view) discardFor(left, right ast.Expr) []ast.Expr {
	ident, isIdent := left.(*ast.Ident)
	call, isCall := ast.Unparen(right).(*ast.CallExpr)
	if !isIdent || !isCall || v.u.Info.Defs[ident] == nil {
		return v.discard(right)
	}
	uses := v.u.uses[v.u.keyOf(ident)]
	for _, use := range uses {
		flag := v.u.selected(use)
		if _, isFlag := v.r.fields[v.u.keyOf(flag)]; !isFlag || !v.asksFor(call, flag) {
			return v.discard(right)
		}
	}
	if len(uses) == 0 {
		return v.discard(right)
	}
	return v.leftOfArguments(call)
}

// selected is the last field that is selected from a variable, or the variable.
func (u *unit) selected(ident *ast.Ident) *ast.Ident {
	x, last := ast.Expr(ident), ident
	for {
		selector, ok := u.parent[x].(*ast.SelectorExpr)
		if !ok || selector.X != x {
			return last
		}
		x, last = selector, selector.Sel
	}
}

// leftOfArguments is what remains of the operands of a call that goes.
func (v *view) leftOfArguments(call *ast.CallExpr) []ast.Expr {
	var left []ast.Expr
	if selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && v.u.Info.Selections[selector] != nil {
		left = v.discard(selector.X)
	}
	for _, arg := range call.Args {
		left = append(left, v.discard(arg)...)
	}
	return left
}

// deletableFlag reports whether a field that is a flag may go, whatever its tag says: the encoders that know its name give the flag its value. One that is looked up by its name stays.
func (r *remover) deletableFlag(v *types.Var, id debt.ID) bool {
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			if ref.ID == id && ref.Role == debt.RoleMention && fieldName(ref) == nil && !r.accounted(u, ref) {
				return false
			}
		}
	}
	return r.choices[id].Scope != FoldOnly && !v.Embedded()
}

// assigned is the expression that an assignment gives to what a reference names, or nil.
func assigned(s ast.Node, target ast.Node) ast.Expr {
	assign, ok := s.(*ast.AssignStmt)
	if !ok || assign.Tok != token.ASSIGN || len(assign.Lhs) != len(assign.Rhs) {
		return nil
	}
	i := slices.IndexFunc(assign.Lhs, func(left ast.Expr) bool { return ast.Node(ast.Unparen(left)) == target })
	if i < 0 {
		return nil
	}
	return assign.Rhs[i]
}

// assignment is the assignment that forces a value, or nil.
func (f *forcing) assignment() *ast.AssignStmt {
	assign, ok := f.statementOf(f.node).(*ast.AssignStmt)
	if !ok || assigned(assign, f.node) == nil {
		return nil
	}
	return assign
}

// dropAssignment takes out the assignment that forces what everybody gets, and reports whether it is one. Of one that does more, the part goes with the field or the variable.
func (r *remover) dropAssignment(f *forcing) bool {
	assign := f.assignment()
	if assign != nil && len(assign.Lhs) == 1 && r.effect(f.unit, assign.Rhs[0]) == pure {
		r.suite.set = append(r.suite.set, setter{f.id, assign})
		r.doom(f.unit, assign)
	}
	return assign != nil
}

// finishRead says where a flag is still read from its field.
func (r *remover) finishRead(u *unit, ref *flagref.Ref) {
	if read, ok := ref.Node.(*ast.SelectorExpr); ok && !r.dead(u, read.Sel) { // what stands before the field may have stayed
		r.refuse(u, ref.Node, debt.CodeKeyUsed, "the field is still read here")
	}
}
