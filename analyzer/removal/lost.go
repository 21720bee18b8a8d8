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

// lostTexts says where tests look for a text that only the removed code had: they ran with the losing value, though they do not say so.
func (r *remover) lostTexts() {
	if r.options.KeepTests {
		return
	}
	var gone, stay []string
	for _, u := range r.sortedUnits() {
		for _, s := range u.sentences(false) {
			if r.alive(u, s.lit) {
				stay = append(stay, s.text)
			} else {
				gone = append(gone, s.text)
			}
		}
	}
	if len(gone) == 0 {
		return
	}
	holds := func(list []string, text string) bool {
		return slices.ContainsFunc(list, func(other string) bool { return strings.Contains(other, text) })
	}
	for _, u := range r.sortedUnits() {
		for _, s := range u.sentences(true) {
			if r.alive(u, s.lit) && holds(gone, s.text) && !holds(stay, s.text) {
				r.refuse(u, s.lit, debt.CodeTest, "the test looks for a text that only the removed code had")
			}
		}
	}
}

// alive reports whether a text remains.
func (r *remover) alive(u *unit, lit *ast.BasicLit) bool {
	s := r.scripts[u.decl(lit)]
	return s == nil || s.live(lit.Pos())
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
