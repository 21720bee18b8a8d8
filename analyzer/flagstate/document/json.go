package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// JSON reads one JSON document. Duplicate keys are errors.
func JSON(data []byte) (*Node, error) {
	if problem := Check(data, MaxSize); problem != nil {
		return nil, problem
	}
	p := &jsonParser{data: Trim(data), line: 1}
	p.space()
	node, err := p.value(1)
	if err != nil {
		return nil, err
	}
	if p.space(); p.at < len(p.data) {
		return nil, p.errorf("%s follows the end of the document", p.here())
	}
	return node, nil
}

type jsonParser struct {
	builder
	data      []byte
	at        int
	line      int
	lineStart int
}

func (p *jsonParser) pos() debt.Position {
	return debt.Position{Line: p.line, Column: p.at - p.lineStart + 1}
}

func (p *jsonParser) errorf(format string, args ...any) error {
	if p.at >= len(p.data) {
		return &debt.InputError{Pos: p.pos(), What: "the file ends in the middle of the JSON", Do: "export it again"}
	}
	return &debt.InputError{Pos: p.pos(), What: fmt.Sprintf(format, args...), Do: "correct the JSON"}
}

// space skips white space and counts lines; JSON has no other line breaks than these.
func (p *jsonParser) space() {
	for ; p.at < len(p.data); p.at++ {
		switch p.data[p.at] {
		case '\n':
			p.line, p.lineStart = p.line+1, p.at+1
		case ' ', '\t', '\r':
		default:
			return
		}
	}
}

// peek is the next byte, 0 at the end.
func (p *jsonParser) peek() byte {
	if p.at < len(p.data) {
		return p.data[p.at]
	}
	return 0
}

// here is the next character, for messages; empty at the end, where errorf has another message.
func (p *jsonParser) here() string {
	if p.at >= len(p.data) {
		return ""
	}
	r, _ := utf8.DecodeRune(p.data[p.at:])
	return Quote(string(r))
}

func (p *jsonParser) value(depth int) (*Node, error) {
	kind := jsonKind(p.peek())
	node, err := p.node(kind, p.pos(), depth)
	if err != nil {
		return nil, err
	}
	switch kind {
	case Object:
		return node, p.object(node, depth)
	case Array:
		return node, p.array(node, depth)
	case String:
		node.Text, err = p.text()
	default:
		node.Text, err = p.word()
	}
	return node, err
}

// jsonKind tells a value by its first byte; word judges what is none.
func jsonKind(first byte) Kind {
	switch first {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return String
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	}
	return Number
}

func (p *jsonParser) object(node *Node, depth int) error {
	p.at++
	for p.space(); p.peek() != '}'; {
		if p.peek() != '"' {
			return p.errorf("%s stands where a key in quotes must", p.here())
		}
		m := Member{Line: p.line, Column: p.pos().Column}
		var err error
		if m.Key, err = p.text(); err != nil {
			return err
		}
		if p.space(); p.peek() != ':' {
			return p.errorf("%s stands where the colon after a key must", p.here())
		}
		p.at++
		p.space()
		if m.Value, err = p.value(depth + 1); err != nil {
			return err
		}
		if err := p.member(node, m); err != nil {
			return err
		}
		if err := p.next('}'); err != nil {
			return err
		}
	}
	p.at++
	return nil
}

func (p *jsonParser) array(node *Node, depth int) error {
	p.at++
	for p.space(); p.peek() != ']'; {
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		node.Items = append(node.Items, item)
		if err := p.next(']'); err != nil {
			return err
		}
	}
	p.at++
	return nil
}

// next goes to the next element, or to the closing bracket.
func (p *jsonParser) next(closing byte) error {
	p.space()
	switch p.peek() {
	case closing:
		return nil
	case ',':
		p.at++
		if p.space(); p.peek() != closing {
			return nil
		}
		return p.errorf("%s follows a comma", p.here())
	}
	return p.errorf("%s stands where a comma or %c must", p.here(), closing)
}

// text reads a string in quotes.
func (p *jsonParser) text() (string, error) {
	start, escaped := p.at, false
	for p.at++; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; {
		case c == '"':
			p.at++
			quoted := p.data[start:p.at]
			if !escaped {
				return string(quoted[1 : len(quoted)-1]), nil
			}
			var text string
			if err := json.Unmarshal(quoted, &text); err != nil {
				p.at = start
				return "", p.errorf("a text has an escape that JSON does not know")
			}
			return text, nil
		case c == '\\':
			escaped = true
			p.at++
		case c < ' ':
			return "", p.errorf("a text has a line break or control character in it")
		}
	}
	p.at = len(p.data)
	return "", p.errorf("")
}

// word reads a number, true, false or null.
func (p *jsonParser) word() (string, error) {
	end := p.at
	for end < len(p.data) && !bytes.ContainsRune([]byte(" \t\r\n,:]}[{\""), rune(p.data[end])) {
		end++
	}
	word := p.data[p.at:end]
	if !json.Valid(word) {
		return "", p.errorf("%s is not a JSON value", Quote(string(word)))
	}
	p.at = end
	return string(word), nil
}
