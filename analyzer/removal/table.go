package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// row is the test case of a table that holds a node, or nil. Where a case is a list of steps, it is the case that has a name.
func (u *unit) row(n ast.Node) ast.Expr {
	var innermost ast.Expr
	for around := range u.outward(n) {
		switch around := around.(type) {
		case *ast.FuncLit:
			if _, isCall := u.parent[around].(*ast.CallExpr); isCall {
				return innermost
			}
		case *ast.CompositeLit:
			element := u.caseOf(around)
			if element == nil {
				continue
			}
			if innermost == nil {
				innermost = element
			}
			if u.named(element) {
				return element
			}
		case ast.Stmt:
			return innermost
		}
	}
	return innermost
}

// caseOf is the element of a table that a literal is, or nil: a structure or map that is an element of a list which the test ranges over.
func (u *unit) caseOf(lit *ast.CompositeLit) ast.Expr {
	var element ast.Expr = lit
	if unary, ok := u.parent[element].(*ast.UnaryExpr); ok {
		element = unary
	}
	if kv, ok := u.parent[element].(*ast.KeyValueExpr); ok && kv.Value == element {
		element = kv
	}
	list, ok := u.parent[element].(*ast.CompositeLit)
	if !ok || !u.isList(list) || len(u.loops(list)) == 0 && !u.handedOn(list) {
		return nil
	}
	return element
}

// handedOn reports whether a test hands a list to a function that runs it: run(t, cases).
func (u *unit) handedOn(list *ast.CompositeLit) bool {
	run := func(x ast.Expr) bool {
		call, ok := u.parent[x].(*ast.CallExpr)
		return ok && slices.Contains(call.Args, x) && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
			name := typeName(u.typeOf(arg))
			return name != nil && pathOf(name) == "testing"
		})
	}
	if run(list) {
		return true
	}
	held := u.holder(list)
	return held != nil && slices.ContainsFunc(u.uses[u.keyOf(held)], func(use *ast.Ident) bool { return run(use) })
}

// holder is the variable or field that holds a list, or nil.
func (u *unit) holder(list *ast.CompositeLit) *ast.Ident {
	var held *ast.Ident
	x := u.unparened(list)
	if address, ok := u.parent[x].(*ast.UnaryExpr); ok {
		x = u.unparened(address)
	}
	switch parent := u.parent[x].(type) {
	case *ast.AssignStmt:
		if i := slices.Index(parent.Rhs, x); i >= 0 && len(parent.Lhs) == len(parent.Rhs) {
			held, _ = parent.Lhs[i].(*ast.Ident)
		}
	case *ast.ValueSpec:
		if i := slices.Index(parent.Values, x); i >= 0 && len(parent.Names) == len(parent.Values) {
			held = parent.Names[i]
		}
	case *ast.KeyValueExpr:
		held, _ = parent.Key.(*ast.Ident)
	case *ast.CompositeLit:
		if s, ok := u.structOf(parent); ok {
			if i := slices.Index(parent.Elts, x); i >= 0 && i < s.NumFields() {
				held = u.defs[u.key(s.Field(i))]
			}
		}
	}
	if held == nil || u.object(held) == nil {
		return nil
	}
	return held
}

// unknownCase reports whether a node is in a list of structures of which it is not known what runs them.
func (u *unit) unknownCase(n ast.Node) bool {
	for around := range u.outward(n) {
		switch around := around.(type) {
		case ast.Stmt:
			return false
		case *ast.CompositeLit:
			if list, ok := u.parent[around].(*ast.CompositeLit); ok && u.isList(list) {
				return true
			}
			if kv, ok := u.parent[around].(*ast.KeyValueExpr); ok {
				if list, ok := u.parent[kv].(*ast.CompositeLit); ok && u.isList(list) {
					return true
				}
			}
		}
	}
	return false
}

// isList reports whether a literal is a slice, an array or a map.
func (u *unit) isList(lit *ast.CompositeLit) bool {
	switch u.typeOf(lit).Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
		return true
	}
	return false
}

// named reports whether a test case has a name of its own: a key, or a field of text with a constant.
func (u *unit) named(element ast.Expr) bool {
	if _, ok := element.(*ast.KeyValueExpr); ok {
		return true
	}
	if unary, ok := element.(*ast.UnaryExpr); ok {
		element = unary.X
	}
	lit, ok := element.(*ast.CompositeLit)
	if !ok {
		return false
	}
	return slices.ContainsFunc(lit.Elts, func(x ast.Expr) bool {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			x = kv.Value
		}
		return constantString(u.Info.Types[x].Value) != ""
	})
}

// loops are the loops that range over a list, directly, by the variable that holds it, or by the field that does in a table.
func (u *unit) loops(list *ast.CompositeLit) []*ast.RangeStmt {
	x := u.unparened(list)
	if loop, ok := u.parent[x].(*ast.RangeStmt); ok {
		return []*ast.RangeStmt{loop}
	}
	held := u.holder(list)
	if held == nil {
		return nil
	}
	var loops []*ast.RangeStmt
	for _, use := range u.uses[u.keyOf(held)] {
		x = use
		if selector, ok := u.parent[use].(*ast.SelectorExpr); ok && selector.Sel == use {
			x = selector
		}
		if loop, ok := u.parent[x].(*ast.RangeStmt); ok && loop.X == x {
			loops = append(loops, loop)
		}
	}
	return loops
}

// dropRow takes a row out of a test table.
func (r *remover) dropRow(u *unit, element ast.Expr) {
	if r.elements[element] {
		return
	}
	r.elements[element] = true
	r.touch(u, element)
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: u.rowName(element), Pos: u.position(element.Pos())})
	if lit, ok := u.parent[element].(*ast.CompositeLit); ok {
		r.suite.tables = append(r.suite.tables, table{u, lit})
	}
}

// emptyTables takes the tests out whose tables have no row left, and reports whether there are any.
func (r *remover) emptyTables() bool {
	found := false
	for _, t := range r.suite.tables {
		if slices.ContainsFunc(t.lit.Elts, func(x ast.Expr) bool { return !r.elements[x] }) {
			continue
		}
		found = true
		f := &forcing{unit: t.unit, node: t.lit}
		why := "no row of the table is left"
		switch loops := t.unit.loops(t.lit); {
		case len(loops) == 1:
			why = r.dropLoop(f, loops[0])
		case len(loops) == 0 && f.onlyTable():
			why = r.dropTest(f, t.lit)
		}
		if why != "" {
			r.refuse(t.unit, t.lit, debt.CodeTest, why)
		}
	}
	return found
}

// onlyTable reports whether a table that a test hands on is all that the test is about.
func (f *forcing) onlyTable() bool {
	d, ok := f.function(f.node).(*ast.FuncDecl)
	return ok && !f.otherSubtests(d.Body, f.node) && !f.asserts(d.Body.List, f.statementOf(f.node))
}

// column is what makes a field of a test table constant: rows with another value go. It is nil where the table is none that can be seen whole.
func (r *remover) column(f *forcing, field *types.Var, to value) func() bool {
	u := f.unit
	key := u.key(field)
	def := u.defs[key]
	if def == nil || !u.file(def).test {
		return nil
	}
	if known := r.facts[key]; known.known() {
		return settled(known.equal(to)) // set more than once in a test
	}
	rows, ok := u.rows(field)
	if !ok || r.writes(u, field) {
		return nil
	}
	var dead, silent []ast.Expr
	for _, row := range rows {
		switch v, said := r.cell(u, row.lit, field); {
		case !v.known():
			return nil
		case v.equal(to):
		case said:
			dead = append(dead, row.element)
		default:
			silent = append(silent, row.element)
		}
	}
	if len(dead)+len(silent) > 0 && r.options.KeepTests {
		return nil
	}
	winning := len(rows) - len(dead) - len(silent)
	elsewhere := len(silent) > 0 && (f.other != nil || 0 < winning && winning < len(silent)) // tests of something else, as most leave the column out
	if !elsewhere {
		dead = append(dead, silent...)
	}
	return func() bool {
		if known := r.facts[key]; known.known() {
			return known.equal(to)
		}
		if elsewhere {
			r.refuse(u, def, debt.CodeRetest, "cases that say nothing of it ran with the losing value, and run with the winning one now")
		}
		for _, element := range dead {
			r.dropRow(u, element)
		}
		r.facts[key] = to
		r.touchUses(u, field)
		return true
	}
}

// settled is what makes a value constant that is one already, or nil where it is another.
func settled(same bool) func() bool {
	if !same {
		return nil
	}
	return func() bool { return true }
}

// writes reports whether something besides the rows of a table gives a value to a field.
func (r *remover) writes(u *unit, field *types.Var) bool {
	return slices.ContainsFunc(r.allUses(u, field), func(use use) bool {
		if kv, ok := use.unit.parent[use.ident].(*ast.KeyValueExpr); ok && kv.Key == use.ident {
			return false
		}
		_, kind := use.unit.written(use.ident)
		return kind != reads
	})
}

// cell is the value that a row has in a column, and whether the row says so.
func (r *remover) cell(u *unit, lit *ast.CompositeLit, field *types.Var) (v value, said bool) {
	if x := u.cellOf(lit, field); x != nil {
		return r.valueAt(u, x), true
	}
	return zero(field.Type()), false
}

// cellOf is what a row has in a column, or nil where it says nothing.
func (u *unit) cellOf(lit *ast.CompositeLit, field *types.Var) ast.Expr {
	key := u.key(field)
	for i, element := range lit.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			if name, ok := kv.Key.(*ast.Ident); ok && u.keyOf(name) == key {
				return kv.Value
			}
		} else if s, ok := u.structOf(lit); ok && i < s.NumFields() && u.key(s.Field(i)) == key {
			return element
		}
	}
	return nil
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
		if !f.test {
			continue // the field is declared in a test
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, isLit := n.(*ast.CompositeLit)
			if !isLit {
				return true
			}
			s, isStruct := u.structOf(lit)
			if !isStruct || !slices.ContainsFunc(slices.Collect(s.Fields()), func(f *types.Var) bool { return u.key(f) == key }) {
				return true
			}
			element := u.caseOf(lit)
			ok = ok && element != nil
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
