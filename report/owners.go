package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// ownerLimit is the number of owners that the table shows.
const ownerLimit = 20

// byOwner sums up by owner, in the order of their names: this is no ranking of teams. Without owners there is nothing to tell.
func byOwner(r *Report) page {
	type share struct {
		flags, stale, oldest, debt int
	}
	shares := map[string]share{}
	for i := range r.Flags {
		f := &r.Flags[i]
		s := shares[f.Owner]
		s.flags++
		if f.Debt && f.Verdict == debt.WordStale {
			s.stale++
			s.debt += f.overdue(r.Now)
			if !f.Since.IsZero() {
				s.oldest = max(s.oldest, int(r.Now-f.Since.Day))
			}
		}
		shares[f.Owner] = s
	}
	owners := slices.SortedFunc(maps.Keys(shares), func(a, b string) int { // nobody last
		return cmp.Or(-compareBool(a != "", b != ""), cmp.Compare(a, b))
	})
	if len(owners) == 0 || owners[0] == "" {
		return nil
	}
	shown, more := first(owners, ownerLimit)
	t := table{more: more, columns: []column{{title: "OWNER"}, {title: "FLAGS", right: true}, {title: "STALE", right: true}, {title: "OLDEST", right: true}, {title: "DEBT", right: true}}}
	for _, owner := range shown {
		s := shares[owner]
		oldest := positive(s.oldest)
		if oldest.text != "" {
			oldest.text += " d"
		}
		t.rows = append(t.rows, []span{words(owner), words(number(s.flags)), positive(s.stale), oldest, positive(s.debt)})
	}
	return page{heading{2, inline{words("By owner")}}, t}
}
