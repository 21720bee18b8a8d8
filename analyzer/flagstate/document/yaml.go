package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// YAML reads one YAML document. Keys are taken as they are written, duplicates are errors, aliases and merge keys are followed within limits.
func YAML(data []byte) (*Node, error) {
	if problem := Check(data, MaxTextSize); problem != nil {
		return nil, problem
	}
	root, c, err := parseYAML(Trim(data))
	if err != nil {
		return nil, err
	}
	return c.convert(root, 1)
}

// parseYAML reads the parser's own tree, which has styles and anchors, and what turns it into ours.
func parseYAML(data []byte) (*yaml.Node, *yamlConverter, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var root, second yaml.Node
	switch err := decoder.Decode(&root); {
	case errors.Is(err, io.EOF) || err == nil && len(root.Content) == 0:
		return nil, nil, &debt.InputError{What: "holds no values, only comments", Do: "write the flags into it, or take it out of the sources"}
	case err != nil:
		return nil, nil, yamlError(data, err)
	}
	c := &yamlConverter{active: map[*yaml.Node]bool{}}
	if bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		c.lines = bytes.Split(data, []byte("\n"))
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, nil, &debt.InputError{Pos: c.pos(&second), What: "a second YAML document begins", Do: "keep one document per file"}
	case !errors.Is(err, io.EOF):
		return nil, nil, yamlError(data, err)
	}
	return root.Content[0], c, nil
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlError gives the parser's error a position: it knows the line, and the column is that of the line's first word.
func yamlError(data []byte, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	pos := debt.Position{Line: 1, Column: 1}
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		text = text[len(m[0]):]
		pos.Line, _ = strconv.Atoi(m[1]) // digits by the pattern; an overflow gives the largest line, cut below
	}
	lines := bytes.Split(data, []byte("\n"))
	pos.Line = max(1, min(pos.Line, len(lines)))
	line := lines[pos.Line-1]
	pos.Column = len(line) - len(bytes.TrimLeft(line, " \t")) + 1
	return &debt.InputError{Pos: pos, What: "is not valid YAML (" + Printable(text) + ")", Do: "correct the syntax; indent with spaces"}
}

type yamlConverter struct {
	builder
	lines   [][]byte // only where some character is longer than a byte
	active  map[*yaml.Node]bool
	inAlias int
	aliased int
}

// pos is the node's position with the column in bytes, which the parser counts in characters.
func (c *yamlConverter) pos(n *yaml.Node) debt.Position {
	pos := debt.Position{Line: max(n.Line, 1), Column: max(n.Column, 1)}
	if pos.Line > len(c.lines) {
		return pos
	}
	line, offset := c.lines[pos.Line-1], 0
	for range pos.Column - 1 {
		if offset >= len(line) {
			break
		}
		_, size := utf8.DecodeRune(line[offset:])
		offset += size
	}
	pos.Column = offset + 1
	return pos
}

func (c *yamlConverter) convert(n *yaml.Node, depth int) (*Node, error) {
	if c.inAlias > 0 {
		if c.aliased++; c.aliased > maxAliased {
			return nil, &debt.InputError{Pos: c.pos(n), What: fmt.Sprintf("aliases expand to more than %d values", maxAliased), Do: "write the values out"}
		}
	}
	switch n.Kind {
	case yaml.AliasNode:
		return c.alias(n, depth)
	case yaml.MappingNode:
		return c.mapping(n, depth)
	case yaml.SequenceNode:
		return c.sequence(n, depth)
	}
	node, err := c.node(scalarKind(n), c.pos(n), depth)
	if err != nil {
		return nil, err
	}
	node.Text = n.Value
	return node, nil
}

func scalarKind(n *yaml.Node) Kind {
	switch n.ShortTag() {
	case "!!null":
		return Null
	case "!!bool":
		return Bool
	case "!!int", "!!float":
		return Number
	}
	return String
}

// alias copies what the alias stands for, so that the tree stays a tree.
func (c *yamlConverter) alias(n *yaml.Node, depth int) (*Node, error) {
	if c.active[n.Alias] {
		return nil, &debt.InputError{Pos: c.pos(n), What: "the alias *" + Printable(n.Value) + " contains itself", Do: "write the value out"}
	}
	c.active[n.Alias] = true
	c.inAlias++
	defer func() {
		c.inAlias--
		delete(c.active, n.Alias)
	}()
	return c.convert(n.Alias, depth)
}

func (c *yamlConverter) sequence(n *yaml.Node, depth int) (*Node, error) {
	node, err := c.node(Array, c.pos(n), depth)
	if err != nil {
		return nil, err
	}
	for _, content := range n.Content {
		item, err := c.convert(content, depth+1)
		if err != nil {
			return nil, err
		}
		node.Items = append(node.Items, item)
	}
	return node, nil
}

func (c *yamlConverter) mapping(n *yaml.Node, depth int) (*Node, error) {
	node, err := c.node(Object, c.pos(n), depth)
	if err != nil {
		return nil, err
	}
	var merges []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.ShortTag() == "!!merge" {
			merges = append(merges, value)
			continue
		}
		pos := c.pos(key)
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if key.Kind != yaml.ScalarNode {
			return nil, &debt.InputError{Pos: pos, What: "a key is " + Array.String() + " or " + Object.String(), Do: "use a plain word as the key"}
		}
		converted, err := c.convert(value, depth+1)
		if err != nil {
			return nil, err
		}
		if err := c.member(node, Member{Key: key.Value, Line: pos.Line, Column: pos.Column, Value: converted}); err != nil {
			return nil, err
		}
	}
	for _, merge := range merges {
		if err := c.merge(node, merge, depth); err != nil {
			return nil, err
		}
	}
	return node, nil
}

// merge adds the members of the merged maps that the object does not define itself.
func (c *yamlConverter) merge(object *Node, n *yaml.Node, depth int) error {
	from, err := c.convert(n, depth+1)
	if err != nil {
		return err
	}
	sources := from.Items
	if from.Kind == Object {
		sources = []*Node{from}
	}
	for _, source := range sources {
		if source.Kind != Object {
			return source.Errorf("merge maps only", "<< merges %s", source.Kind)
		}
		for _, m := range source.Members {
			if object.Member(m.Key) == nil {
				object.add(m)
			}
		}
	}
	if from.Kind != Object && from.Kind != Array {
		return from.Errorf("merge maps only", "<< merges %s", from.Kind)
	}
	return nil
}
