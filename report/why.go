package report

import (
	"cmp"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// whyPage shows everything that is known of each flag of the report, and where it is known from.
func whyPage(r *Report) page {
	var p page
	for i := range r.Flags {
		f := &r.Flags[i]
		p = append(p, heading{1, inline{code(string(f.Key)), words(" · " + f.Provider)}}, facts(f))
		p = append(p, places(f)...)
	}
	if len(r.Findings) > 0 {
		p = append(p, heading{2, inline{words("Findings")}}, lines{findings: r.Findings})
	}
	p = append(p, oldNote(r)...)
	return append(p, incompleteNote(r)...)
}

// facts is the table of what the sources and the policy say.
func facts(f *Flag) table {
	t := table{columns: []column{{title: "WHAT"}, {title: "KNOWN"}, {title: "SINCE"}, {title: "FROM"}}}
	add := func(what string, known span, date debt.Date) {
		if known.text != "" || !date.IsZero() {
			t.rows = append(t.rows, []span{words(what), known, words(date.Day.String()), words(string(date.Clock))})
		}
	}
	verdict := verdictWord(f.Verdict)
	if f.Verdict == debt.WordStale && !f.Forward.IsZero() {
		verdict += ": " + next(f)
	}
	if f.Reason != "" {
		verdict += ": " + f.Reason
	}
	add("verdict", words(verdict), debt.Date{})
	for _, e := range f.Environments {
		name := e.Name
		if name == debt.AnyEnvironment {
			name = "everywhere"
		}
		answer := serves(e.Serving)
		if answer.text == "" {
			answer = words(cmp.Or(e.Serving.Note, "not known"))
		}
		add("serves "+name, answer, e.Since)
	}
	add("type", words(string(f.Type)), debt.Date{})
	add("created", span{}, f.Created)
	add("expires", span{}, f.Expires)
	if f.StaleSince != 0 {
		add("stale from", words(f.StaleSince.String()), debt.Date{})
	}
	add("owner", words(f.Owner), debt.Date{})
	add("ticket", words(f.Ticket), debt.Date{})
	add("description", words(f.Description), debt.Date{})
	if f.Gate != nil {
		for _, v := range f.Gate.Versions {
			add("version "+v.Version, words(strings.TrimSpace(v.Stage+" "+string(v.Default)+lockedWord(v.Locked))), debt.Date{})
		}
	}
	add("source", words(f.Source), debt.Date{})
	add("defined at", place(f.Origin), debt.Date{})
	return t
}

func lockedWord(locked bool) string {
	if locked {
		return " locked"
	}
	return ""
}

// places lists every reference.
func places(f *Flag) page {
	if len(f.References) == 0 {
		return page{paragraph{words("No code refers to it.")}}
	}
	t := table{columns: []column{{title: "PLACE"}, {title: "FUNCTION"}, {title: "ROLE"}, {title: "DEFAULT"}, {title: "VIA"}}}
	for i := range f.References {
		ref := &f.References[i]
		t.rows = append(t.rows, []span{
			place(ref.Position), code(ref.Function), words(string(ref.Role)), code(string(ref.Default)), words(strings.Join(ref.Via, " → ")),
		})
	}
	return page{heading{2, inline{words(count(len(f.References), "place"))}}, t}
}
