package proof

import (
	"go/types"
	"strings"
)

// wholeArray is the address of the array that a slice is all of; nil if it may be another one.
func (n *node) wholeArray() *node {
	if n.op != opPure || !strings.HasPrefix(n.key, "slice false false false ") || !nonNil(n.arg(0)) {
		return nil
	}
	p, ok := n.arg(0).typ.Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	if _, ok := p.Elem().Underlying().(*types.Array); !ok {
		return nil
	}
	return n.arg(0)
}

// foldIndexAddr makes the address of an element of a slice that is all of an array, as that of a list that is written down, the address of an element of the array. That of an element that there is panics for nothing.
func (u *unit) foldIndexAddr(s *side, n *node) {
	if array := n.arg(0).wholeArray(); array != nil {
		n.args[0], n.key, u.changed = array, "index "+s.typeKey(array.typ), true
	}
	if _, known := n.elementNumber(); known && n.mayPanic && nonNil(n.arg(0)) {
		n.mayPanic = false
	}
}
