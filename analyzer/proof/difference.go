package proof

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strings"
)

// explain says for people how two functions differ.
func (c *check) explain(u, v *unit, m *comparison) {
	b := m.bad
	d := Difference{Func: u.name, Pos: c.was(u.top.src.Pos()), Now: c.now(v.top.src.Pos()), Test: c.inTest(c.Before.Fset, u.top.src.Pos())}
	if b.f != nil {
		d.Pos, d.Now = c.was(b.f.before.src.Pos()), c.now(b.f.after.src.Pos())
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
	c.difference(d)
}

func (c *check) what(u, v *unit, b *mismatch) string {
	x, y := b.x, b.y
	switch {
	case b.why == "panics":
		return "`" + c.after.text(y) + "` may panic now"
	case x == nil && y == nil:
		return b.why
	case b.args[0] != nil && b.why == "operand":
		return c.operandText(x, y, b.args)
	case b.args[0] != nil:
		return fmt.Sprintf("where paths join, a variable is `%s` instead of `%s`", c.after.text(b.args[1]), c.before.text(b.args[0]))
	case b.why == "phi":
		return "other paths join"
	}
	mine, theirs := u.count(x) > v.count(x), v.count(y) > u.count(y)
	switch {
	case x != nil && x.isEffect() && x.op < opReturn && mine:
		return c.stepText(c.before, x, c.Before.Fset) + " is missing after the change"
	case y != nil && y.isEffect() && y.op < opReturn && theirs:
		return c.stepText(c.after, y, c.After.Fset) + " is new"
	case x != nil && y != nil && x.isEffect() && y.isEffect() && x.op < opReturn && y.op < opReturn:
		return fmt.Sprintf("`%s` runs before `%s` now", c.after.text(y), c.before.text(x))
	case x != nil && y != nil:
		return fmt.Sprintf("after the change comes `%s` instead of `%s`", c.after.text(y), c.before.text(x))
	case x != nil:
		return "`" + c.before.text(x) + "` is missing after the change"
	}
	return "`" + c.after.text(y) + "` is new"
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

func (c *check) operandText(x, y *node, args [2]*node) string {
	a, b := c.before.text(args[0]), c.after.text(args[1])
	switch {
	case x.op == opReturn:
		return fmt.Sprintf("the result is `%s` instead of `%s`", b, a)
	case x.op == opIf:
		return fmt.Sprintf("the condition is `%s` instead of `%s`", b, a)
	case x.op == opStore:
		return fmt.Sprintf("`%s` is stored instead of `%s`", b, a)
	}
	return fmt.Sprintf("`%s` gets `%s` instead of `%s`", c.before.text(x), b, a)
}

func (c *check) stepText(s *side, n *node, fset *token.FileSet) string {
	word := map[op]string{opCall: "call ", opGo: "", opDefer: "", opStore: "store "}[n.op]
	text := fmt.Sprintf("%s`%s`", word, s.text(n))
	if n.pos.IsValid() {
		p := fset.Position(n.pos)
		text += fmt.Sprintf(" at %s:%d", path.Base(p.Filename), p.Line)
	}
	return text
}

// text is a node as its source, where there is one.
func (s *side) text(n *node) string {
	n = find(n)
	if n.pos.IsValid() && n.op != opParam && n.op != opFree {
		if e := s.expr(n); e != nil {
			return types.ExprString(e)
		}
	}
	switch n.op {
	case opConst:
		if n.val != nil {
			return n.val.ExactString()
		}
		if isNilable(n.typ) {
			return "nil"
		}
		return "zero value"
	case opParam, opFree:
		return n.src.Name()
	case opNot:
		return "!" + s.text(n.args[0])
	case opPhi:
		return "one of several values"
	case opIf:
		return "if " + s.text(n.args[0])
	case opReturn:
		var out []string
		for _, a := range n.args {
			out = append(out, s.text(a))
		}
		return strings.TrimSpace("return " + strings.Join(out, ", "))
	case opClosure:
		return "func literal"
	case opLoad, opFieldAddr, opExtract, opBox, opConvert:
		if n.op == opFieldAddr {
			return s.text(n.args[0]) + "." + n.obj.Name()
		}
		return s.text(n.args[0])
	case opAlloc:
		return "variable"
	case opGlobal:
		return n.obj.Name()
	}
	if n.callee != nil {
		return n.callee.Name()
	}
	return n.key
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
		switch x := x.(type) {
		case *ast.CallExpr:
			if x.Lparen == n.pos {
				found = x
			}
		case *ast.SelectorExpr:
			if x.Sel.Pos() == n.pos && (n.op == opFieldAddr || n.op == opField) {
				found = x
			}
		case *ast.BinaryExpr:
			if x.OpPos == n.pos {
				found = x
			}
		case *ast.StarExpr:
			if x.Star == n.pos {
				found = x
			}
		case *ast.UnaryExpr:
			if x.OpPos == n.pos {
				found = x
			}
		case *ast.IndexExpr:
			if x.Lbrack == n.pos {
				found = x
			}
		case *ast.TypeAssertExpr:
			if x.Lparen == n.pos {
				found = x
			}
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
