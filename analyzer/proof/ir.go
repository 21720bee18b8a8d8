package proof

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// op is what a node does, as far as a pass has to know it; the rest is in its key.
type op uint8

const (
	opConst     op = iota
	opGlobal       // the address of a variable of a package
	opFunc         // a function with a name
	opParam        // a parameter
	opFree         // the address of what a function literal captures
	opPhi          // what a variable holds where paths join
	opNot          // !x
	opEq           // x == y
	opBin          // any other operator of two operands
	opConvert      // a conversion
	opField        // x.f of a value
	opFieldAddr    // &x.f
	opIndexAddr    // &x[i]
	opExtract      // one of several results
	opClosure      // a function literal
	opBox          // a value put into an interface
	opAssert       // x.(T)
	opPure         // anything else that depends on its operands alone
	opAlloc        // a variable
	opFresh        // anything else that is a new thing each time
	opLoad         // *x
	opRead         // anything else that depends on what is stored
	opForced       // a call whose result the removal fixed
	opCall
	opGo
	opDefer
	opStore
	opEffect // anything else that does something
	opRunDefers
	opReturn
	opIf
	opJump
	opStop // panic
)

// node is a value or a step of a function in the form in which two are compared. A node that was found to be another one forwards to it.
type node struct {
	op       op
	key      string // what has to agree beside the operands: operator, field, callee, types
	typ      types.Type
	args     []*node
	index    int // of a parameter, capture, result or field
	val      constant.Value
	obj      types.Object  // of a global, function or field
	callee   *ssa.Function // of a call or function
	fn       *function     // the body of a function literal, and where a parameter or capture belongs
	name     string        // of a parameter, capture or variable, as the builder has it
	pos      token.Pos     // where it stands in the source
	block    *block        // nil for what is not a step
	forward  *node         // what it is, if it is something else
	mayPanic bool          // it panics for some operands
	gone     bool          // taken out of its block
	keys     []*Forced     // of a call that is fixed for some keys: what it is fixed to
	keyAt    int           // and the operand that holds the key
	asks     bool          // a call that only asks something of the outside
	site     *node         // of what was copied from another function, the call of it
	panics   []*node       // what might have panicked right before and is not needed otherwise
	sig      *types.Signature
	place    int // its number when it was printed, then its place in its block when the variables in memory were looked at last
}

// block is a sequence of nodes that ends with opIf, opJump, opReturn or opStop.
type block struct {
	fn     *function
	phis   []*node // their operands stand in the order of preds
	code   []*node
	preds  []edge
	succs  []*block
	rank   int // in reverse post-order
	marked bool
}

// edge is the i-th way out of a block.
type edge struct {
	from *block
	i    int
}

// function is a body.
type function struct {
	name    string
	src     *ssa.Function
	params  []*node
	frees   []*node
	blocks  []*block // the entry first
	recover *block   // where it goes on after a panic that a deferred function recovered
	parent  *function
	site    *node // where a literal is made
	literal []*function
	home    *unit
	now     *types.Signature // what it takes and gives on the other side, if that differs
	shrunk  bool             // results were taken away
	uneven  bool             // the other side uses its parameters otherwise
}

// find is the node that n is.
func find(n *node) *node {
	for n.forward != nil {
		if n.forward.forward != nil {
			n.forward = n.forward.forward
		}
		n = n.forward
	}
	return n
}

// become makes n be m from now on.
func (n *node) become(m *node) {
	m = find(m)
	if m != n {
		n.forward = m
	}
}

func (n *node) arg(i int) *node {
	n.args[i] = find(n.args[i])
	return n.args[i]
}

// isShared says whether n is the same for all functions.
func (n *node) isShared() bool { return n.op == opGlobal || n.op == opFunc }

func (n *node) isConst() bool { return n.op == opConst }

// isNil says whether n is nil.
func (n *node) isNil() bool { return n.isConst() && n.val == nil && n.typ != nil && isNilable(n.typ) }

// isBool says whether n is this truth value.
func (n *node) isBool(b bool) bool {
	return n.op == opConst && n.val != nil && n.val.Kind() == constant.Bool && constant.BoolVal(n.val) == b
}

func (b *block) last() *node { return b.code[len(b.code)-1] }

// isStep says whether the place of n among the others matters: it has an effect, depends on what is stored, may panic or is a thing of its own.
func (n *node) isStep() bool { return n.op >= opAlloc || n.mayPanic }

// isEffect says whether n has to stay although nobody needs its value.
func (n *node) isEffect() bool { return n.op > opForced }

// nonNil says whether the address n is that of something.
func nonNil(n *node) bool {
	switch n = find(n); n.op {
	case opGlobal, opFree, opAlloc, opFieldAddr, opIndexAddr, opClosure, opFunc:
		return true
	}
	return false
}

// drop takes the i-th edge into b away.
func (b *block) drop(i int) {
	b.preds = append(b.preds[:i:i], b.preds[i+1:]...)
	for _, phi := range b.phis {
		phi.args = append(phi.args[:i:i], phi.args[i+1:]...)
	}
}

// into is the place of an edge among those into b.
func (b *block) into(from *block, i int) int {
	for k, e := range b.preds {
		if e.from == from && e.i == i {
			return k
		}
	}
	return -1
}

// jump makes the way out i the only one of b.
func (b *block) jump(i int) {
	old := b.last()
	for k, s := range b.succs {
		if k != i {
			s.drop(s.into(b, k))
		}
	}
	s := b.succs[i]
	s.preds[s.into(b, i)] = edge{b, 0}
	b.succs = []*block{s}
	b.code[len(b.code)-1] = &node{op: opJump, key: "jump", block: b, pos: old.pos, panics: old.panics}
}
