package rewrite

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"sync"
)

// Layout is the text of a file, and what gofmt says of it, which is found out once for any number of changes.
type Layout struct {
	raw       []byte
	once      sync.Once
	text      string // with line feeds only, without a byte order mark, and with a line end at its end
	formatted bool

	mu       sync.Mutex
	sections map[string]bool // those that gofmt has nothing to say about: of the text, and of what was made of it
}

// NewLayout is the layout of a file with the content src.
func NewLayout(src []byte) *Layout { return &Layout{raw: src} }

func (l *Layout) look() {
	l.once.Do(func() {
		l.text = closed(normal(l.raw))
		formatted, err := format.Source([]byte(l.text))
		if err != nil || string(formatted) != l.text {
			return
		}
		l.formatted, l.sections = true, map[string]bool{}
		if file, err := parseComments(l.text); err == nil {
			for _, section := range sections(file, l.text) {
				l.sections[section] = true
			}
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
	if file, err := parseComments(text); err == nil && l.Formatted() {
		if parts := sections(file, text); !placed(parts[1:]) {
			if formatted, err := l.formatSections(parts); err == nil {
				return formatted, nil
			}
		}
	}
	formatted, err := format.Source([]byte(text))
	return string(formatted), err
}

// placed reports whether a section but the first may hold a build constraint, which gofmt moves to the top of the file.
func placed(parts []string) bool {
	for _, part := range parts {
		if strings.Contains(part, "//go:build") || strings.Contains(part, "+build") {
			return true
		}
	}
	return false
}

func (l *Layout) formatSections(parts []string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, part := range parts {
		if l.sections[part] {
			continue
		}
		head := ""
		if i > 0 {
			head = "package p\n\n"
		}
		formatted, err := format.Source([]byte(head + part + "\n"))
		if err != nil {
			return "", err
		}
		parts[i] = strings.TrimSuffix(strings.TrimPrefix(string(formatted), head), "\n")
		if parts[i] == part {
			l.sections[strings.Clone(part)] = true
		}
	}
	return strings.Join(parts, "\n\n") + "\n", nil
}

func parseComments(text string) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution|parser.ParseComments)
}

// sections splits a text at blank lines between declarations. What gofmt does with one section has nothing to do with the others: it aligns nothing across blank lines.
func sections(file *ast.File, text string) []string {
	var out []string
	offset := func(pos token.Pos) int { return int(pos - file.FileStart) }
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
				out = append(out, strings.Trim(text[start:at], "\n"))
				start = at
			}
		}
		end = max(end, to)
	}
	return append(out, strings.Trim(text[start:], "\n"))
}
