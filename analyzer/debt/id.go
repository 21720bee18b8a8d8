package debt

import (
	"cmp"
	"fmt"
)

// Key is the string (or the name of a typed constant) by which a flag is asked for.
type Key string

// ID identifies a flag. The same key at two providers is two flags: an in-house "new-tax" and LaunchDarkly's have nothing to do with each other.
type ID struct {
	Provider string `json:"provider"`
	Key      Key    `json:"key"`
}

// String is the form used in messages and sort keys: provider/key.
func (id ID) String() string { return id.Provider + "/" + string(id.Key) }

// Compare orders by key, then by provider, which is how every list is printed.
func (id ID) Compare(other ID) int {
	return cmp.Or(cmp.Compare(id.Key, other.Key), cmp.Compare(id.Provider, other.Provider))
}

// Position is a place in a file. File is a slash path from the repository root; Line and Column count from 1, Column in bytes. A zero Line means the whole file.
type Position struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// String formats the position as compilers do: file, file:line or file:line:column.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// IsZero reports whether the position is unknown.
func (p Position) IsZero() bool { return p == Position{} }

// Compare orders by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}
