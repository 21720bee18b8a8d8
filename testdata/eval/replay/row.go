package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// header names the columns.
var header = []string{
	"case", "tier", "value", "scope", "verdicts", "complete", "obstacles", "files-people", "files-ours", "files-alike", "deleted-people", "deleted-ours", "deleted-both",
	"recall", "precision", "code-recall", "code-precision", "test-recall", "test-precision", "added-people", "added-ours", "complaints", "failing", "seconds", "class",
}

// row is what there is to say about one case.
type row struct {
	name     string
	tier     string
	values   []string
	scope    string
	class    string
	trouble  string
	verdicts []string
	complete bool
	codes    map[debt.Code]int

	filesPeople, filesOurs, alike int
	code, test                    overlap
	addedPeople, addedOurs        int
	compiled, failing             string
	seconds                       float64
}

// overlap counts deleted lines.
type overlap struct{ people, ours, both int }

func (o overlap) plus(p overlap) overlap {
	return overlap{o.people + p.people, o.ours + p.ours, o.both + p.both}
}

func (o overlap) recall() string    { return share(o.both, o.people) }
func (o overlap) precision() string { return share(o.both, o.ours) }

// share is a quotient, or a dash where there is nothing to share.
func share(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", float64(part)/float64(whole))
}

// compare fills in what both sides did.
func (r *row) compare(people, ours versions) {
	r.filesPeople, r.filesOurs = len(people), len(ours)
	for name := range union(people, ours) {
		before, theirs, mine := sides(people, ours, name)
		if ours[name] != nil && people[name] != nil && theirs == mine {
			r.alike++
		}
		deletedByPeople, deletedByUs := less(before, theirs), less(before, mine)
		o := overlap{deletedByPeople.size(), deletedByUs.size(), deletedByPeople.common(deletedByUs)}
		if strings.HasSuffix(name, "_test.go") {
			r.test = r.test.plus(o)
		} else {
			r.code = r.code.plus(o)
		}
		r.addedPeople += less(theirs, before).size()
		r.addedOurs += less(mine, before).size()
	}
}

func (r *row) text() string {
	all := r.code.plus(r.test)
	verdicts := strings.Join(r.verdicts, ",")
	if r.trouble != "" {
		verdicts = r.trouble
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s\t%s\t%t\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\t%.1f\t%s",
		r.name, r.tier, strings.Join(r.values, ","), r.scope, verdicts, r.complete, counted(r.codes), r.filesPeople, r.filesOurs, r.alike, all.people, all.ours, all.both,
		all.recall(), all.precision(), r.code.recall(), r.code.precision(), r.test.recall(), r.test.precision(),
		r.addedPeople, r.addedOurs, cmp.Or(r.compiled, "-"), cmp.Or(r.failing, "-"), r.seconds, r.class)
}

// counted are the counts as CODE=N,…, the largest first.
func counted[K cmp.Ordered](counts map[K]int) string {
	var out []string
	for _, key := range slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	}) {
		out = append(out, fmt.Sprintf("%v=%d", key, counts[key]))
	}
	return strings.Join(out, ",")
}

// totals sums the rows up.
type totals struct {
	cases, troubled, complete, alike, files int
	compiled, compiling, tested, passing    int
	code, test                              overlap
	verdicts                                map[string]int
}

func (t *totals) add(r row) {
	if t.verdicts == nil {
		t.verdicts = map[string]int{}
	}
	t.cases++
	if r.trouble != "" {
		t.troubled++
		return
	}
	for _, verdict := range r.verdicts {
		t.verdicts[verdict]++
	}
	if r.complete {
		t.complete++
	}
	t.alike += r.alike
	t.files += r.filesPeople
	t.code = t.code.plus(r.code)
	t.test = t.test.plus(r.test)
	count(r.compiled, &t.compiled, &t.compiling)
	count(r.failing, &t.tested, &t.passing)
}

// count counts a case that was looked at, and one without a complaint.
func count(complaints string, looked, fine *int) {
	if complaints == "" {
		return
	}
	*looked++
	if complaints == "0" {
		*fine++
	}
}

// tableHead begins the table of totals.
const tableHead = "| tier | cases | errors | verdicts | complete | compile | same tests | files as people left them | recall | precision | code | tests |\n|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"

// text is a line of the table of totals. Code and tests have recall and precision.
func (t *totals) text(name string) string {
	all := t.code.plus(t.test)
	return fmt.Sprintf("| %s | %d | %d | %s | %d | %d of %d | %d of %d | %d of %d | %s | %s | %s, %s | %s, %s |",
		name, t.cases, t.troubled, counted(t.verdicts), t.complete, t.compiling, t.compiled, t.passing, t.tested, t.alike, t.files,
		all.recall(), all.precision(), t.code.recall(), t.code.precision(), t.test.recall(), t.test.precision())
}
