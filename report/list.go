package report

import (
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// listPage shows every flag in a line.
func listPage(r *Report) page {
	t := table{columns: []column{
		{title: "FLAG"}, {title: "PROVIDER"}, {title: "TYPE"}, {title: "SERVING"}, {title: "SINCE"}, {title: "VERDICT", blank: verdictWord(debt.WordUnknownState)},
		{title: "REFS", right: true}, {title: "PKGS", right: true}, {title: "ELSEWHERE", right: true},
	}}
	for i := range r.Flags {
		f := &r.Flags[i]
		verdict := f.Verdict
		if verdict == debt.WordUnknownState {
			verdict = "" // so that the column goes where nothing is known of any flag
		}
		references, packages := f.uses()
		t.rows = append(t.rows, []span{
			code(string(f.Key)), words(f.Provider), words(string(f.Type)), serves(f.Serving), words(f.Since.Day.String()), words(verdictWord(verdict)),
			words(number(references)), words(number(packages)), positive(f.elsewhere()),
		})
	}
	var p page
	if len(t.rows) > 0 {
		p = append(p, t, paragraph{words(summary(r.Totals, true) + tests(r.Totals))})
	} else {
		p = append(p, paragraph{words("no flags found")})
	}
	p = append(p, oldNote(r)...)
	p = append(p, dynamicNote(r)...)
	p = append(p, incompleteNote(r)...)
	return append(p, hintNote(r)...)
}

// verdictWord is the verdict as people write it.
func verdictWord(w debt.Word) string { return strings.ReplaceAll(string(w), "-", " ") }

// tests counts what stands in test files.
func tests(t Totals) string {
	if t.TestReferences == 0 {
		return ""
	}
	return " · " + number(t.TestReferences) + " more in tests"
}
