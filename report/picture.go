package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// picturePage is the debt at a glance.
func picturePage(r *Report) page {
	title := inline{words("Flag debt")}
	if r.Module != "" {
		title = append(title, words(" · "), code(r.Module))
	}
	if r.Now != 0 {
		title = append(title, words(" · "+r.Now.String()))
	}
	p := page{heading{1, title}}
	p = append(p, incompleteNote(r)...)
	p = append(p, note{words(sum(r))})
	p = append(p, oldNote(r)...)
	p = append(p, doFirst(r)...)
	p = append(p, mostRead(r)...)
	p = append(p, byOwner(r)...)
	p = append(p, otherFindings(r)...)
	p = append(p, dynamicNote(r)...)
	p = append(p, sourcesNote(r)...)
	return append(p, hintNote(r)...)
}

// sum is the picture in a sentence or two.
func sum(r *Report) string {
	words := map[debt.Word]int{}
	for i := range r.Flags {
		if r.Flags[i].Debt {
			words[r.Flags[i].Verdict]++
		}
	}
	t := r.Totals
	places := count(t.References, "place") + tests(t)
	switch {
	case t.Flags == 0:
		return "No feature flags found."
	case t.Debt == 0 && len(r.Sources) == 0 && t.UnknownState == t.Flags:
		return fmt.Sprintf("%s in %s. What they serve is not known.", count(t.Flags, "flag"), places)
	case t.Debt == 0:
		return fmt.Sprintf("No debt among %s in %s.", count(t.Flags, "flag"), places)
	}
	var parts []string
	for _, part := range []struct {
		word debt.Word
		text string
	}{
		{debt.WordStale, "stale"}, {debt.WordArchived, "archived but still read"}, {debt.WordExpired, "expired"}, {debt.WordUnknown, "unknown"}, {debt.WordUnused, "unused"},
	} {
		if n := words[part.word]; n > 0 {
			parts = append(parts, number(n)+" "+part.text)
		}
	}
	verb := "are"
	if t.Debt == 1 {
		verb = "is"
	}
	text := fmt.Sprintf("%s of %s %s debt: %s.", number(t.Debt), count(t.Flags, "flag"), verb, strings.Join(parts, ", "))
	if t.FlagDays > 0 {
		text += " Together " + count(t.FlagDays, "flag-day") + " over the limit."
	}
	return text
}

// otherFindings counts by rule what the verdicts do not tell.
func otherFindings(r *Report) page {
	told := map[debt.ID]debt.Word{}
	for i := range r.Flags {
		if r.Flags[i].Debt {
			told[r.Flags[i].ID] = r.Flags[i].Verdict
		}
	}
	counts := map[debt.Rule]int{}
	example := map[debt.Rule]*Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if string(told[f.ID]) == string(f.Rule) || f.Rule == debt.RuleDynamicKey && len(r.Dynamic) > 0 {
			continue
		}
		counts[f.Rule]++
		if counts[f.Rule] == 1 {
			example[f.Rule] = f
		}
	}
	t := table{columns: []column{{title: "RULE"}, {title: "FINDINGS", right: true}, {title: "FIRST"}}}
	for _, rule := range slices.SortedFunc(maps.Keys(counts), compareRules) {
		t.rows = append(t.rows, []span{words(string(rule)), words(number(counts[rule])), place(example[rule].Position)})
	}
	if len(t.rows) == 0 {
		return nil
	}
	return page{heading{2, inline{words("Other findings")}}, t}
}
