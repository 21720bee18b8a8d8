package document

import (
	"bytes"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Parse reads a JSON document, recognised by its first character { or [, or else a YAML document.
func Parse(data []byte) (*Node, error) {
	switch first(data) {
	case '{', '[':
		return JSON(data)
	}
	return YAML(data)
}

// Trim removes a byte order mark. Columns are counted without it, as editors do.
func Trim(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\ufeff")) }

// first is the first character that is not white space, 0 if there is none.
func first(data []byte) byte {
	if text := bytes.TrimLeft(Trim(data), " \t\r\n"); len(text) > 0 {
		return text[0]
	}
	return 0
}

// html is the beginning of a page; << begins a YAML merge.
var html = regexp.MustCompile(`^\s*<[^<]`)

// Check finds what is wrong with a file before its syntax matters: no content, an encoding other than UTF-8, an HTML page in its place, too large.
func Check(data []byte, limit int) *debt.InputError {
	switch {
	case len(data) > limit:
		return &debt.InputError{What: fmt.Sprintf("is larger than %d MiB", limit>>20), Do: "split it, or export only what the code needs"}
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return &debt.InputError{What: "is UTF-16", Do: "save it as UTF-8"}
	case !utf8.Valid(data):
		return &debt.InputError{Pos: invalidAt(data), What: "is not UTF-8", Do: "save it as UTF-8"}
	case first(data) == 0:
		return &debt.InputError{What: "is empty", Do: "write the flags into it, or take it out of the sources"}
	case html.Match(Trim(data)):
		return &debt.InputError{Pos: debt.Position{Line: 1, Column: 1}, What: "looks like an HTML page", Do: "a login or error page was probably saved in place of the export: download it again"}
	}
	return nil
}

// invalidAt is the position of the first byte that is not UTF-8.
func invalidAt(data []byte) debt.Position {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return positionAt(data, at)
}

// positionAt is the line and the byte column of an offset.
func positionAt(data []byte, offset int) debt.Position {
	before := data[:offset]
	return debt.Position{Line: bytes.Count(before, []byte("\n")) + 1, Column: offset - bytes.LastIndexByte(before, '\n')}
}

// builder makes nodes within the limits.
type builder struct{ nodes int }

// node makes a node at the position, unless the document is too deep or too large.
func (b *builder) node(kind Kind, pos debt.Position, depth int) (*Node, error) {
	b.nodes++
	switch {
	case depth > maxDepth:
		return nil, &debt.InputError{Pos: pos, What: fmt.Sprintf("is nested more than %d levels deep", maxDepth), Do: "flatten it"}
	case b.nodes > maxNodes:
		return nil, &debt.InputError{Pos: pos, What: fmt.Sprintf("holds more than %d values", maxNodes), Do: "split it, or export only what the code needs"}
	}
	return &Node{Kind: kind, Line: pos.Line, Column: pos.Column}, nil
}

// member adds a key to an object, unless the object has it already: which of the two a reader takes differs from library to library.
func (b *builder) member(object *Node, m Member) error {
	if old := object.Member(m.Key); old != nil {
		return &debt.InputError{Pos: m.Pos(), What: fmt.Sprintf("the key %s stands here and on line %d", Quote(m.Key), old.Line), Do: "keep one of them"}
	}
	object.add(m)
	return nil
}
