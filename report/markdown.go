package report

import (
	"fmt"
	"io"
	"strings"
)

const (
	// markdownFindings is the number of findings that a comment or a step summary shows.
	markdownFindings = 100
	// markdownRows is the same for the rows of any other table.
	markdownRows = 200
	// markdownPatches is the number of bytes of all differences together; GitHub takes 65 536 characters.
	markdownPatches = 30_000
)

// Markdown writes the report in GitHub-flavoured Markdown, for an issue, a comment or a step summary. What comes from files is shown as code or escaped, so that no key formats, links or notifies anything; long tables end with the number of rows left out.
func Markdown(w io.Writer, r *Report) error {
	var m markdownWriter
	for _, b := range newPage(r) {
		if err := m.block(b); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, m.String())
	return err
}

// markdownWriter sets blocks with one blank line between two.
type markdownWriter struct {
	strings.Builder
	patches int // bytes of the differences so far
}

func (m *markdownWriter) block(b block) error {
	if _, isPatch := b.(patch); isPatch && m.patches > markdownPatches {
		return nil // that they are left out has been said
	}
	if m.Len() > 0 {
		m.WriteString("\n")
	}
	switch b := b.(type) {
	case heading:
		fmt.Fprintf(m, "%s %s\n", strings.Repeat("#", b.level+1), markdownInline(b.words))
	case paragraph:
		m.WriteString(markdownInline(inline(b)) + "\n")
	case note:
		m.WriteString(markdownInline(inline(b)) + "\n")
	case list:
		for _, item := range b.items {
			m.WriteString(strings.TrimRight("- "+markdownInline(item), " ") + "\n")
		}
		if b.more > 0 {
			m.WriteString("- and " + number(b.more) + " more\n")
		}
	case table:
		return m.table(b)
	case lines:
		return m.table(findingsTable(b))
	case snippet:
		m.snippet(b)
	case patch:
		m.patch(string(b))
	}
	return nil
}

// patch shows the difference of a file. From the first for which there is no room they are left out, which is said once.
func (m *markdownWriter) patch(text string) {
	if m.patches += len(text); m.patches > markdownPatches {
		m.WriteString("The other differences are too long to be shown here.\n")
		return
	}
	fence := fenceFor(text)
	m.WriteString(fence + "diff\n" + escapePatch(text) + fence + "\n")
}

// findingsTable shows findings as a table.
func findingsTable(l lines) table {
	t := table{columns: []column{{title: "SEVERITY"}, {title: "WHERE"}, {title: "FINDING"}}, more: l.more}
	shown, more := first(l.findings, markdownFindings)
	t.more += more
	for _, f := range shown {
		t.rows = append(t.rows, []span{words(f.Severity.String()), place(f.Position), words(f.Message)})
	}
	return t
}

func (m *markdownWriter) table(b table) error {
	shown, more := first(b.rows, markdownRows)
	b.rows, b.more = shown, b.more+more
	b = b.filled()
	g := grid{rows: make([][]string, len(b.rows))}
	for _, c := range b.columns {
		g.titles = append(g.titles, c.title[:1]+strings.ToLower(c.title[1:]))
		g.right = append(g.right, c.right)
	}
	for i, row := range b.rows {
		for _, cell := range row {
			g.rows[i] = append(g.rows[i], markdownSpan(cell, true))
		}
	}
	text, err := g.markdown()
	if err != nil {
		return err
	}
	m.WriteString(text)
	if b.more > 0 {
		m.WriteString("\nand " + number(b.more) + " more\n")
	}
	return nil
}

// snippet writes a fenced block; the fence is longer than any inside.
func (m *markdownWriter) snippet(s snippet) {
	fence := fenceFor(strings.Join(s.text, "\n"))
	m.WriteString(fence + s.language + "\n")
	for _, line := range s.text {
		m.WriteString(escapeText(line) + "\n")
	}
	m.WriteString(fence + "\n")
}

// fenceFor is longer than any run of backquotes in a text.
func fenceFor(text string) string { return strings.Repeat("`", max(3, longestRun(text, '`')+1)) }

func markdownInline(spans inline) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(markdownSpan(s, false))
	}
	return strings.TrimRight(b.String(), " ") // two spaces at the end would break the line
}

func markdownSpan(s span, inTable bool) string {
	if s.code {
		return codeSpan(s.text, inTable)
	}
	return escapeMarkdown(s.text)
}
