package document

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// maxBrackets bounds the recursion of the TOML parser, which has no limit of its own.
const maxBrackets = 5_000

// TOML reads a TOML document. Dates are read as texts.
func TOML(data []byte) (*Node, error) {
	if problem := Check(data, MaxTextSize); problem != nil {
		return nil, problem
	}
	data = bytes.Clone(Trim(data)) // the parser keeps slices of it
	if bracketDepth(data) > maxBrackets {
		return nil, &debt.InputError{What: fmt.Sprintf("is nested more than %d levels deep", maxDepth), Do: "flatten it"}
	}
	var all map[string]any // the decoder knows which tables may be opened twice, the parser below does not
	if err := toml.Unmarshal(data, &all); err != nil {
		return nil, tomlError(err)
	}
	c := &tomlConverter{lines: lines(data).starts()}
	c.parser.Reset(data)
	return c.document()
}

func tomlError(err error) error {
	problem := &debt.InputError{What: "is not valid TOML (" + Printable(strings.TrimPrefix(err.Error(), "toml: ")) + ")", Do: "correct the syntax"}
	if decode := new(toml.DecodeError); errors.As(err, &decode) {
		problem.Pos.Line, problem.Pos.Column = decode.Position()
	}
	return problem
}

// bracketDepth is the deepest that brackets can be nested in the text, strings included.
func bracketDepth(data []byte) int {
	depth, deepest := 0, 0
	for _, b := range data {
		switch b {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return deepest
}

type tomlConverter struct {
	builder
	parser unstable.Parser
	lines  []int // the offsets at which the lines begin
}

// pos is where the node stands, or the position of the text around it where the parser does not tell.
func (c *tomlConverter) pos(n *unstable.Node, around debt.Position) debt.Position {
	if n.Raw.Length == 0 {
		return around
	}
	offset := int(n.Raw.Offset)
	line := sort.SearchInts(c.lines, offset+1)
	return debt.Position{Line: line, Column: offset - c.lines[line-1] + 1}
}

func (c *tomlConverter) document() (*Node, error) {
	root, err := c.node(Object, debt.Position{Line: 1, Column: 1}, 1)
	if err != nil {
		return nil, err
	}
	table, depth := root, 1
	for c.parser.NextExpression() {
		expression := c.parser.Expression()
		switch expression.Kind {
		case unstable.Table, unstable.ArrayTable:
			table, depth, err = c.table(root, expression)
		case unstable.KeyValue:
			err = c.assign(table, expression, depth)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := c.parser.Error(); err != nil {
		return nil, tomlError(err)
	}
	return root, nil
}

// table opens the table of a [header] or [[header]].
func (c *tomlConverter) table(root *Node, header *unstable.Node) (*Node, int, error) {
	object, depth := root, 1
	var err error
	for key := header.Key(); key.Next(); depth++ {
		kind := Object
		if header.Kind == unstable.ArrayTable && key.IsLast() {
			kind = Array
		}
		if object, err = c.open(object, key.Node(), kind, depth); err != nil {
			return nil, 0, err
		}
	}
	return object, depth, nil
}

// open goes into a member of an object, made if it is missing. An array of tables means its last table, or a new one if the array is what a header opens.
func (c *tomlConverter) open(object *Node, key *unstable.Node, kind Kind, depth int) (*Node, error) {
	pos := c.pos(key, object.Pos())
	m := object.Member(string(key.Data))
	if m == nil {
		value, err := c.node(kind, pos, depth+1)
		if err != nil {
			return nil, err
		}
		object.add(Member{Key: string(key.Data), Line: pos.Line, Column: pos.Column, Value: value})
		m = object.Member(string(key.Data))
	}
	value := m.Value
	if value.Kind == Array {
		if kind == Array {
			item, err := c.node(Object, pos, depth+1)
			if err != nil {
				return nil, err
			}
			value.Items = append(value.Items, item)
		}
		if len(value.Items) > 0 {
			value = value.Items[len(value.Items)-1]
		}
	}
	if value.Kind != Object {
		return nil, &debt.InputError{Pos: pos, What: fmt.Sprintf("%s is a table here and %s on line %d", Quote(string(key.Data)), value.Kind, value.Line), Do: "keep one of them"}
	}
	return value, nil
}

// assign adds key = value, where the key may be dotted.
func (c *tomlConverter) assign(object *Node, pair *unstable.Node, depth int) error {
	for key := pair.Key(); key.Next(); depth++ {
		if !key.IsLast() {
			inner, err := c.open(object, key.Node(), Object, depth)
			if err != nil {
				return err
			}
			object = inner
			continue
		}
		pos := c.pos(key.Node(), object.Pos())
		value, err := c.value(pair.Value(), pos, depth+1)
		if err != nil {
			return err
		}
		return c.member(object, Member{Key: string(key.Node().Data), Line: pos.Line, Column: pos.Column, Value: value})
	}
	return nil
}

func tomlKind(kind unstable.Kind) Kind {
	switch kind {
	case unstable.Bool:
		return Bool
	case unstable.Integer, unstable.Float:
		return Number
	case unstable.Array:
		return Array
	case unstable.InlineTable:
		return Object
	}
	return String
}

func (c *tomlConverter) value(n *unstable.Node, around debt.Position, depth int) (*Node, error) {
	kind := tomlKind(n.Kind)
	node, err := c.node(kind, c.pos(n, around), depth)
	if err != nil {
		return nil, err
	}
	switch kind {
	case Array:
		for items := n.Children(); items.Next(); {
			item, err := c.value(items.Node(), node.Pos(), depth+1)
			if err != nil {
				return nil, err
			}
			node.Items = append(node.Items, item)
		}
	case Object:
		for pairs := n.Children(); pairs.Next(); {
			if err := c.assign(node, pairs.Node(), depth); err != nil {
				return nil, err
			}
		}
	default:
		node.Text = string(n.Data)
	}
	return node, nil
}
