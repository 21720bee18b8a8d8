package rewrite

import (
	"go/token"
	"strings"
)

// tidyLine is a line of the result with what decides about the blank lines around it.
type tidyLine struct {
	text     string
	touched  bool
	inside   bool        // it begins inside a token
	open     bool        // it ends inside a token
	first    token.Token // its first token, comments included
	last     token.Token // its last token but for comments
	opener   bool        // it opens a block, brackets or a clause
	onlyText string      // its first comment, if there is nothing else in it
}

func (l *tidyLine) blank() bool { return !l.inside && strings.TrimSpace(l.text) == "" }

// tidy takes out lines that the changes have emptied, and the blank lines around them that are too many: at most one remains between neighbours, none at the edge of a block. It reports whether the tokens of the lines, but for comments and separators, are those that are expected: those of the result are the same, since the lines that go hold none, and of others only blanks at their ends go.
func tidy(lines []*outLine, expected []string) (text string, same bool) {
	in, same := describe(lines, expected)
	var out []string
	removed := false // since the last line that is not blank
	var above *tidyLine
	blanks := 0
	for i := range in {
		line := &in[i]
		switch {
		case line.blank() && !line.open && line.touched:
			if !removed && blanks == 0 && above != nil && above.onlyText != "" && !isDirective(above.onlyText) {
				above.opener = true // what remains below is what it is about
			}
			removed = true
		case line.blank() && !line.open:
			blanks++
			out = append(out, line.text)
		default:
			if removed {
				out = append(out[:len(out)-blanks], make([]string, seam(above, line, blanks))...)
			}
			above, blanks, removed = line, 0, false
			out = append(out, line.text)
		}
	}
	if removed && blanks > 0 {
		out = out[:len(out)-blanks]
		out = append(out, "")
	}
	return strings.Join(out, "\n"), same
}

// seam is how many blank lines remain where lines between two others were removed.
func seam(above, below *tidyLine, blanks int) int {
	if blanks == 0 || above == nil {
		return 0
	}
	if above.opener && !(above.last == token.COLON && isCase(below.first)) {
		return 0
	}
	switch below.first {
	case token.RBRACE, token.RPAREN, token.RBRACK:
		return 0
	}
	return 1
}

func isCase(tok token.Token) bool { return tok == token.CASE || tok == token.DEFAULT }

// describe looks at the tokens of the lines, and compares them with those that are expected. Touched lines lose the blanks at their ends.
func describe(lines []*outLine, expected []string) (out []tidyLine, same bool) {
	out = make([]tidyLine, len(lines))
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = line.text.String()
		out[i] = tidyLine{text: texts[i], touched: line.touched}
	}
	text := strings.Join(texts, "\n")
	starts := lineStarts(text)
	same = true
	for t := range lexemes(text) {
		first, last := lineOf(starts, t.at), lineOf(starts, t.end)
		for i := first; i <= last; i++ {
			out[i].inside = out[i].inside || i > first
			out[i].open = out[i].open || i < last
		}
		if out[first].first == token.ILLEGAL {
			out[first].first = t.tok
			if t.isComment() {
				out[first].onlyText = text[t.at:t.end]
			}
		}
		if !t.isComment() {
			out[first].onlyText = ""
			out[last].last = t.tok
		}
		if !t.isSeparator() {
			same = same && len(expected) > 0 && expected[0] == text[t.at:t.end]
			expected = expected[min(1, len(expected)):]
		}
	}
	for i := range out {
		line := &out[i]
		switch line.last {
		case token.LBRACE, token.LPAREN, token.LBRACK, token.COLON:
			line.opener = true
		}
		if line.touched && !line.open {
			line.text = strings.TrimRight(line.text, " \t")
		}
	}
	return out, same && len(expected) == 0
}
