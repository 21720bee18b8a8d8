package document

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// block is a YAML document while an entry of it is looked for.
type block struct {
	lines
	starts  []int
	convert *yamlConverter
	// owner is the key whose value the search is in, nil at the outside.
	owner *yaml.Node
	// limit is where what follows the value begins.
	limit int
}

// deleteYAML takes out an entry of a YAML document, in block or flow style.
func deleteYAML(data []byte, _ *Node, path []Step) ([]debt.Edit, error) {
	if at := oddBreak(data); at >= 0 {
		return nil, &debt.InputError{Pos: positionAt(data, at), What: "a line ends with something other than a line feed", Do: "save the file with LF or CRLF line ends"}
	}
	n, convert, err := parseYAML(data)
	if err != nil {
		return nil, err
	}
	root := n
	b := &block{lines: data, starts: lines(data).starts(), convert: convert}
	b.limit = b.ending(b.at(root))
	for depth, step := range path {
		i, problem := b.find(n, step)
		if problem != nil {
			return nil, problem
		}
		nodes := entry(n, i)
		if depth == len(path)-1 {
			if problem := b.anchored(root, nodes); problem != nil {
				return nil, problem
			}
			return b.remove(n, i)
		}
		if i+1 < count(n) && n.Style&yaml.FlowStyle == 0 {
			b.limit = b.begin(n, i+1)
		}
		b.owner, n = nodes[0], nodes[len(nodes)-1]
	}
	return nil, nil
}

// oddBreak is where one of the line breaks stands that YAML knows and editors do not, -1 if there is none.
func oddBreak(data []byte) int {
	for i, b := range data {
		if b == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			return i
		}
	}
	return bytes.IndexAny(data, "\u0085\u2028\u2029")
}

// at is the offset of a node.
func (b *block) at(n *yaml.Node) int {
	return min(offset(b.starts, b.convert.pos(n)), len(b.lines))
}

// ending is where the document ends: before the marker that says so, or with the text.
func (b *block) ending(from int) int {
	for at := b.end(from); at < len(b.lines); at = b.end(at) {
		if line := b.lines[at:]; bytes.HasPrefix(line, []byte("...")) || bytes.HasPrefix(line, []byte("---")) {
			return at
		}
	}
	return len(b.lines)
}

// count is the number of members or items.
func count(n *yaml.Node) int {
	if n.Kind == yaml.MappingNode {
		return len(n.Content) / 2
	}
	return len(n.Content)
}

// entry is the nodes of a member, key and value, or the node of an item.
func entry(n *yaml.Node, i int) []*yaml.Node {
	if n.Kind == yaml.MappingNode {
		return n.Content[2*i : 2*i+2]
	}
	return n.Content[i : i+1]
}

// find is the index of what a step leads to.
func (b *block) find(n *yaml.Node, step Step) (int, error) {
	switch n.Kind {
	case yaml.AliasNode:
		return 0, &debt.InputError{Pos: b.convert.pos(n), What: "the entry stands where the alias *" + Printable(n.Value) + " points to", Do: "delete it by hand"}
	case yaml.SequenceNode:
		return step.Index, nil
	}
	for i := range count(n) {
		key := n.Content[2*i]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if key.Value == step.Key && key.ShortTag() != "!!merge" {
			return i, nil
		}
	}
	return 0, &debt.InputError{Pos: b.convert.pos(n), What: "the entry " + Quote(step.Key) + " comes from a merge (<<)", Do: "delete it by hand"}
}

// anchored is the refusal to take out what an alias elsewhere stands for.
func (b *block) anchored(root *yaml.Node, nodes []*yaml.Node) error {
	inside := map[*yaml.Node]bool{}
	var collect func(n *yaml.Node)
	collect = func(n *yaml.Node) {
		inside[n] = true
		for _, c := range n.Content {
			collect(c)
		}
	}
	for _, n := range nodes {
		collect(n)
	}
	var alias func(n *yaml.Node) *yaml.Node
	alias = func(n *yaml.Node) *yaml.Node {
		switch {
		case inside[n]:
			return nil
		case n.Kind == yaml.AliasNode && inside[n.Alias]:
			return n
		}
		for _, c := range n.Content {
			if found := alias(c); found != nil {
				return found
			}
		}
		return nil
	}
	if found := alias(root); found != nil {
		return &debt.InputError{
			Pos:  b.convert.pos(found.Alias),
			What: fmt.Sprintf("the entry holds the anchor &%s, which is used on line %d", Printable(found.Value), found.Line),
			Do:   "write the value out there, then delete the entry",
		}
	}
	return nil
}

// begin is where an entry begins: its key or the question mark before, or the dash before an item; -1 if that is not found.
func (b *block) begin(n *yaml.Node, i int) int {
	at := b.at(entry(n, i)[0])
	if n.Kind == yaml.MappingNode {
		if line := b.lines[b.start(at):at]; string(bytes.TrimSpace(line)) == "?" {
			return b.start(at) + bytes.IndexByte(line, '?')
		}
		return at
	}
	return bytes.LastIndexByte(bytes.TrimRight(b.lines[:at], " \t\r\n"), '-')
}

// remove takes an entry out of a map or list.
func (b *block) remove(n *yaml.Node, i int) ([]debt.Edit, error) {
	if n.Style&yaml.FlowStyle != 0 {
		open := bytes.IndexAny(b.lines[b.at(n):], "{[")
		if list, ok := readList(b.lines, b.at(n)+max(open, 0)); ok && len(list.elements) == count(n) {
			return list.remove(i), nil
		}
		return nil, entangled(b.convert.pos(n))
	}
	begin, limit := b.begin(n, i), b.limit
	if i+1 < count(n) {
		limit = b.begin(n, i+1)
	}
	if begin < 0 || limit < begin || !b.begins(begin) {
		return nil, entangled(b.convert.pos(entry(n, i)[0]))
	}
	start := b.start(begin)
	end := b.body(start, b.start(limit), begin-start)
	key := entry(n, i)[0].Value
	start = b.own(start, 0, begin-start, key, b.commented(n, i))
	if count(n) == 1 {
		return b.empty(n, start, end, begin), nil
	}
	return edits(b.cut(start, end, i == 0, blank(b.lines[end:]))), nil
}

// body is where the lines of an entry end: its last that is neither blank nor a comment of the indentation of its key. Comments that are indented deeper belong to it.
func (b *block) body(start, limit, indent int) int {
	for end := limit; end > start; {
		previous := b.start(end - 1)
		text, depth := b.line(previous)
		if len(text) > 0 && (text[0] != '#' || depth > indent) {
			return end
		}
		end = previous
	}
	return b.end(start)
}

// commented reports whether any other entry has a comment directly above.
func (b *block) commented(n *yaml.Node, i int) bool {
	for other := range count(n) {
		if at := b.begin(n, other); other != i && at >= 0 && b.comment(b.start(at)) {
			return true
		}
	}
	return false
}

// empty takes out the only entry and leaves {} or [], behind the owner's key if that is possible.
func (b *block) empty(n *yaml.Node, start, end, begin int) []debt.Edit {
	nothing := "{}"
	if n.Kind == yaml.SequenceNode {
		nothing = "[]"
	}
	if colon := b.colon(); colon >= 0 && colon < start {
		return edits(debt.Edit{Start: colon + 1, End: colon + 1, New: " " + nothing}, b.cut(start, end, false, false))
	}
	line := b.lines[b.start(begin):end]
	breaks := line[len(bytes.TrimRight(line, "\r\n")):]
	return edits(debt.Edit{Start: start, End: end, New: string(b.lines[b.start(begin):begin]) + nothing + string(breaks)})
}

// colon is the offset of the colon after the owner's key, -1 unless it ends its line.
func (b *block) colon() int {
	if b.owner == nil || b.owner.Kind != yaml.ScalarNode {
		return -1
	}
	at := b.at(b.owner)
	switch rest := b.lines[at:]; {
	case rest[0] == '"' || rest[0] == '\'':
		at = quoted(b.lines, at)
	case bytes.HasPrefix(rest, []byte(b.owner.Value)):
		at += len(b.owner.Value)
	}
	at += len(b.lines[at:]) - len(bytes.TrimLeft(b.lines[at:], " \t"))
	if at < len(b.lines) && b.lines[at] == ':' && b.closes(at+1) {
		return at
	}
	return -1
}
