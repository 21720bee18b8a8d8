package removal

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// minWords is how many words a text has that hardly anybody writes twice.
const minWords = 4

// lostTexts says where tests look for a text that only the removed code had: they ran with the losing value, though they do not say so.
func (r *remover) lostTexts() {
	if r.options.KeepTests {
		return
	}
	var gone, stay []string
	for _, u := range r.sortedUnits() {
		u.texts(false, func(lit *ast.BasicLit, text string) {
			if r.alive(u, lit) {
				stay = append(stay, text)
			} else {
				gone = append(gone, text)
			}
		})
	}
	holds := func(list []string, text string) bool {
		for _, other := range list {
			if strings.Contains(other, text) {
				return true
			}
		}
		return false
	}
	for _, u := range r.sortedUnits() {
		u.texts(true, func(lit *ast.BasicLit, text string) {
			if r.alive(u, lit) && holds(gone, text) && !holds(stay, text) {
				r.refuse(u, lit, debt.CodeTest, "the test looks for a text that only the removed code had")
			}
		})
	}
}

// alive reports whether a text remains.
func (r *remover) alive(u *unit, lit *ast.BasicLit) bool {
	s := r.scripts[u.decl(lit)]
	return s == nil || s.live(lit.Pos())
}

// texts visits the texts of several words in the tests of a package, or in its other files.
func (u *unit) texts(test bool, visit func(lit *ast.BasicLit, text string)) {
	for _, f := range u.files {
		if f.test != test || f.generated {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if text := constantString(u.Info.Types[lit].Value); len(strings.Fields(text)) >= minWords {
				visit(lit, text)
			}
			return true
		})
	}
}
