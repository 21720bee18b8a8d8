package proof

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// force is what is fixed in a version, by where it stands.
type force struct {
	calls   map[token.Pos][]*Forced // by the opening parenthesis; several where they hold for different keys
	exprs   map[ast.Expr]*Forced
	pure    map[token.Pos]bool
	reads   int
	ignored []ast.Node
	code    Code
	found   map[*node]*Forced // reads
	assume  func(AssumptionCode, token.Pos, string)
}

func newForce(code Code, assume func(AssumptionCode, token.Pos, string)) *force {
	f := &force{calls: map[token.Pos][]*Forced{}, exprs: map[ast.Expr]*Forced{}, pure: pureCalls(code), ignored: code.Ignored, code: code, found: map[*node]*Forced{}, assume: assume}
	for i := range code.Forced {
		fixed := &code.Forced[i]
		if call, ok := ast.Unparen(fixed.Expr).(*ast.CallExpr); ok {
			f.calls[call.Lparen] = append(f.calls[call.Lparen], fixed)
			continue
		}
		f.exprs[ast.Unparen(fixed.Expr)] = fixed
		if sel, ok := ast.Unparen(fixed.Expr).(*ast.SelectorExpr); ok {
			f.exprs[sel.Sel] = fixed // of a variable of a package the builder sees the name alone
		}
		f.reads++
	}
	return f
}

// without takes the rows that declare the key out of the literals that hold them while SSA is built, since that the elements after one have another index is no difference. What it gives puts them back.
func (f *force) without() (restore func()) {
	if f == nil || len(f.ignored) == 0 {
		return func() {}
	}
	ignored := map[ast.Node]bool{}
	for _, n := range f.ignored {
		ignored[n] = true
	}
	old := map[*ast.CompositeLit][]ast.Expr{}
	for _, p := range f.code.Packages {
		for _, file := range p.Files {
			if !slices.ContainsFunc(f.ignored, func(n ast.Node) bool { return within(n.Pos(), file) }) {
				continue
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.CompositeLit)
				if !ok || !slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool { return ignored[e] }) {
					return true
				}
				if _, array := p.Info.TypeOf(lit).Underlying().(*types.Array); array {
					return true
				}
				old[lit] = lit.Elts
				lit.Elts = slices.DeleteFunc(slices.Clone(lit.Elts), func(e ast.Expr) bool { return ignored[e] })
				return true
			})
		}
	}
	return func() {
		for lit, elts := range old {
			lit.Elts = elts
		}
	}
}

func within(pos token.Pos, n ast.Node) bool { return n.Pos() <= pos && pos < n.End() }

// read notes that a value is what a forced expression that is not a call reads.
func (f *force) read(s *side, u *unit, ref *ssa.DebugRef) {
	if f == nil {
		return
	}
	fixed := f.exprs[ref.Expr]
	if fixed == nil {
		return
	}
	switch ref.X.(type) {
	case *ssa.UnOp, *ssa.Field, *ssa.Lookup, *ssa.Index, *ssa.Call, *ssa.Extract, *ssa.TypeAssert:
		f.found[s.value(u, ref.X)] = fixed
	}
}

// forceUnit puts the values in the places of what is forced, and takes out what is ignored.
func (s *side) forceUnit(u *unit) {
	f := s.force
	if f == nil {
		return
	}
	u.silent = map[*node]bool{}
	ignored := map[*node]bool{}
	for _, fn := range u.functions {
		for _, b := range fn.blocks {
			for _, n := range b.code {
				fixed := f.found[n]
				if (n.op == opCall || n.op == opGo || n.op == opDefer) && fixed == nil {
					fixed = n.condition(f.calls[n.pos])
				}
				n.asks = n.op == opCall && f.pure[n.pos]
				u.fixed = u.fixed || fixed != nil || len(n.keys) > 0
				switch {
				case fixed != nil && n.op != opCall && n.op >= opCall:
					s.force.assume(Evaluation, n.pos, "the evaluation gives a value that nobody gets, and nothing needs what else it does")
					ignored[n] = true
				case fixed != nil:
					s.fix(u, n, fixed)
				case f.ignores(s, n, fn):
					ignored[n] = true
					if n.held() != nil && !u.test {
						s.overlooked = append(s.overlooked, n)
					}
				}
			}
		}
	}
	u.keepHeld(ignored)
	if len(ignored) > 0 {
		u.fixed = true
		s.ignore(u, ignored)
	}
}

// fix makes a node the value that it is fixed to.
func (s *side) fix(u *unit, n *node, fixed *Forced) {
	u.feed(n, fixed.Pure)
	s.force.assume(Evaluation, n.pos, "the evaluation gives "+fixed.Value.String()+", and nothing needs what else it does")
	tuple, several := n.typ.(*types.Tuple)
	if !several {
		if fixed.Field == "" {
			n.become(u.constant(s, rounded(fixed.Value, n.typ), n.typ))
			return
		}
		s.record(n, fixed)
		return
	}
	n.op, n.key, n.args, n.mayPanic = opForced, "forced", nil, false
	for _, b := range n.block.fn.blocks {
		for _, x := range b.code {
			if x.op != opExtract || x.args[0] != n {
				continue
			}
			switch {
			case x.index == fixed.Result && fixed.Field != "":
				s.record(x, fixed)
			case x.index == fixed.Result:
				x.become(u.constant(s, rounded(fixed.Value, x.typ), x.typ))
			default:
				if !isError(tuple.At(x.index).Type()) {
					s.force.assume(OtherResult, n.pos, "the evaluation's other result is the zero value")
				}
				x.become(u.constant(s, nil, x.typ))
			}
		}
	}
}

// rounded is a value as a type holds it.
func rounded(val constant.Value, t types.Type) constant.Value {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return val
	}
	switch {
	case b.Kind() == types.Float32:
		f, _ := constant.Float32Val(constant.ToFloat(val))
		return constant.MakeFloat64(float64(f))
	case b.Info()&types.IsFloat != 0:
		f, _ := constant.Float64Val(constant.ToFloat(val))
		return constant.MakeFloat64(f)
	case b.Info()&types.IsInteger != 0:
		return constant.ToInt(val)
	}
	return val
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// record makes a node a structure of which one field is known.
func (s *side) record(n *node, fixed *Forced) {
	n.op, n.args, n.mayPanic = opForced, nil, false
	n.key = "forced " + fixed.Field
	n.val = fixed.Value
}

// ignores says whether a step stands in something ignored, and not in a function literal within it.
func (f *force) ignores(s *side, n *node, fn *function) bool {
	if !n.isEffect() || n.op >= opRunDefers || !n.pos.IsValid() {
		return false
	}
	if o := n.held(); o != nil && !fn.home.test && !s.absent[origin(o)] {
		return false // somebody may look at what is stored
	}
	for _, i := range f.ignored {
		if within(n.pos, i) {
			syntax := fn.src.Syntax()
			return syntax == nil || !(i.Pos() <= syntax.Pos() && syntax.End() <= i.End())
		}
	}
	return false
}

// held is the variable or field in which a step stores something, or nil.
func (n *node) held() types.Object {
	if n.op == opStore && (n.args[0].op == opGlobal || n.args[0].op == opFieldAddr) {
		return n.args[0].obj
	}
	return nil
}

// keepHeld keeps of what is ignored that which computes the value of a variable or field: of one that stays, and of one that is a number, string or truth value, which is no handle of the flag.
func (u *unit) keepHeld(ignored map[*node]bool) {
	seen := map[*node]bool{}
	var keep func(*node)
	keep = func(n *node) {
		n = find(n)
		if seen[n] {
			return
		}
		seen[n] = true
		delete(ignored, n)
		for i := range n.args {
			if a := n.arg(i); a.op != opPhi && a.op != opAlloc {
				keep(a)
			}
		}
	}
	for _, fn := range u.functions {
		for _, b := range fn.blocks {
			for _, n := range b.code {
				if n.held() != nil && !u.test && (!ignored[n] || isPlain(n.arg(1).typ)) {
					keep(n.arg(1))
				}
			}
		}
	}
}

// ignore takes steps out, and with them what only handles their results: a call of a function that restores, a deferred one, one that registers it. A context that goes in and comes out is the one that went in.
func (s *side) ignore(u *unit, ignored map[*node]bool) {
	for again := true; again; {
		again = false
		for _, fn := range u.functions {
			used := fn.uses()
			for _, b := range fn.blocks {
				for _, n := range b.code {
					if ignored[n] || n.forward != nil || n.op != opCall && n.op != opGo && n.op != opDefer || len(used[n]) > 0 {
						continue
					}
					if slices.ContainsFunc(n.args, func(a *node) bool { return fromIgnored(find(a), ignored) }) {
						ignored[n], again = true, true
					}
				}
			}
		}
	}
	for _, fn := range u.functions {
		for _, b := range fn.blocks {
			b.code = slices.DeleteFunc(b.code, func(n *node) bool {
				if n.op == opExtract && ignored[n.args[0]] {
					passThrough(n, n.args[0].args)
				}
				if ignored[n] {
					u.feed(n, true)
					passThrough(n, n.args)
				}
				return ignored[n]
			})
		}
	}
}

func fromIgnored(n *node, ignored map[*node]bool) bool {
	return ignored[n] || n.op == opExtract && ignored[find(n.args[0])]
}

func passThrough(n *node, args []*node) {
	if n.typ == nil || n.typ.String() != "context.Context" {
		return
	}
	for _, a := range args {
		if a != nil && a.typ != nil && types.Identical(a.typ, n.typ) {
			n.become(a)
			return
		}
	}
}
