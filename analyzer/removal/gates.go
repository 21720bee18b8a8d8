package removal

import (
	"go/ast"
	"go/types"
)

// readable looks for places of a test that read the forced value again from the map of an entry. It reports whether all of them will read the winning value, which then stands there: where every one of the maps in a list has the entry.
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
		case r.options.KeepTests || !f.everyRow(lit, index, gate) || !f.to.known():
			fine = false
		default:
			r.suite.reads[index] = f.to
			r.touch(f.unit, index)
		}
	}
	return fine
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
