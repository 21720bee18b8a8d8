package proof

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

func (s *side) lowerUnit(u *unit, fn *ssa.Function) {
	u.name = unitName(fn)
	u.top = s.declare(u, fn, nil)
	for _, f := range u.functions {
		s.lowerBody(u, f)
	}
	for _, f := range u.functions {
		u.size += f.size()
	}
	u.print = s.printOf(u)
	s.forceUnit(u)
	u.values = nil
}

// unitName is the name of a function that is the same on both sides.
func unitName(fn *ssa.Function) string { return fn.RelString(nil) }

// declare makes the functions of a unit without their bodies.
func (s *side) declare(u *unit, fn *ssa.Function, parent *function) *function {
	f := &function{name: fn.Name(), src: fn, parent: parent, home: u}
	s.byFunc[fn] = f
	u.functions = append(u.functions, f)
	for i, p := range fn.Params {
		n := &node{op: opParam, typ: p.Type(), index: i, fn: f, name: p.Name(), pos: p.Pos()}
		u.values[p] = n
		f.params = append(f.params, n)
	}
	for i, v := range fn.FreeVars {
		n := &node{op: opFree, typ: v.Type(), index: i, fn: f, name: v.Name(), pos: v.Pos()}
		u.values[v] = n
		f.frees = append(f.frees, n)
	}
	for _, anon := range fn.AnonFuncs {
		f.literal = append(f.literal, s.declare(u, anon, f))
	}
	return f
}

func (s *side) lowerBody(u *unit, f *function) {
	blocks := map[*ssa.BasicBlock]*block{}
	for _, b := range f.src.Blocks {
		nb := &block{fn: f}
		blocks[b] = nb
		f.blocks = append(f.blocks, nb)
	}
	if f.src.Recover != nil {
		f.recover = blocks[f.src.Recover]
	}
	for _, b := range f.src.Blocks {
		for _, succ := range b.Succs {
			blocks[b].succs = append(blocks[b].succs, blocks[succ])
		}
		// A block may have one predecessor twice: the first mention is its first way out.
		seen := map[*ssa.BasicBlock]int{}
		for _, p := range b.Preds {
			n := 0
			for i, succ := range p.Succs {
				if succ == b {
					if n == seen[p] {
						blocks[b].preds = append(blocks[b].preds, edge{blocks[p], i})
						break
					}
					n++
				}
			}
			seen[p]++
		}
		for _, instr := range b.Instrs {
			s.lowerInstr(u, blocks[b], instr)
		}
	}
}

// value is the node of a value of the function, or of one that functions share.
func (s *side) value(u *unit, v ssa.Value) *node {
	if v == nil {
		return nil
	}
	if n := u.values[v]; n != nil {
		return n
	}
	var n *node
	switch v := v.(type) {
	case *ssa.Const:
		return u.constant(s, v.Value, v.Type())
	case *ssa.Global:
		n = &node{op: opGlobal, key: v.RelString(nil), obj: v.Object()}
	case *ssa.Function:
		n = &node{op: opFunc, key: v.RelString(nil), callee: v, obj: v.Object()}
		if f := s.byFunc[v]; f != nil && f.parent != nil {
			n = &node{op: opClosure, key: "func", fn: f}
			f.site = n
		}
	case *ssa.Builtin:
		n = &node{op: opPure, key: "builtin " + v.Name()}
	default:
		n = &node{} // filled in where it is defined
	}
	n.typ, n.pos = v.Type(), v.Pos()
	if n.isShared() {
		u.shared[n.key] = n
	}
	u.values[v] = n
	return n
}

// constant is the node of a constant; nil is the zero value of a type.
func (u *unit) constant(s *side, val constant.Value, t types.Type) *node {
	if b, ok := t.Underlying().(*types.Basic); ok {
		if b.Info()&types.IsUntyped != 0 && b.Kind() != types.UntypedNil {
			t = types.Default(t)
		}
		if val == nil {
			val = zeroValue(b)
		}
	}
	key := s.typeKey(t) + " zero"
	if val != nil {
		key = s.typeKey(t) + " " + val.ExactString()
	}
	n := u.consts[key]
	if n == nil {
		n = &node{op: opConst, key: key, val: val, typ: t}
		u.consts[key] = n
	}
	return n
}

func zeroValue(b *types.Basic) constant.Value {
	switch info := b.Info(); {
	case info&types.IsBoolean != 0:
		return constant.MakeBool(false)
	case info&types.IsString != 0:
		return constant.MakeString("")
	case info&types.IsNumeric != 0:
		return constant.MakeInt64(0)
	}
	return nil
}

// lowerInstr translates one instruction.
func (s *side) lowerInstr(u *unit, b *block, instr ssa.Instruction) {
	if ref, ok := instr.(*ssa.DebugRef); ok {
		if !ref.IsAddr {
			s.force.read(s, u, ref)
		}
		return
	}
	if call, ok := instr.(*ssa.Call); ok && isPackageInit(call) {
		return // compared as imports
	}
	n := &node{}
	if v, ok := instr.(ssa.Value); ok {
		n = s.value(u, v)
	}
	n.pos = instr.Pos()
	n.block = b
	s.operandList = instr.Operands(s.operandList[:0])
	if len(s.operandList) > 0 {
		n.args = make([]*node, 0, len(s.operandList))
	}
	for _, operand := range s.operandList {
		if *operand != nil {
			n.args = append(n.args, s.value(u, *operand))
		}
	}
	s.describe(n, instr)
	if n.op == opConvert && structIn(n.typ) != structIn(n.args[0].typ) {
		s.conversions = append(s.conversions, n)
	}
	if _, compares := instr.(*ssa.BinOp); compares && n.op == opNot { // the comparison itself is a node of its own
		n.args[0].block = b
		b.code = append(b.code, n.args[0])
	}
	if n.op == opPhi {
		b.phis = append(b.phis, n)
		return
	}
	b.code = append(b.code, n)
}

// isPackageInit says whether a call initializes an imported package.
func isPackageInit(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && fn.Synthetic != "" && fn.Name() == "init" && fn.Signature.Recv() == nil
}

// describe says what an instruction does.
func (s *side) describe(n *node, instr ssa.Instruction) {
	switch i := instr.(type) {
	case *ssa.Phi:
		n.op, n.key = opPhi, s.typeKey(i.Type())
	case *ssa.Alloc:
		n.op, n.key, n.name = opAlloc, s.typeKey(i.Type()), i.Comment
	case *ssa.BinOp:
		s.describeBinary(n, i)
	case *ssa.UnOp:
		s.describeUnary(n, i)
	case *ssa.ChangeType, *ssa.ChangeInterface:
		n.op, n.key = opConvert, "convert "+s.typeKey(n.typ)
	case *ssa.Convert, *ssa.MultiConvert:
		_, n.mayPanic = instr.(*ssa.MultiConvert)
		n.op, n.key = opConvert, "convert "+s.typeKey(n.typ)
		switch from := *instr.Operands(nil)[0]; {
		case isSlice(n.typ):
			n.op = opFresh
		case isSlice(from.Type()):
			n.op = opRead // what the bytes are now
		}
	case *ssa.SliceToArrayPointer:
		n.op, n.key, n.mayPanic = opConvert, "convert "+s.typeKey(n.typ), true
	case *ssa.MakeInterface:
		n.op, n.key = opBox, "box "+s.typeKey(i.X.Type())+" as "+s.typeKey(i.Type())
	case *ssa.MakeClosure:
		s.describeClosure(n, i)
	case *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice:
		n.op, n.key, n.mayPanic = opFresh, "make "+s.typeKey(n.typ), true
		if m, ok := instr.(*ssa.MakeMap); ok {
			n.mayPanic = false
			if _, ok := m.Reserve.(*ssa.Const); ok {
				n.args = nil // how much room there is at first changes nothing
			}
		}
	case *ssa.Slice:
		n.op, n.mayPanic = opPure, true
		n.key = fmt.Sprintf("slice %t %t %t %s", i.Low != nil, i.High != nil, i.Max != nil, s.typeKey(n.typ))
		if i.Low == nil && i.High == nil && i.Max == nil && nonNil(n.args[0]) {
			n.mayPanic = false
		}
	case *ssa.FieldAddr:
		n.op, n.obj, n.mayPanic = opFieldAddr, structOf(i.X.Type()).Field(i.Field), true
		n.key = "field " + s.typeKey(i.X.Type()) + "." + n.obj.Name()
	case *ssa.Field:
		n.op, n.obj = opField, structOf(i.X.Type()).Field(i.Field)
		n.key = "field " + s.typeKey(i.X.Type()) + "." + n.obj.Name()
	case *ssa.IndexAddr:
		n.op, n.key, n.mayPanic = opIndexAddr, "index "+s.typeKey(i.X.Type()), true
		if c, ok := i.Index.(*ssa.Const); ok && c.Value != nil {
			if _, array := typeparamsDeref(i.X.Type()).Underlying().(*types.Array); array && nonNil(n.args[0]) {
				n.mayPanic = false // the compiler has checked it
			}
		}
	case *ssa.Index:
		n.op, n.key, n.mayPanic = opPure, "index "+s.typeKey(i.X.Type()), true
	case *ssa.Lookup:
		n.op, n.key, n.mayPanic = opRead, fmt.Sprintf("lookup %t %s", i.CommaOk, s.typeKey(i.X.Type())), true
		if m, ok := i.X.Type().Underlying().(*types.Map); ok && comparesSafely(m.Key()) {
			n.mayPanic = false
		}
	case *ssa.Extract:
		n.op, n.index, n.key = opExtract, i.Index, resultKey(i.Index)
	case *ssa.TypeAssert:
		n.op, n.mayPanic = opAssert, !i.CommaOk
		n.key = fmt.Sprintf("assert %t %s", i.CommaOk, s.typeKey(i.AssertedType))
	case *ssa.Range:
		n.op, n.key = opFresh, "range "+s.typeKey(i.X.Type())
	case *ssa.Next:
		n.op, n.key = opEffect, "next"
	case *ssa.Select:
		n.op, n.key = opEffect, "select"
		for _, st := range i.States {
			n.key += fmt.Sprintf(" %d %s %t", st.Dir, s.typeKey(st.Chan.Type()), st.Send != nil)
		}
		n.key += fmt.Sprint(i.Blocking)
	case *ssa.Call:
		n.op = opCall
		s.describeCall(n, &i.Call)
	case *ssa.Go:
		n.op, n.pos = opGo, i.Call.Pos()
		s.describeCall(n, &i.Call)
	case *ssa.Defer:
		n.op, n.pos = opDefer, i.Call.Pos()
		s.describeCall(n, &i.Call)
		if i.DeferStack != nil {
			n.key += " on stack"
		}
	case *ssa.Store:
		n.op, n.key = opStore, "store"
	case *ssa.MapUpdate:
		n.op, n.key = opEffect, "map update"
	case *ssa.Send:
		n.op, n.key = opEffect, "send"
	case *ssa.RunDefers:
		n.op, n.key = opRunDefers, "run defers"
	case *ssa.Return:
		n.op, n.key = opReturn, "return"
	case *ssa.If:
		n.op, n.key = opIf, "if"
	case *ssa.Jump:
		n.op, n.key = opJump, "jump"
	case *ssa.Panic:
		n.op, n.key = opStop, "panic"
	default:
		panic(fmt.Sprintf("unknown instruction %T", instr))
	}
}

func (s *side) describeClosure(n *node, i *ssa.MakeClosure) {
	n.op, n.key = opClosure, "func"
	fn := i.Fn.(*ssa.Function)
	if f := s.byFunc[fn]; f != nil {
		n.fn, f.site = f, n
		n.args = n.args[1:]
		return
	}
	n.key, n.obj = "func "+fn.RelString(nil), fn.Object() // a method value
}

// describeCall says whom a call calls. A function that is known goes into the key, and is no operand.
func (s *side) describeCall(n *node, c *ssa.CallCommon) {
	n.sig = c.Signature()
	if c.IsInvoke() {
		n.obj = c.Method
		n.key = "invoke " + c.Method.FullName()
		return
	}
	switch v := c.Value.(type) {
	case *ssa.Builtin:
		n.args = n.args[1:]
		s.describeBuiltin(n, v.Name(), c)
	case *ssa.Function:
		if v.Parent() == nil {
			n.args = n.args[1:]
			n.callee, n.obj = v, v.Object()
			n.key = "call " + calleeKey(v)
			if o, ok := compute(v); ok && n.op == opCall {
				n.op = o
				n.mayPanic = o == opRead && v.Signature.Recv() != nil && !nonNil(n.args[0])
			}
			return
		}
		n.key = "call value"
	default:
		n.key = "call value"
	}
}

// calleeKey is the name by which a function is called. Those named init have none that stays the same: they are compared by what they do.
func calleeKey(fn *ssa.Function) string {
	if strings.HasPrefix(fn.Name(), "init#") {
		return "init#"
	}
	return fn.RelString(nil)
}

func (s *side) describeBuiltin(n *node, name string, c *ssa.CallCommon) {
	n.key = "builtin " + name + " " + s.typeKey(n.typOrNil())
	if n.op != opCall {
		return
	}
	switch name {
	case "len", "cap":
		n.op = opPure
		switch c.Args[0].Type().Underlying().(type) {
		case *types.Map, *types.Chan:
			n.op = opRead
		}
	case "real", "imag", "complex", "min", "max", "ssa:deferstack":
		n.op = opPure
	case "ssa:wrapnilchk":
		n.op, n.mayPanic = opPure, true
	}
}

func (n *node) typOrNil() types.Type {
	if n.typ == nil {
		return types.NewTuple()
	}
	return n.typ
}

// describeBinary brings comparisons into one form: x != y is !(x == y), and of whole numbers and strings x >= y is !(x < y), and x > y is y < x. Not of floats: NaN is neither.
func (s *side) describeBinary(n *node, i *ssa.BinOp) {
	t := s.typeKey(i.X.Type())
	b, basic := i.X.Type().Underlying().(*types.Basic)
	ordered := basic && b.Info()&(types.IsInteger|types.IsString) != 0
	n.op, n.key = opBin, i.Op.String()+" "+t+" "+s.typeKey(i.Y.Type())
	switch op := i.Op; {
	case op == token.EQL || op == token.NEQ:
		n.op, n.key, n.mayPanic = opEq, "== "+t+" "+s.typeKey(i.Y.Type()), !comparesSafely(i.X.Type()) || !comparesSafely(i.Y.Type())
		if isNilConst(i.X) || isNilConst(i.Y) {
			n.mayPanic = false
		}
		n.val = constant.MakeBool(op == token.NEQ)
	case ordered && (op == token.LSS || op == token.GEQ):
		n.key = "< " + t
		n.val = constant.MakeBool(op == token.GEQ)
	case ordered && (op == token.GTR || op == token.LEQ):
		n.key = "< " + t
		n.args[0], n.args[1] = n.args[1], n.args[0]
		n.val = constant.MakeBool(op == token.LEQ)
	case op == token.QUO || op == token.REM:
		c, ok := i.Y.(*ssa.Const)
		n.mayPanic = basic && b.Info()&types.IsInteger != 0 && !(ok && c.Value != nil && constant.Sign(c.Value) != 0) || !basic
	case op == token.SHL || op == token.SHR:
		y, ok := i.Y.Type().Underlying().(*types.Basic)
		n.mayPanic = !ok || y.Info()&types.IsUnsigned == 0
		if c, ok := i.Y.(*ssa.Const); ok && c.Value != nil && constant.Sign(c.Value) >= 0 {
			n.mayPanic = false
		}
	}
	if n.val != nil && constant.BoolVal(n.val) { // the node is the negation of a new one
		inner := &node{op: n.op, key: n.key, typ: n.typ, args: n.args, mayPanic: n.mayPanic, pos: n.pos, block: nil}
		n.op, n.key, n.args, n.mayPanic = opNot, "!", []*node{inner}, false
	}
	n.val = nil
}

func isNilConst(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// comparesSafely says whether == of two values of a type never panics: no interface may be in it.
func comparesSafely(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Chan, *types.Map, *types.Slice, *types.Signature:
		return true
	case *types.Array:
		return comparesSafely(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if !comparesSafely(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}

func (s *side) describeUnary(n *node, i *ssa.UnOp) {
	switch i.Op {
	case token.MUL:
		n.op, n.key, n.mayPanic = opLoad, "load", true
	case token.ARROW:
		n.op, n.key = opEffect, fmt.Sprint("receive ", i.CommaOk)
	case token.NOT:
		n.op, n.key = opNot, "!"
	default:
		n.op, n.key = opPure, i.Op.String()+" "+s.typeKey(i.Type())
	}
}

func isSlice(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

func typeparamsDeref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func resultKey(i int) string { return fmt.Sprint("result ", i) }

// structOf is the structure that a type is or points to.
func structOf(t types.Type) *types.Struct {
	u := typeparamsDeref(t).Underlying()
	if st, ok := u.(*types.Struct); ok {
		return st
	}
	// A type parameter whose types have one structure in common.
	if i, ok := u.(*types.Interface); ok {
		for e := range i.EmbeddedTypes() {
			if union, ok := e.(*types.Union); ok && union.Len() > 0 {
				e = union.Term(0).Type()
			}
			return structOf(e)
		}
	}
	panic("not a structure: " + t.String())
}
