package report

import (
	"io"
	"strconv"
	"strings"
)

const (
	// textWidth is the width in which everything but findings is set.
	textWidth = 100
	// cellWidth is the width at which a table cuts what is no key that anybody would write.
	cellWidth = 80
)

// Text writes the report for a terminal, without colours: findings as compilers print them, the rest in tables of at most 100 columns. What comes from files is escaped, so that no key or path controls the terminal.
func Text(w io.Writer, r *Report) error {
	t := textWriter{narrow: r.Command == CommandReport}
	for _, b := range newPage(r) {
		if err := t.block(b); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// textWriter sets blocks: one blank line between two, and everything below a heading indented.
type textWriter struct {
	strings.Builder
	indent string
	joined bool // the block before is a heading or note, which a list or table follows without a blank line, or a patch before another
	narrow bool // tables keep to textWidth
}

func (t *textWriter) block(b block) error {
	_, isList := b.(list)
	_, isTable := b.(table)
	_, isPatch := b.(patch)
	if t.Len() > 0 && !(t.joined && (isList || isTable || isPatch)) {
		t.WriteString("\n")
	}
	t.joined = false
	switch b := b.(type) {
	case heading:
		t.indent = ""
		t.line(escapedInline(b.words), "")
		if b.level > 1 {
			t.indent, t.joined = "  ", true
		}
	case note:
		t.indent = ""
		t.line(escapedInline(inline(b)), "")
		t.indent, t.joined = "  ", true
	case paragraph:
		t.line(escapedInline(inline(b)), "")
	case list:
		for _, item := range b.items {
			t.line(escapedInline(item), "  ")
		}
		t.rest(b.more)
	case table:
		return t.table(b)
	case lines:
		t.findings(b)
	case patch:
		t.WriteString(escapePatch(string(b)))
		t.joined = true
	case snippet:
		indent := "  "
		if b.whole {
			indent = ""
		}
		for _, line := range b.text {
			t.WriteString(strings.TrimRight(indent+escapeText(line), " ") + "\n")
		}
	}
	return nil
}

// line writes a text, wrapped, with its further lines hung by so much.
func (t *textWriter) line(text, hang string) {
	for i, line := range wrap(text, textWidth-len(t.indent)-len(hang)) {
		if i > 0 {
			t.WriteString(hang)
		}
		t.WriteString(strings.TrimRight(t.indent+line, " ") + "\n")
	}
}

func (t *textWriter) rest(more int) {
	if more > 0 {
		t.WriteString(t.indent + "and " + number(more) + " more\n")
	}
}

// findings writes a line for each, as compilers do.
func (t *textWriter) findings(l lines) {
	for _, f := range l.findings {
		if at := place(f.Position); at.text != "" {
			t.WriteString(escapeText(at.text) + ": ")
		}
		t.WriteString(f.Severity.String() + ": " + escapeText(f.Message) + "\n")
	}
	t.rest(l.more)
}

func (t *textWriter) table(b table) error {
	b = b.filled()
	g := grid{rows: make([][]string, len(b.rows))}
	for _, c := range b.columns {
		g.titles = append(g.titles, c.title)
		g.right = append(g.right, c.right)
	}
	for i, row := range b.rows {
		for _, cell := range row {
			g.rows[i] = append(g.rows[i], fit(terminal(cell), cellWidth))
		}
	}
	limit := 0
	if t.narrow {
		limit = textWidth - len(t.indent)
	}
	text, err := g.text(limit)
	if err != nil {
		return err
	}
	for line := range strings.Lines(text) {
		t.WriteString(t.indent + line)
	}
	t.rest(b.more)
	return nil
}

// escapedInline is the text of the spans; in a terminal code needs no mark.
func escapedInline(spans inline) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(terminal(s))
	}
	return b.String()
}

// terminal is the escaped span. Code that begins or ends with spaces is quoted, or nobody would see them.
func terminal(s span) string {
	if s.code && strings.TrimSpace(s.text) != s.text {
		return strconv.Quote(s.text)
	}
	return escapeText(s.text)
}

// wrap breaks the text at spaces into lines of so many columns. A word that is longer, a path perhaps, stays whole so that it can be copied.
func wrap(text string, columns int) []string {
	var lines []string
	line := ""
	for i, word := range strings.Split(text, " ") {
		switch {
		case i == 0:
			line = word
		case width(line)+1+width(word) > columns:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}
