package proof

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// fold replaces what has only constants for operands, and tidies what is known about the rest. All of it holds for every execution, so it may be done to either side.
func (u *unit) fold(s *side, f *function) {
	for _, b := range f.blocks {
		for _, phi := range b.phis {
			u.settle(s, phi)
		}
		for _, n := range b.code {
			if n.forward != nil {
				continue
			}
			u.settle(s, n)
			if len(n.keys) > 0 {
				if u.decide(s, n); n.forward != nil {
					continue
				}
			}
			s.ask(n)
			if m := u.folded(s, n); m != nil && m != n {
				n.become(m)
				u.changed = true
			}
		}
		b.sweep()
	}
}

// settle brings the operands of a node up to date, and folds those among them that stand in no block.
func (u *unit) settle(s *side, n *node) {
	for i := range n.args {
		a := n.arg(i)
		if a.block != nil || len(a.args) == 0 || a.op == opClosure {
			continue
		}
		u.settle(s, a)
		if m := u.folded(s, a); m != nil && m != a {
			a.become(m)
			n.arg(i)
			u.changed = true
		}
	}
}

// sweep takes out of a block what is gone or another node. What may have panicked before it may have panicked before the next step that has its place.
func (b *block) sweep() {
	var carried []*node
	kept := b.code[:0]
	for _, n := range b.code {
		if n.gone || n.forward != nil || len(n.panics) > 0 && !n.isOrdered() {
			carried = append(carried, n.panics...)
			n.panics = nil
		}
		if n.gone || n.forward != nil {
			continue
		}
		if len(carried) > 0 && n.isOrdered() {
			n.panics = append(carried, n.panics...)
			carried = nil
		}
		kept = append(kept, n)
	}
	b.code = kept
	b.phis = slices.DeleteFunc(b.phis, func(n *node) bool { return n.gone || n.forward != nil })
}

// folded is what a node is, or nil.
func (u *unit) folded(s *side, n *node) *node {
	switch n.op {
	case opNot:
		x := n.args[0]
		switch {
		case x.op == opNot:
			return find(x.args[0])
		case x.isConst() && x.val != nil:
			return u.constant(s, constant.MakeBool(!constant.BoolVal(x.val)), n.typ)
		}
	case opEq:
		return u.foldEq(s, n)
	case opBin:
		return u.foldBin(s, n)
	case opConvert:
		return u.foldConvert(s, n)
	case opField:
		return u.foldField(s, n)
	case opIndexAddr:
		u.foldIndexAddr(s, n)
	case opFieldAddr, opLoad:
		if n.mayPanic && nonNil(n.args[0]) {
			n.mayPanic = false
		}
	case opCall, opGo, opDefer:
		if n.op == opCall && strings.HasPrefix(n.key, "builtin append ") && len(n.args) == 2 && n.arg(1).isNil() {
			return n.arg(0) // with nothing more
		}
		if n.key == "call value" || n.key == "call value on stack" {
			direct(n)
		}
		if n.op == opCall && n.key == "call value" && n.arg(0).answers() {
			u.feed(n, false)
			return u.constant(s, n.arg(0).val, n.typ)
		}
	case opFresh:
		if n.mayPanic && strings.HasPrefix(n.key, "make ") && n.sized() {
			n.mayPanic = false
		}
	case opAssert:
		return foldAssert(n)
	case opExtract:
		return u.foldExtract(s, n)
	case opPure:
		if strings.HasPrefix(n.key, structKey) {
			return u.foldStruct(s, n)
		}
		if v := u.compute(s, n); v != nil {
			return v
		}
		x := n.args
		if strings.HasPrefix(n.key, "builtin len ") && len(x) == 1 && x[0].wholeArray() != nil {
			array := elem(x[0].arg(0)).Underlying().(*types.Array)
			return u.constant(s, constant.MakeInt64(array.Len()), n.typ)
		}
		if strings.HasPrefix(n.key, "builtin len ") && len(x) == 1 && x[0].isNil() {
			return u.constant(s, constant.MakeInt64(0), n.typ)
		}
		if strings.HasPrefix(n.key, "builtin len ") && len(x) == 1 && x[0].isConst() && x[0].val != nil && x[0].val.Kind() == constant.String {
			return u.constant(s, constant.MakeInt64(int64(len(constant.StringVal(x[0].val)))), n.typ)
		}
	}
	return nil
}

// sized says whether something is made of a size that is a small constant.
func (n *node) sized() bool {
	for i := range n.args {
		a := n.arg(i)
		if a.val == nil || a.val.Kind() != constant.Int || !constant.Compare(a.val, token.GEQ, constant.MakeInt64(0)) || !constant.Compare(a.val, token.LSS, constant.MakeInt64(1<<20)) {
			return false
		}
	}
	return len(n.args) < 2 || constant.Compare(n.arg(0).val, token.LEQ, n.arg(1).val)
}

// answers says whether a node is a function of which nothing is known, or has to be, but that it always gives the same: a constant whose type is that of a function, and whose value is the answer.
func (n *node) answers() bool {
	if !n.isConst() || n.val == nil {
		return false
	}
	_, ok := n.typ.Underlying().(*types.Signature)
	return ok
}

// direct makes a call of a value that is a function with a name a call of that function.
func direct(n *node) {
	f := n.arg(0)
	if f.op != opFunc || f.callee == nil {
		return
	}
	n.callee, n.obj = f.callee, f.obj
	n.key = "call " + calleeKey(f.callee) + strings.TrimPrefix(n.key, "call value")
	n.args = n.args[1:]
	n.sig = f.callee.Signature
}

func (u *unit) foldEq(s *side, n *node) *node {
	x, y := n.args[0], n.args[1]
	if x.isConst() && !y.isConst() {
		x, y = y, x
		n.args[0], n.args[1] = x, y
	}
	if x.isConst() && x.op == y.op {
		if x.val != nil && y.val != nil && x.val.Kind() != constant.Unknown {
			return u.constant(s, constant.MakeBool(constant.Compare(x.val, token.EQL, y.val)), n.typ)
		}
		if x.val == nil && y.val == nil && isNilable(x.typ) {
			return u.constant(s, constant.MakeBool(true), n.typ)
		}
	}
	switch {
	case y.isBool(true) && isBool(x.typ):
		return u.typed(s, x, n.typ)
	case y.isBool(false) && isBool(x.typ):
		return u.negated(s, u.typed(s, x, n.typ), n)
	case y.isConst() && y.val == nil && (nonNil(x) || x.op == opBox || x.answers()) && isNilable(y.typ):
		return u.constant(s, constant.MakeBool(false), n.typ)
	}
	return nil
}

func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		_, param := t.(*types.TypeParam)
		return !param
	}
	return false
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// typed is x as a value of another type with the same values.
func (u *unit) typed(s *side, x *node, t types.Type) *node {
	if types.Identical(types.Default(x.typ), types.Default(t)) {
		return x
	}
	if x.isConst() {
		return u.constant(s, x.val, t)
	}
	return &node{op: opConvert, key: "convert " + s.typeKey(types.Default(t)), typ: types.Default(t), args: []*node{x}, pos: x.pos}
}

// negated is !x. It needs no place among the steps: it depends on x alone.
func (u *unit) negated(s *side, x, at *node) *node {
	if x.op == opNot {
		return find(x.args[0])
	}
	if x.isConst() && x.val != nil {
		return u.constant(s, constant.MakeBool(!constant.BoolVal(x.val)), x.typ)
	}
	return &node{op: opNot, key: "!", typ: x.typ, args: []*node{x}, pos: at.pos}
}

func (u *unit) foldBin(s *side, n *node) *node {
	x, y := n.args[0], n.args[1]
	if n.mayPanic && (strings.HasPrefix(n.key, "/ ") || strings.HasPrefix(n.key, "% ")) && y.isConst() && y.val != nil && constant.Sign(y.val) != 0 {
		n.mayPanic = false // it divides by something else than zero
	}
	if y.isConst() && n.neverBelow() {
		return u.constant(s, constant.MakeBool(false), n.typ)
	}
	if !x.isConst() || !y.isConst() || x.val == nil || y.val == nil {
		return nil
	}
	b, ok := n.args[0].typ.Underlying().(*types.Basic)
	if !ok {
		return nil
	}
	word, _, _ := strings.Cut(n.key, " ")
	if op, ok := comparisons[word]; ok && b.Info()&types.IsOrdered != 0 {
		return u.constant(s, constant.MakeBool(constant.Compare(x.val, op, y.val)), n.typ)
	}
	op, arithmetic := arithmetics[word]
	switch {
	case arithmetic && b.Info()&types.IsInteger != 0 && !n.mayPanic:
		if val := constant.BinaryOp(x.val, op, y.val); fits(val, b) {
			return u.constant(s, val, n.typ)
		}
	case word == "+" && b.Info()&types.IsString != 0:
		return u.constant(s, constant.BinaryOp(x.val, token.ADD, y.val), n.typ)
	}
	return nil
}

var (
	comparisons = map[string]token.Token{"<": token.LSS, "<=": token.LEQ, ">": token.GTR, ">=": token.GEQ}
	arithmetics = map[string]token.Token{"+": token.ADD, "-": token.SUB, "*": token.MUL, "/": token.QUO_ASSIGN, "%": token.REM, "&": token.AND, "|": token.OR, "^": token.XOR, "&^": token.AND_NOT}
)

// fits says whether a type holds a whole number, on every machine.
func fits(val constant.Value, b *types.Basic) bool {
	val = constant.ToInt(val)
	i, exact := constant.Int64Val(val)
	if val.Kind() != constant.Int || !exact {
		return false
	}
	bits := map[types.BasicKind]int{types.Int8: 7, types.Int16: 15, types.Int32: 31, types.Int: 31, types.Int64: 63, types.Uint8: 8, types.Uint16: 16, types.Uint32: 32, types.Uint: 32, types.Uint64: 63}[b.Kind()]
	switch {
	case bits == 0:
		return false
	case bits == 63:
		return i >= 0 || b.Info()&types.IsUnsigned == 0
	case b.Info()&types.IsUnsigned != 0:
		return i >= 0 && i < 1<<bits
	}
	return i >= -1<<bits && i < 1<<bits
}

func (u *unit) foldConvert(s *side, n *node) *node {
	x := n.args[0]
	if !x.isConst() || n.mayPanic {
		return nil
	}
	from, ok1 := x.typ.Underlying().(*types.Basic)
	to, ok2 := n.typ.Underlying().(*types.Basic)
	switch {
	case x.val == nil && isNilable(x.typ) && isNilable(n.typ):
		return u.constant(s, nil, n.typ)
	case x.answers():
		return u.constant(s, x.val, n.typ)
	case ok1 && ok2 && x.val != nil && from.Kind() == to.Kind():
		return u.constant(s, x.val, n.typ)
	case ok1 && ok2 && x.val != nil && from.Info()&types.IsInteger != 0 && fits(x.val, to):
		return u.constant(s, x.val, n.typ)
	}
	return nil
}

// foldStruct makes a structure of zero values the zero value.
func (u *unit) foldStruct(s *side, n *node) *node {
	if x := n.wholeOf(); x != nil {
		return x
	}
	for i := range n.args {
		if a := n.arg(i); !a.isConst() || a.key != zeroKey(s, a) {
			return nil
		}
	}
	return u.constant(s, nil, n.typ)
}

// wholeOf is the structure whose fields are those of a structure, one by one; or nil.
func (n *node) wholeOf() *node {
	var whole *node
	st := n.typ.Underlying().(*types.Struct)
	for i := range n.args {
		a := n.arg(i)
		if a.op != opField || a.obj != st.Field(i) || whole != nil && a.arg(0) != whole {
			return nil
		}
		whole = a.arg(0)
	}
	if whole == nil || !types.Identical(whole.typ, n.typ) {
		return nil
	}
	return whole
}

func (u *unit) foldField(s *side, n *node) *node {
	x := n.args[0]
	switch {
	case strings.HasPrefix(x.key, structKey):
		st := x.typ.Underlying().(*types.Struct)
		for i := range x.args {
			if st.Field(i).Name() == n.obj.Name() {
				return x.arg(i)
			}
		}
	case x.isConst() && x.val == nil:
		return u.constant(s, nil, n.typ)
	case x.op == opForced && strings.HasPrefix(x.key, "forced "):
		if x.key == "forced "+n.obj.Name() {
			return u.constant(s, rounded(x.val, n.typ), n.typ)
		}
	}
	return nil
}

// foldAssert knows what a value is that was put into an interface right here.
func foldAssert(n *node) *node {
	x := n.args[0]
	if x.op != opBox || types.IsInterface(n.typ) || !strings.HasPrefix(n.key, "assert false ") {
		return nil
	}
	if types.Identical(x.args[0].typ, n.typ) {
		return find(x.args[0])
	}
	return nil
}

// foldExtract looks into what is known of a result of several.
func (u *unit) foldExtract(s *side, n *node) *node {
	x := n.args[0]
	if _, several := x.typ.(*types.Tuple); !several && n.index == 0 && (x.op == opRead || x.op == opEffect) {
		return x // it had another result, which nobody looked at
	}
	if x.op != opAssert || x.args[0].op != opBox {
		return nil
	}
	inner := find(x.args[0].args[0])
	asserted := x.typ.(*types.Tuple).At(0).Type()
	if types.IsInterface(asserted) {
		return nil
	}
	same := types.Identical(inner.typ, asserted)
	switch {
	case n.index == 1:
		return u.constant(s, constant.MakeBool(same), n.typ)
	case same:
		return inner
	}
	return u.constant(s, nil, n.typ)
}
