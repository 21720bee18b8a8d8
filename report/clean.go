package report

import (
	"fmt"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// CommandClean is the command that removes flags.
const CommandClean = "clean"

// cleanPage shows the difference, unless it has been written, and what became of each flag.
func cleanPage(r *Report) page {
	var p page
	if r.Change != nil && !r.Change.Written {
		for _, file := range r.Change.Files {
			p = append(p, patch(file.Diff))
		}
	}
	t := table{columns: []column{
		{title: "FLAG"}, {title: "STAYS"}, {title: "FILES", right: true}, {title: "LINES", right: true}, {title: "VERDICT"}, {title: "RESULT"},
	}}
	var details page
	for i := range r.Flags {
		f := &r.Flags[i]
		if f.Removal == nil {
			continue
		}
		t.rows = append(t.rows, f.removalRow())
		details = append(details, f.removalDetails()...)
		if f.Removal.Status == StatusSkipped && !r.Change.Tests.differ() {
			details = append(details, f.skipped())
		}
	}
	if len(t.rows) > 0 {
		p = append(p, note{words(cleanSum(r))}, t)
	} else {
		p = append(p, note{words("No flag to remove.")})
	}
	p = append(p, details...)
	if r.Change != nil {
		p = append(p, r.Change.Tests.page()...)
	}
	p = append(p, oldNote(r)...)
	return append(p, incompleteNote(r)...)
}

// skipped says why a removal was not written.
func (f *Flag) skipped() note {
	return note{words(f.name() + " was not written: it is " + f.Removal.Verdict + ", not proven. After a look at the difference, write it with "), code("--write --allow checked"), words(".")}
}

// differ reports whether tests were run and some end otherwise than before.
func (t *Tests) differ() bool { return t != nil && len(t.Different) > 0 }

// page says how the tests ended.
func (t *Tests) page() page {
	if t == nil {
		return nil
	}
	sum := "Tests: " + count(len(t.Packages), "package") + ", " + number(t.Passed) + " pass before and after"
	if !t.differ() {
		return page{note{words(sum + ", none ends otherwise.")}}
	}
	var items []inline
	for _, d := range t.Different {
		items = append(items, inline{code(strings.TrimSpace(d.Package + " " + d.Test)), words(": " + d.Before + " before, " + d.After + " after")})
	}
	return titled(sum+". What ends otherwise had relied on the flag:", items, obstacleLimit)
}

// removalRow is a flag in the summary.
func (f *Flag) removalRow() []span {
	m := f.Removal
	lines, files := span{}, span{}
	if len(m.Files) > 0 {
		lines, files = words(m.lines()), words(number(len(m.Files)))
	}
	return []span{code(string(f.Key)), m.stays(), files, lines, words(m.Verdict), words(m.result())}
}

// lines are those that go and come.
func (r *Removal) lines() string { return "-" + number(r.Deleted) + " +" + number(r.Added) }

// stays is the value that takes the place of the flag.
func (r *Removal) stays() span {
	switch {
	case !r.To.IsZero():
		return code("→" + cut(string(r.To), 24))
	case r.Status == StatusRefused:
		return span{}
	}
	return words("→each default")
}

// result is what became of the removal, in a word or two.
func (r *Removal) result() string {
	text := string(r.Status)
	if r.Status == StatusPlanned || r.Status == StatusApplied {
		if !r.Complete {
			text += " in part"
		}
		if r.Commit != "" {
			text += " in " + cut(r.Commit, 13)
		}
	}
	return text
}

// removalDetails are the things about a removal that a person has to look at.
func (f *Flag) removalDetails() page {
	m := f.Removal
	var p page
	add := func(title string, items []inline) {
		p = append(p, titled(title, items, detailLimit)...)
	}
	key := f.name()
	p = append(p, f.inTheWay()...)
	p = append(p, m.Proof.page(f.name())...)
	var tests, options, dropped, checklist []inline
	for _, d := range m.declared("test", "subtest") {
		tests = append(tests, inline{place(d.Position), words(": "), code(d.Name)})
	}
	add("Tests of "+key+" that go:", tests)
	for _, d := range m.declared("option") {
		options = append(options, inline{place(d.Position), words(": "), code("-" + d.Name)})
	}
	add("Options of the command line that go with "+key+", and are an error for whoever still gives them:", options)
	for _, d := range m.Dropped {
		item := inline{place(d.Position), words(": "), code(cut(d.Text, 60))}
		if d.Panic {
			item = append(item, words(", which may have panicked"))
		}
		dropped = append(dropped, item)
	}
	add("Not called any more without "+key+":", dropped)
	for _, d := range m.Checklist {
		checklist = append(checklist, inline{place(d.Position), words(": "), code(cut(d.Text, 60))})
	}
	add("Still named "+key+", to look at by hand:", checklist)
	if m.Next != "" {
		p = append(p, note{words("Next: " + m.Next + ".")})
	}
	return p
}

// name is the key in a sentence.
func (f *Flag) name() string { return cut(string(f.Key), 60) }

// inTheWay lists the obstacles.
func (f *Flag) inTheWay() page {
	title := "What stays of " + f.name() + ":"
	if f.Removal.Status == StatusRefused {
		title = "In the way of removing " + f.name() + ":"
	}
	var items []inline
	for _, o := range f.Removal.Obstacles {
		item := inline{words(string(o.Code) + ": ")}
		if at := place(o.Position); at.text != "" {
			item = append(item, at, words(": "))
		}
		items = append(items, append(item, words((&debt.InputError{What: o.What, Do: o.Do}).Error())))
	}
	return titled(title, items, obstacleLimit)
}

// titled is a list with what it is about, nothing where it is empty.
func titled(title string, items []inline, limit int) page {
	if len(items) == 0 {
		return nil
	}
	shown, more := first(items, limit)
	return page{note{words(title)}, list{shown, more}}
}

const (
	// obstacleLimit is the number of obstacles that are shown.
	obstacleLimit = 20
	// detailLimit is the same for places that are good to know; the document has them all.
	detailLimit = 10
)

// cleanSum counts what became of the flags.
func cleanSum(r *Report) string {
	counts := map[Status]int{}
	for i := range r.Flags {
		if m := r.Flags[i].Removal; m != nil {
			counts[m.Status]++
		}
	}
	var parts []string
	for _, status := range []Status{StatusApplied, StatusPlanned, StatusSkipped, StatusDeclined, StatusRefused} {
		if n := counts[status]; n > 0 {
			parts = append(parts, number(n)+" "+string(status))
		}
	}
	text := strings.Join(parts, ", ") + "."
	if r.Change == nil || len(r.Change.Files) == 0 {
		return text + " Nothing was written."
	}
	deleted, added := 0, 0
	for _, file := range r.Change.Files {
		deleted += file.Deleted
		added += file.Added
	}
	text += fmt.Sprintf(" -%s +%s lines in %s.", number(deleted), number(added), count(len(r.Change.Files), "file"))
	switch {
	case !r.Change.Written:
		return text + " Nothing was written."
	case r.Change.Branch != "":
		text += " On branch " + r.Change.Branch + "."
	}
	return text + " Nothing else was touched."
}
