package document

import (
	"bytes"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// list is elements between brackets, separated by commas: JSON, and the flow style of YAML.
type list struct {
	lines
	open, close int // the offsets of the brackets
	elements    []element
}

// element is one element of a list; comma is the offset of the comma after it, -1 if there is none.
type element struct{ start, end, comma int }

// stop is where the element ends, with its comma.
func (e element) stop() int { return max(e.end, e.comma+1) }

// readList finds the elements of the list whose opening bracket stands at the offset, false if it is none or does not end. The text is known to be valid.
func readList(data []byte, open int) (*list, bool) {
	if open >= len(data) || data[open] != '{' && data[open] != '[' {
		return nil, false
	}
	l := &list{lines: data, open: open}
	depth, at := 0, l.space(open+1)
	e := element{start: at, end: at, comma: -1}
	for at < len(data) {
		switch c := data[at]; {
		case depth == 0 && c == ',':
			e.comma = at
			l.elements = append(l.elements, e)
			at = l.space(at + 1)
			e = element{start: at, end: at, comma: -1}
			continue
		case depth == 0 && (c == '}' || c == ']'):
			if e.end > e.start {
				l.elements = append(l.elements, e)
			}
			l.close = at
			return l, true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		e.end = l.token(at)
		at = l.space(e.end)
	}
	return nil, false
}

// space skips white space and comments.
func (l *list) space(at int) int {
	for at < len(l.lines) {
		switch l.lines[at] {
		case ' ', '\t', '\r', '\n':
			at++
		case '#':
			at = l.end(at)
		default:
			return at
		}
	}
	return at
}

// token is where the token ends that begins at the offset.
func (l *list) token(at int) int {
	switch c := l.lines[at]; c {
	case '"', '\'':
		return quoted(l.lines, at)
	case '{', '}', '[', ']', ',', ':':
		return at + 1
	case '&', '*', '!':
		if i := bytes.IndexAny(l.lines[at:], " \t\r\n,[]{}"); i > 0 {
			return at + i
		}
		return len(l.lines)
	}
	return l.plain(at)
}

// plain is the end of a text without quotes, which may have quotes, colons and number signs in it.
func (l *list) plain(at int) int {
	end := at
	for ; at < len(l.lines); at++ {
		c := l.lines[at]
		next := byte('\n')
		if at+1 < len(l.lines) {
			next = l.lines[at+1]
		}
		switch {
		case bytes.IndexByte([]byte(",[]{}\r\n"), c) >= 0, c == ':' && bytes.IndexByte([]byte(" \t\r\n,[]{}"), next) >= 0, c == '#' && end < at:
			return end
		case c != ' ' && c != '\t':
			end = at + 1
		}
	}
	return end
}

// quoted is the end of a text in the quotes that begin at the offset.
func quoted(data []byte, at int) int {
	quote := data[at]
	for at++; at < len(data); at++ {
		switch {
		case data[at] == '\\' && quote == '"':
			at++
		case data[at] == quote && quote == '\'' && at+1 < len(data) && data[at+1] == quote:
			at++
		case data[at] == quote:
			return at + 1
		}
	}
	return len(data)
}

// remove takes out an element with one comma.
func (l *list) remove(i int) []debt.Edit {
	switch {
	case len(l.elements) == 1:
		return l.only()
	case i == len(l.elements)-1:
		return l.last(i)
	}
	e, next := l.elements[i], l.elements[i+1]
	gap := l.lines[e.comma+1 : next.start]
	switch {
	case l.begins(e.start) && l.closes(e.comma+1):
		return l.whole(i)
	case l.begins(e.start):
		at := l.start(e.start)
		return edits(debt.Edit{Start: l.above(at, l.floor(i), anyIndent), End: at}, debt.Edit{Start: e.start, End: next.start})
	case !bytes.Contains(gap, []byte("\n")), i == 0 && !bytes.Contains(gap, []byte("#")):
		return edits(debt.Edit{Start: e.start, End: next.start})
	case i == 0: // alone on the line of the bracket, so the comment there is its own
		return edits(debt.Edit{Start: e.start, End: e.comma + len(bytes.TrimRight(l.lines[e.comma:l.end(e.comma)], "\r\n"))})
	}
	return edits(debt.Edit{Start: l.elements[i-1].comma + 1, End: e.comma + 1})
}

// only empties the list; comments that are not the element's stay.
func (l *list) only() []debt.Edit {
	e := l.elements[0]
	switch {
	case blank(l.lines[l.open+1:e.start]) && blank(l.lines[e.stop():l.close]):
		return edits(debt.Edit{Start: l.open + 1, End: l.close})
	case l.begins(e.start) && l.closes(e.stop()):
		return l.whole(0)
	}
	return edits(debt.Edit{Start: e.start, End: e.stop()})
}

// last takes out the last of several. A comma that ended the list still does; otherwise the comma before goes.
func (l *list) last(i int) []debt.Edit {
	e, comma := l.elements[i], l.elements[i-1].comma
	own := l.begins(e.start) && l.closes(e.stop())
	before := debt.Edit{Start: comma, End: comma + 1}
	switch {
	case e.comma >= 0 && own:
		return l.whole(i)
	case e.comma >= 0 && blank(l.lines[comma+1:e.start]):
		return edits(debt.Edit{Start: comma + 1, End: e.stop()})
	case e.comma >= 0:
		return edits(debt.Edit{Start: e.start, End: e.stop()})
	case own:
		return append(edits(before), l.whole(i)...)
	case !blank(l.lines[comma+1 : e.start]):
		return edits(before, debt.Edit{Start: e.start, End: e.end})
	case l.begins(comma) && l.closes(e.end): // the comma leads the line
		return edits(l.cut(l.start(comma), l.end(e.end), false, true))
	}
	return edits(debt.Edit{Start: comma, End: e.end})
}

// whole takes out the lines of an element that has them for itself.
func (l *list) whole(i int) []debt.Edit {
	e := l.elements[i]
	return edits(l.cut(l.above(l.start(e.start), l.floor(i), anyIndent), l.end(e.stop()), i == 0, i == len(l.elements)-1))
}

// floor is where what is before an element ends.
func (l *list) floor(i int) int {
	if i == 0 {
		return l.open + 1
	}
	return l.elements[i-1].comma + 1
}

// edits drops those that change nothing.
func edits(all ...debt.Edit) []debt.Edit {
	var some []debt.Edit
	for _, edit := range all {
		if edit.Start < edit.End || edit.New != "" {
			some = append(some, edit)
		}
	}
	return some
}
