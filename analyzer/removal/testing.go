package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// tests marks what becomes of the places that force a value of a flag: a setter of the winning value goes, and with that of the losing one the test that it is for.
func (r *remover) tests(u *unit) {
	for i := range u.Refs {
		ref := &u.Refs[i]
		choice := r.choices[ref.ID]
		if choice == nil || ref.Role != debt.RoleTestOverride || ref.Dynamic != nil || u.file(ref.Node).generated {
			continue
		}
		r.override(u, ref, choice)
	}
}

// override marks one setter.
func (r *remover) override(u *unit, ref *flagref.Ref, choice *Choice) {
	r.markKey(u, ref)
	forced, known := r.forced(u, ref)
	stmt := u.statementOf(ref.Node)
	switch {
	case !known:
		r.overrideColumn(u, ref, choice, stmt)
	case choice.To == "" || forced == choice.To:
		r.dropSetter(u, ref, stmt)
	case u.rowAround(ref.Node) != nil && !r.options.KeepTests:
		r.dropRow(u, u.rowAround(ref.Node))
	case r.options.KeepTests:
		r.refuse(u, ref.Node, debt.CodeTest, "a test forces the losing value")
	default:
		r.dropTest(u, ref, stmt)
	}
}

// forced is the constant that a setter gives to the flag.
func (r *remover) forced(u *unit, ref *flagref.Ref) (debt.Value, bool) {
	x := r.forcedExpr(u, ref)
	if x == nil {
		return "", false
	}
	tv := u.Info.Types[x]
	if tv.Value == nil {
		return "", false
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		return debt.BoolValue(constant.BoolVal(tv.Value)), true
	case constant.String:
		v, err := debt.ValueOf(constant.StringVal(tv.Value))
		return v, err == nil
	case constant.Int:
		return debt.Value(tv.Value.ExactString()), true
	}
	return "", false
}

// forcedExpr is the expression of the value that a setter gives: that of an entry of a map of flags, or the argument behind the key.
func (r *remover) forcedExpr(u *unit, ref *flagref.Ref) ast.Expr {
	if kv, ok := u.parent[ref.Node].(*ast.KeyValueExpr); ok && kv.Key == ref.Node {
		return kv.Value
	}
	call, ok := ref.Node.(*ast.CallExpr)
	if !ok {
		for around := range u.outward(ref.Node) {
			if call, ok = around.(*ast.CallExpr); ok {
				break
			}
			if _, isStmt := around.(ast.Stmt); isStmt {
				return nil
			}
		}
		if call == nil {
			return nil
		}
	}
	at := -1
	for i, arg := range call.Args {
		if ref.Key != nil && arg.Pos() <= ref.Key.Pos() && ref.Key.End() <= arg.End() {
			at = i
		}
	}
	if at < 0 || at+1 >= len(call.Args) {
		return nil
	}
	return call.Args[at+1]
}

// forcedEntry marks an entry of a map from flags to the values that a test forces: one with the winning value goes, one with the losing value takes its row of the table, or its test, along.
func (r *remover) forcedEntry(u *unit, ref *flagref.Ref, kv *ast.KeyValueExpr) {
	choice := r.choices[ref.ID]
	tv := u.Info.Types[kv.Value]
	want := valueOf(choice.To, u.typeOf(kv.Value))
	switch {
	case tv.Value == nil || !want.known() || want.equal(value{constant: tv.Value}):
		r.dropElement(u, kv)
	case r.options.KeepTests:
		r.refuse(u, ref.Node, debt.CodeTest, "a test forces the losing value")
	default:
		if row := u.rowAround(kv); row != nil {
			r.dropRow(u, row)
			return
		}
		r.dropTest(u, ref, u.statementOf(kv))
	}
}

// rowAround is the element of a table that holds a node, or nil: an element of a slice or map literal of structures.
func (u *unit) rowAround(n ast.Node) ast.Expr {
	for around := range u.outward(n) {
		if _, ok := around.(*ast.FuncLit); ok {
			return nil
		}
		lit, ok := around.(*ast.CompositeLit)
		if !ok {
			continue
		}
		if _, isStruct := u.structOf(lit); !isStruct {
			continue
		}
		var element ast.Expr = lit
		if unary, ok := u.parent[element].(*ast.UnaryExpr); ok {
			element = unary
		}
		if kv, ok := u.parent[element].(*ast.KeyValueExpr); ok {
			element = kv
		}
		if list, ok := u.parent[element].(*ast.CompositeLit); ok {
			if _, isStruct := u.structOf(list); !isStruct {
				return element
			}
		}
	}
	return nil
}

// dropRow takes a row out of a test table.
func (r *remover) dropRow(u *unit, element ast.Expr) {
	r.elements[element] = true
	r.touch(u, element)
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: u.rowName(element), Pos: u.position(element.Pos())})
}

// dropSetter takes a setter of the winning value out.
func (r *remover) dropSetter(u *unit, ref *flagref.Ref, stmt ast.Stmt) {
	if kv, ok := u.parent[ref.Node].(*ast.KeyValueExpr); ok {
		r.dropElement(u, kv)
		return
	}
	call, _ := ref.Node.(*ast.CallExpr)
	if lit := trailingFunc(call); lit != nil {
		r.refuse(u, ref.Node, debt.CodeTest, "the test runs in a function that is called with the forced value")
		return
	}
	switch stmt.(type) {
	case *ast.ExprStmt, *ast.DeferStmt, *ast.AssignStmt:
		r.doomed[stmt] = true
		r.touch(u, stmt)
		r.restores(u, stmt)
	default:
		r.refuse(u, ref.Node, debt.CodeTest, "a test forces a value of the flag inside another statement")
	}
}

// restores marks the variables that only hold what undoes a setter: they go with its uses.
func (r *remover) restores(u *unit, stmt ast.Stmt) {
	assign, ok := stmt.(*ast.AssignStmt)
	if !ok || assign.Tok != token.DEFINE {
		return
	}
	for _, left := range assign.Lhs {
		ident, ok := left.(*ast.Ident)
		if !ok || u.Info.Defs[ident] == nil {
			continue
		}
		for _, use := range u.uses[u.keyOf(ident)] {
			switch s := u.statementOf(use).(type) {
			case *ast.DeferStmt, *ast.ExprStmt:
				r.doomed[s] = true
			}
		}
		r.gone[u.keyOf(ident)] = true
	}
}

// trailingFunc is the function literal that a call gets as its last argument, or nil.
func trailingFunc(call *ast.CallExpr) *ast.FuncLit {
	if call == nil || len(call.Args) == 0 {
		return nil
	}
	lit, _ := call.Args[len(call.Args)-1].(*ast.FuncLit)
	return lit
}

// dropTest takes the test out that forces the losing value: the subtest around it, else the test function.
func (r *remover) dropTest(u *unit, ref *flagref.Ref, stmt ast.Stmt) {
	for around := range u.outward(ref.Node) {
		switch n := around.(type) {
		case *ast.FuncLit:
			call, ok := u.parent[n].(*ast.CallExpr)
			if !ok {
				continue
			}
			run, ok := u.parent[call].(*ast.ExprStmt)
			if ok && isSubtest(u, call) && !inLoop(u, run) {
				r.doomed[run] = true
				r.touch(u, run)
				r.removed = append(r.removed, Decl{Kind: "subtest", Name: subtestName(u, run, call), Pos: u.position(run.Pos())})
				return
			}
		case *ast.FuncDecl:
			fn := u.Info.Defs[n.Name]
			if fn == nil || !u.file(n).test || !isTest(n, u.file(n)) || n.Name.Name == "TestMain" {
				r.refuse(u, ref.Node, debt.CodeTest, "the losing value is forced in a function that several tests may call")
				return
			}
			if hasSubtests(u, n.Body) && stmt != nil && u.function(stmt) != ast.Node(n) {
				r.refuse(u, ref.Node, debt.CodeTest, "the losing value is forced in a part of a test")
				return
			}
			r.gone[u.key(fn)] = true
			r.touch(u, n)
			return
		}
	}
	r.refuse(u, ref.Node, debt.CodeTest, "the losing value is forced outside a test")
}

// isSubtest reports whether a call runs a subtest: t.Run, or It, Entry and their like, whose last argument is the body.
func isSubtest(u *unit, call *ast.CallExpr) bool {
	fn := u.callee(call)
	if fn == nil {
		return false
	}
	switch fn.Name() {
	case "Run", "It", "Context", "Describe", "When", "Specify", "DescribeTable":
		return fn.Signature().Params().Len() >= 2 && len(call.Args) >= 2
	}
	return false
}

func inLoop(u *unit, s ast.Stmt) bool {
	for around := range u.outward(s) {
		switch around.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		}
	}
	return false
}

func hasSubtests(u *unit, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && isSubtest(u, call)
		return !found
	})
	return found
}

// subtestName is Test/name as go test prints it.
func subtestName(u *unit, s ast.Stmt, call *ast.CallExpr) string {
	name := constantString(u.Info.Types[call.Args[0]].Value)
	for around := range u.outward(s) {
		if fn, ok := around.(*ast.FuncDecl); ok {
			return fn.Name.Name + "/" + name
		}
	}
	return name
}

// overrideColumn handles a setter whose value comes from elsewhere: from the column of a table, or from the variable of a loop over both values.
func (r *remover) overrideColumn(u *unit, ref *flagref.Ref, choice *Choice, stmt ast.Stmt) {
	x := r.forcedExpr(u, ref)
	to := valueOf(choice.To, u.typeOf(exprOr(x)))
	switch x := ast.Unparen(exprOr(x)).(type) {
	case *ast.SelectorExpr:
		if field, ok := u.Info.Uses[x.Sel].(*types.Var); ok && field.IsField() && to.known() && r.column(u, field, to) {
			r.dropSetter(u, ref, stmt)
			return
		}
	case *ast.Ident:
		if v, ok := u.Info.Uses[x].(*types.Var); ok && to.known() && r.bothValues(u, v, to) {
			r.dropSetter(u, ref, stmt)
			return
		}
	}
	r.refuse(u, ref.Node, debt.CodeTest, "a test forces a value that is not constant")
}

func exprOr(x ast.Expr) ast.Expr {
	if x == nil {
		return &ast.Ident{}
	}
	return x
}

// column makes a field of a test table constant: rows with another value go. It reports whether the table is one that can be seen whole.
func (r *remover) column(u *unit, field *types.Var, to value) bool {
	key := u.key(field)
	def := u.defs[key]
	if def == nil || !u.file(def).test {
		return false
	}
	rows, ok := u.rows(field)
	if !ok {
		return false
	}
	var dead []ast.Expr
	for _, row := range rows {
		v := zero(field.Type())
		for i, element := range row.lit.Elts {
			if kv, isKV := element.(*ast.KeyValueExpr); isKV {
				if name, isIdent := kv.Key.(*ast.Ident); isIdent && u.keyOf(name) == key {
					v = r.valueAt(u, kv.Value)
				}
			} else if s, isStruct := u.structOf(row.lit); isStruct && i < s.NumFields() && u.key(s.Field(i)) == key {
				v = r.valueAt(u, element)
			}
		}
		if !v.known() {
			return false
		}
		if !v.equal(to) {
			dead = append(dead, row.element)
		}
	}
	if len(dead) == len(rows) || len(dead) > 0 && r.options.KeepTests {
		return false
	}
	for _, element := range dead {
		r.dropRow(u, element)
	}
	r.facts[key] = to
	r.touchUses(u, field)
	return true
}

// row is one row of a test table.
type row struct {
	element ast.Expr // of the slice or map literal
	lit     *ast.CompositeLit
}

// rows are the rows of the tables that have a column.
func (u *unit) rows(field *types.Var) ([]row, bool) {
	var rows []row
	key := u.key(field)
	ok := true
	for _, f := range u.files {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, isLit := n.(*ast.CompositeLit)
			if !isLit {
				return true
			}
			s, isStruct := u.structOf(lit)
			if !isStruct || !slices.ContainsFunc(slices.Collect(s.Fields()), func(f *types.Var) bool { return u.key(f) == key }) {
				return true
			}
			var element ast.Expr = lit
			if unary, isAddr := u.parent[lit].(*ast.UnaryExpr); isAddr {
				element = unary
			}
			if kv, isKV := u.parent[element].(*ast.KeyValueExpr); isKV {
				element = kv
			}
			if _, inList := u.parent[element].(*ast.CompositeLit); !inList {
				ok = false
			}
			rows = append(rows, row{element, lit})
			return true
		})
	}
	return rows, ok && len(rows) > 0
}

// rowName is the first text in a row, which tells it from the others.
func (u *unit) rowName(element ast.Expr) string {
	name := ""
	ast.Inspect(element, func(n ast.Node) bool {
		if x, ok := n.(ast.Expr); ok && name == "" {
			name = constantString(u.Info.Types[x].Value)
		}
		return name == ""
	})
	return name
}

// bothValues handles for _, on := range []bool{true, false}: the loop goes, and its body stays for one value.
func (r *remover) bothValues(u *unit, v *types.Var, to value) bool {
	def := u.defs[u.key(v)]
	if def == nil {
		return false
	}
	loop, ok := u.parent[def].(*ast.RangeStmt)
	if !ok || loop.Value != def || loop.Key != nil && !isBlank(loop.Key) {
		return false
	}
	lit, ok := ast.Unparen(loop.X).(*ast.CompositeLit)
	if !ok {
		return false
	}
	found := false
	for _, element := range lit.Elts {
		x := u.Info.Types[element].Value
		if x == nil {
			return false
		}
		found = found || (value{constant: x}).equal(to)
	}
	if !found || r.options.KeepTests && len(lit.Elts) > 1 {
		return false
	}
	r.facts[u.key(v)] = to
	r.unrolled[loop] = true
	r.touch(u, loop)
	return true
}

func isBlank(x ast.Expr) bool {
	ident, ok := x.(*ast.Ident)
	return ok && ident.Name == "_"
}

// unroll puts the body of a loop over the values of the flag in its place.
func (e *emitter) unroll(s *ast.RangeStmt) bool {
	if !e.r.unrolled[s] || e.breaksOut(s) {
		return false
	}
	if e.collides(s, s.Body.List, nil) {
		e.block(s.Body, e.tail)
		e.unwrap(s, whole(s.Body))
		return true
	}
	inner := e.fork()
	inner.list(s.Body.List, true)
	if inner.emptied(s.Body.List) {
		e.delete(s)
		return true
	}
	e.add(inner.script)
	e.unwrap(s, inside(s.Body))
	return true
}

// breaksOut reports whether the body of a loop jumps to its end or beginning.
func (e *emitter) breaksOut(s *ast.RangeStmt) bool {
	out := false
	e.jumps(s.Body, false, func(branch *ast.BranchStmt, nested bool) {
		out = out || !nested && branch.Tok != token.GOTO || branch.Label != nil
	})
	return out
}
