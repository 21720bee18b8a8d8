package removal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// readable looks for places of a test that read the forced value again from the map of an entry. It reports whether all of them will read the winning value, which then stands there; where one will not, it says so.
func (r *remover) readable(f *forcing) bool {
	lit, ok := f.parent[f.entry].(*ast.CompositeLit)
	if !ok || f.function(lit) == nil {
		return true
	}
	gate := f.referent(f.entry.Key)
	if gate == nil {
		return true
	}
	fine := true
	for _, use := range f.uses[f.key(gate)] {
		index := f.indexed(use)
		switch {
		case index == nil || f.decl(index) != f.decl(lit) && !f.held(lit, index.X) || !types.Identical(f.typeOf(index.X), f.typeOf(lit)) || r.elements[f.row(lit)]:
		case r.options.KeepTests:
			fine = false
		case !f.to.known() || !f.everyRow(lit, index, gate) && !r.everyCell(f, index, gate):
			r.suite.again = append(r.suite.again, readAgain{f.unit, f.id, use})
			fine = false
		default:
			r.suite.reads[index] = f.to
			r.touch(f.unit, index)
		}
	}
	return fine
}

// readAgain is a place of a test that reads a forced value again, and does not get the winning one in every case.
type readAgain struct {
	*unit
	id  debt.ID
	use *ast.Ident // of the gate
}

// finishReads says where tests that stay read a forced value again.
func (r *remover) finishReads() {
	for _, read := range r.suite.again {
		if !r.dead(read.unit, read.use) {
			o := r.obstacle(read.unit, read.use, debt.CodeTest, "a test reads the forced value again here, and not all of its cases force it")
			o.ID = read.id
			r.note(o)
		}
	}
}

// everyCell reports whether an index reads the winning value in every row of a table that stays, from a column of maps: where the map says so, or says nothing and the value is the one that a map without the entry gives. Rows with the losing value go.
func (r *remover) everyCell(f *forcing, index *ast.IndexExpr, gate types.Object) bool {
	field := f.fieldOf(index.X)
	if field == nil || r.writes(f.unit, field) || r.writesElements(f.unit, field) {
		return false
	}
	rows, ok := f.rows(field)
	return ok && !slices.ContainsFunc(rows, func(row row) bool {
		return !r.elements[row.element] && !r.readsWinner(f, row.lit, field, gate)
	})
}

// readsWinner reports whether a row goes, or the map in its column has the winning value at the key of a gate.
func (r *remover) readsWinner(f *forcing, row *ast.CompositeLit, field *types.Var, gate types.Object) bool {
	absent := f.to.equal(boolean(false))
	cell := f.cellOf(row, field)
	if cell == nil || f.Info.Types[cell].IsNil() {
		return absent
	}
	lit, ok := ast.Unparen(cell).(*ast.CompositeLit)
	if !ok {
		return false
	}
	for _, element := range lit.Elts {
		kv, ok := element.(*ast.KeyValueExpr)
		if !ok || f.referent(unconverted(f.unit, kv.Key)) == nil {
			return false
		}
		if named := f.referent(unconverted(f.unit, kv.Key)); f.key(named) == f.key(gate) {
			given := r.valueAt(f.unit, kv.Value)
			return given.known() && (given.equal(f.to) || f.row(kv) != nil) // the row goes
		}
	}
	return absent
}

// writesElements reports whether something puts an element into the maps of a column.
func (r *remover) writesElements(u *unit, field *types.Var) bool {
	return slices.ContainsFunc(r.allUses(u, field), func(use use) bool {
		x := use.unit.unparened(use.unit.target(use.ident))
		switch parent := use.unit.parent[x].(type) {
		case *ast.IndexExpr:
			assign, ok := use.unit.parent[use.unit.unparened(parent)].(*ast.AssignStmt)
			return ok && slices.Contains(assign.Lhs, use.unit.unparened(parent))
		case *ast.CallExpr:
			return isHook(parent, "delete", "clear", "Copy", "DeleteFunc", "Insert") && parent.Args[0] == x
		}
		return false
	})
}

// readsAgain reports whether the function that writes an element of a map also reads one at the same gate from a map of the type.
func (r *remover) readsAgain(f *forcing, written *ast.IndexExpr) bool {
	gate := f.unit.referent(unconverted(f.unit, written.Index))
	if gate == nil {
		return true
	}
	for _, use := range f.uses[f.key(gate)] {
		index := f.indexed(use)
		if index == nil || f.decl(index) != f.decl(written) || !types.Identical(f.typeOf(index.X), f.typeOf(written.X)) {
			continue
		}
		if assigned(f.statementOf(index), index) == nil {
			return true
		}
	}
	return false
}

// unconverted is an expression without the conversions around it.
func unconverted(u *unit, x ast.Expr) ast.Expr {
	for {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok || !u.Info.Types[call.Fun].IsType() || len(call.Args) != 1 {
			return x
		}
		x = call.Args[0]
	}
}

// held reports whether an expression selects the field that a literal stands for.
func (u *unit) held(lit *ast.CompositeLit, x ast.Expr) bool {
	field, holder := u.fieldOf(x), u.holder(lit)
	return field != nil && holder != nil && u.key(field) == u.keyOf(holder)
}

// referent is the object that an expression names: a constant of a gate, a function.
func (u *unit) referent(x ast.Expr) types.Object {
	if name := lastName(x); name != nil {
		return u.Info.Uses[name]
	}
	return nil
}

// indexed is the element of a map at the key that a node is, converted or not; or nil.
func (u *unit) indexed(n ast.Node) *ast.IndexExpr {
	x, ok := n.(ast.Expr)
	if !ok {
		return nil
	}
	if selector, ok := u.parent[x].(*ast.SelectorExpr); ok && selector.Sel == x {
		x = selector
	}
	x = u.unparened(x)
	switch parent := u.parent[x].(type) {
	case *ast.IndexExpr:
		if parent.Index == x {
			return parent
		}
	case *ast.CallExpr:
		if u.Info.Types[parent.Fun].IsType() {
			return u.indexed(parent) // string(features.X)
		}
	}
	return nil
}

// everyRow reports whether an index reads one of the maps of a list, all of which have the entry.
func (u *unit) everyRow(lit *ast.CompositeLit, index *ast.IndexExpr, gate types.Object) bool {
	list, ok := u.parent[lit].(*ast.CompositeLit)
	read, isIdent := ast.Unparen(index.X).(*ast.Ident)
	if !ok || !isIdent {
		return false
	}
	if assign, ok := u.parent[index].(*ast.AssignStmt); ok && assign.Tok.IsOperator() {
		for _, left := range assign.Lhs {
			if left == index {
				return false
			}
		}
	}
	held := false
	for _, loop := range u.loops(list) {
		value, ok := loop.Value.(*ast.Ident)
		held = held || ok && u.Info.Defs[value] != nil && u.keyOf(value) == u.keyOf(read)
	}
	if !held {
		return false
	}
	for _, element := range list.Elts {
		one, ok := element.(*ast.CompositeLit)
		if !ok || !u.hasEntry(one, gate) {
			return false
		}
	}
	return true
}

// hasEntry reports whether a map literal has a constant at the key of a gate.
func (u *unit) hasEntry(lit *ast.CompositeLit, gate types.Object) bool {
	for _, element := range lit.Elts {
		kv, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		if named := u.referent(kv.Key); named != nil && u.key(named) == u.key(gate) {
			return u.Info.Types[kv.Value].Value != nil
		}
	}
	return false
}

// foldForced is the winning value where a test reads it from the map that forces it.
func (v *view) foldForced(e *ast.IndexExpr) folded {
	if known := v.r.suite.reads[e]; v.after && known.known() {
		return folded{value: known, ours: true, keep: e}
	}
	return folded{keep: e}
}
