package specimen

import (
	"fmt"
)

// define declares a variable by :=, mostly with the flag in it.
func (g *generator) define() string {
	t := []typ{boolean, boolean, integer, text, named, pointer, fault, closure, dynamic}[g.n(9)]
	x := g.expr(t)
	switch {
	case t == boolean && g.maybe(3):
		x = g.flag()
	case t == integer && g.maybe(3):
		x = fmt.Sprintf("6 / tr.I(%d)", g.mark()) // which panics, once in a while; beside other operands Go would not say which comes first
	}
	if t == text && g.kind == String || t == integer && g.kind == Int {
		if g.maybe(2) {
			x = g.value()
		}
	}
	return g.fresh(t).name + " := " + x + "\n"
}

// variables declares variables by var.
func (g *generator) variables() string {
	t := []typ{boolean, integer, text, named}[g.n(4)]
	switch g.n(3) {
	case 1:
		x := g.expr(t)
		return fmt.Sprintf("var %s %s = %s\n", g.fresh(t).name, g.typeText(t), x)
	case 2:
		x, y := g.expr(t), g.cond(1)
		return fmt.Sprintf("var (\n%s = %s\n%s = %s // other\n)\n", g.fresh(t).name, x, g.fresh(boolean).name, y)
	}
	return fmt.Sprintf("var %s %s\n", g.fresh(t).name, g.typeText(t))
}

// two declares two variables, one of which may be the flag and the other its error.
func (g *generator) two() string {
	s := g.scopes[len(g.scopes)-1]
	method := [...]string{"BoolErr", "StringErr", "IntErr"}[g.kind]
	kind := [...]typ{boolean, text, integer}[g.kind]
	switch g.n(4) {
	case 1:
		x, y := g.cond(1), g.num()
		return fmt.Sprintf("%s, %s := %s, %s\n", g.fresh(boolean).name, g.fresh(integer).name, x, y)
	case 2:
		m := g.mark()
		g.mark()
		a, err := g.fresh(boolean).name, "err"
		if !s.has("err") {
			g.add("err", fault)
		} else if g.lookup("err").typ != fault {
			err = "_"
		}
		return fmt.Sprintf("%s, %s := tr.Two(%d)\n", a, err, m)
	}
	def := [...]string{"false", `""`, "0"}[g.kind]
	call := fmt.Sprintf("client.%s(tr.Ctx(%d), %q, %s)", method, g.mark(), g.key, def)
	if g.maybe(4) {
		return fmt.Sprintf("%s, _ := %s\n", g.fresh(kind).name, call)
	}
	if s.has("err") && g.lookup("err").typ != fault {
		return fmt.Sprintf("%s, _ := %s\n", g.fresh(kind).name, call)
	}
	v := g.fresh(kind)
	if !s.has("err") {
		g.add("err", fault)
	}
	out := fmt.Sprintf("%s, err := %s\n", v.name, call)
	if g.n(3) > 0 {
		g.lookup("err").used = true
		out += fmt.Sprintf("if err != nil {\n%s%s}\n", g.trace(), g.ret())
	}
	return out
}

// record1 declares a record with the flag in it.
func (g *generator) record1() string {
	x, y := g.cond(1), g.num()
	name := g.record()
	return fmt.Sprintf("%s := &%s{\non: %s, // whether\nn: %s,\n}\n", g.fresh(pointer).name, name, x, y)
}

// collect keeps closures that see the variable of a loop, and calls them.
func (g *generator) collect() string {
	list := fmt.Sprintf("list%d", g.mark())
	g.open()
	i := g.add("i", integer)
	i.used, i.fixed = true, true
	x := g.cond(1)
	g.close()
	return fmt.Sprintf("var %s []func() bool\nfor i := range 2 {\n%s = append(%s, func() bool {\ntr.Use(%d, i)\nreturn %s\n})\n}\nfor _, f := range %s {\ntr.Use(%d, f())\n}\n",
		list, list, list, g.mark(), x, list, g.mark())
}

// assign assigns to a variable.
func (g *generator) assign() string {
	list := g.visible(func(v *variable) bool { return !v.fixed })
	if len(list) == 0 {
		return g.trace()
	}
	v := list[len(list)-1-g.n(len(list))]
	if g.maybe(6) {
		if others := g.visible(func(w *variable) bool { return !w.fixed && w != v && w.typ == boolean }); len(others) > 0 {
			w := others[g.n(len(others))]
			return fmt.Sprintf("%s, %s = %s, %s\n", v.name, w.name, g.another(v), g.expr(boolean))
		}
	}
	return v.name + " = " + g.another(v) + "\n"
}

// another is a value for a variable. One that holds a function gets none that may call it, which would never end.
func (g *generator) another(v *variable) string {
	if v.typ == closure {
		return fmt.Sprintf("func() bool { return %s }", g.condition())
	}
	return g.expr(v.typ)
}

// compound assigns by an operator.
func (g *generator) compound() string {
	fits := func(t typ) []*variable {
		return g.visible(func(v *variable) bool { return v.typ == t && !v.fixed })
	}
	switch ints, bools := fits(integer), fits(boolean); {
	case len(ints) > 0 && g.n(2) == 0:
		v := ints[len(ints)-1]
		if g.n(4) == 0 {
			return v.name + "++\n"
		}
		return fmt.Sprintf("%s %s= %s\n", v.name, [...]string{"+", "|", "-"}[g.n(3)], g.num())
	case len(bools) > 0:
		v := bools[len(bools)-1]
		v.used = true
		return fmt.Sprintf("%s = %s %s %s\n", v.name, v.name, [...]string{"&&", "||"}[g.n(2)], g.operand(func() string { return g.cond(1) }))
	}
	return g.trace()
}

// storeField assigns to a field of a record.
func (g *generator) storeField() string {
	if v := g.pick(pointer); v != nil {
		if g.maybe(2) {
			return fmt.Sprintf("%s.n += %s\n", v.name, g.num())
		}
		return fmt.Sprintf("%s.on = %s\n", v.name, g.cond(1))
	}
	return g.trace()
}
