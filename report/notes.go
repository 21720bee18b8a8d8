package report

import "github.com/flagdebt/flagdebt/analyzer/debt"

// noteLimit is the number of entries that a note shows.
const noteLimit = 5

// incompleteNote says what could not be read.
func incompleteNote(r *Report) page {
	if len(r.Incomplete) == 0 {
		return nil
	}
	shown, more := first(r.Incomplete, noteLimit)
	var items []inline
	for _, i := range shown {
		item := inline{words(i.What)}
		if i.Place != "" {
			item = inline{code(i.Place), words(": " + i.What)}
		}
		items = append(items, item)
	}
	return page{
		note{words("Incomplete: not everything could be read, so numbers may be too low.")},
		list{items, more},
	}
}

// oldNote says that the state is too old to rely on.
func oldNote(r *Report) page {
	if !r.Snapshot.Old {
		return nil
	}
	text := "The state of the flags is older than policy.max-state-age allows: verdicts may be out of date."
	if r.Snapshot.Date != 0 {
		text = "The state of the flags is that of " + r.Snapshot.Date.String() + ", older than policy.max-state-age allows: verdicts may be out of date."
	}
	return page{note{words(text)}}
}

// dynamicNote lists the calls whose key nobody can read off the code.
func dynamicNote(r *Report) page {
	if len(r.Dynamic) == 0 {
		return nil
	}
	shown, more := first(r.Dynamic, noteLimit)
	var items []inline
	for _, d := range shown {
		item := inline{code(d.Position.String())}
		if text := d.expression(); text != "" {
			item = append(item, words("  "), code(text))
		}
		items = append(items, item)
	}
	return page{
		heading{2, inline{words(count(len(r.Dynamic), "call") + " with a key built at run time")}},
		list{items, more},
	}
}

// expression is the source of the key, or what is known of it.
func (d *DynamicReference) expression() string {
	if d.Text != "" || d.Prefix == "" && d.Suffix == "" {
		return cut(d.Text, 60)
	}
	return cut(d.Prefix+"…"+d.Suffix, 60)
}

// hintNote says how to make more of a run that knew nothing but the code.
func hintNote(r *Report) page {
	if len(r.Sources) > 0 {
		return nil
	}
	if len(r.Hint) == 0 {
		return page{note{words("Sources: none. To know what is rolled out, and since when, name one in "), code(".flagdebt.yml"), words(".")}}
	}
	return page{
		note{words("Sources: none. To know what is rolled out, and since when, name one in "), code(".flagdebt.yml"), words(":")},
		snippet{language: "yaml", text: r.Hint},
	}
}

// sourcesNote says what the verdicts rest on.
func sourcesNote(r *Report) page {
	if len(r.Sources) == 0 {
		return nil
	}
	t := table{columns: []column{{title: "SOURCE"}, {title: "FORMAT"}, {title: "PROVIDER"}, {title: "FLAGS", right: true}, {title: "STATE"}}}
	for _, s := range r.Sources {
		t.rows = append(t.rows, []span{code(s.Name), words(s.Format), words(s.Provider), words(number(s.Flags)), words(standing(s))})
	}
	title := "Sources"
	if r.Snapshot.Date != 0 {
		title += ", as of " + r.Snapshot.Date.String()
	}
	return page{heading{2, inline{words(title)}}, t}
}

// standing says how far a source may be relied on.
func standing(s debt.Source) string {
	switch {
	case s.Problem != "":
		return s.Problem
	case s.Complete && s.Exclusive:
		return "complete, read only here"
	case s.Complete:
		return "complete"
	case s.Exclusive:
		return "may lack flags, read only here"
	}
	return "may lack flags"
}
