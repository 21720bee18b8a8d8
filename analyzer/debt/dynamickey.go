package debt

import (
	"fmt"
	"strconv"
	"strings"
)

// dynamicKey finds calls whose key is built at run time. Tests are left alone: they loop over keys on purpose.
func (j *judgement) dynamicKey(i int) {
	ref := &j.refs[i]
	if ref.inTest() || j.severity[RuleDynamicKey] == SeverityOff {
		return
	}
	what := "the flag key is built at run time"
	if ref.Dynamic != nil && ref.Dynamic.Text != "" {
		what = fmt.Sprintf("the flag key %s is built at run time", ref.Dynamic.Text)
	}
	message := what + j.mayBe(ref) + ": ask for each flag by a constant key, or nobody can tell where it is used"
	j.add(Finding{Rule: RuleDynamicKey, ID: ID{Provider: ref.Provider}, Message: message, Severity: j.severity[RuleDynamicKey], Pos: ref.Pos, Reference: i})
}

// mayBe says which of the known flags the call may ask for; nothing where no flag of its providers is known.
func (j *judgement) mayBe(ref *Reference) string {
	affix := ref.affix()
	var matches []string
	flags := 0
	for _, id := range j.candidates(ref.Provider) {
		flags++
		if affix.builds(id.Key) {
			matches = append(matches, strconv.Quote(string(id.Key)))
		}
	}
	switch {
	case flags == 0:
		return ""
	case len(matches) == 0:
		return " and matches no known flag"
	case affix == Affix{}:
		return fmt.Sprintf(" and may be any of the %s", count(flags, "known flag"))
	case len(matches) > 3:
		return fmt.Sprintf(" and may be any of %d known flags (%s)", len(matches), enumerate(matches, "and"))
	}
	return " and may be " + enumerate(matches, "or")
}

// candidates lists the living flags of the providers that answer for a provider of the code, in order.
func (t *Table) candidates(provider string) []ID {
	behind := map[string]bool{provider: true}
	for _, p := range t.behind(provider) {
		behind[p] = true
	}
	var ids []ID
	for _, id := range t.ids {
		if behind[id.Provider] && !t.rows[id].flag.Archived {
			ids = append(ids, id)
		}
	}
	return ids
}

// affix is what is constant of the key, without its text.
func (r *Reference) affix() Affix {
	if r.Dynamic == nil {
		return Affix{}
	}
	return Affix{Prefix: r.Dynamic.Prefix, Suffix: r.Dynamic.Suffix}
}

// builds reports whether the key may be the result.
func (a Affix) builds(key Key) bool {
	text := string(key)
	return len(text) >= len(a.Prefix)+len(a.Suffix) && strings.HasPrefix(text, a.Prefix) && strings.HasSuffix(text, a.Suffix)
}
