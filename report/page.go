package report

import (
	"slices"
	"strconv"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// page is what people read of a report, before it is text or Markdown. None of its words are escaped: that is the writer's part.
type page []block

// block is a heading, paragraph, list, table, lines, snippet or patch.
type block interface{ isBlock() }

type (
	// heading is a title; level 1 is that of the page.
	heading struct {
		level int
		words inline
	}
	paragraph inline
	// note is a paragraph that stands for itself, not under the heading above; a list may follow it.
	note inline
	// list is a few lines, with the number of those left out.
	list struct {
		items []inline
		more  int
	}
	// table is drawn without its columns that are empty in all rows, and not at all without rows.
	table struct {
		columns []column
		rows    [][]span
		more    int
	}
	// lines are findings: in text one line each as compilers print them, whatever their length; in Markdown a table.
	lines struct {
		findings []Finding
		more     int
	}
	// patch is a unified difference, which must stay readable for a machine.
	patch string
	// snippet is text to copy.
	snippet struct {
		language string
		text     []string
		whole    bool // there is nothing beside it, so that text need not set it off
	}
)

func (heading) isBlock()   {}
func (paragraph) isBlock() {}
func (note) isBlock()      {}
func (list) isBlock()      {}
func (table) isBlock()     {}
func (lines) isBlock()     {}
func (snippet) isBlock()   {}
func (patch) isBlock()     {}

// inline is a run of words.
type inline []span

// span is a word or some. Code is what must be read letter by letter: keys, values, places.
type span struct {
	text string
	code bool
}

func words(text string) span { return span{text: text} }
func code(text string) span  { return span{text: text, code: true} }

// column is the head of one column.
type column struct {
	title string
	right bool   // numbers
	blank string // what stands in empty cells, else –
}

// filled is the table without empty columns, its empty cells marked as such.
func (t table) filled() table {
	full := table{more: t.more, rows: make([][]span, len(t.rows))}
	for i, c := range t.columns {
		if !slices.ContainsFunc(t.rows, func(row []span) bool { return row[i].text != "" }) {
			continue
		}
		full.columns = append(full.columns, c)
		for j, row := range t.rows {
			cell := row[i]
			switch {
			case cell.text == "" && c.blank != "":
				cell = words(c.blank)
			case cell.text == "":
				cell = words("–")
			}
			full.rows[j] = append(full.rows[j], cell)
		}
	}
	return full
}

// newPage lays out the report for people, as its command asks.
func newPage(r *Report) page {
	switch r.Command {
	case CommandList:
		return listPage(r)
	case CommandReport:
		return picturePage(r)
	case CommandWhy:
		return whyPage(r)
	case CommandInit:
		return initPage(r)
	case CommandVerify:
		return verifyPage(r)
	case CommandClean:
		return cleanPage(r)
	}
	return checkPage(r)
}

// first is the beginning of a list and the number of the rest.
func first[T any](all []T, limit int) ([]T, int) {
	shown := min(limit, len(all))
	return all[:shown], len(all) - shown
}

// count is a number with its noun in the plural where it is one.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + noun + "s"
}

// number groups the digits of long numbers by three.
func number(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text
}

// serves is what a flag serves, in a word or its value; empty where that is not known.
func serves(s Serving) span {
	switch s.Mode {
	case debt.ModeConstant:
		return code(cut(string(s.Value), 24))
	case debt.ModeCallerDefault:
		return words("default")
	case debt.ModeSplit, debt.ModeRules:
		return words(string(s.Mode))
	case debt.ModeTime:
		return words("scheduled")
	}
	return span{}
}

// summary counts flags and references.
func summary(t Totals, packages bool) string {
	if t.Flags == 0 {
		return "no flags found"
	}
	text := count(t.Flags, "flag") + " · " + count(t.References, "reference")
	if packages && t.Packages > 0 {
		text += " in " + count(t.Packages, "package")
	}
	return text
}

// place is where a finding stands; empty where it has no place.
func place(p debt.Position) span {
	if p.File == "" {
		return span{}
	}
	return code(p.String())
}

// cut shortens a text to so many characters.
func cut(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	return string(runes[:limit-1]) + "…"
}
