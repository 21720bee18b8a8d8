package proof

import (
	"go/ast"
	"go/token"
)

// pureCalls are the calls that only ask, by the opening parenthesis.
func pureCalls(code Code) map[token.Pos]bool {
	calls := map[token.Pos]bool{}
	for _, x := range code.Pure {
		if call, ok := ast.Unparen(x).(*ast.CallExpr); ok {
			calls[call.Lparen] = true
		}
	}
	return calls
}

// ask makes a call that only asks one that looks at what is stored, outside of the program: it keeps its place among the steps, but may go where nobody needs the answer, as what may panic may.
// What a function does whose body is known is known by that alone.
func (s *side) ask(n *node) {
	if n.asks && n.op == opCall && s.target(n) == nil {
		n.op, n.mayPanic = opRead, true
	}
}

// asksOnly says whether a step is a call that only asks, or one of a function that makes such a call.
func (s *side) asksOnly(n *node, depth int) bool {
	if n.asks || depth == 0 || n.op != opCall {
		return n.asks
	}
	t := s.target(n)
	if t == nil {
		return false
	}
	for _, b := range t.blocks {
		for _, inner := range b.code {
			if s.asksOnly(inner, depth-1) {
				return true
			}
		}
	}
	return false
}
