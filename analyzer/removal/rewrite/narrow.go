package rewrite

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
)

// Narrow puts an inner node in the place of the outer one that contains it. Comments between their ends go, but for those that belong to what stays: behind the operator in the last line of the inner node, and in lines of their own above it where the outer one begins a line.
func (f *File) Narrow(outer, inner ast.Node) {
	from, to, ok := f.ends(outer)
	if !ok {
		return
	}
	a, b, ok := f.ends(inner)
	if !ok {
		return
	}
	if a < from || to < b {
		f.fail("the node to keep is not inside the one to narrow")
		return
	}
	f.change()
	f.narrows = append(f.narrows, narrowing{f.current, from, to, a, b})
}

// narrowing is a call of Narrow. It waits for Result, because what is best for the lines of a chain depends on which other operands go.
type narrowing struct {
	change             int
	from, to           int
	innerFrom, innerTo int
}

// narrow takes out what surrounds the nodes that stay, from the outside in.
func (f *File) narrow() {
	slices.SortStableFunc(f.narrows, func(a, b narrowing) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	for _, n := range f.narrows {
		f.current = n.change
		f.narrowLeft(n.from, n.innerFrom)
		if n.innerTo < n.to {
			f.narrowRight(n.innerTo, n.to)
		}
	}
	for at := range f.swaps {
		after := f.swaps[at]
		for f.swaps[after] != 0 {
			after = f.swaps[after]
		}
		i, text := f.next(at), f.word(f.next(after))
		if old := f.tokens[i]; f.word(i) != text {
			f.cut(old.at, old.end)
			f.inserts = append(f.inserts, insert{change: f.current, at: old.at, lo: old.at, hi: old.end, rank: plain, text: text})
		}
	}
}

// narrowLeft takes out what stands before the inner node.
func (f *File) narrowLeft(from, to int) {
	if f.startsLine(from) && f.startsLine(to) {
		for _, i := range f.leading(to) {
			to = min(to, max(from, f.tokens[i].at))
		}
	}
	f.cut(from, to)
}

// narrowRight takes out what stands behind the inner node. Where it fills lines of a chain, the operator behind it comes into the place of the one before it, so that the chain keeps its lines and their comments.
func (f *File) narrowRight(from, to int) {
	op := f.next(from)
	if op >= len(f.tokens) || !isBinary(f.tokens[op].tok) || f.tokens[op].end > to {
		f.cut(from, to)
		return
	}
	before := f.tokens[op]
	comments := f.trailing(before.end)
	operand := f.next(comments)
	for operand < len(f.tokens) && f.tokens[operand].isComment() {
		operand++
	}
	if operand >= len(f.tokens) || !f.startsLine(f.tokens[operand].at) || f.tokens[operand].at >= to {
		f.cut(from, to)
		return
	}
	to = f.cutEnd(to)
	if after := f.next(to); f.sameLine(to, after) && isBinary(f.tokens[after].tok) {
		f.swaps[before.at] = f.tokens[after].at
		f.cut(comments, f.operatorEnd(after))
		return
	}
	f.cut(from, to)
	f.moveComments(before.end, comments, to)
}

// cutEnd is the end of what other changes take out directly behind an offset, or the offset.
func (f *File) cutEnd(offset int) int {
	for i := 0; i < len(f.spans); i++ {
		next := f.next(offset)
		if s := f.spans[i]; next < len(f.tokens) && s.from <= f.tokens[next].at && f.tokens[next].at < s.to {
			offset, i = s.to, -1
		}
	}
	return offset
}

// operatorEnd is the end of an operator with the comments behind it in its line, which belong to the operand before it; what stands behind it in the same line moves up into a line of its own.
func (f *File) operatorEnd(op int) int {
	end := f.tokens[op].end
	if after := f.trailing(end); f.endsLine(after) {
		return after
	}
	next := f.tokens[op+1].at
	f.inserts = append(f.inserts, insert{change: f.current, at: next, lo: end, hi: next, rank: lead, fresh: true})
	return next
}

// moveComments puts a comment from the end of a line that goes to the end of the line that takes its place, if that has none of its own.
func (f *File) moveComments(from, to, place int) {
	if from == to {
		return
	}
	last := f.next(f.lineEnd(place)) - 1
	if last >= 0 && f.tokens[last].isComment() && f.tokens[last].at >= place || f.inToken(f.lineEnd(place)) {
		return
	}
	f.inserts = append(f.inserts, insert{change: f.current, at: f.lineEnd(place), lo: from, hi: to, rank: trail, text: f.text[from:to]})
}

// lineEnd is where the line of an offset ends.
func (s *source) lineEnd(offset int) int {
	if line := s.line(offset) + 1; line < len(s.lines) {
		return s.lines[line] - 1
	}
	return len(s.text)
}

func isBinary(tok token.Token) bool { return tok.Precedence() > token.LowestPrec }
