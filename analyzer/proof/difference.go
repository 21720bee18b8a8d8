package proof

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
)

// explain says for people how two functions differ.
func (c *check) explain(u, v *unit, m *comparison) {
	b := m.bad
	d := Difference{Func: u.name, Pos: c.was(u.top.src.Pos()), Now: c.now(v.top.src.Pos()), Test: c.inTest(c.Before.Fset, u.top.src.Pos())}
	if b.f != nil {
		d.Pos, d.Now = c.was(b.f.before.src.Pos()), c.now(b.f.after.src.Pos())
		d.Test = d.Test || u.test || c.inTest(c.Before.Fset, b.f.before.src.Pos())
	}
	if b.x != nil && b.x.pos.IsValid() {
		d.Pos = c.was(b.x.pos)
		d.Test = d.Test || c.inTest(c.Before.Fset, b.x.pos)
	}
	if b.y != nil && b.y.pos.IsValid() {
		d.Now = c.now(b.y.pos)
		d.Test = d.Test || c.inTest(c.After.Fset, b.y.pos)
	}
	d.What = c.what(u, v, b)
	switch { // of a function that only one side has, the steps stand in the place of its call
	case b.x != nil && b.x.site != nil:
		d.What += ", in " + c.stepText(c.before, b.x.site, c.Before.Fset)
	case b.y != nil && b.y.site != nil:
		d.What += ", in " + c.stepText(c.after, b.y.site, c.After.Fset)
	}
	c.difference(d)
	if !d.Test {
		c.unseen(u, v)
	}
}

// unseen notes the packages of the functions that the new code calls less often, and whose bodies are not known.
func (c *check) unseen(u, v *unit) {
	u.each(func(n *node) {
		if n.callee == nil || n.obj == nil || n.obj.Pkg() == nil || c.before.body(n.callee) != nil || u.count(n) <= v.count(n) {
			return
		}
		if path := n.obj.Pkg().Path(); !slices.Contains(c.result.Unseen, path) {
			c.result.Unseen = append(c.result.Unseen, path)
		}
	})
}

func (c *check) what(u, v *unit, b *mismatch) string {
	x, y := b.x, b.y
	switch {
	case b.why == "panics" && c.after.asksOnly(y, maxReading):
		return "`" + c.after.text(y) + "` is evaluated now"
	case b.why == "panics":
		return "`" + c.after.text(y) + "` may panic now"
	case x == nil && y == nil:
		return b.why
	case b.args[0] != nil && b.why == "operand":
		return c.operandText(x, b.args)
	case b.args[0] != nil:
		return fmt.Sprintf("where paths join, a variable is `%s` instead of `%s`", c.after.text(b.args[1]), c.before.text(b.args[0]))
	case b.why == "phi":
		return "other paths join"
	}
	return c.stepsText(u, v, x, y)
}

// stepsText says which step differs; nil is one that a side does not have.
func (c *check) stepsText(u, v *unit, x, y *node) string {
	acts := func(n *node) bool { return n != nil && n.isEffect() && n.op < opReturn }
	ends := func(n *node) bool { return n == nil || n.op >= opReturn && n.op != opIf }
	switch {
	case acts(x) && u.count(x) > v.count(x):
		return c.stepText(c.before, x, c.Before.Fset) + " is missing after the change"
	case acts(y) && v.count(y) > u.count(y):
		return c.stepText(c.after, y, c.After.Fset) + " is new"
	case acts(x) && acts(y):
		return fmt.Sprintf("%s runs before %s now", c.after.quoted(y), c.before.quoted(x))
	case y == nil || ends(y) && !ends(x):
		return c.before.quoted(x) + " is missing after the change"
	case x == nil || ends(x) && !ends(y):
		return c.after.quoted(y) + " is new"
	}
	is, was := c.after.quoted(y), c.before.quoted(x)
	if is == was {
		return is + " leads elsewhere"
	}
	return fmt.Sprintf("after the change comes %s instead of %s", is, was)
}

// count says how many steps do what n does.
func (u *unit) count(n *node) int {
	k := 0
	if n != nil {
		u.each(func(m *node) {
			if m.op == n.op && m.key == n.key {
				k++
			}
		})
	}
	return k
}

func (c *check) operandText(x *node, args [2]*node) string {
	a, b := c.before.text(args[0]), c.after.text(args[1])
	instead := fmt.Sprintf("`%s` instead of `%s`", b, a)
	if a == b {
		instead = fmt.Sprintf("another `%s`", a)
	}
	switch {
	case x.op == opReturn:
		return "the result is " + instead
	case x.op == opIf:
		return "the condition is " + instead
	case x.op == opStore && find(x.args[0]) == args[0]:
		return "what is stored to is " + instead
	case x.op == opStore:
		return "what is stored is " + instead
	}
	return fmt.Sprintf("`%s` gets %s", c.before.text(x), instead)
}

func (c *check) stepText(s *side, n *node, fset *token.FileSet) string {
	word := map[op]string{opCall: "call ", opGo: "", opDefer: ""}[n.op]
	text := fmt.Sprintf("%s`%s`", word, s.text(n))
	if n.pos.IsValid() {
		p := fset.Position(n.pos)
		text += fmt.Sprintf(" at %s:%d", path.Base(p.Filename), p.Line)
	}
	return text
}

// quoted is a step as part of a sentence.
func (s *side) quoted(n *node) string {
	if n.op == opJump {
		return "the end of a branch"
	}
	return "`" + s.text(n) + "`"
}

// text is a node as its source, where there is one, or what the source might be.
func (s *side) text(n *node) string {
	n = find(n)
	if n.pos.IsValid() && n.op != opParam && n.op != opFree {
		if e := s.expr(n); e != nil {
			return types.ExprString(e)
		}
	}
	arg := func(i int) string {
		if i >= len(n.args) {
			return "…"
		}
		return s.text(n.args[i])
	}
	switch n.op {
	case opConst:
		return constText(n)
	case opParam, opFree:
		return cmp.Or(n.name, "parameter")
	case opGlobal:
		return n.obj.Name()
	case opAlloc:
		return allocText(n)
	case opNot:
		return "!" + arg(0)
	case opPhi:
		return "one of several values"
	case opClosure:
		return "func literal"
	case opField, opFieldAddr:
		return arg(0) + "." + n.obj.Name()
	case opIndexAddr:
		if n.arg(1).op == opBin {
			return arg(0) + "[i]" // of a range the builder counts by itself
		}
		return arg(0) + "[" + arg(1) + "]"
	case opEq:
		return arg(0) + " == " + arg(1)
	case opBin:
		word, _, _ := strings.Cut(n.key, " ")
		return arg(0) + " " + word + " " + arg(1)
	case opLoad, opExtract, opBox, opConvert, opAssert:
		return arg(0)
	case opStore:
		return arg(0) + " = " + arg(1)
	case opIf:
		return "if " + arg(0)
	case opReturn:
		var out []string
		for i := range n.args {
			out = append(out, arg(i))
		}
		return strings.TrimSpace("return " + strings.Join(out, ", "))
	case opRunDefers:
		return "the deferred calls"
	}
	if n.callee != nil {
		return n.callee.Name() + "(…)"
	}
	switch word, rest, _ := strings.Cut(n.key, " "); {
	case n.key == "map update":
		return arg(0) + "[" + arg(1) + "] = " + arg(2)
	case word == "lookup":
		return arg(0) + "[" + arg(1) + "]"
	case word == "send":
		return arg(0) + " <- " + arg(1)
	case word == "receive":
		return "<-" + arg(0)
	case word == "slice":
		return arg(0)
	case word == "range":
		return "range " + arg(0)
	case word == "next":
		return "the next round of a loop"
	case word == "builtin":
		name, _, _ := strings.Cut(rest, " ")
		return name + "(…)"
	case strings.HasPrefix(n.key, "call value"):
		return arg(0) + "(…)"
	case strings.HasPrefix(n.key, structKey):
		return typeText(n.typ) + "{…}"
	}
	return n.key
}

func constText(n *node) string {
	switch {
	case n.val != nil:
		return n.val.ExactString()
	case n.typ != nil && isNilable(n.typ):
		return "nil"
	}
	return "zero value"
}

// allocText is a variable by its name; the builder's words for those without one tell what they are.
func allocText(n *node) string {
	switch t := typeText(elem(n)); n.name {
	case "complit":
		return t + "{…}"
	case "varargs":
		return "arguments"
	case "slicelit", "makeslice":
		return "[]" + strings.TrimLeft(t, "[0123456789]") + "{…}"
	case "new":
		return "new(" + t + ")"
	case "":
		return "variable"
	}
	return n.name
}

// typeText is a type without the paths of packages.
func typeText(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return "" })
}

// expr is the source of a node: what the builder takes its position from.
func (s *side) expr(n *node) ast.Expr {
	f := s.file(n.pos)
	if f == nil {
		return nil
	}
	var found ast.Expr
	ast.Inspect(f, func(x ast.Node) bool {
		if x == nil || found != nil || !within(n.pos, x) {
			return false
		}
		at := token.NoPos // what SSA gives as the position of the instruction
		switch x := x.(type) {
		case *ast.CallExpr:
			at = x.Lparen
		case *ast.SelectorExpr:
			if n.op == opFieldAddr || n.op == opField {
				at = x.Sel.Pos()
			}
		case *ast.BinaryExpr:
			at = x.OpPos
		case *ast.StarExpr:
			at = x.Star
		case *ast.UnaryExpr:
			at = x.OpPos
		case *ast.IndexExpr:
			at = x.Lbrack
		case *ast.TypeAssertExpr:
			at = x.Lparen
		}
		if at == n.pos {
			found, _ = x.(ast.Expr)
		}
		return found == nil
	})
	return found
}

func (s *side) file(pos token.Pos) *ast.File {
	for _, p := range s.packages {
		for _, f := range p.Files {
			if f.FileStart <= pos && pos < f.FileEnd {
				return f
			}
		}
	}
	return nil
}
