package config

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// The sizes that a file may have once its aliases are expanded. They are far above what people write and far below what hurts: ten aliases of aliases would otherwise make a billion nodes.
const (
	maxNodes = 100_000
	maxDepth = 100
)

// source is the text of a file, to find places in.
type source struct {
	file  string
	lines []string
	// offsets has the byte offset of every character of the lines that are not plain ASCII, by line number, as far as they were needed.
	offsets map[int][]int
}

func newSource(file string, data []byte) *source {
	return &source{file: file, lines: strings.Split(string(data), "\n"), offsets: map[int][]int{}}
}

// at is the position of a node. YAML counts columns in characters, everyone else in bytes.
func (s *source) at(n *yaml.Node) debt.Position {
	pos := debt.Position{File: s.file, Line: min(max(1, n.Line), len(s.lines))}
	offsets := s.lineOffsets(pos.Line)
	if offsets == nil {
		pos.Column = min(max(1, n.Column), len(s.lines[pos.Line-1])+1)
		return pos
	}
	pos.Column = offsets[min(max(1, n.Column), len(offsets))-1] + 1
	return pos
}

// lineOffsets is nil for a line in which characters are bytes.
func (s *source) lineOffsets(line int) []int {
	offsets, known := s.offsets[line]
	if known {
		return offsets
	}
	text := s.lines[line-1]
	if utf8.RuneCountInString(text) != len(text) {
		for offset := range text {
			offsets = append(offsets, offset)
		}
		offsets = append(offsets, len(text))
	}
	s.offsets[line] = offsets
	return offsets
}

// parse reads the one document of a file.
func parse(file string, data []byte) (*source, *yaml.Node, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if mistake := checkText(file, data); mistake != nil {
		return nil, nil, Errors{mistake}
	}
	src := newSource(file, data)
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return nil, nil, Errors{empty(debt.Position{File: file, Line: 1, Column: 1})}
	case err != nil:
		return nil, nil, Errors{src.syntaxError(err)}
	}
	root := document.Content[0]
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, nil, Errors{mistakef(src.at(&second), `remove the line "---" and what follows it`, "the file holds more than one YAML document")}
	case !errors.Is(err, io.EOF):
		return nil, nil, Errors{src.syntaxError(err)}
	}
	if isNothing(root) {
		return nil, nil, Errors{empty(debt.Position{File: file, Line: 1, Column: 1})}
	}
	if mistake := (&scale{at: src.at}).measure(root, 1); mistake != nil {
		return nil, nil, Errors{mistake}
	}
	return src, root, nil
}

func empty(pos debt.Position) *debt.InputError {
	return mistakef(pos, `add at least "version: 1"`, "the file is empty")
}

// isNothing reports whether a node is the absence of a value, as in "policy:" with nothing behind it.
func isNothing(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style == 0 && n.Tag == "!!null" && n.Value == ""
}

// checkText finds the first character that YAML does not allow, or that breaks lines for YAML but not for editors, so that all positions would be wrong.
func checkText(file string, data []byte) *debt.InputError {
	pos := debt.Position{File: file, Line: 1, Column: 1}
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			return mistakef(pos, "save it as UTF-8", "the file is not UTF-8 text")
		case r == '\n':
			pos.Line, pos.Column = pos.Line+1, 0
		case r == '\r' && !bytes.HasPrefix(data, []byte("\r\n")), r == '\u0085', r == '\u2028', r == '\u2029':
			return mistakef(pos, "end the line as all others", "%+q breaks the line in YAML only", r)
		case r < ' ' && r != '\t' && r != '\r', r >= 0x7f && r < 0xa0, r == '\ufeff', r == '\ufffe', r == '\uffff':
			return mistakef(pos, "remove it", "the character %+q is not allowed", r)
		}
		pos.Column += size
		data = data[size:]
	}
	return nil
}

// yamlLine is how the parser tells a line, if it does.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// lineTooEarly are the complaints of which the parser counts the lines from 0, and then does not name the first one.
var lineTooEarly = regexp.MustCompile(`^did not find expected (key|node content|'-' indicator|',' or|<)`)

// unknownAnchor is a complaint that has no line at all.
var unknownAnchor = regexp.MustCompile(`^unknown anchor '(.+)' referenced$`)

// syntaxError is the parser's complaint at the first character of the line that it means (it tells no column).
func (s *source) syntaxError(err error) *debt.InputError {
	match := yamlLine.FindStringSubmatch(err.Error())
	line, problem := 1, err.Error()
	if match != nil {
		problem = problem[len(match[0]):]
		n, _ := strconv.Atoi(match[1]) // 0 if it names no line
		if lineTooEarly.MatchString(problem) {
			n++
		}
		line = min(max(n, 1), len(s.lines))
	}
	if match := unknownAnchor.FindStringSubmatch(problem); match != nil {
		for i, text := range s.lines {
			if column := strings.Index(text, "*"+match[1]); column >= 0 {
				return mistakef(debt.Position{File: s.file, Line: i + 1, Column: column + 1}, "write what it stands for", "there is no anchor &%s before this", printable(match[1]))
			}
		}
	}
	if mistake := s.tab(line); mistake != nil {
		return mistake
	}
	text := s.lines[line-1]
	pos := debt.Position{File: s.file, Line: line, Column: len(text) - len(strings.TrimLeft(text, " ")) + 1}
	return mistakef(pos, "correct the syntax here or in a line before", "this is not YAML (%s)", printable(problem))
}

// tab finds the commonest mistake. The line that the parser names is now and then the one before the culprit.
func (s *source) tab(line int) *debt.InputError {
	for number := line; number <= min(line+1, len(s.lines)); number++ {
		text := s.lines[number-1]
		indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if column := strings.IndexByte(indent, '\t'); column >= 0 {
			return mistakef(debt.Position{File: s.file, Line: number, Column: column + 1}, "indent with spaces", "the line is indented with a tab")
		}
	}
	return nil
}

// printable keeps a text of the parser, which may quote the file, on one line.
func printable(text string) string {
	quoted := quote(text)
	if cut, ok := strings.CutSuffix(quoted, "…"); ok {
		return cut[1:len(cut)-1] + "…"
	}
	return quoted[1 : len(quoted)-1]
}

// scale measures a document with its aliases expanded.
type scale struct {
	at    func(*yaml.Node) debt.Position
	nodes int
}

// measure returns a mistake once the document is too large or too deep, so that it never does more work than the limits allow. An alias within its own anchor is infinitely deep.
func (s *scale) measure(n *yaml.Node, depth int) *debt.InputError {
	s.nodes++
	if s.nodes > maxNodes {
		return mistakef(s.at(n), "use fewer aliases", "with its aliases expanded the file has more than %d values", maxNodes)
	}
	if depth > maxDepth {
		return mistakef(s.at(n), "nest less, and use no alias inside its own anchor", "the values are nested more than %d deep", maxDepth)
	}
	if n.Kind == yaml.AliasNode {
		return s.measure(n.Alias, depth+1)
	}
	for _, child := range n.Content {
		if mistake := s.measure(child, depth+1); mistake != nil {
			return mistake
		}
	}
	return nil
}
