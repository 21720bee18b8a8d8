package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// whyPage shows everything that is known of each flag of the report, and where it is known from.
func whyPage(r *Report) page {
	var p page
	for i := range r.Flags {
		f := &r.Flags[i]
		p = append(p, heading{1, inline{code(string(f.Key)), words(" · " + f.Provider)}}, facts(f))
		if f.Removal != nil {
			p = append(p, f.inTheWay()...)
		}
		p = append(p, places(f)...)
		p = append(p, mentions(f)...)
	}
	if len(r.Findings) > 0 {
		p = append(p, heading{2, inline{words("Findings")}}, lines{findings: r.Findings})
	}
	p = append(p, oldNote(r)...)
	return append(p, incompleteNote(r)...)
}

// facts is the table of what the sources and the policy say.
func facts(f *Flag) table {
	t := table{columns: []column{{title: "WHAT"}, {title: "KNOWN"}, {title: "SINCE", blank: " "}, {title: "FROM", blank: " "}}}
	add := func(what string, known span, since debt.Day, from span) {
		if known.text != "" {
			t.rows = append(t.rows, []span{words(what), known, words(since.String()), from})
		}
	}
	say := func(what string, known span) { add(what, known, 0, span{}) }
	told := map[debt.Note]bool{} // that the table has
	field := func(about debt.About, text string, clock debt.Clock) {
		from := words(string(clock))
		for _, n := range f.Notes {
			if n.About == about && n.Text == text {
				told[n] = true
				from = place(n.Position)
			}
		}
		add(string(about), words(text), 0, from)
	}
	say("verdict", words(verdict(f)))
	for _, e := range f.Environments {
		name := e.Name
		if name == debt.AnyEnvironment {
			name = "everywhere"
		}
		answer := serves(e.Serving)
		if answer.text == "" {
			answer = words(cmp.Or(e.Serving.Note, "not known"))
		}
		add("serves "+name, answer, e.Since.Day, words(string(e.Since.Clock)))
	}
	say("stale from", words(f.StaleSince.String()))
	field(debt.AboutCreated, f.Created.Day.String(), f.Created.Clock)
	field(debt.AboutExpires, f.Expires.Day.String(), f.Expires.Clock)
	say("type", words(string(f.Type)))
	field(debt.AboutOwner, f.Owner, "")
	field(debt.AboutTicket, f.Ticket, "")
	say("description", words(f.Description))
	if f.Gate != nil {
		for _, v := range f.Gate.Versions {
			say("version "+v.Version, words(strings.TrimSpace(v.Stage+" "+string(v.Default)+lockedWord(v.Locked))))
		}
	}
	for _, n := range f.Notes {
		if !told[n] {
			add("comment", words(string(n.About)+" "+n.Text), 0, place(n.Position))
		}
	}
	say("source", words(f.Source))
	say("defined at", place(f.Origin))
	if f.Removal != nil {
		say("removal", words(f.Removal.sentence()))
		say("next", f.command())
	}
	return t
}

// sentence says what a removal does.
func (r *Removal) sentence() string {
	if !r.possible() {
		return "not possible as things are"
	}
	text := r.lines() + " lines in " + count(len(r.Files), "file")
	if goes := r.goes(); goes != "" {
		text += " · deletes " + goes
	}
	if n := len(r.Obstacles); n > 0 {
		text += " · " + number(n) + " blocked"
	}
	return text
}

// goes counts the declarations of which a reader wants to know.
func (r *Removal) goes() string {
	counts := map[string]int{}
	for _, d := range r.Declarations {
		counts[d.Kind]++
	}
	counts["func"] += counts["method"]
	var parts []string
	for _, kind := range []struct{ kind, noun string }{{"func", "function"}, {"type", "type"}, {"test", "test"}, {"subtest", "subtest"}} {
		if n := counts[kind.kind]; n > 0 {
			parts = append(parts, count(n, kind.noun))
		}
	}
	return strings.Join(parts, ", ")
}

// command is what to run next; nothing where the key would have to be quoted, in ways that depend on the shell.
func (f *Flag) command() span {
	if !f.plain() {
		return span{}
	}
	text := "flagdebt clean " + string(f.Key)
	if slices.ContainsFunc(f.Removal.Obstacles, func(o Obstacle) bool { return o.Code == debt.CodeNoValue && o.Position.IsZero() }) {
		text += " --to VALUE"
	} else if !f.Removal.possible() {
		return span{}
	}
	return code(text)
}

// verdict is the verdict with what to do, or why nothing is to be done.
func verdict(f *Flag) string {
	text := verdictWord(f.Verdict)
	if f.Debt {
		text += ": " + next(f)
	}
	if f.Reason != "" {
		text += ": " + f.Reason
	}
	return text
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
	differ := slices.ContainsFunc(f.References, func(ref Reference) bool { return len(ref.Builds) > 0 })
	if differ {
		t.columns = append(t.columns, column{title: "BUILDS", blank: "all"})
	}
	for i := range f.References {
		ref := &f.References[i]
		row := []span{
			place(ref.Position), code(ref.Function), words(string(ref.Role)), code(string(ref.Default)), words(strings.Join(ref.Via, " → ")),
		}
		if differ {
			row = append(row, words(strings.Join(ref.Builds, ", ")))
		}
		t.rows = append(t.rows, row)
	}
	return page{heading{2, inline{words(count(len(f.References), "place"))}}, t}
}

// mentionLimit is the number of mentions that a page shows.
const mentionLimit = 20

// mentions lists the places outside of Go, those first that may do something with the flag.
func mentions(f *Flag) page {
	if len(f.Mentions) == 0 {
		return nil
	}
	order := []debt.Medium{debt.MediumCode, debt.MediumData, debt.MediumProse}
	all := slices.SortedStableFunc(slices.Values(f.Mentions), func(a, b Mention) int {
		return cmp.Compare(slices.Index(order, a.Medium), slices.Index(order, b.Medium))
	})
	shown, more := first(all, mentionLimit)
	t := table{more: more, columns: []column{{title: "PLACE"}, {title: "IN"}, {title: "TEXT"}}}
	for _, m := range shown {
		t.rows = append(t.rows, []span{place(m.Position), words(string(m.Medium)), code(cut(m.Text, 60))})
	}
	return page{heading{2, inline{words("Named outside of Go in " + count(len(all), "place"))}}, t}
}
