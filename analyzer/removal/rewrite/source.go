package rewrite

import (
	"bytes"
	"go/scanner"
	"go/token"
	"iter"
	"slices"
	"sort"
	"strings"
)

// source is the text of a file with line feeds only and without a byte order mark, and its tokens.
type source struct {
	raw    []byte
	text   string
	bom    int   // bytes before the text
	crs    []int // carriage returns in raw that end a line
	tokens []lexeme
	lines  []int // where lines start
}

// lexeme is a token or comment with its true ends. Its text is that between them: many files keep their tokens for all removals.
type lexeme struct {
	at, end int
	tok     token.Token
}

func (t lexeme) isComment() bool { return t.tok == token.COMMENT }

// isSeparator reports whether a lexeme is a semicolon, which a line end may stand for, or a comment.
func (t lexeme) isSeparator() bool { return t.isComment() || t.tok == token.SEMICOLON }

// word is the text of a token.
func (s *source) word(i int) string { return s.text[s.tokens[i].at:s.tokens[i].end] }

// isLineComment reports whether a token is a comment up to the end of its line.
func (s *source) isLineComment(i int) bool {
	return s.tokens[i].isComment() && strings.HasPrefix(s.word(i), "//")
}

func newSource(raw []byte) *source {
	s := &source{raw: raw, text: normal(raw)}
	body := raw
	if bytes.HasPrefix(body, []byte("\ufeff")) {
		s.bom = len("\ufeff")
		body = body[s.bom:]
	}
	for i, b := range body {
		if b == '\r' && i+1 < len(body) && body[i+1] == '\n' {
			s.crs = append(s.crs, s.bom+i)
		}
	}
	s.tokens = slices.Clone(scan(s.text)) // without the room that scan took to be sure
	s.lines = lineStarts(s.text)
	return s
}

// fromRaw is the place in the text of an offset in the file.
func (s *source) fromRaw(offset int) int {
	return max(0, offset-s.bom-sort.SearchInts(s.crs, offset))
}

// scan splits a text into tokens and comments.
func scan(text string) []lexeme {
	out := make([]lexeme, 0, len(text)/meanToken)
	for t := range lexemes(text) {
		out = append(out, t)
	}
	return out
}

// meanToken is how many bytes there are for a token of Go, with the blanks around it, at least.
const meanToken = 6

// lexemes yields the tokens and comments of a text, without the semicolons that line ends stand for. What is no Go is skipped.
func lexemes(text string) iter.Seq[lexeme] {
	return func(yield func(lexeme) bool) {
		var sc scanner.Scanner
		file := token.NewFileSet().AddFile("", -1, len(text))
		sc.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
		for {
			pos, tok, lit := sc.Scan()
			if tok == token.EOF {
				return
			}
			if tok == token.SEMICOLON && lit != ";" {
				continue
			}
			at := file.Offset(pos)
			end := tokenEnd(text, at, tok, lit)
			if !yield(lexeme{at, end, tok}) {
				return
			}
		}
	}
}

// tokenEnd is where a token ends. The scanner's literal does not tell, for it has no carriage returns.
func tokenEnd(text string, at int, tok token.Token, lit string) int {
	until := func(from int, mark string) int {
		if i := strings.Index(text[from:], mark); i >= 0 {
			return from + i + len(mark)
		}
		return len(text)
	}
	switch {
	case tok == token.STRING && text[at] == '`':
		return until(at+1, "`")
	case tok == token.COMMENT && text[at+1] == '*':
		return until(at+2, "*/")
	case tok == token.COMMENT:
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			return at + i
		}
		return len(text)
	case lit == "":
		lit = tok.String()
	}
	return min(at+len(lit), len(text))
}

func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line is the number of the line of an offset, from 0.
func (s *source) line(offset int) int { return lineOf(s.lines, offset) }

func lineOf(starts []int, offset int) int { return sort.SearchInts(starts, offset+1) - 1 }

// lineStart is where the line of an offset begins.
func (s *source) lineStart(offset int) int { return s.lines[s.line(offset)] }

// indent is what the line of an offset begins with.
func (s *source) indent(offset int) string { return leadingBlanks(s.text[s.lineStart(offset):]) }

func leadingBlanks(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }

// startsLine reports whether only blanks stand before an offset in its line.
func (s *source) startsLine(offset int) bool {
	start := s.lineStart(offset)
	return strings.TrimLeft(s.text[start:offset], " \t") == "" && !s.inToken(start)
}

// next is the index of the first token that begins at an offset or behind it.
func (s *source) next(offset int) int {
	return sort.Search(len(s.tokens), func(i int) bool { return s.tokens[i].at >= offset })
}

// tokenAt is the index of the token that holds the byte at an offset, or -1.
func (s *source) tokenAt(offset int) int {
	i := s.next(offset+1) - 1
	if i >= 0 && offset < s.tokens[i].end {
		return i
	}
	return -1
}

// inToken reports whether an offset lies inside a token, as the lines of a raw string do.
func (s *source) inToken(offset int) bool {
	i := s.tokenAt(offset)
	return i >= 0 && s.tokens[i].at < offset
}

// sameLine reports whether a token begins in the line in which the one before it, or an offset, ends.
func (s *source) sameLine(end, index int) bool {
	return index < len(s.tokens) && !strings.Contains(s.text[end:s.tokens[index].at], "\n")
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' }
func isSpace(b byte) bool { return isBlank(b) || b == '\n' }
