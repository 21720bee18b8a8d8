package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// suite is what becomes of tests.
type suite struct {
	ran     map[*ast.ExprStmt]*ast.FuncLit // calls that run a function while the winning value is forced
	reads   map[*ast.IndexExpr]value       // reads of the forced value from the map that forces it
	stays   map[*ast.KeyValueExpr]bool     // entries of maps from flags to values from which the value is read again
	asking  map[objectKey]bool             // parameters of helpers whose callers are being looked at
	again   []readAgain                    // the places that do, and that nothing can stand in for
	tables  []table                        // those that lost a row
	set     []setter                       // setters of the winning value that go
	derived map[*ast.CallExpr]derived      // those that make a context, in whose place the one stands that they got
	both    []both                         // tests that force both values, for a person to decide
	structs []*structSetter                // those that lost an entry
	named   map[*unit][]*forcing           // setters by their names

	unsettled map[objectKey]*forcing // where a test gives something that has the flag's value one that nobody knows
}

func newSuite() *suite {
	return &suite{unsettled: map[objectKey]*forcing{}, named: map[*unit][]*forcing{}, derived: map[*ast.CallExpr]derived{}, ran: map[*ast.ExprStmt]*ast.FuncLit{}, reads: map[*ast.IndexExpr]value{}, stays: map[*ast.KeyValueExpr]bool{}, asking: map[objectKey]bool{}}
}

// table is a list of test cases that lost one.
type table struct {
	unit *unit
	lit  *ast.CompositeLit
}

// setter is a statement that goes because it forces the winning value.
type setter struct {
	id   debt.ID
	stmt ast.Stmt
}

// both is a test that forces both values of a flag.
type both struct {
	id    debt.ID
	scope ast.Node
}

// leave says why a place stays, and keeps what undoes it.
func (r *remover) leave(f *forcing, why string) {
	r.refuseForced(f.unit, f.node, why)
	if fn := f.function(f.node); fn != nil {
		r.suite.both = append(r.suite.both, both{f.id, fn})
	}
}

// refuseForced says that a place which forces a value stays. What a program forces is no matter of tests.
func (r *remover) refuseForced(u *unit, n ast.Node, why string) {
	if f := u.file(n); f.test || f.isSupport() {
		r.refuse(u, n, debt.CodeTest, why)
		return
	}
	r.refuse(u, n, debt.CodeKeyUsed, "the program itself forces a value of the flag here")
}

// isSupport reports whether a file is there for tests without being one, by what it imports.
func (f *file) isSupport() bool {
	return slices.ContainsFunc(f.syntax.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"testing"` })
}

// keepBoth keeps all setters of the tests that force both values: without the one, nobody could tell what the other was for.
func (r *remover) keepBoth() {
	for _, b := range r.suite.both {
		for _, s := range r.suite.set {
			if s.id == b.id && within(s.stmt, b.scope) {
				delete(r.doomed, s.stmt)
			}
		}
		for call, d := range r.suite.derived {
			if d.id == b.id && within(call, b.scope) {
				delete(r.suite.derived, call)
			}
		}
	}
}

// tests marks what becomes of the places that force a value of a flag: a setter of the winning value goes, and with that of the losing one the test that it is for.
func (r *remover) tests(u *unit) {
	for i := range u.Refs {
		ref := &u.Refs[i]
		choice := r.choices[ref.ID]
		if choice == nil || ref.Role != debt.RoleTestOverride || ref.Dynamic != nil || u.file(ref.Node).generated || u.indexed(ref.Node) != nil || r.untouched(ref.ID) {
			continue
		}
		r.markKey(u, ref)
		r.force(r.forcing(u, ref))
	}
	for _, f := range r.suite.named[u] {
		r.force(f)
	}
	r.expectations(u)
}

// untouched reports whether all evaluations of a flag stay, so that what tests force does as well.
func (r *remover) untouched(id debt.ID) bool {
	asked := false
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			if ref.ID != id || ref.Role != debt.RoleEvaluation || ref.Dynamic != nil {
				continue
			}
			call, ok := ref.Node.(*ast.CallExpr)
			if !ok && !ref.InStructure() || ok && r.seeds[call] != nil {
				return false
			}
			asked = true
		}
	}
	return asked && r.choices[id].Scope != Unregister
}

// forcedEntry marks an entry of a map from flags to values, in a test.
func (r *remover) forcedEntry(u *unit, ref *flagref.Ref, kv *ast.KeyValueExpr) {
	f := r.forcing(u, ref)
	f.entry, f.x, f.call = kv, kv.Value, nil
	if f.to = valueOf(r.winner(ref.ID), u.typeOf(kv.Value)); !f.to.known() {
		r.dropElement(u, kv) // a list of flags, to which it means something else
		return
	}
	r.force(f)
}

// forcedIndex marks the assignment to an element of a map from flags to values, in a test. What reads the element is for those that force it.
func (r *remover) forcedIndex(u *unit, ref *flagref.Ref, index *ast.IndexExpr) {
	f := &forcing{unit: u, id: ref.ID, node: index}
	f.x = assigned(f.statementOf(index), index)
	if f.x == nil || r.effect(u, index.X) != pure {
		return
	}
	if f.to = valueOf(r.winner(ref.ID), u.typeOf(f.x)); !f.to.known() {
		return
	}
	if r.readsAgain(f, index) {
		r.refuse(u, index, debt.CodeTest, "the forced value is read again from the map that forces it")
		return
	}
	r.force(f)
}

// force decides what becomes of one place.
func (r *remover) force(f *forcing) {
	forced := f.forced(r)
	if f.entry != nil && !r.readable(f) && (r.options.KeepTests || !r.losesRow(f, forced)) {
		r.suite.stays[f.entry] = true // with the place that reads it
		return
	}
	switch {
	case f.restores() || r.unread(f.id):
		r.dropSetter(f)
	case r.options.KeepTests && !(forced.known() && forced.equal(f.to)):
		// A person wants the test as it is.
	case !forced.known():
		r.forceElsewhere(f)
	case !f.to.known():
		r.refuse(f.unit, f.node, debt.CodeTest, "a test forces a value, and calls get different ones without the flag")
	case forced.equal(f.to):
		r.dropSetter(f)
	case r.setsNumber(f, forced):
		r.leave(f, "the test gives the flag a number of which the code makes no case")
	case r.forcesField(f) && f.isWanted():
		if !r.staysFilled(f) {
			r.dropElement(f.unit, f.entry)
		}
	default:
		r.loses(f)
	}
}

// losesRow reports whether a place goes with its row of a table, which runs with the losing value.
func (r *remover) losesRow(f *forcing, forced value) bool {
	return forced.known() && f.to.known() && !forced.equal(f.to) && f.row(f.node) != nil
}

// isWanted reports whether the entry of a literal is part of what a test wants to see, by the name of what holds the literal: it forces nothing.
func (f *forcing) isWanted() bool {
	lit, ok := f.parent[f.entry].(*ast.CompositeLit)
	if !ok {
		return false
	}
	held := f.holder(lit)
	if held == nil {
		return false
	}
	name := strings.ToLower(held.Name)
	return strings.HasPrefix(name, "want") || strings.HasPrefix(name, "expect")
}

// loses takes out what runs with the losing value: the row of the table, or the test.
func (r *remover) loses(f *forcing) {
	if cond, on := f.condition(); cond != nil {
		if field := f.fieldOf(cond); field != nil {
			if act := r.column(f, field, boolean(!on)); act != nil && act() {
				r.dropSetter(f)
				return
			}
		}
		if r.dropFilled(f, cond, on) {
			r.dropSetter(f)
			return
		}
		r.leave(f, "the losing value is forced under a condition")
		return
	}
	if row := f.row(f.node); row != nil {
		r.dropRow(f.unit, row)
		return
	}
	if f.unknownCase(f.node) {
		r.refuse(f.unit, f.node, debt.CodeTest, "the losing value is forced in a list of which it is not known what runs it")
		return
	}
	if r.losesHeld(f) || r.dropRun(f) || r.dropHook(f) || r.dropStretch(f) || r.dropCallers(f) {
		return
	}
	if why := r.dropTest(f, f.node); why != "" && !r.dropShared(f) {
		r.leave(f, why)
	}
}

func within(inner, outer ast.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// fieldOf is the field that an expression selects, or nil.
func (u *unit) fieldOf(x ast.Expr) *types.Var {
	selector, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	field, ok := u.Info.Uses[selector.Sel].(*types.Var)
	if !ok || !field.IsField() {
		return nil
	}
	return field
}

// exprOr is an expression, or one that means nothing where there is none.
func exprOr(x ast.Expr) ast.Expr {
	if x == nil {
		return &ast.BadExpr{}
	}
	return x
}

// isForced reports whether an element is the entry of a map of a test from flags to values, or one of a list of flags to which a test gives a value: those have rules of their own.
func (u *unit) isForced(element ast.Expr) bool {
	if kv, ok := element.(*ast.KeyValueExpr); ok {
		return u.file(kv).test
	}
	return u.listSetter(element) != nil
}

// forceElsewhere takes a setter out whose value comes from elsewhere.
func (r *remover) forceElsewhere(f *forcing) {
	if act := r.elsewhere(f); act == nil || !act() {
		r.leave(f, "a test forces a value that is not constant")
		return
	}
	r.dropSetter(f)
}

// elsewhere is what makes a value constant that comes from elsewhere: from the column of a table, from the variable of a loop over both values, or from a parameter. It is nil where it is not like that; what it is does nothing before it is called, and may still fail for a parameter.
func (r *remover) elsewhere(f *forcing) func() bool {
	x, to := f.x, f.to
	if not, ok := ast.Unparen(exprOr(x)).(*ast.UnaryExpr); ok && not.Op == token.NOT && to.known() {
		x, to = not.X, boolean(!to.isTrue())
	}
	if !to.known() || x == nil {
		return nil
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.SelectorExpr:
		if field := f.fieldOf(x); field != nil {
			return r.column(f, field, to)
		}
	case *ast.Ident:
		if v, ok := f.Info.Uses[x].(*types.Var); ok && !v.IsField() {
			if act := r.bothValues(f, v, to); act != nil {
				return act
			}
			return r.parameter(f, v, to)
		}
	}
	return nil
}
