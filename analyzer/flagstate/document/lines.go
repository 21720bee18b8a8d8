package document

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// lines is a text from which whole lines are cut, with the care for comments and blank lines that a person takes.
type lines []byte

// anyIndent is a limit that no comment's indentation reaches.
const anyIndent = math.MaxInt

// start is where the line of an offset begins.
func (l lines) start(at int) int { return bytes.LastIndexByte(l[:at], '\n') + 1 }

// end is where the line after that of an offset begins.
func (l lines) end(at int) int {
	if i := bytes.IndexByte(l[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(l)
}

// starts is the offsets at which the lines begin.
func (l lines) starts() []int {
	starts := []int{0}
	for i, c := range l {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// offset is where a position stands in the text whose lines have the starts.
func offset(starts []int, pos debt.Position) int {
	return starts[min(pos.Line, len(starts))-1] + pos.Column - 1
}

// line is the line that begins at the offset, without the white space around it, and its indentation.
func (l lines) line(start int) (text []byte, indent int) {
	line := l[start:l.end(start)]
	text = bytes.TrimLeft(line, " \t")
	return bytes.TrimSpace(text), len(line) - len(text)
}

func blank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }

// blankOrComment reports whether nothing but white space and a comment stands in the rest of a line.
func blankOrComment(text []byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) == 0 || text[0] == '#'
}

// begins reports whether an offset is the first on its line that is not white space.
func (l lines) begins(at int) bool { return blank(l[l.start(at):at]) }

// closes reports whether only a comment follows the offset on its line.
func (l lines) closes(at int) bool { return blankOrComment(l[at:l.end(at)]) }

// general matches a comment that is not about the entry below it: what tools and lawyers put at the top of files, and the headings of sections.
var general = regexp.MustCompile(`(?i)yaml-language-server|\$schema|copyright|spdx-|\bvim:|[-=*~]{3,}|#{4,}`)

// above is where the comment of what begins at the line start begins: the comment lines directly above, unless they are indented deeper than indent, and not before floor.
func (l lines) above(start, floor, indent int) int {
	for start > floor {
		previous := l.start(start - 1)
		text, depth := l.line(previous)
		if previous < floor || len(text) == 0 || text[0] != '#' || depth > indent || general.Match(text) {
			break
		}
		start = previous
	}
	return start
}

// below is where the comment lines end that stand directly below a text ending at the offset, if a blank line or nothing follows them; otherwise they are about what follows.
func (l lines) below(end int) int {
	at := end
	for at < len(l) {
		text, _ := l.line(at)
		if len(text) == 0 {
			break
		}
		if text[0] != '#' || general.Match(text) {
			return end
		}
		at = l.end(at)
	}
	return at
}

// heading reports whether a comment from start is what the file begins with, so that it may be about the whole file.
func (l lines) heading(start int) bool {
	for line := range bytes.Lines(l[:start]) {
		if text := bytes.TrimSpace(line); len(text) > 0 && text[0] != '%' && !bytes.HasPrefix(text, []byte("---")) {
			return false
		}
	}
	return true
}

// own is above, but leaves a heading of the file: a comment at its beginning is taken as the entry's only if it names the key, or other entries have comments too.
func (l lines) own(start, floor, indent int, key string, others bool) int {
	from := l.above(start, floor, indent)
	if l.heading(from) && !others && !names(string(l[from:start]), key) {
		return start
	}
	return from
}

// names reports whether a text has the key in it as a word.
func names(text, key string) bool {
	for _, after, ok := strings.Cut(text, key); ok; _, after, ok = strings.Cut(after, key) {
		before := text[:len(text)-len(after)-len(key)]
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if !part(last) && !part(next) {
			return true
		}
	}
	return false
}

// part reports whether a character continues a key.
func part(r rune) bool { return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// cut takes whole lines out, and with them the blank lines that would then be too many: those that would stand at the beginning or end of what is around, or the fewer of those above and below. first and last say whether nothing of the same kind is left above or below.
func (l lines) cut(start, end int, first, last bool) debt.Edit {
	top, above := start, 0
	for top > 0 {
		previous := l.start(top - 1)
		if !blank(l[previous:top]) {
			break
		}
		top, above = previous, above+1
	}
	bottom, below := end, 0
	for bottom < len(l) && blank(l[bottom:l.end(bottom)]) {
		bottom, below = l.end(bottom), below+1
	}
	switch {
	case last:
		start = top
	case above >= below, above == 0 && first && !l.comment(start):
		end = bottom
	default:
		start = top
	}
	return debt.Edit{Start: start, End: end}
}

// comment reports whether the line above start is a comment.
func (l lines) comment(start int) bool {
	if start == 0 {
		return false
	}
	text, _ := l.line(l.start(start - 1))
	return len(text) > 0 && text[0] == '#'
}
