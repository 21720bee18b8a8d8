package rewrite

import (
	"bytes"
	"crypto/sha256"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"sync"
)

// Layout is the text of a file, its tokens, and what gofmt says of it, which is found out once for any number of changes.
type Layout struct {
	raw       []byte
	read      sync.Once
	src       *source
	once      sync.Once
	text      string // with line feeds only, without a byte order mark, and with a line end at its end
	formatted bool

	bodies   map[body]bool // of the text
	mu       sync.Mutex
	sections map[string]bool            // those that gofmt has nothing to say about: of the text, and of what was made of it
	settled  map[[sha256.Size]byte]bool // the digests of whole texts of which that is so
}

// NewLayout is the layout of a file with the content src.
func NewLayout(src []byte) *Layout { return &Layout{raw: src} }

// source is the text with its tokens. Nobody changes it.
func (l *Layout) source() *source {
	l.read.Do(func() { l.src = newSource(l.raw) })
	return l.src
}

func (l *Layout) look() {
	l.once.Do(func() {
		l.text = closed(l.source().text)
		formatted, err := format.Source([]byte(l.text))
		if err != nil || string(formatted) != l.text {
			return
		}
		l.formatted, l.sections, l.settled = true, map[string]bool{}, map[[sha256.Size]byte]bool{}
		if file, err := parseComments(l.text); err == nil {
			for _, section := range sections(file, l.text) {
				l.sections[section.text] = true
			}
			l.bodies = bodies(file, l.text)
		}
	})
}

// normal is the text of a file with line feeds only and without a byte order mark.
func normal(raw []byte) string {
	return strings.ReplaceAll(string(bytes.TrimPrefix(raw, []byte("\ufeff"))), "\r\n", "\n")
}

// Formatted reports whether gofmt has nothing to say about the text, byte order mark and line ends aside.
func (l *Layout) Formatted() bool {
	l.look()
	return l.formatted
}

// Tidy reports whether gofmt has nothing to say about the file.
func (l *Layout) Tidy() bool { return l.Formatted() && l.text == string(l.raw) }

// Format is what gofmt makes of a text. Where the text has been made of a formatted file, it looks only at the sections that this one does not have.
func (l *Layout) Format(text string) (string, error) {
	if l.isSettled(text) {
		return text, nil
	}
	if file, err := parseComments(text); err == nil {
		return l.format(file, text, 1)
	}
	formatted, err := format.Source([]byte(text)) // may be a part of a file
	return string(formatted), err
}

// isSettled reports whether a text is one that gofmt left as it is.
func (l *Layout) isSettled(text string) bool {
	if !l.Formatted() {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.settled[sha256.Sum256([]byte(text))]
}

// settle formats a text until formatting changes nothing: the first time may leave comments in places from which the second moves them.
func (l *Layout) settle(syntax *ast.File, text string) (string, error) {
	return l.format(syntax, text, 3)
}

// format formats a text that has been parsed, or its sections, up to so many times.
func (l *Layout) format(file *ast.File, text string, passes int) (string, error) {
	if l.Formatted() {
		if parts := sections(file, text); !placed(parts[1:]) {
			if formatted, err := l.formatSections(file, text, parts, passes); err == nil {
				return formatted, nil
			}
		}
	}
	for range passes {
		formatted, err := format.Source([]byte(text))
		if err != nil || string(formatted) == text {
			return string(formatted), err
		}
		text = string(formatted)
	}
	return text, nil
}

// placed reports whether a section but the first may hold a build constraint, which gofmt moves to the top of the file.
func placed(parts []section) bool {
	for _, part := range parts {
		if strings.Contains(part.text, "//go:build") || strings.Contains(part.text, "+build") {
			return true
		}
	}
	return false
}

// formatSections formats the sections of a text that are not known.
func (l *Layout) formatSections(file *ast.File, text string, parts []section, passes int) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	settled := true
	out := make([]string, len(parts))
	for i, part := range parts {
		head := ""
		if i > 0 {
			head = "package p\n\n"
		}
		out[i] = part.text
		if !l.sections[out[i]] && unchanged(head, out[i], l.holes(file, text, part.at, part.at+len(part.text))) {
			l.sections[strings.Clone(out[i])] = true
		}
		for range passes {
			if l.sections[out[i]] {
				break
			}
			formatted, err := format.Source([]byte(head + out[i] + "\n"))
			if err != nil {
				return "", err
			}
			text := strings.TrimSuffix(strings.TrimPrefix(string(formatted), head), "\n")
			if text == out[i] {
				l.sections[strings.Clone(text)] = true
			}
			out[i] = text
		}
		settled = settled && l.sections[out[i]]
	}
	text = strings.Join(out, "\n\n") + "\n"
	if settled {
		l.settled[sha256.Sum256([]byte(text))] = true
	}
	return text, nil
}

func parseComments(text string) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution|parser.ParseComments)
}

// section is a part of a text, and where it begins.
type section struct {
	at   int
	text string
}

// sections splits a text at blank lines between declarations. What gofmt does with one section has nothing to do with the others: it aligns nothing across blank lines.
func sections(file *ast.File, text string) []section {
	var out []section
	offset := func(pos token.Pos) int { return int(pos - file.FileStart) }
	add := func(from, to int) {
		for from < to && text[from] == '\n' {
			from++
		}
		out = append(out, section{from, strings.TrimRight(text[from:to], "\n")})
	}
	comments := file.Comments
	start, end := 0, offset(file.Name.End())
	for _, decl := range file.Decls {
		from, to := offset(decl.Pos()), offset(decl.End())
		if i := strings.Index(text[end:max(end, from)], "\n\n"); i >= 0 {
			at := end + i
			for len(comments) > 0 && offset(comments[0].End()) <= at {
				comments = comments[1:]
			}
			if len(comments) == 0 || at < offset(comments[0].Pos()) { // else it is in a comment
				add(start, at)
				start = at
			}
		}
		end = max(end, to)
	}
	add(start, len(text))
	return out
}
