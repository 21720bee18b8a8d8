package document

import (
	"bytes"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Step leads from a node to what is in it: by the key in an object, by the index in an array.
type Step struct {
	Key   string
	Index int
}

// Delete takes out of a JSON or YAML document what the path leads to: a member of an object or an element of an array. The edits leave all else as it was, comments and order included; a document for which that is not possible is an error.
func Delete(data []byte, path ...Step) ([]debt.Edit, error) {
	remove := deleteYAML
	if c := first(data); c == '{' || c == '[' {
		remove = deleteJSON
	}
	return verified(data, path, Parse, remove)
}

// DeleteTOML takes a key of the outermost table out of a TOML document, with all its tables.
func DeleteTOML(data []byte, key string) ([]debt.Edit, error) {
	parse := func(data []byte) (*Node, error) {
		if first(data) == 0 {
			return &Node{Kind: Object}, nil
		}
		return TOML(data)
	}
	return verified(data, []Step{{Key: key}}, parse, deleteTOML)
}

// verified computes a deletion and reads its result, which must be the document of before without what was deleted.
func verified(data []byte, path []Step, parse func([]byte) (*Node, error), remove func([]byte, *Node, []Step) ([]debt.Edit, error)) ([]debt.Edit, error) {
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	want, at := root.without(path)
	if want == nil {
		return nil, root.Errorf("look at the file: it may have changed", "the file does not hold what is to be deleted")
	}
	mark := len(data) - len(Trim(data))
	changes, err := remove(data[mark:], root, path)
	if err != nil {
		return nil, err
	}
	for i := range changes {
		changes[i].Start += mark
		changes[i].End += mark
	}
	draft := NewDraft(data)
	draft.Apply(changes)
	got, err := parse(draft.Bytes())
	if err != nil || !got.same(want) {
		return nil, entangled(at)
	}
	return changes, nil
}

// entangled is the refusal of a deletion that would change something else.
func entangled(at debt.Position) error {
	return &debt.InputError{Pos: at, What: "the entry cannot be taken out without changing what is around it", Do: "delete it by hand"}
}

// without is a copy of the node that lacks what the path leads to, and where that stands; nil if the path leads nowhere.
func (n *Node) without(path []Step) (*Node, debt.Position) {
	if len(path) == 0 {
		return nil, debt.Position{}
	}
	i, step := n.find(path[0]), path[0]
	if i < 0 {
		return nil, debt.Position{}
	}
	rest := &Node{Kind: n.Kind, Line: n.Line, Column: n.Column, Items: slices.Clone(n.Items), Members: slices.Clone(n.Members)}
	switch {
	case len(path) == 1 && n.Kind == Array:
		rest.Items = slices.Delete(rest.Items, i, i+1)
		return rest, n.Items[i].Pos()
	case len(path) == 1:
		rest.Members = slices.Delete(rest.Members, i, i+1)
		return rest, n.Members[i].Pos()
	}
	inner, at := n.child(step).without(path[1:])
	if inner == nil {
		return nil, at
	}
	if n.Kind == Array {
		rest.Items[i] = inner
	} else {
		rest.Members[i].Value = inner
	}
	return rest, at
}

// find is the index of a step among the members or items, -1 if it leads nowhere.
func (n *Node) find(step Step) int {
	switch {
	case n.Is(Array) && step.Index >= 0 && step.Index < len(n.Items):
		return step.Index
	case n.Is(Object):
		return slices.IndexFunc(n.Members, func(m Member) bool { return m.Key == step.Key })
	}
	return -1
}

// child is the node to which a step leads, nil if it leads nowhere.
func (n *Node) child(step Step) *Node {
	switch i := n.find(step); {
	case i < 0:
		return nil
	case n.Kind == Array:
		return n.Items[i]
	default:
		return n.Members[i].Value
	}
}

// same reports whether two trees hold the same, wherever it stands.
func (n *Node) same(other *Node) bool {
	return n.Kind == other.Kind && n.Text == other.Text &&
		slices.EqualFunc(n.Items, other.Items, (*Node).same) &&
		slices.EqualFunc(n.Members, other.Members, func(a, b Member) bool { return a.Key == b.Key && a.Value.same(b.Value) })
}

// deleteJSON takes out an entry of a JSON document.
func deleteJSON(data []byte, root *Node, path []Step) ([]debt.Edit, error) {
	around, last := root, len(path)-1
	for _, step := range path[:last] {
		around = around.child(step)
	}
	list, ok := readList(data, offset(lines(data).starts(), around.Pos()))
	if i := around.find(path[last]); ok && i < len(list.elements) {
		return list.remove(i), nil
	}
	return nil, entangled(around.Pos())
}

// Hollow reports whether a YAML or TOML document has no values in it: only comments, blank lines and the markers of documents.
func Hollow(data []byte) bool {
	for line := range bytes.Lines(Trim(data)) {
		if text := string(bytes.TrimSpace(line)); !blankOrComment(line) && text != "---" && text != "..." {
			return false
		}
	}
	return true
}
