package rewrite

import (
	"go/ast"
	"go/token"
)

// DeleteElements takes elements out of a list that commas separate: arguments, parameters, results, elements of a literal, or names and values without brackets, for which open and close are token.NoPos. Commas, comments and lines of the elements go with them; where no element remains, all between the brackets goes.
func (f *File) DeleteElements(open, close token.Pos, elems []ast.Node, dead func(i int) bool) {
	l := elements{f: f, bracketed: open.IsValid() && close.IsValid()}
	if l.bracketed {
		var ok, ok2 bool
		l.open, ok = f.offset(open)
		l.close, ok2 = f.offset(close)
		if !ok || !ok2 {
			return
		}
	}
	last := -1
	for i, n := range elems {
		from, to, ok := f.ends(n)
		if !ok {
			return
		}
		l.elems = append(l.elems, element{from, to, dead(i)})
		if !dead(i) {
			last = i
		}
	}
	if len(elems) == 0 {
		return
	}
	f.change()
	if last < 0 {
		l.clear()
		return
	}
	for i := range last {
		if l.elems[i].dead {
			l.cut(i)
		}
	}
	if last < len(elems)-1 {
		l.cutTail(last)
	}
}

// elements is a list of elements that commas separate.
type elements struct {
	f           *File
	bracketed   bool
	open, close int // where the brackets are
	elems       []element
}

type element struct {
	from, to int
	dead     bool
}

// clear takes all elements out.
func (l *elements) clear() {
	from, to := l.elems[0].from, l.elems[len(l.elems)-1].to
	if !l.bracketed {
		l.f.cutTidy(from, to)
		return
	}
	l.f.cutWhole(l.open+1, l.close)
}

// comma is the end of the comma behind an element, if there is one.
func (l *elements) comma(i int) (end int, ok bool) {
	for t := l.f.next(l.elems[i].to); t < len(l.f.tokens); t++ {
		if tok := l.f.tokens[t]; !tok.isComment() {
			return tok.end, tok.tok == token.COMMA
		}
	}
	return 0, false
}

// cut takes out an element that a comma follows.
func (l *elements) cut(i int) {
	f, from := l.f, l.elems[i].from
	to, ok := l.comma(i)
	if !ok {
		to = l.elems[i].to
	}
	own := f.startsLine(l.start(i))
	if own {
		l.f.dropComments(from)
	}
	from = l.start(i)
	next := f.next(to)
	switch {
	case f.sameLine(to, next) && !f.endsLine(f.trailing(to)):
		to = f.tokens[next].at // the next element, or a comment on it
	case own:
		to = f.trailing(to)
	case f.endsLine(to) && next < len(f.tokens) && !f.tokens[next].isComment() && l.first(i) && i+1 < len(l.elems):
		to = f.tokens[next].at // it moves up into the line of the bracket or keyword
	default:
		to = f.tidyEnd(from, to)
	}
	f.cut(from, to)
}

// first reports whether no element remains before one.
func (l *elements) first(i int) bool {
	for _, e := range l.elems[:i] {
		if !e.dead {
			return false
		}
	}
	return true
}

// start is where an element begins with the comments directly before it in its line.
func (l *elements) start(i int) int {
	from := l.elems[i].from
	for t := l.f.next(from) - 1; t >= 0 && l.f.tokens[t].isComment() && l.f.sameLine(l.f.tokens[t].end, t+1); t-- {
		from = l.f.tokens[t].at
	}
	return from
}

// dropComments takes out the comments directly above what begins at an offset.
func (f *File) dropComments(from int) {
	for _, i := range f.leading(from) {
		f.cutTidy(f.tokens[i].at, f.tokens[i].end)
	}
}

// cutTail takes out the elements behind the last one that remains.
func (l *elements) cutTail(last int) {
	f, end := l.f, len(l.elems)-1
	_, trailingComma := l.comma(end)
	trailingComma = trailingComma && l.bracketed
	if trailingComma && f.line(l.open) != f.line(l.start(last)) {
		for i := last + 1; i <= end; i++ {
			l.cut(i)
		}
		return
	}
	to := l.elems[end].to
	switch {
	case trailingComma:
		to = l.close // it moves up into the line of the opening one
	case l.bracketed:
		to = f.trailing(to)
	}
	comma, ok := l.comma(last)
	if !ok {
		f.fail("there is no comma between the elements of a list")
		return
	}
	f.cut(comma-1, to)
	f.moveComments(comma, f.trailing(comma), to)
}
