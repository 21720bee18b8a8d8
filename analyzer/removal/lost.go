package removal

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// minWords is how many words a text has that hardly anybody writes twice.
const minWords = 4

// sentence is a text of several words.
type sentence struct {
	lit  *ast.BasicLit
	text string
}

// lostText is a text in a test that only the removed code had.
type lostText struct {
	unit *unit
	sentence
}

// dropLost takes the tests out that cannot pass any more, since they want a text that only the removed code had: they ran with the losing value, though they do not say so. It reports whether there are any.
func (r *remover) dropLost() bool {
	if r.options.KeepTests {
		return false
	}
	before := len(r.removed)
	for _, lost := range r.lost() {
		if r.goesAlong(lost.unit, lost.lit) || r.saidElsewhere(lost.text) {
			continue
		}
		f := &forcing{unit: lost.unit, id: r.idAt(lost.lit), node: lost.lit}
		if row, wanted := lost.unit.wants(lost.sentence); row != nil {
			if wanted {
				r.dropRow(lost.unit, row)
			}
		} else if s := lost.unit.failsWithout(lost.lit); s != nil && lost.unit.provesLast(s) {
			r.dropTest(f, s) // what cannot go is said in the end
		}
	}
	return len(r.removed) > before
}

// lostTexts says where tests that stay look for a text that only the removed code had.
func (r *remover) lostTexts() {
	if r.options.KeepTests {
		return
	}
	for _, lost := range r.lost() {
		row, wanted := lost.unit.wants(lost.sentence)
		if given := row != nil && !wanted && lost.unit.hasWanted(row); !given && !lost.unit.isTitle(lost.lit) {
			r.refuse(lost.unit, lost.lit, debt.CodeTest, "the test looks for a text that only the removed code had")
		}
	}
}

// lost are the texts in tests that stay and that only the removed code had.
func (r *remover) lost() []lostText {
	var gone, stay []string
	for _, u := range r.sorted {
		for _, s := range u.sentences(false) {
			if r.alive(u, s.lit) {
				stay = append(stay, s.text)
			} else {
				gone = append(gone, s.text)
			}
		}
	}
	if len(gone) == 0 {
		return nil
	}
	holds := func(list []string, text string) bool {
		return slices.ContainsFunc(list, func(other string) bool { return strings.Contains(other, text) })
	}
	var lost []lostText
	for _, u := range r.sorted {
		for _, s := range u.sentences(true) {
			if r.alive(u, s.lit) && holds(gone, s.text) && !holds(stay, s.text) {
				lost = append(lost, lostText{u, s})
			}
		}
	}
	return lost
}

// alive reports whether a text remains.
func (r *remover) alive(u *unit, lit *ast.BasicLit) bool {
	s := r.scripts[u.decl(lit)]
	return s == nil || s.live(lit.Pos())
}

// saidElsewhere reports whether a package that the removal does not look at has a text.
func (r *remover) saidElsewhere(text string) bool {
	return slices.ContainsFunc(r.world.Saying(text), func(path string) bool {
		return !slices.ContainsFunc(r.sorted, func(u *unit) bool { return u.Path == path })
	})
}

// wants is the row of a table that has a text, and whether its test can only pass if the tested code says so: the text is in what the row wants, and not in what it gives.
func (u *unit) wants(s sentence) (row ast.Expr, wanted bool) {
	row = u.row(s.lit)
	if row == nil || !u.inWanted(row, s.lit) {
		return row, false
	}
	given := false
	ast.Inspect(row, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		given = given || ok && lit.Kind == token.STRING && !u.inWanted(row, lit) && !u.isTitle(lit) && strings.Contains(constantString(u.Info.Types[lit].Value), s.text)
		return !given
	})
	return row, !given
}

// inWanted reports whether a node is in a column of a row that says what the test wants, by its name.
func (u *unit) inWanted(row ast.Expr, n ast.Node) bool {
	found := false
	for around := range u.outward(n) {
		if kv, ok := around.(*ast.KeyValueExpr); ok && u.isWantedColumn(kv) {
			found = true
		}
		if around == ast.Node(row) {
			break
		}
	}
	return found
}

// hasWanted reports whether a row has a column that says what the test wants.
func (u *unit) hasWanted(row ast.Expr) bool {
	found := false
	ast.Inspect(row, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		found = found || ok && u.isWantedColumn(kv)
		return !found
	})
	return found
}

// isWantedColumn reports whether an element of a literal is a field whose name says that a test wants it: want, expected, err.
func (u *unit) isWantedColumn(kv *ast.KeyValueExpr) bool {
	name, ok := kv.Key.(*ast.Ident)
	if !ok || !saysWanted(name.Name) {
		return false
	}
	lit, ok := u.parent[kv].(*ast.CompositeLit)
	if !ok {
		return false
	}
	_, isStruct := u.structOf(lit)
	return isStruct
}

// saysWanted reports whether a name says that a test wants to see what it stands for.
func saysWanted(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"want", "expect", "err"}, func(prefix string) bool {
		rest, ok := strings.CutPrefix(name, prefix)
		return ok && !strings.HasPrefix(rest, "no")
	})
}

// isTitle reports whether a text is what a test, or a row of a table, is called.
func (u *unit) isTitle(lit *ast.BasicLit) bool {
	switch parent := u.parent[lit].(type) {
	case *ast.KeyValueExpr:
		if parent.Key == lit {
			return true
		}
		name, ok := parent.Key.(*ast.Ident)
		return ok && slices.Contains([]string{"name", "desc", "description", "title"}, strings.ToLower(name.Name))
	case *ast.CallExpr:
		return isSubtest(u, parent) && parent.Args[0] == lit
	}
	return false
}

// failsWithout is the statement that lets a test fail unless the tested code gives a text, or nil.
func (u *unit) failsWithout(lit *ast.BasicLit) ast.Stmt {
	x := u.expected(lit)
	switch parent := u.parent[x].(type) {
	case *ast.CallExpr:
		s, ok := u.parent[parent].(*ast.ExprStmt)
		if ok && isHook(parent, "Equal", "EqualValues", "EqualError", "ErrorIs", "Contains", "ErrorContains") && u.isFixed(parent, x) {
			return s
		}
		not, ok := u.parent[parent].(*ast.UnaryExpr)
		if ok && not.Op == token.NOT && u.calls(parent, "strings") && isHook(parent, "Contains") {
			return u.failsIf(not)
		}
	case *ast.BinaryExpr:
		if parent.Op == token.NEQ {
			return u.failsIf(parent)
		}
	}
	return nil
}

// expected is the whole of what a test expects with a text in it: an error that is made of it, or a literal that holds it.
func (u *unit) expected(lit *ast.BasicLit) ast.Expr {
	x := u.unparened(lit)
	for {
		switch parent := u.parent[x].(type) {
		case *ast.CallExpr:
			if !u.calls(parent, "errors", "fmt", "google.golang.org/grpc/status") {
				return x
			}
			x = u.unparened(parent)
		case *ast.CompositeLit:
			x = u.unparened(parent)
		case *ast.KeyValueExpr:
			x = parent
		case *ast.UnaryExpr:
			if parent.Op != token.AND {
				return x
			}
			x = u.unparened(parent)
		default:
			return x
		}
	}
}

// calls reports whether a call names a function or method of one of some packages.
func (u *unit) calls(call *ast.CallExpr, paths ...string) bool {
	fn := u.callee(call)
	return fn != nil && slices.Contains(paths, pathOf(fn))
}

// isFixed reports whether an argument of a call is none of any number of them, which an assertion prints when it fails.
func (u *unit) isFixed(call *ast.CallExpr, arg ast.Expr) bool {
	fn := u.callee(call)
	return fn != nil && fn.Signature().Variadic() && slices.Index(call.Args, arg) < fn.Signature().Params().Len()-1
}

// failsIf is the statement that does nothing but let a test fail under a condition, or nil.
func (u *unit) failsIf(cond ast.Expr) ast.Stmt {
	s, ok := u.parent[u.unparened(cond)].(*ast.IfStmt)
	if !ok || s.Else != nil || slices.ContainsFunc(s.Body.List, func(s ast.Stmt) bool { return compares(s) == nil }) {
		return nil
	}
	return s
}

// provesLast reports whether a test ends with a statement, and has proved nothing of what it tests before that, but that there is an error.
func (u *unit) provesLast(s ast.Stmt) bool {
	list := u.list(s)
	if len(list) == 0 || list[len(list)-1] != s || u.testOf(s) == nil {
		return false
	}
	return !u.proves(slices.DeleteFunc(slices.Clone(list[:len(list)-1]), func(s ast.Stmt) bool {
		cond, ok := s.(*ast.IfStmt)
		return ok && cond.Init == nil && u.comparesError(cond.Cond, token.EQL)
	}))
}

// sentences are the texts of several words in the tests of a package, or in its other files.
func (u *unit) sentences(test bool) []sentence {
	if u.said == nil {
		u.said = map[bool][]sentence{}
		for _, f := range u.files {
			if f.generated {
				continue
			}
			ast.Inspect(f.syntax, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				if text := constantString(u.Info.Types[lit].Value); len(strings.Fields(text)) >= minWords {
					u.said[f.test] = append(u.said[f.test], sentence{lit, text})
				}
				return true
			})
		}
	}
	return u.said[test]
}
