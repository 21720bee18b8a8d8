package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// header names the columns.
var header = []string{"flag", "value", "verdict", "complete", "obstacles", "files", "deleted", "added", "mentions", "seconds"}

// row writes the row of one removal.
func (m *measurement) row(r *program.Removed, seconds float64) {
	codes := map[debt.Code]int{}
	for _, o := range r.Obstacles {
		codes[o.Code]++
		if o.Code == debt.CodeDoesNotCompile || o.Code == debt.CodeVet {
			m.shout(fmt.Sprintf("%s=%s", r.ID, r.To), "%s: %v", o.Code, &o)
		} else if m.why {
			fmt.Fprintf(m.loud, "%s=%s: %s: %v\n", r.ID, r.To, o.Code, &o)
		}
	}
	if m.why && r.Proof != nil {
		for _, d := range r.Proof.Differences {
			if !d.Test {
				fmt.Fprintf(m.loud, "%s=%s: not proven: %s %s: %s: %s\n", r.ID, r.To, d.Pos, d.Now, d.Func, d.What)
			}
		}
	}
	fmt.Fprintf(m.out, "%s\t%s\t%s\t%t\t%s\t%d\t%d\t%d\t%d\t%.2f\n",
		r.ID, r.To, r.Verdict, r.Complete, counted(codes), len(r.Files), r.Deleted, r.Added, len(r.Mentions), seconds)
	m.totals.add(r, codes, seconds)
}

// counted are the counts as CODE=N,…, the largest first.
func counted[K ~string](counts map[K]int) string {
	var out []string
	for _, key := range slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	}) {
		out = append(out, fmt.Sprintf("%s=%d", key, counts[key]))
	}
	return strings.Join(out, ",")
}

// totals sums the rows up.
type totals struct {
	rows, complete                   int
	verdicts                         map[program.Verdict]int
	withCode                         map[debt.Code]int // removals that the code stands in the way of
	deleted, added                   int
	seconds, slowest                 float64
	failed, panics, compiled, broken int
}

func (t *totals) add(r *program.Removed, codes map[debt.Code]int, seconds float64) {
	if t.verdicts == nil {
		t.verdicts, t.withCode = map[program.Verdict]int{}, map[debt.Code]int{}
	}
	t.rows++
	t.verdicts[r.Verdict]++
	if r.Complete {
		t.complete++
	}
	for code := range codes {
		t.withCode[code]++
	}
	t.deleted += r.Deleted
	t.added += r.Added
	t.seconds += seconds
	t.slowest = max(t.slowest, seconds)
}

func (t *totals) print(w io.Writer) {
	fmt.Fprintf(w, "%d removals: %s; %d complete; %d lines deleted, %d added; %.2fs each, %.2fs at most\n",
		t.rows, counted(t.verdicts), t.complete, t.deleted, t.added, t.seconds/float64(max(t.rows, 1)), t.slowest)
	fmt.Fprintf(w, "removals with an obstacle, by code: %s\n", counted(t.withCode))
	fmt.Fprintf(w, "must be none: %d errors, of which %d panics; %d that do not compile in memory, %d of %d that the go command refuses\n",
		t.failed, t.panics, t.withCode[debt.CodeDoesNotCompile], t.broken, t.compiled)
}
