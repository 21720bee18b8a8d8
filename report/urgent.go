package report

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// doLimit is the number of flags to do something about first: a list that nobody can finish is ignored.
const doLimit = 5

// urgent are the flags that are debt, the most urgent first.
func (r *Report) urgent() []*Flag {
	var all []*Flag
	for i := range r.Flags {
		if r.Flags[i].Debt {
			all = append(all, &r.Flags[i])
		}
	}
	urgency := []debt.Word{debt.WordArchived, debt.WordStale, debt.WordExpired, debt.WordUnknown, debt.WordUnused}
	slices.SortStableFunc(all, func(a, b *Flag) int {
		return cmp.Or(
			cmp.Compare(slices.Index(urgency, a.Verdict), slices.Index(urgency, b.Verdict)),
			cmp.Compare(b.overdue(r.Now), a.overdue(r.Now)),
			a.ID.Compare(b.ID),
		)
	})
	return all
}

// doFirst lists the beginning of what is urgent.
func doFirst(r *Report) page {
	all := r.urgent()
	if len(all) == 0 {
		return nil
	}
	t := table{columns: []column{
		{title: "FLAG"}, {title: "VERDICT"}, {title: "DEBT", right: true}, {title: "REFS", right: true}, {title: "EFFORT"}, {title: "OWNER"}, {title: "NEXT"},
	}}
	shown, more := first(all, doLimit)
	t.more = more
	for _, f := range shown {
		references, _ := f.uses()
		t.rows = append(t.rows, []span{
			code(string(f.Key)), words(verdictWord(f.Verdict)), positive(f.overdue(r.Now)), words(number(references)), words(f.Removal.effort()), words(f.Owner), words(next(f)),
		})
	}
	p := page{heading{2, inline{words("Do this first")}}, t}
	if text := effortOf(shown, more); text != "" {
		p = append(p, paragraph{words(text)})
	}
	if i := slices.IndexFunc(shown, (*Flag).plain); i >= 0 {
		p = append(p, paragraph{words("All that is known of one: "), code("flagdebt why " + string(shown[i].Key))})
	}
	if i := slices.IndexFunc(shown, func(f *Flag) bool { return f.plain() && f.Removal.possible() }); i >= 0 {
		p = append(p, paragraph{words("What a removal would change: "), code("flagdebt clean " + string(shown[i].Key))})
	}
	return p
}

// possible reports whether at least a part of the flag can be removed.
func (r *Removal) possible() bool { return r != nil && r.Status != StatusRefused && len(r.Files) > 0 }

// effort is what a removal takes, in a few words; nothing where nobody has looked.
func (r *Removal) effort() string {
	switch {
	case r == nil:
		return ""
	case !r.possible():
		return "by hand"
	case len(r.Obstacles) > 0:
		return fmt.Sprintf("%s, %s blocked", r.lines(), number(len(r.Obstacles)))
	}
	return r.lines() + ", " + count(len(r.Files), "file")
}

// effortOf sums up what the removal of the flags would take, of which there are more that nobody has looked at.
func effortOf(flags []*Flag, more int) string {
	looked, removable, lines, blocked := 0, 0, 0, 0
	for _, f := range flags {
		if f.Removal == nil {
			continue
		}
		looked++
		if f.Removal.possible() {
			removable++
			lines += f.Removal.Deleted - f.Removal.Added
			blocked += len(f.Removal.Obstacles)
		}
	}
	if looked == 0 {
		return ""
	}
	text := fmt.Sprintf("%s of these %s can be removed", number(removable), number(looked))
	switch {
	case looked == 1 && removable == 1:
		text = "This can be removed"
	case looked == 1:
		text = "This cannot be removed as things are"
	}
	if removable > 0 {
		text += fmt.Sprintf(", which makes the code %s shorter", count(max(lines, 0), "line"))
	}
	if blocked > 0 {
		text += fmt.Sprintf("; %s would be left to a person", count(blocked, "place"))
	}
	if more > 0 {
		return text + ". The others were not looked at."
	}
	return text + "."
}

// positive is the number, or nothing for zero.
func positive(n int) span {
	if n <= 0 {
		return span{}
	}
	return words(number(n))
}

// next says what to do about a flag that is debt.
func next(f *Flag) string {
	keep := ""
	switch {
	case f.Forward == "true" || f.Forward == "false":
		keep = "keep the " + string(f.Forward) + " side"
	case !f.Forward.IsZero():
		keep = "keep " + cut(string(f.Forward), 24)
	case f.Serving.Mode == debt.ModeCallerDefault:
		keep = "keep each default"
	}
	switch f.Verdict {
	case debt.WordUnused:
		if f.Origin.File != "" {
			return "delete it in " + path.Base(f.Origin.File)
		}
		return "delete it at " + f.Provider
	case debt.WordUnknown:
		return "create it, or fix the key"
	case debt.WordExpired:
		return "remove it, or move the date"
	case debt.WordArchived:
		return cmp.Or(keep, "remove it, or restore it there")
	}
	return cmp.Or(keep, "environments differ")
}

// plain reports whether a shell reads the key as it stands.
func (f *Flag) plain() bool {
	for i, c := range f.Key {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
		if !letter && (i == 0 || c != '-' && c != '.') {
			return false
		}
	}
	return f.Key != "" && len(f.Key) <= 60
}

// mostRead shows something to start from where no state is known.
func mostRead(r *Report) page {
	if len(r.Sources) > 0 || r.Totals.Debt > 0 || len(r.Flags) == 0 {
		return nil
	}
	all := make([]*Flag, len(r.Flags))
	for i := range r.Flags {
		all[i] = &r.Flags[i]
	}
	slices.SortStableFunc(all, func(a, b *Flag) int {
		usesA, _ := a.uses()
		usesB, _ := b.uses()
		return cmp.Or(cmp.Compare(usesB, usesA), a.ID.Compare(b.ID))
	})
	shown, more := first(all, doLimit)
	t := table{more: more, columns: []column{{title: "FLAG"}, {title: "PROVIDER"}, {title: "REFS", right: true}, {title: "PKGS", right: true}, {title: "OWNER"}, {title: "FIRST"}}}
	for _, f := range shown {
		references, packages := f.uses()
		var at span
		if len(f.References) > 0 {
			at = place(f.References[0].Position)
		}
		t.rows = append(t.rows, []span{code(string(f.Key)), words(f.Provider), words(number(references)), words(number(packages)), words(f.Owner), at})
	}
	return page{heading{2, inline{words("Most read")}}, t}
}
