// Package rewrite cuts Go source without breaking its layout: comments go with what they belong to, blank lines and indentation stay as a careful person would leave them, and lines that nothing touches keep their bytes.
package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
)

// File collects the changes of one file. Changes may nest: what lies inside something deleted is of no consequence, whatever the order of the calls.
//
// All that remains of a file keeps its order, so that the changes are ranges that go, texts that come, and lines that move to the left. They are kept apart until Result puts them together, which is why they compose.
type File struct {
	*source
	layout *Layout
	name   string
	tok    *token.File
	syntax *ast.File
	place  places

	changes int // calls so far
	current int // what belongs to one call has one number
	spans   []span
	inserts []insert
	shifts  []shift
	unwraps []unwrapping
	narrows []narrowing
	gone    map[ast.Node]bool
	swaps   map[int]int // an operator by the operator that takes its place, as offsets
	err     error
}

// span is a range of source that goes.
type span struct {
	change   int
	from, to int
	// whole says that texts at the edges of the range go as well, because they were made for what stood there.
	whole bool
}

// insert is a text that comes. It is of no consequence where its range lies within something that goes.
type insert struct {
	change int
	at     int
	lo, hi int
	rank   int // the order among inserts at one place
	text   string
	fresh  bool // what follows begins a line
}

// The order of inserts at one place.
const (
	lead  = iota // what begins the line of a part that stays
	plain        // texts of the caller, in the order of the calls
	trail        // what follows a part that stays
)

// shift moves the lines of a range to the left: from the indentation inner to outer.
type shift struct {
	from, to     int
	outer, inner string
}

// New starts with a file as it was parsed from a layout, with comments.
func New(fset *token.FileSet, file *ast.File, layout *Layout) *File {
	src := layout.raw
	f := &File{
		source: layout.source(),
		layout: layout,
		syntax: file,
		tok:    fset.File(file.Package),
		gone:   map[ast.Node]bool{},
		swaps:  map[int]int{},
	}
	switch {
	case f.tok == nil:
		f.fail("the file was not parsed with this file set")
	case f.tok.Size() != len(src):
		f.name = f.tok.Name()
		f.fail("the file has %d bytes, and %d when it was parsed", len(src), f.tok.Size())
	default:
		f.name = f.tok.Name()
	}
	f.place = newPlaces()
	return f
}

// fail keeps the first mistake for Result.
func (f *File) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf("%s: %s", f.name, fmt.Sprintf(format, args...))
	}
}

// offset is the place of a position in the text. It is the true one: line directives do not count.
func (f *File) offset(pos token.Pos) (int, bool) {
	if f.err != nil {
		return 0, false
	}
	if base := token.Pos(f.tok.Base()); pos < base || pos > base+token.Pos(f.tok.Size()) {
		f.fail("a change lies outside of the file")
		return 0, false
	}
	return f.fromRaw(f.tok.Offset(pos)), true
}

// ends are the offsets of a node. The end of a literal that holds carriage returns is where its token ends.
func (f *File) ends(n ast.Node) (from, to int, ok bool) {
	from, ok = f.offset(n.Pos())
	if !ok {
		return 0, 0, false
	}
	to, ok = f.offset(n.End())
	if !ok || to < from {
		return 0, 0, false
	}
	if t := f.tokenAt(to - 1); t >= 0 && f.tokens[t].end > to {
		to = f.tokens[t].end
	}
	return from, to, true
}

// change starts the account of a call.
func (f *File) change() {
	f.changes++
	f.current = f.changes
}

// cut takes a range out.
func (f *File) cut(from, to int) {
	if from < to {
		f.spans = append(f.spans, span{change: f.current, from: from, to: to})
	}
}

// cutWhole takes a range out with the texts at its edges.
func (f *File) cutWhole(from, to int) {
	f.spans = append(f.spans, span{f.current, from, to, true})
}

// cutTidy takes a range out, and the blanks behind it where there are others before it.
func (f *File) cutTidy(from, to int) { f.cut(from, f.tidyEnd(from, to)) }

// tidyEnd is the end of a range with the blanks behind it, where there are others before it.
func (f *File) tidyEnd(from, to int) int {
	if from == 0 || isSpace(f.text[from-1]) {
		for to < len(f.text) && isBlank(f.text[to]) {
			to++
		}
	}
	return to
}

// Replace puts text in the place of a node.
func (f *File) Replace(n ast.Node, text string) {
	from, to, ok := f.ends(n)
	if !ok {
		return
	}
	f.change()
	f.cut(from, to)
	again := slices.ContainsFunc(f.inserts, func(i insert) bool {
		return i.text == text && i.at == from && i.lo == from && i.hi == to
	})
	if !again {
		f.inserts = append(f.inserts, insert{change: f.current, at: from, lo: from, hi: to, rank: plain, text: text})
	}
}

// Insert puts text before a position. Lines of the text get the indentation of the place. A text that begins a line behind an opening brace comes after the comment that stands there.
func (f *File) Insert(pos token.Pos, text string) {
	at, ok := f.offset(pos)
	if !ok || text == "" {
		return
	}
	f.change()
	in := insert{change: f.current, at: at, lo: at, hi: at, rank: plain, text: text}
	if text[0] == '\n' && at > 0 && f.text[at-1] == '{' {
		if t := f.next(at); t < len(f.tokens) && f.isLineComment(t) && f.line(f.tokens[t].at) == f.line(at) {
			in.at = f.tokens[t].end
		}
	}
	f.inserts = append(f.inserts, in)
}

// Exchange puts text in the place of a token. What stands around it stays.
func (f *File) Exchange(from, to token.Pos, text string) {
	a, ok := f.offset(from)
	b, ok2 := f.offset(to)
	if !ok || !ok2 {
		return
	}
	f.change()
	f.cut(a, b)
	f.inserts = append(f.inserts, insert{change: f.current, at: a, lo: a, hi: b, rank: plain, text: text})
}

// Cut takes out [from,to) as it is, with the blanks that would be doubled. From the beginning of one line to that of another, the indentation of the latter stays.
func (f *File) Cut(from, to token.Pos) {
	a, ok := f.offset(from)
	if !ok {
		return
	}
	b, ok := f.offset(to)
	if !ok {
		return
	}
	f.change()
	if b > a && b < len(f.text) && f.line(a) != f.line(b) && f.startsLine(a) && f.startsLine(b) {
		f.cut(f.lineStart(a), f.lineStart(b))
		return
	}
	f.cutTidy(a, b)
}
