package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// structSetter is a call in a test that sets the flags of a program from a literal of their struct: features.Set(features.Config{X: true}).
type structSetter struct {
	*unit
	run  *ast.ExprStmt
	call *ast.CallExpr
	lit  *ast.CompositeLit
	name *types.TypeName // of the struct
}

// structSetter is the setter around an entry of a struct literal, or nil. It belongs to the package of the struct, as anything else may do more with it than set the flags.
func (f *forcing) structSetter() *structSetter {
	lit, ok := f.parent[f.entry].(*ast.CompositeLit)
	if !ok {
		return nil
	}
	var x ast.Expr = lit
	if address, ok := f.parent[x].(*ast.UnaryExpr); ok {
		x = address
	}
	call, ok := f.parent[x].(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil
	}
	run, ok := f.parent[call].(*ast.ExprStmt)
	fn, name := f.callee(call), typeName(f.typeOf(x))
	if !ok || fn == nil || name == nil || pathOf(fn) != pathOf(name) {
		return nil
	}
	return &structSetter{f.unit, run, call, lit, name}
}

// staysFilled reports whether a literal gives a value to a field that stays, and that other code fills: what a test expects of it holds as long as the field is there.
func (r *remover) staysFilled(f *forcing) bool {
	if !r.forcesField(f) || f.structSetter() != nil {
		return false
	}
	if r.choices[f.id].Scope == FoldOnly {
		return true
	}
	for _, u := range r.sorted {
		if slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool {
			return ref.ID == f.id && ref.Role == debt.RoleMention && !r.isFill(u, ref.Node, f.keyOf(f.entry.Key.(*ast.Ident)))
		}) {
			return true
		}
	}
	return false
}

// emptyStructs takes the setters out of whose literals nothing is left, and what sets the flags back after them. They stay where another call in the test sets some: it is set back by them.
func (r *remover) emptyStructs() {
	for _, s := range r.suite.structs {
		if r.doomed[s.run] || !r.emptied(s.lit) || r.setsMore(s) {
			continue
		}
		r.doom(s.unit, s.run)
		for _, stmt := range s.resets(r) {
			r.doom(s.unit, stmt)
		}
	}
}

// emptied reports whether a literal has lost all of its elements.
func (r *remover) emptied(lit *ast.CompositeLit) bool {
	return len(lit.Elts) > 0 && !slices.ContainsFunc(lit.Elts, func(x ast.Expr) bool { return !r.elements[x] })
}

// setsMore reports whether the test has another call of the setter that remains.
func (r *remover) setsMore(s *structSetter) bool {
	return slices.ContainsFunc(s.uses[s.key(s.callee(s.call))], func(use *ast.Ident) bool {
		return s.decl(use) == s.decl(s.call) && !within(use, s.call) && !r.goesAlong(s.unit, use) && !slices.ContainsFunc(r.suite.structs, func(other *structSetter) bool {
			return within(use, other.call) && r.emptied(other.lit)
		})
	})
}

// goesAlong reports whether a node stands in a statement, a row or a test that goes.
func (r *remover) goesAlong(u *unit, n ast.Node) bool {
	for around := range u.outward(n) {
		switch around := around.(type) {
		case *ast.FuncDecl:
			return r.gone[u.keyOf(around.Name)]
		case ast.Stmt:
			if r.doomed[around] {
				return true
			}
		case ast.Expr:
			if r.elements[around] {
				return true
			}
		}
	}
	return false
}

// resets are the statements of the test that set the flags back when it is over: defer features.Reset().
func (s *structSetter) resets(r *remover) []ast.Stmt {
	var stmts []ast.Stmt
	ast.Inspect(s.decl(s.run), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt:
			if len(n.Call.Args) == 0 && s.isReset(r, n.Call.Fun) {
				stmts = append(stmts, n)
			}
		case *ast.ExprStmt:
			if call, ok := n.X.(*ast.CallExpr); ok && isHook(call, "Cleanup", "DeferCleanup") && len(call.Args) == 1 && s.isReset(r, call.Args[0]) {
				stmts = append(stmts, n)
			}
		}
		return true
	})
	return stmts
}

// isReset reports whether an expression names a function of the package of the struct that makes an empty one.
func (s *structSetter) isReset(r *remover, x ast.Expr) bool {
	fn := s.callee(&ast.CallExpr{Fun: x})
	if fn == nil || pathOf(fn) != pathOf(s.name) || fn.Signature().Params().Len()+fn.Signature().Results().Len() > 0 {
		return false
	}
	owner, decl := r.declaration(s.unit, fn)
	if decl == nil || decl.Body == nil {
		return false
	}
	found := false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if ok && len(lit.Elts) == 0 {
			name := typeName(owner.typeOf(lit))
			found = found || name != nil && owner.key(name) == s.key(s.name)
		}
		return !found
	})
	return found
}
