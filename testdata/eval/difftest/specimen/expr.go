package specimen

import (
	"fmt"
	"strings"
)

// operand puts an expression into parentheses where it has an operator.
func (g *generator) operand(x func() string) string { return enclosed(x()) }

func enclosed(x string) string {
	if strings.ContainsAny(x, "&|=<>!%+") {
		return "(" + x + ")"
	}
	return x
}

// cond is a condition, of which the flag is a part more often than not.
func (g *generator) cond(depth int) string {
	if depth <= 0 {
		return g.leaf()
	}
	sub := func() string { return g.cond(depth - 1) }
	switch g.n(13) {
	case 0, 1, 2:
		return g.flag()
	case 3:
		return g.leaf()
	case 4, 5:
		return "!" + g.operand(sub)
	case 6:
		return g.operand(sub) + " && " + g.operand(sub)
	case 7:
		return g.operand(sub) + " || " + g.operand(sub)
	case 8: // whatever binds tighter
		return g.loose(sub) + " && " + g.loose(sub)
	case 9:
		return g.loose(sub) + " || " + g.loose(sub)
	case 10:
		return "(" + sub() + ")"
	case 11:
		return g.operand(sub) + [...]string{" == ", " != "}[g.n(2)] + g.operand(sub)
	}
	return g.compare()
}

// loose is an operand that may have operators of its own without parentheses, as long as nothing is compared twice.
func (g *generator) loose(x func() string) string {
	s := x()
	if strings.Contains(s, "==") || strings.Contains(s, "!=") {
		return enclosed(s)
	}
	return s
}

// leaf is a condition without operands.
func (g *generator) leaf() string {
	switch g.n(10) {
	case 1, 8, 9:
		return g.flag()
	case 2, 3:
		if v := g.pick(boolean); v != nil {
			return v.name
		}
	case 4:
		if v := g.pick(pointer); v != nil {
			return v.name + ".on"
		}
	case 5:
		return `flag.Bool("other")`
	case 6:
		if v := g.pick(closure); v != nil {
			return v.name + "()"
		}
	case 7:
		if v := g.pick(named); v != nil {
			return "bool(" + v.name + ")"
		}
	}
	return fmt.Sprintf("tr.B(%d)", g.mark())
}

// compare is a condition that compares.
func (g *generator) compare() string {
	switch g.n(5) {
	case 1:
		return g.str() + ` == "blue"`
	case 2:
		return g.num() + " > 1"
	case 3:
		if v := g.pick(fault); v != nil {
			return v.name + " != nil"
		}
	case 4:
		if v := g.pick(pointer); v != nil {
			return v.name + " != nil"
		}
	}
	return g.num() + " == " + g.num()
}

// num is a number.
func (g *generator) num() string {
	switch g.n(6) {
	case 1, 2:
		if v := g.pick(integer); v != nil {
			return v.name
		}
	case 3:
		if g.kind == Int {
			return g.value()
		}
	case 4:
		if v := g.pick(pointer); v != nil {
			return v.name + ".n"
		}
	case 5:
		return fmt.Sprint(g.n(4))
	}
	return fmt.Sprintf("tr.I(%d)", g.mark())
}

// str is a text.
func (g *generator) str() string {
	switch g.n(5) {
	case 1, 2:
		if v := g.pick(text); v != nil {
			return v.name
		}
	case 3:
		if g.kind == String {
			return g.value()
		}
	case 4:
		return [...]string{`"blue"`, `"green"`}[g.n(2)]
	}
	return fmt.Sprintf("tr.S(%d)", g.mark())
}

// expr is an expression that can be assigned to a variable of a type.
func (g *generator) expr(t typ) string {
	switch t {
	case integer:
		return g.num()
	case text:
		return g.str()
	case named:
		if g.maybe(3) {
			if v := g.pick(named); v != nil {
				return v.name
			}
		}
		return fmt.Sprintf("%s(%s)", g.switchType(), g.cond(1))
	case pointer:
		return g.pointed()
	case fault:
		if v := g.pick(fault); v != nil && g.maybe(2) {
			return v.name
		}
		return fmt.Sprintf("tr.Err(%d)", g.mark())
	case closure:
		return g.function()
	case dynamic:
		return fmt.Sprintf("any(%s)", g.cond(1))
	}
	return g.cond(2)
}

// pointed is a pointer to a record, or nil.
func (g *generator) pointed() string {
	if v := g.pick(pointer); v != nil && g.maybe(3) {
		return v.name
	}
	if g.maybe(3) {
		return fmt.Sprintf("&%s{on: %s, n: %s}", g.record(), g.cond(1), g.num())
	}
	name := g.record()
	g.declare("find", "func NAME(n int) *%s {\n\tif tr.Nil(n) {\n\t\treturn nil\n\t}\n\treturn &%s{n: n}\n}", name, name)
	return fmt.Sprintf("find%s(%d)", g.id, g.mark())
}

// function is a function literal that gives a condition.
func (g *generator) function() string {
	if g.maybe(3) {
		return "func() bool {\n" + g.body(&function{results: []typ{boolean}}, nil) + "}"
	}
	return fmt.Sprintf("func() bool { return %s }", g.cond(1))
}

// any is a value to be recorded.
func (g *generator) any() string {
	switch g.n(6) {
	case 1:
		return g.num()
	case 2:
		return g.str()
	case 3:
		return g.expr(named)
	case 4:
		if v := g.pick(fault); v != nil {
			return v.name
		}
	case 5:
		if v := g.pick(dynamic); v != nil {
			return v.name
		}
	}
	return g.cond(2)
}
