// Package document reads flag files into trees with positions, strictly, takes entries out of them, and holds what all formats of flag state share: dates, conventional metadata, keys, outcome sets and prerequisites.
package document

import (
	"fmt"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// The limits of a document. They bound memory and stack against hostile files; real exports stay far below them.
const (
	// MaxSize is the largest JSON document that is read, in bytes.
	MaxSize = 64 << 20
	// MaxTextSize is the same for YAML and TOML, which people write and whose trees cost more.
	MaxTextSize = 16 << 20

	maxDepth   = 100
	maxNodes   = 2_000_000
	maxAliased = 100_000
)

// Kind is the type of a node.
type Kind uint8

// The kinds of nodes. Dates are strings, since JSON has none.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

var kindWords = [...]string{"null", "a boolean", "a number", "a text", "a list", "a map"}

// String is the kind in words, for messages.
func (k Kind) String() string { return kindWords[k] }

// Node is one value of a document. The methods accept a nil Node, which stands for a member that is not there.
type Node struct {
	Kind         Kind
	Line, Column int
	// Text is a scalar as it was written, without quotes and escapes: a YAML 1.1 reader would turn some names into booleans.
	Text string
	// Items are the elements of an array.
	Items []*Node
	// Members are the members of an object in the order of the file.
	Members []Member

	index map[string]int // of Members, once there are many
}

// Member is one key of an object, with the position of the key.
type Member struct {
	Key          string
	Line, Column int
	Value        *Node
}

// Pos is the position of the member's key; the file is left to whoever knows it.
func (m Member) Pos() debt.Position { return debt.Position{Line: m.Line, Column: m.Column} }

// Pos is where the node begins; the file is left to whoever knows it.
func (n *Node) Pos() debt.Position {
	if n == nil {
		return debt.Position{}
	}
	return debt.Position{Line: n.Line, Column: n.Column}
}

// Errorf is a mistake at the node, and what to do about it.
func (n *Node) Errorf(do, format string, args ...any) *debt.InputError {
	return &debt.InputError{Pos: n.Pos(), What: fmt.Sprintf(format, args...), Do: do}
}

// Has reports whether there is a value other than null.
func (n *Node) Has() bool { return n != nil && n.Kind != Null }

// Is reports whether the node is there and of the kind.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// Get is the value of an object's member, nil if there is none.
func (n *Node) Get(key string) *Node {
	if m := n.Member(key); m != nil {
		return m.Value
	}
	return nil
}

// manyMembers is the number of members from which an object has an index.
const manyMembers = 16

// Member is the member of an object with the key, nil if there is none.
func (n *Node) Member(key string) *Member {
	if !n.Is(Object) {
		return nil
	}
	if n.index != nil {
		if i, ok := n.index[key]; ok {
			return &n.Members[i]
		}
		return nil
	}
	for i := range n.Members {
		if n.Members[i].Key == key {
			return &n.Members[i]
		}
	}
	return nil
}

// add appends a member. The caller has made sure that the key is new.
func (n *Node) add(m Member) {
	n.Members = append(n.Members, m)
	switch {
	case n.index != nil:
		n.index[m.Key] = len(n.Members) - 1
	case len(n.Members) == manyMembers:
		n.index = make(map[string]int, 2*manyMembers)
		for i, member := range n.Members {
			n.index[member.Key] = i
		}
	}
}

// Scalar is the text of a scalar other than null, and empty otherwise. Names are read with it, so that an unquoted on, yes or true stays what was written.
func (n *Node) Scalar() string {
	if n == nil || n.Kind == Null || n.Kind >= Array {
		return ""
	}
	return n.Text
}

// Bool is the value of a boolean; ok is false for anything else.
func (n *Node) Bool() (value, ok bool) {
	if !n.Is(Bool) {
		return false, false
	}
	switch strings.ToLower(n.Text) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// True reports whether the node is the boolean true. It is for fields that describe; fields that decide what a flag serves must tell false from unreadable.
func (n *Node) True() bool {
	value, ok := n.Bool()
	return value && ok
}

// List is the elements of an array, none for anything else.
func (n *Node) List() []*Node {
	if !n.Is(Array) {
		return nil
	}
	return n.Items
}
