package specimen

import (
	"fmt"
	"strings"
)

// within makes the inside of a statement that break, or continue, may leave, and puts its label before it where one is wanted.
func (g *generator) within(loop bool, make func() string) string {
	g.labels++
	t := &target{label: fmt.Sprintf("L%d", g.labels), loop: loop}
	g.fn.targets = append(g.fn.targets, t)
	out := make()
	g.fn.targets = g.fn.targets[:len(g.fn.targets)-1]
	if t.wanted {
		out = t.label + ":\n" + out
	}
	return out
}

// clause is the inside of a case.
func (g *generator) clause(vars ...*variable) string {
	g.open().vars = vars
	defer g.close()
	return g.inside()
}

// tagless is a switch over conditions.
func (g *generator) tagless() string {
	return g.within(false, func() string {
		g.open()
		defer g.close()
		out := "switch {\n"
		if g.maybe(4) {
			init := strings.TrimSuffix(g.init(), "\n")
			out = "switch " + init + "; {\n"
			for _, v := range g.scopes[len(g.scopes)-1].vars {
				v.used = true
				out += fmt.Sprintf("case %s:\n%s", g.asCondition(v), g.trace())
			}
		}
		n := 1 + g.n(3)
		for i := range n {
			out += "case " + g.cond(2)
			if g.maybe(4) {
				out += ", " + g.cond(1)
			}
			out += ":\n" + g.through(g.clause(), i < n-1)
		}
		if g.maybe(2) {
			out += "default:\n" + g.clause()
		}
		return out + "}\n"
	})
}

// through has a case fall through to the next, at times.
func (g *generator) through(clause string, more bool) string {
	if more && g.maybe(4) {
		return clause + "fallthrough\n"
	}
	return clause
}

// asCondition is a variable as a condition.
func (g *generator) asCondition(v *variable) string {
	switch v.typ {
	case integer:
		return v.name + " == 3"
	case text:
		return v.name + ` == "green"`
	case fault:
		return v.name + " != nil"
	case named:
		return "bool(" + v.name + ")"
	}
	return v.name
}

// tagged is a switch over a number or a condition.
func (g *generator) tagged() string {
	return g.within(false, func() string {
		var out string
		var cases []string
		if g.n(2) == 0 {
			out, cases = fmt.Sprintf("switch %s {\n", g.num()), []string{"1", "2, 3", g.num() + "+4"}
		} else {
			out, cases = fmt.Sprintf("switch %s {\n", g.operand(func() string { return g.cond(1) })), []string{"true", g.cond(1), "false"}
		}
		n := 1 + g.n(3)
		for i, c := range cases[:n] {
			out += "case " + c + ":\n" + g.through(g.clause(), i < n-1)
		}
		if g.maybe(2) {
			out += "default:\n" + g.clause()
		}
		return out + "}\n"
	})
}

// valueSwitch is a switch over the flag itself.
func (g *generator) valueSwitch() string {
	return g.within(false, func() string {
		cases := [...][]string{Bool: {"true", "false"}, String: {`"blue"`, `"green", "red"`, `"other"`}, Int: {"1", "2, 7", "3"}}[g.kind]
		out := fmt.Sprintf("switch %s {\n", enclosedLit(g.value()))
		n := 1 + g.n(len(cases))
		for i, c := range cases[:n] {
			out += "case " + c + ":\n" + g.through(g.clause(), i < n-1)
		}
		if g.maybe(2) {
			out += "default:\n" + g.clause()
		}
		return out + "}\n"
	})
}

// enclosedLit puts what begins with a type into parentheses.
func enclosedLit(x string) string {
	if strings.HasPrefix(x, "[]") || strings.HasPrefix(x, "func") {
		return "(" + x + ")"
	}
	return x
}

// typeSwitch is a switch over types.
func (g *generator) typeSwitch() string {
	return g.within(false, func() string {
		x := fmt.Sprintf("tr.Any(%d)", g.mark())
		if g.maybe(2) {
			x = fmt.Sprintf("any(%s)", g.cond(1))
		}
		out := fmt.Sprintf("switch v := %s.(type) {\ncase bool:\n%scase int:\n%s", x, g.clause(&variable{name: "v", typ: boolean}), g.clause(&variable{name: "v", typ: integer}))
		if g.maybe(2) {
			out += "default:\n" + g.clause(&variable{name: "v", typ: dynamic})
		}
		return out + "}\n"
	})
}

// loop is a for.
func (g *generator) loop() string {
	return g.within(true, func() string {
		g.open()
		defer g.close()
		switch g.n(5) {
		case 1:
			return fmt.Sprintf("for %s ", enclosedCond(g.cond(2))) + strings.Replace(g.block(), "{\n", "{\n"+g.trace(), 1) + "\n"
		case 2:
			i := g.add("i", integer)
			i.used, i.fixed = true, true
			return fmt.Sprintf("for i := 0; i < 3 && %s; i++ ", g.operand(func() string { return g.cond(1) })) + g.block() + "\n"
		case 3:
			return fmt.Sprintf("for {\n%sif %s {\nbreak\n}\n%s}\n", g.trace(), g.cond(2), g.clause())
		}
		i := g.add("i", integer)
		i.used, i.fixed = true, true
		return "for i := 0; i < 2; i++ " + g.block() + "\n"
	})
}

// enclosedCond keeps a composite literal from being taken for a block.
func enclosedCond(x string) string {
	if strings.HasPrefix(x, "func") || strings.HasPrefix(x, "map") || strings.HasPrefix(x, "[]") {
		return "(" + x + ")"
	}
	return x
}

// each is a for with a range.
func (g *generator) each() string {
	return g.within(true, func() string {
		g.open()
		defer g.close()
		switch g.n(5) {
		case 1:
			g.add("i", integer).fixed = true
			return fmt.Sprintf("for i := range tr.Seq(%d) ", g.mark()) + g.initBlock() + "\n"
		case 2:
			g.add("k", text).fixed = true
			g.add("i", integer)
			return fmt.Sprintf("for k, i := range tr.Map(%d) ", g.mark()) + g.initBlock() + "\n"
		case 3:
			return "for range 2 " + g.block() + "\n"
		case 4:
			g.add("i", integer)
			return "for i := range 3 " + g.initBlock() + "\n"
		}
		g.add("x", integer)
		return fmt.Sprintf("for _, x := range tr.Slice(%d) ", g.mark()) + g.initBlock() + "\n"
	})
}

// selected is a select of which one case is ready.
func (g *generator) selected() string {
	return g.within(false, func() string {
		out := "select {\n"
		switch g.n(4) {
		case 1:
			out += fmt.Sprintf("case x := <-tr.Ready(%d):\n%s", g.mark(), g.clause(&variable{name: "x", typ: integer}))
		case 2:
			out += fmt.Sprintf("case tr.Ready(%d) <- %s:\n%s", g.mark(), g.num(), g.clause())
		case 3:
			out += fmt.Sprintf("default:\n%s", g.clause())
		default:
			out += fmt.Sprintf("case <-tr.Ready(%d):\n%s", g.mark(), g.clause())
		}
		if g.maybe(2) {
			out += fmt.Sprintf("case <-tr.Never(%d):\n%s", g.mark(), g.clause())
		}
		return out + "}\n"
	})
}

// jump is a goto with its label.
func (g *generator) jump() string {
	g.labels++
	label := fmt.Sprintf("G%d", g.labels)
	s := g.scopes[len(g.scopes)-1]
	if g.maybe(3) {
		return fmt.Sprintf("%s:\n%sif %s {\ngoto %s\n}\n", label, g.trace(), g.cond(2), label)
	}
	was := s.closed
	s.closed = true
	defer func() { s.closed = was }()
	return fmt.Sprintf("if %s {\n%sgoto %s\n}\n%s%s:\n%s", g.cond(2), g.trace(), label, g.list(1+g.n(2)), label, g.trace())
}
