package removal

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// dropRest takes the end of a test out, from where it forces the losing value, if the test has asserted something before that. It reports whether it did.
func (r *remover) dropRest(f *forcing, d *ast.FuncDecl, n ast.Node) bool {
	if r.goesAlong(f.unit, n) {
		return true // with an earlier place
	}
	at := slices.IndexFunc(d.Body.List, func(s ast.Stmt) bool { return within(n, s) })
	if at < 0 || f.statementOf(n) != d.Body.List[at] || !f.proves(d.Body.List[:at]) {
		return false
	}
	for at > 0 && r.guards(f.unit, d.Body.List[at-1]) {
		at--
	}
	rest := d.Body.List[at:]
	if slices.ContainsFunc(rest, f.tidies) {
		return false
	}
	r.removed = append(r.removed, Decl{Kind: "subtest", Name: d.Name.Name + "/…", Pos: f.position(rest[0].Pos())})
	for _, s := range rest {
		r.doom(f.unit, s)
	}
	return true
}

// guards reports whether a statement does nothing but leave the function under a condition, which is of no use at its end.
func (r *remover) guards(u *unit, s ast.Stmt) bool {
	cond, ok := s.(*ast.IfStmt)
	if !ok || cond.Init != nil || cond.Else != nil || len(cond.Body.List) != 1 || jumpOf(cond.Body.List[0]) != token.RETURN {
		return false
	}
	return r.effect(u, cond.Cond) == pure
}

// proving are parts of the names of functions that assert more than that there is no error.
var proving = []string{"Equal", "True", "False", "Len", "Contain", "Empty", "Zero", "Greater", "Less", "Match", "Same", "Panic", "ElementsMatch"}

// proves reports whether statements of a test assert something of what it tests: more than that what they make for it can be made.
func (u *unit) proves(list []ast.Stmt) bool {
	found := false
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IfStmt:
				found = found || !u.asksError(n.Cond) && u.asserts(n.Body.List, nil)
			case *ast.ExprStmt:
				call, ok := n.X.(*ast.CallExpr)
				fn := calledName(call)
				found = found || ok && slices.ContainsFunc(proving, func(part string) bool { return strings.Contains(fn, part) })
			}
			return !found
		})
	}
	return found
}

// asksError reports whether a condition asks whether there is an error.
func (u *unit) asksError(cond ast.Expr) bool { return u.comparesError(cond, token.NEQ) }

// comparesError reports whether a condition compares an error with nil.
func (u *unit) comparesError(cond ast.Expr, op token.Token) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	return ok && b.Op == op && u.Info.Types[b.Y].IsNil() && isError(u.typeOf(b.X))
}

// calledName is the name of the function that a call names, or "".
func calledName(call *ast.CallExpr) string {
	if call == nil {
		return ""
	}
	if name := lastName(call.Fun); name != nil {
		return name.Name
	}
	return ""
}

// tidies reports whether a statement ends what earlier ones began: without it, a test would leave something behind.
func (u *unit) tidies(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.LabeledStmt, *ast.SendStmt:
		return true
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return !ok || isHook(call, "Close", "close", "Stop", "Shutdown", "Wait", "Unlock", "RUnlock", "Done", "Remove", "RemoveAll", "Cancel", "cancel", "Finish", "AssertExpectations") || strings.HasPrefix(strings.ToLower(calledName(call)), "clean")
	}
	return false
}
