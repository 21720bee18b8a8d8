package rewrite

import (
	"regexp"
	"strings"
)

// directive matches comments that speak to a tool and not to a reader.
var directive = regexp.MustCompile(`^//([a-z0-9]+:[a-z0-9]|nolint\b|line |extern |export |\s*\+build |\s*#nosec)`)

// bound matches directives that belong to the file, wherever in it they stand.
var bound = regexp.MustCompile(`^//(go:build |go:generate |\s*\+build )`)

// leading are the comments directly above what begins at an offset, and those before it in its line. None does where other code begins the line.
func (s *source) leading(offset int) []int {
	var found []int
	first := s.next(offset)
	line := s.line(offset)
	for i := first - 1; i >= 0; i-- {
		t := s.tokens[i]
		if s.line(t.end) < line-1 {
			break
		}
		if !t.isComment() {
			if s.line(t.end) < line {
				break // the end of what stands above
			}
			found = nil // of what stands before in the same line
			break
		}
		if s.line(t.end) < line && !s.beginsLine(i) {
			break // behind code
		}
		found = append(found, i)
		line = min(line, s.line(t.at))
	}
	return found
}

// beginsLine reports whether nothing but comments stands before a comment in its line.
func (s *source) beginsLine(i int) bool {
	for ; i > 0 && s.sameLine(s.tokens[i-1].end, i); i-- {
		if !s.tokens[i-1].isComment() {
			return false
		}
	}
	return true
}

// trailing is the end of the comments behind an offset in its line, or the offset.
func (s *source) trailing(offset int) int {
	for i := s.next(offset); s.sameLine(offset, i) && s.tokens[i].isComment(); i++ {
		offset = s.tokens[i].end
	}
	return offset
}

// endsLine reports whether nothing but blanks stands behind an offset in its line.
func (s *source) endsLine(offset int) bool { return !s.sameLine(offset, s.next(offset)) }

// column is the width of the indentation of the line that a token begins.
func (s *source) column(i int) int {
	return len(strings.ReplaceAll(s.indent(s.tokens[i].at), "\t", "        "))
}

// clauseEnd is the end of a clause with the comments behind it that are indented more than its first word: less indented ones belong to the clause below.
func (s *source) clauseEnd(from, to int) int {
	to = s.trailing(to)
	margin := s.column(s.next(from))
	for i := s.next(to); i < len(s.tokens) && s.tokens[i].isComment() && s.column(i) > margin; i++ {
		to = s.tokens[i].end
	}
	return to
}

func isDirective(comment string) bool { return directive.MatchString(comment) }
