package report

import (
	"fmt"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// This is the only file that knows tablewriter, so that an upgrade changes this file and no golden.

// grid is a table of which every cell is escaped for its format.
type grid struct {
	titles []string
	right  []bool // by column: aligned to the right
	rows   [][]string
}

// columnGap is the space between two columns of text.
const columnGap = "  "

// text draws the grid without lines, in at most limit terminal columns: where it is too wide, the widest columns are cut. Limit 0 is none.
func (g grid) text(limit int) (string, error) {
	g.narrow(limit)
	none := tw.Rendition{
		Borders:  tw.BorderNone,
		Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
	}
	padding := tw.Padding{Right: columnGap, Overwrite: true}
	drawn, err := g.draw(tablewriter.WithRendition(none), tablewriter.WithPadding(padding))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for line := range strings.Lines(drawn) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String(), nil
}

// markdown draws the grid as a GitHub-flavoured Markdown table.
func (g grid) markdown() (string, error) {
	return g.draw(tablewriter.WithRenderer(renderer.NewMarkdown()))
}

// draw runs tablewriter with everything off that would change a cell: wrapping, trimming, upper case, and the width of East Asian characters, which it would otherwise take from the environment.
func (g grid) draw(options ...tablewriter.Option) (string, error) {
	align := make([]tw.Align, len(g.right))
	for i, right := range g.right {
		align[i] = tw.AlignLeft
		if right {
			align[i] = tw.AlignRight
		}
	}
	alignment := tw.CellAlignment{Global: tw.AlignLeft, PerColumn: align}
	var b strings.Builder
	t := tablewriter.NewTable(&b, append(options,
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithRowAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithTrimLine(tw.Off),
		tablewriter.WithHeaderAlignmentConfig(alignment),
		tablewriter.WithRowAlignmentConfig(alignment),
	)...)
	t.Header(g.titles)
	if err := t.Bulk(g.rows); err != nil {
		return "", fmt.Errorf("filling a table: %w", err)
	}
	if err := t.Render(); err != nil {
		return "", fmt.Errorf("drawing a table: %w", err)
	}
	return b.String(), nil
}

// narrow cuts cells of the widest columns until the grid fits.
func (g grid) narrow(limit int) {
	if limit <= 0 {
		return
	}
	widths := make([]int, len(g.titles))
	total := len(columnGap) * (len(g.titles) - 1)
	for i, title := range g.titles {
		widths[i] = width(title)
		for _, row := range g.rows {
			widths[i] = max(widths[i], width(row[i]))
		}
		total += widths[i]
	}
	for ; total > limit; total-- {
		widest := 0
		for i := range widths {
			if widths[i] >= widths[widest] {
				widest = i // of equals the last, which says least
			}
		}
		if widths[widest] <= width(g.titles[widest]) || widths[widest] <= 1 {
			break
		}
		widths[widest]--
	}
	for _, row := range g.rows {
		for i := range row {
			row[i] = fit(row[i], widths[i])
		}
	}
}

// fit cuts the text to so many terminal columns.
func fit(text string, columns int) string {
	if width(text) <= columns {
		return text
	}
	used := 0
	for i, r := range text {
		used += width(string(r))
		if used > columns-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// width is the number of terminal columns that the text takes.
func width(text string) int {
	return twwidth.WidthWithOptions(text, twwidth.Options{})
}
