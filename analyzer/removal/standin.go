package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// shortestName is how many letters a key needs at least not to be in a longer name by chance.
const shortestName = 4

// namedAfter reports whether a method has the name of a flag in its own, so that nothing else can be what it is for.
func (r *remover) namedAfter(m *types.Func) bool {
	for id := range r.choices {
		key := string(id.Key)
		key = letters(key[strings.LastIndexAny(key, "./")+1:])
		if len(key) >= shortestName && strings.Contains(letters(m.Name()), key) {
			return true
		}
	}
	return false
}

// letters are the letters and digits of a name, in lower case.
func letters(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, name)
}

// agrees reports whether an implementation that does not ask for the flag always answers as those that do: with a constant, or with a field that the program gives no other value.
func (r *remover) agrees(u *unit, d *ast.FuncDecl, results []value) bool {
	x := lastResult(d)
	if x == nil || len(d.Body.List) != 1 || len(results) != 1 {
		return false
	}
	if r.valueAt(u, x).equal(results[0]) {
		return true
	}
	field := u.answersWith(d)
	if field == nil {
		return false
	}
	owner, def := r.definition(u, field)
	if def == nil || r.reachable(owner, field) {
		return false
	}
	writes, ok := r.fieldWrites(owner, field, def)
	for _, w := range writes {
		ok = ok && (w.test || w.value.equal(results[0]))
	}
	return ok
}

// passesOn reports whether a method of a unit does nothing but ask another value for the method of an interface that it implements, as decorators do.
func (r *remover) passesOn(u *unit, d *ast.FuncDecl, m objectKey) bool {
	if len(d.Body.List) != 1 {
		return false
	}
	call, ok := lastResult(d).(*ast.CallExpr)
	if !ok || slices.ContainsFunc(call.Args, func(x ast.Expr) bool { return r.effect(u, x) > pure }) {
		return false
	}
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	fn := u.callee(call)
	return ok && fn != nil && u.key(fn) == m && u.isReceivers(d, selector.X)
}

// lastResult is the only result of the return statement at the end of a function, or nil.
func lastResult(d *ast.FuncDecl) ast.Expr {
	if d == nil || d.Body == nil || len(d.Body.List) == 0 {
		return nil
	}
	s, ok := d.Body.List[len(d.Body.List)-1].(*ast.ReturnStmt)
	if !ok || len(s.Results) != 1 {
		return nil
	}
	return s.Results[0]
}

// answersWith is the field of its receiver with which a method answers in the end, or nil.
func (u *unit) answersWith(d *ast.FuncDecl) *types.Var {
	x := lastResult(d)
	if x == nil || !u.isReceivers(d, x) {
		return nil
	}
	if field := u.fieldOf(x); field != nil {
		return field.Origin()
	}
	return nil
}

// isReceivers reports whether an expression is a field of the receiver of a method.
func (u *unit) isReceivers(d *ast.FuncDecl, x ast.Expr) bool {
	if d.Recv == nil || len(d.Recv.List[0].Names) != 1 {
		return false
	}
	selector, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := ast.Unparen(selector.X).(*ast.Ident)
	return ok && u.keyOf(of) == u.keyOf(d.Recv.List[0].Names[0])
}

// records is the first statement of a method that notes something in its receiver, or nil.
func (u *unit) records(d *ast.FuncDecl) (s ast.Stmt) {
	ast.Inspect(d, func(n ast.Node) bool {
		var lefts []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			lefts = n.Lhs
		case *ast.IncDecStmt:
			lefts = []ast.Expr{n.X}
		}
		if s == nil && slices.ContainsFunc(lefts, func(x ast.Expr) bool { return u.isReceivers(d, x) }) {
			s = n.(ast.Stmt)
		}
		return s == nil
	})
	return s
}

// standIn takes the field with which a method answers that has the flag's value everywhere else for one that has it, too: a test that gives it another one runs with the losing value. Where nobody knows what a test gives it, it stays.
func (r *remover) standIn(method use, known value) {
	d, ok := method.unit.parent[method.ident].(*ast.FuncDecl)
	if !ok || method.unit.file(d).generated {
		return
	}
	if s := method.unit.records(d); s != nil {
		r.refuse(method.unit, s, debt.CodeTest, "the test notes here that it was asked, which nobody does any more")
	}
	field := method.unit.answersWith(d)
	if field == nil {
		return
	}
	owner, def := r.definition(method.unit, field)
	if def == nil {
		return
	}
	key := owner.key(field)
	if r.facts[key].known() || r.gone[key] {
		return
	}
	writes, ok := r.fieldWrites(owner, field, def)
	switch {
	case !ok:
	case r.settleTests(key, known, writes):
		r.facts[key] = known
		r.touchUses(owner, field)
	default:
		r.spared[key] = true
	}
}
