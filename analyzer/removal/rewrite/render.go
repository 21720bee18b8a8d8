package rewrite

import (
	"cmp"
	"go/ast"
	"maps"
	"slices"
	"strings"
)

// settled is the file with what can only be decided when all changes are known.
func (f *File) settled() *File {
	s := *f
	s.spans, s.inserts, s.narrows = slices.Clone(f.spans), slices.Clone(f.inserts), slices.Clone(f.narrows)
	s.swaps = maps.Clone(f.swaps)
	if s.err == nil {
		s.narrow()
		s.empty()
	}
	return &s
}

// empty deletes statements that were to be unwrapped and of which nothing is left.
func (f *File) empty() {
	left := slices.Clone(f.unwraps)
	for again := true; again; {
		again = false
		cuts := f.merged()
		left = slices.DeleteFunc(left, func(u unwrapping) bool {
			if f.isElse(u.node) || !f.nothingIn(u, cuts) {
				return false
			}
			f.deleteEmptied(u.node)
			again = true
			return true
		})
	}
}

func (f *File) isElse(n ast.Node) bool {
	stmt, ok := n.(ast.Stmt)
	return ok && f.placeOf(stmt).elseOf[stmt] != nil
}

// deleteEmptied deletes a statement of which nothing is left, but not the texts that were put before or behind it.
func (f *File) deleteEmptied(n ast.Node) {
	before := len(f.spans)
	f.Delete(n)
	for i := range f.spans[before:] {
		f.spans[before+i].whole = false
	}
}

// nothingIn reports whether nothing but blanks remains of a statement.
func (f *File) nothingIn(u unwrapping, cuts []span) bool {
	for i := f.next(u.from); i < len(f.tokens) && f.tokens[i].at < u.to; i++ {
		if !covered(cuts, f.tokens[i].at) {
			return false
		}
	}
	return !slices.ContainsFunc(f.inserts, func(i insert) bool {
		return i.text != "" && u.from <= i.at && i.at <= u.to && (u.from < i.at && i.at < u.to || i.change == u.change) && !f.moot(i)
	})
}

// merged are the ranges that go, in order and apart from each other.
func (f *File) merged() []span {
	spans := slices.Clone(f.spans)
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
		} else if s.from < s.to {
			out = append(out, s)
		}
	}
	return out
}

// covered reports whether an offset lies in one of the merged ranges.
func covered(cuts []span, offset int) bool {
	i, _ := slices.BinarySearchFunc(cuts, offset, func(s span, at int) int { return cmp.Compare(s.to, at+1) })
	return i < len(cuts) && cuts[i].from <= offset
}

// moot reports whether what an insert was made for goes.
func (f *File) moot(in insert) bool {
	block := in.at > 0 && in.lo == in.hi && f.text[in.lo-1] == '{' && strings.HasPrefix(in.text, "\n")
	for _, s := range f.spans {
		switch {
		case s.change == in.change || in.lo < s.from || s.to < in.hi:
		case in.lo == in.hi && s.from < in.lo && in.lo < s.to:
			return true
		case in.lo == in.hi && s.whole && !(block && in.lo == s.from):
			return true
		case in.lo < in.hi && (s.whole || s.to-s.from > in.hi-in.lo):
			return true
		}
	}
	return false
}

func sortInserts(inserts []insert) {
	slices.SortStableFunc(inserts, func(a, b insert) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.rank, b.rank))
	})
}

// outLine is a line of the result.
type outLine struct {
	text    strings.Builder
	touched bool
}

// renderer writes what remains of a file.
type renderer struct {
	*File
	out     []*outLine
	fresh   bool // what comes next begins a line
	comment bool // the line ends in a line comment
}

// render puts together what remains and what comes.
func (f *File) render() []*outLine {
	r := &renderer{File: f, out: []*outLine{{}}}
	inserts := slices.DeleteFunc(slices.Clone(f.inserts), f.moot)
	sortInserts(inserts)
	at := 0
	cuts := f.merged()
	upTo := func(to int) {
		for at < to {
			if len(cuts) > 0 && cuts[0].from <= at {
				r.line().touched = true
				at = max(at, min(to, cuts[0].to))
				if at < cuts[0].to {
					return
				}
				cuts = cuts[1:]
				continue
			}
			end := to
			if len(cuts) > 0 {
				end = min(end, cuts[0].from)
			}
			r.keep(at, end)
			at = end
		}
	}
	for _, in := range inserts {
		upTo(in.at)
		r.line().touched = true
		r.fresh = r.fresh || in.fresh
		r.insert(in.text)
		r.fresh = r.fresh || in.fresh && in.rank != lead
	}
	upTo(len(f.text))
	return r.out
}

func (r *renderer) line() *outLine { return r.out[len(r.out)-1] }

// keep writes source.
func (r *renderer) keep(from, to int) {
	for from < to {
		end := to
		if i := strings.IndexByte(r.text[from:to], '\n'); i >= 0 {
			end = from + i
		}
		r.keepInLine(from, end)
		if end < to {
			r.newLine()
			end++
		}
		from = end
	}
}

// keepInLine writes source without its line end.
func (r *renderer) keepInLine(from, to int) {
	text := r.text[from:to]
	if from == r.lineStart(from) && r.line().text.Len() == 0 && !r.inToken(from) {
		blanks := leadingBlanks(text)
		moved := r.dedented(from, blanks)
		if moved != blanks {
			r.line().touched = true
		}
		text = moved + text[len(blanks):]
	}
	if strings.TrimLeft(text, " \t") != "" {
		text = r.begin(text, r.startsLine(to-len(strings.TrimLeft(r.text[from:to], " \t"))))
		t := r.tokenAt(to - 1)
		r.comment = t >= 0 && r.isLineComment(t)
	}
	r.line().text.WriteString(text)
}

// begin starts a line for a text that needs one. A comment that had none of its own stays behind what is there.
func (r *renderer) begin(text string, own bool) string {
	line := r.line().text.String()
	trailing := !own && strings.HasPrefix(strings.TrimLeft(text, " \t"), "//")
	if strings.TrimLeft(line, " \t") != "" && (r.fresh && !trailing || r.comment) {
		r.startLine(false)
		text = strings.TrimLeft(text, " \t")
	}
	r.fresh = false
	return text
}

func (r *renderer) newLine() {
	r.out = append(r.out, &outLine{})
	r.fresh, r.comment = false, false
}

// startLine begins a line of our own, with the indentation that it needs.
func (r *renderer) startLine(closes bool) {
	line := strings.TrimRight(r.line().text.String(), " \t")
	indent := leadingBlanks(line)
	switch {
	case strings.HasSuffix(line, "{") || strings.HasSuffix(line, "(") || strings.HasSuffix(line, ":"):
		indent += "\t"
	case closes:
		indent = strings.TrimSuffix(indent, "\t")
	}
	r.line().touched = true
	r.newLine()
	r.line().touched = true
	r.line().text.WriteString(indent)
}

// insert writes a text of the caller.
func (r *renderer) insert(text string) {
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			r.startLine(strings.HasPrefix(part, "}"))
		}
		if part == "" {
			continue
		}
		part = r.begin(part, false)
		r.line().text.WriteString(part)
		r.comment = endsInLineComment(part)
	}
}

// endsInLineComment reports whether the last token of a text is a comment up to the end of its line.
func endsInLineComment(text string) bool {
	ends := false
	for t := range lexemes(text) {
		ends = t.isComment() && strings.HasPrefix(text[t.at:], "//")
	}
	return ends
}

// dedented is the indentation of a line after all that moves it, from the innermost change to the outermost.
func (r *renderer) dedented(at int, blanks string) string {
	var around []shift
	for _, s := range r.shifts {
		if s.from < at && at <= s.to {
			around = append(around, s)
		}
	}
	slices.SortStableFunc(around, func(a, b shift) int { return cmp.Compare(len(b.outer), len(a.outer)) })
	for _, s := range around {
		if rest, ok := strings.CutPrefix(blanks, s.inner); ok {
			blanks = s.outer + rest
		} else {
			blanks = blanks[:max(0, len(blanks)-len(s.inner)+len(s.outer))]
		}
	}
	return blanks
}
