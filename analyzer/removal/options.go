package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// maxOptions bounds through how many constructors and lists an option is followed.
const maxOptions = 6

// options are functions each of which makes a function that gives a field of its parameter a value: WithFast(on).
type options map[objectKey]bool

// optioned leaves out of what a field gets the values that it has only until an option gives it another one: where every call of the constructor gets such an option.
func (r *remover) optioned(owner *unit, v *types.Var, writes []written) []written {
	set := r.optionsOf(owner, v)
	if len(set) == 0 {
		return writes
	}
	return slices.DeleteFunc(writes, func(w written) bool { return !w.test && r.overwritten(owner, v, w, set, maxOptions) })
}

// optionsOf are the options that give a field a value, whatever else they do.
func (r *remover) optionsOf(owner *unit, v *types.Var) options {
	set := options{}
	for _, use := range r.allUses(owner, v) {
		assign, ok := use.unit.statementOf(use.ident).(*ast.AssignStmt)
		if !ok || r.dead(use.unit, use.ident) {
			continue
		}
		lit, ok := use.unit.function(use.ident).(*ast.FuncLit)
		if !ok || !use.unit.assignsOnly(lit, assign) {
			continue
		}
		if decl, ok := use.unit.function(lit).(*ast.FuncDecl); ok && onlyResult(decl.Body) == ast.Expr(lit) {
			set[use.unit.keyOf(decl.Name)] = true
		}
	}
	return set
}

// assignsOnly reports whether a function literal does nothing but assign to fields of its only parameter, by a certain statement among others.
func (u *unit) assignsOnly(lit *ast.FuncLit, by ast.Stmt) bool {
	if lit.Type.Params.NumFields() != 1 || lit.Type.Results.NumFields() > 0 || !slices.Contains(lit.Body.List, by) {
		return false
	}
	return !slices.ContainsFunc(lit.Body.List, func(s ast.Stmt) bool {
		assign, ok := s.(*ast.AssignStmt)
		return !ok || assign.Tok != token.ASSIGN || slices.ContainsFunc(assign.Lhs, func(left ast.Expr) bool {
			selector, ok := left.(*ast.SelectorExpr)
			return !ok || !u.isParamOf(lit.Type, selector.X)
		})
	})
}

// isParamOf reports whether an expression names a parameter of a function.
func (u *unit) isParamOf(typ *ast.FuncType, x ast.Expr) bool {
	ident, ok := x.(*ast.Ident)
	if !ok {
		return false
	}
	for name := range names(typ.Params) {
		if u.keyOf(ident) == u.keyOf(name) {
			return true
		}
	}
	return false
}

// overwritten reports whether what a literal gives to a field is never read: the constructor that has the literal applies to it the options that it gets, and always gets one that sets the field.
func (r *remover) overwritten(owner *unit, v *types.Var, w written, set options, depth int) bool {
	if w.lit == nil || depth == 0 {
		return false
	}
	u := w.unit
	decl, ok := u.function(w.lit).(*ast.FuncDecl)
	if !ok || decl.Recv != nil || r.readsIn(owner, v, u, decl) {
		return false
	}
	made, _ := u.statementOf(w.lit).(*ast.AssignStmt)
	i := slices.Index(decl.Body.List, ast.Stmt(made))
	if made == nil || i < 0 || made.Tok != token.DEFINE || len(made.Lhs) != 1 || pointed(made.Rhs[0]) != w.lit {
		return false
	}
	key := u.keyOf(made.Lhs[0].(*ast.Ident))
	for _, s := range decl.Body.List[i+1:] {
		if param := u.applied(decl, s, key); param >= 0 {
			fn, ok := u.Info.Defs[decl.Name].(*types.Func)
			return ok && r.alwaysGets(u, fn, param, set, depth-1)
		}
		if mayLeave(s) || u.handsOn(s, key) {
			return false
		}
	}
	return false
}

// readsIn reports whether a declaration reads a field.
func (r *remover) readsIn(owner *unit, v *types.Var, u *unit, decl ast.Decl) bool {
	return slices.ContainsFunc(r.allUses(owner, v), func(use use) bool {
		_, kind := use.unit.written(use.ident)
		return use.unit == u && u.decl(use.ident) == decl && kind != assigns
	})
}

// pointed is the literal that an expression is or takes the address of, or nil.
func pointed(x ast.Expr) *ast.CompositeLit {
	x = ast.Unparen(x)
	if unary, ok := x.(*ast.UnaryExpr); ok && unary.Op == token.AND {
		x = ast.Unparen(unary.X)
	}
	lit, _ := x.(*ast.CompositeLit)
	return lit
}

// applied is the index of the parameter whose elements a statement calls, each with a variable: for _, o := range opts { o(x) }; or -1.
func (u *unit) applied(decl *ast.FuncDecl, s ast.Stmt, to objectKey) int {
	loop, ok := s.(*ast.RangeStmt)
	if !ok || len(loop.Body.List) != 1 || loop.Tok != token.DEFINE {
		return -1
	}
	run, ok := loop.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return -1
	}
	call, ok := run.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return -1
	}
	option, ok := loop.Value.(*ast.Ident)
	fun, isIdent := call.Fun.(*ast.Ident)
	x := ast.Unparen(call.Args[0])
	if address, ok := x.(*ast.UnaryExpr); ok && address.Op == token.AND {
		x = address.X
	}
	arg, isVar := x.(*ast.Ident)
	if !ok || !isIdent || !isVar || u.keyOf(fun) != u.keyOf(option) || u.keyOf(arg) != to {
		return -1
	}
	return u.paramOf(decl, loop.X)
}

// mayLeave reports whether a function may end in a statement, or control may jump.
func mayLeave(s ast.Stmt) bool {
	leaves := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt, *ast.BranchStmt, *ast.LabeledStmt:
			leaves = true
		}
		return !leaves
	})
	return leaves
}

// handsOn reports whether a statement assigns a variable, or gives it to a call or a closure, which may read what it holds.
func (u *unit) handsOn(s ast.Stmt, key objectKey) bool {
	return slices.ContainsFunc(u.uses[key], func(use *ast.Ident) bool {
		if !within(use, s) {
			return false
		}
		if u.onlyWritten(use) {
			return true
		}
		for around := range u.outward(use) {
			switch around.(type) {
			case *ast.CallExpr, *ast.FuncLit:
				return true
			case ast.Stmt:
				return false
			}
		}
		return false
	})
}

// alwaysGets reports whether every call of a function outside of tests gets, in a list of options that is a parameter, one of a set.
func (r *remover) alwaysGets(u *unit, fn *types.Func, param int, set options, depth int) bool {
	owner, decl := r.declaration(u, fn)
	if decl == nil || depth == 0 || !r.calledOnly(owner, fn) || owner.changesParam(decl, param) {
		return false
	}
	return !slices.ContainsFunc(r.allUses(owner, fn), func(use use) bool {
		call := use.unit.callOf(use.ident)
		return !use.unit.inTest(call) && !r.dead(use.unit, use.ident) && !r.gets(use.unit, call, param, fn.Signature().Variadic(), set, depth)
	})
}

// changesParam reports whether a function gives a parameter another value.
func (u *unit) changesParam(decl *ast.FuncDecl, i int) bool {
	object := u.paramAt(decl, i)
	return object == nil || slices.ContainsFunc(u.uses[u.key(object)], func(use *ast.Ident) bool {
		_, kind := u.written(use)
		return kind != reads
	})
}

// gets reports whether a call gets an option of a set in the list that is a parameter.
func (r *remover) gets(u *unit, call *ast.CallExpr, param int, variadic bool, set options, depth int) bool {
	if len(call.Args) <= param {
		return false
	}
	if call.Ellipsis.IsValid() || !variadic {
		return r.lists(u, call.Args[param], set, depth)
	}
	return u.hasOption(call.Args[param:], set)
}

// hasOption reports whether one of several expressions is the call of an option of a set.
func (u *unit) hasOption(list []ast.Expr, set options) bool {
	return slices.ContainsFunc(list, func(x ast.Expr) bool {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok {
			return false
		}
		fn := u.callee(call)
		return fn != nil && set[u.key(fn)]
	})
}

// lists reports whether a list surely has an option of a set.
func (r *remover) lists(u *unit, x ast.Expr, set options, depth int) bool {
	if depth == 0 {
		return false
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.CompositeLit:
		return u.hasOption(x.Elts, set)
	case *ast.CallExpr:
		if !u.isAppend(x) {
			return false
		}
		if r.lists(u, x.Args[0], set, depth-1) {
			return true
		}
		return r.gets(u, x, 1, true, set, depth-1)
	case *ast.Ident:
		return r.variableLists(u, x, set, depth)
	case *ast.SelectorExpr:
		if v, ok := u.Info.Uses[x.Sel].(*types.Var); ok && v.IsField() {
			return r.fieldLists(u, v.Origin(), set, depth-1)
		}
	}
	return false
}

// isAppend reports whether a call is one of the builtin function append.
func (u *unit) isAppend(call *ast.CallExpr) bool {
	ident, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || len(call.Args) == 0 {
		return false
	}
	builtin, ok := u.Info.Uses[ident].(*types.Builtin)
	return ok && builtin.Name() == "append"
}

// variableLists reports whether a local variable or a parameter holds a list that has an option of a set.
func (r *remover) variableLists(u *unit, ident *ast.Ident, set options, depth int) bool {
	key := u.keyOf(ident)
	def := u.defs[key]
	if def == nil {
		return false
	}
	if field, ok := u.parent[def].(*ast.Field); ok {
		list, _ := u.parent[field].(*ast.FieldList)
		typ, _ := u.parent[list].(*ast.FuncType)
		decl, ok := u.parent[typ].(*ast.FuncDecl)
		if !ok || typ.Params != list {
			return false
		}
		fn, ok := u.Info.Defs[decl.Name].(*types.Func)
		return ok && r.alwaysGets(u, fn, paramIndex(decl, def), set, depth-1)
	}
	x := u.initial(def)
	if x == nil || !r.lists(u, x, set, depth-1) {
		return false
	}
	return !slices.ContainsFunc(u.uses[key], func(use *ast.Ident) bool {
		right, kind := u.written(use)
		call, ok := right.(*ast.CallExpr)
		grows := ok && u.isAppend(call) && u.isParam(call.Args[0], key)
		return kind == modifies || kind == assigns && !grows
	})
}

// fieldLists reports whether a field holds a list that has an option of a set, wherever the program gives it one.
func (r *remover) fieldLists(u *unit, v *types.Var, set options, depth int) bool {
	owner, def := r.definition(u, v)
	if def == nil || depth == 0 || r.reachable(owner, v) {
		return false
	}
	writes, ok := r.fieldWrites(owner, v, def)
	if !ok {
		return false
	}
	givers := r.optionsOf(owner, v)
	return !slices.ContainsFunc(writes, func(w written) bool {
		return !w.test && !(w.x != nil && r.lists(w.unit, w.x, set, depth)) && !r.overwritten(owner, v, w, givers, depth)
	})
}

// dropOptions takes out the calls of an option of whose function nothing is left, where all of them stand in lists of options.
func (r *remover) dropOptions(p *place, d *ast.FuncDecl, fn *types.Func) {
	lit, ok := onlyResult(d.Body).(*ast.FuncLit)
	key := p.unit.key(fn)
	if !ok || r.spent[key] || len(lit.Body.List) == 0 || lit.Type.Results.NumFields() > 0 || !(&emitter{script: r.scripts[p.decl]}).emptied(lit.Body.List) || !r.calledOnly(p.unit, fn) {
		return
	}
	var calls []use
	for _, use := range r.allUses(p.unit, fn) {
		if r.dead(use.unit, use.ident) {
			continue
		}
		call := use.unit.callOf(use.ident)
		_, after := r.views(use.unit)
		if !use.unit.inOptions(call) || slices.ContainsFunc(call.Args, func(x ast.Expr) bool { return len(after.discard(x)) > 0 }) {
			return
		}
		calls = append(calls, use)
	}
	r.spent[key] = true
	for _, use := range calls {
		r.elements[use.unit.callOf(use.ident)] = true
	}
	r.touchUses(p.unit, fn)
}

// inOptions reports whether a call is an element of a list, or one of the variable arguments of another call, so that nothing hangs on its place.
func (u *unit) inOptions(call *ast.CallExpr) bool {
	switch parent := u.parent[call].(type) {
	case *ast.CompositeLit:
		_, isSlice := u.typeOf(parent).Underlying().(*types.Slice)
		return isSlice
	case *ast.CallExpr:
		i := slices.Index(parent.Args, ast.Expr(call))
		if u.isAppend(parent) {
			return i > 1 || i == 1 && len(parent.Args) > 2
		}
		sig, ok := u.typeOf(parent.Fun).Underlying().(*types.Signature)
		return ok && sig.Variadic() && i >= sig.Params().Len()-1 && !parent.Ellipsis.IsValid()
	}
	return false
}

// inTest reports whether a node is in a test, or in a function that gets one: only tests call it.
func (u *unit) inTest(n ast.Node) bool {
	if u.file(n).test {
		return true
	}
	decl, ok := u.decl(n).(*ast.FuncDecl)
	return ok && slices.ContainsFunc(decl.Type.Params.List, func(field *ast.Field) bool {
		name := typeName(u.typeOf(field.Type))
		return name != nil && pathOf(name) == "testing"
	})
}
