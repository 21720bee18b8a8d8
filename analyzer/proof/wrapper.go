package proof

import (
	"go/ast"
	"go/constant"
	"slices"
)

// maxWrappers is how many wrappers may lie around each other.
const maxWrappers = 6

// condition is what a call is fixed to whatever it is given. Of a call that is fixed for some keys alone it notes which, and which operand holds the key: what it gives is decided where the key is known.
func (n *node) condition(list []*Forced) *Forced {
	for _, fixed := range list {
		if fixed.Key == nil {
			return fixed
		}
		if n.op != opCall {
			continue
		}
		args := ast.Unparen(fixed.Expr).(*ast.CallExpr).Args
		i := slices.IndexFunc(args, func(arg ast.Expr) bool { return ast.Unparen(arg) == ast.Unparen(fixed.Key) })
		if i < 0 {
			continue
		}
		params := n.sig.Params().Len()
		if n.sig.Variadic() && i >= params-1 {
			continue
		}
		n.keys, n.keyAt = append(n.keys, fixed), i+len(n.args)-params // the receiver comes first, and what is variadic is one
	}
	return nil
}

// decide fixes a call whose key has become known.
func (u *unit) decide(s *side, n *node) {
	key, ok := n.keyGiven()
	if !ok {
		return
	}
	keys := n.keys
	n.keys = nil // asks for this one and no other
	for _, fixed := range keys {
		if fixed.If == key {
			s.fix(u, n, fixed)
			u.changed = true
			return
		}
	}
}

// keyGiven is the key that a call is given, if that is known.
func (n *node) keyGiven() (string, bool) {
	if n.keyAt < 0 || n.keyAt >= len(n.args) {
		return "", false
	}
	x := n.arg(n.keyAt)
	if !x.isConst() || x.val == nil || x.val.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(x.val), true
}

// passesKey says whether a function passes its i-th parameter on as the key of a call that is fixed for some keys, itself or by the functions that it calls.
func (s *side) passesKey(t *function, i, depth int) bool {
	if depth == 0 || i >= len(t.params) {
		return false
	}
	param := t.params[i]
	return slices.ContainsFunc(t.blocks, func(b *block) bool {
		return slices.ContainsFunc(b.code, func(n *node) bool {
			if n.op != opCall && !n.asks || n.gone || n.forward != nil {
				return false
			}
			if len(n.keys) > 0 && n.keyAt >= 0 && n.keyAt < len(n.args) && unconverted(n.arg(n.keyAt)) == param {
				return true
			}
			inner := s.target(n)
			if inner == nil || inner == t {
				return false
			}
			for k := range n.args {
				if unconverted(n.arg(k)) == param && s.passesKey(inner, k-(len(n.args)-len(inner.params)), depth-1) {
					return true
				}
			}
			return false
		})
	})
}

// unconverted is what a conversion converts.
func unconverted(n *node) *node {
	for n.op == opConvert && !n.mayPanic {
		n = n.arg(0)
	}
	return n
}

// wraps says whether a call gives a constant key to a wrapper, whose body then tells what the call gives.
func (s *side) wraps(n *node, t *function) bool {
	shift := len(n.args) - len(t.params)
	for k := max(shift, 0); k < len(n.args); k++ {
		if x := n.arg(k); x.isConst() && x.val != nil && x.val.Kind() == constant.String && s.isKey(constant.StringVal(x.val)) && s.passesKey(t, k-shift, maxWrappers) {
			return true
		}
	}
	return false
}

// isKey says whether something is fixed for a key.
func (s *side) isKey(key string) bool {
	if s.force == nil {
		return false
	}
	return slices.ContainsFunc(s.force.code.Forced, func(f Forced) bool { return f.Key != nil && f.If == key })
}
