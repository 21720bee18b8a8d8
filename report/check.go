package report

import (
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// checkPage shows the findings and sums them up.
func checkPage(r *Report) page {
	var p page
	if len(r.Findings) > 0 {
		p = append(p, lines{findings: r.Findings})
	}
	p = append(p, paragraph{words(verdictOn(r.Totals))})
	if len(r.Sources) == 0 && len(r.Findings) == 0 {
		p = append(p, mostRead(r)...) // nothing can be judged yet: the inventory is what a first run is for
	}
	p = append(p, oldNote(r)...)
	p = append(p, incompleteNote(r)...)
	return append(p, hintNote(r)...)
}

// verdictOn is the last line of a check.
func verdictOn(t Totals) string {
	var parts []string
	for _, s := range []struct {
		n        int
		severity debt.Severity
	}{{t.Error, debt.SeverityError}, {t.Warning, debt.SeverityWarning}, {t.Info, debt.SeverityInfo}} {
		if s.n > 0 {
			parts = append(parts, count(s.n, s.severity.String()))
		}
	}
	if len(parts) == 0 {
		return "no findings · " + summary(t, true)
	}
	return strings.Join(parts, ", ") + " · " + summary(t, false)
}
