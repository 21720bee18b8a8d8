package specimen

import (
	"fmt"
	"strings"
)

// unit is the text of a unit.
func (g *generator) unit() string {
	fn := &function{}
	for range g.n(3) {
		fn.results = append(fn.results, []typ{boolean, integer, named, text, fault}[g.n(5)])
	}
	if len(fn.results) > 0 && g.maybe(2) {
		for i := range fn.results {
			fn.names = append(fn.names, []string{"res", "err"}[i])
		}
	}
	var params []*variable
	for range g.n(4) {
		params = append(params, &variable{name: []string{"a", "on", "p"}[len(params)], typ: []typ{boolean, boolean, pointer, integer}[g.n(4)], used: true})
	}
	var list, args, holders, results []string
	for _, v := range params {
		list = append(list, v.name+" "+g.typeText(v.typ))
		if v.typ == boolean && v.name == "on" {
			args = append(args, g.condition())
		} else {
			args = append(args, g.expr(v.typ))
		}
	}
	for i, t := range fn.results {
		result := g.typeText(t)
		if fn.names != nil {
			result = fn.names[i] + " " + result
		}
		results = append(results, result)
		holders = append(holders, []string{"x", "y"}[i])
	}
	work := fmt.Sprintf("%sfunc work%s(%s) (%s) {\n%s}\n\n", g.comment(), g.id, strings.Join(list, ", "), strings.Join(results, ", "), g.body(fn, params))
	call := fmt.Sprintf("work%s(%s)", g.id, strings.Join(args, ", "))
	run := call + "\n"
	if len(holders) > 0 {
		run = fmt.Sprintf("%s := %s\n\ttr.Use(%d, %s)\n", strings.Join(holders, ", "), call, g.mark(), strings.Join(holders, ", "))
	}
	return fmt.Sprintf("// Run%s runs the specimen.\nfunc Run%s() {\n\t%s}\n\n%s%s", g.id, g.id, run, work, g.decls.String())
}

// body is the inside of a function.
func (g *generator) body(fn *function, params []*variable) string {
	outer := g.fn
	g.fn = fn
	defer func() { g.fn = outer }()
	fn.bottom = len(g.scopes)
	s := g.open()
	s.vars = append(s.vars, params...)
	for i, name := range fn.names {
		s.vars = append(s.vars, &variable{name: name, typ: fn.results[i], used: true})
	}
	defer g.close()
	return g.list(1+g.n(5)) + g.last()
}

// last is the end of a function.
func (g *generator) last() string {
	if len(g.fn.results) == 0 {
		return ""
	}
	ret := g.ret
	switch g.n(7) {
	case 1:
		return fmt.Sprintf("if %s {\n%s} else {\n%s}\n", g.cond(2), ret(), ret())
	case 2:
		return fmt.Sprintf("if %s {\n%s}\n%s", g.cond(2), ret(), ret())
	case 3:
		return fmt.Sprintf("switch {\ncase %s:\n%sdefault:\n%s}\n", g.cond(2), ret(), ret())
	case 4:
		return fmt.Sprintf("if %s {\n%s} else if %s {\n%s}\n%s", g.cond(1), ret(), g.cond(1), ret(), ret())
	case 5:
		return fmt.Sprintf("if %s {\n%s%s}\npanic(%d)\n", g.cond(1), g.trace(), ret(), g.mark())
	}
	return ret()
}

// ret is a return.
func (g *generator) ret() string {
	if len(g.fn.results) == 0 {
		return "return\n"
	}
	if g.fn.names != nil && g.n(2) == 0 && g.bare() {
		return "return\n"
	}
	var list []string
	for _, t := range g.fn.results {
		list = append(list, g.expr(t))
	}
	return "return " + strings.Join(list, ", ") + "\n"
}

// bare reports whether the names of the results mean the results.
func (g *generator) bare() bool {
	for _, name := range g.fn.names {
		v, hidden := g.lookup(name), true
		for _, own := range g.scopes[g.fn.bottom].vars {
			hidden = hidden && own != v
		}
		if hidden {
			return false
		}
	}
	return true
}

// list are some statements of the innermost scope.
func (g *generator) list(n int) string {
	s := g.scopes[len(g.scopes)-1]
	var items []string
	after := map[*variable]int{}
	for range n {
		if g.budget <= 0 {
			break
		}
		g.budget--
		known := len(s.vars)
		items = append(items, g.comment()+g.stmt())
		for _, v := range s.vars[known:] {
			after[v] = len(items) - 1
		}
	}
	var out strings.Builder
	for i, item := range items {
		out.WriteString(item)
		for _, v := range s.vars {
			if at, ok := after[v]; ok && at == i && !v.used {
				fmt.Fprintf(&out, "tr.Use(%d, %s)\n", g.mark(), g.recordable(v))
			}
		}
	}
	return out.String()
}

// recordable is a variable as it can be recorded.
func (g *generator) recordable(v *variable) string {
	switch v.typ {
	case pointer, closure:
		return v.name + " != nil"
	}
	return v.name
}

// block is a block with some statements and maybe an end that leaves it.
func (g *generator) block(vars ...*variable) string {
	g.open().vars = vars
	defer g.close()
	return "{\n" + g.inside() + "}"
}

// inside are the statements of a block that is open.
func (g *generator) inside() string {
	out := ""
	for _, v := range g.scopes[len(g.scopes)-1].vars {
		if !v.used {
			v.used = true
			out += fmt.Sprintf("tr.Use(%d, %s)\n", g.mark(), g.recordable(v))
		}
	}
	out += g.list(1 + g.n(3))
	if out == "" {
		out = g.trace()
	}
	if g.maybe(3) {
		out += g.leave()
	}
	return out
}

// leave is a statement after which control does not go on.
func (g *generator) leave() string {
	var loops, all []*target
	for _, t := range g.fn.targets {
		all = append(all, t)
		if t.loop {
			loops = append(loops, t)
		}
	}
	switch g.n(6) {
	case 1:
		if len(all) > 0 {
			return "break\n"
		}
	case 2:
		if len(loops) > 0 {
			return "continue\n"
		}
	case 3:
		if len(all) > 0 {
			return "break " + all[g.n(len(all))].want() + "\n"
		}
	case 4:
		if len(loops) > 0 {
			return "continue " + loops[g.n(len(loops))].want() + "\n"
		}
	case 5:
		return fmt.Sprintf("panic(%d)\n", g.mark())
	}
	return g.ret()
}

func (t *target) want() string {
	t.wanted = true
	return t.label
}

// comment is one, or none.
func (g *generator) comment() string {
	switch g.n(8) {
	case 6:
		return fmt.Sprintf("// Note %d.\n", g.mark())
	case 7:
		return fmt.Sprintf("/* note %d */\n", g.mark())
	}
	return ""
}

// trace is a place that leaves a trace; its comment names it.
func (g *generator) trace() string {
	n := g.mark()
	switch g.n(4) {
	case 2:
		return fmt.Sprintf("// About %d.\ntr.T(%d)\n", n, n)
	case 3:
		return fmt.Sprintf("tr.T(%d) // at %d\n", n, n)
	}
	return fmt.Sprintf("tr.T(%d)\n", n)
}

// stmt is a statement of the innermost scope.
func (g *generator) stmt() string {
	s := g.scopes[len(g.scopes)-1]
	if len(g.scopes) > 7 {
		return g.trace()
	}
	kinds := []func() string{
		g.trace, g.use, g.branch, g.branch, g.branch, g.branchInit, g.assign, g.compound,
		g.tagless, g.tagged, g.typeSwitch, g.loop, g.each, g.deferred, g.selected, g.nested, g.call, g.jump, g.valueSwitch, g.storeField,
	}
	declares := []func() string{g.define, g.define, g.define, g.variables, g.two, g.record1, g.collect}
	if !s.closed {
		kinds = append(kinds, declares...)
	}
	out := kinds[g.n(len(kinds))]()
	if strings.Contains(out, "{\n") && g.maybe(2) {
		out += g.useAll() // what a block hid is to be seen again
	}
	return out
}

// use records values.
func (g *generator) use() string {
	return fmt.Sprintf("tr.Use(%d, %s)\n", g.mark(), g.any())
}

// useAll records the variables that can be seen.
func (g *generator) useAll() string {
	var names []string
	for _, v := range g.visible(func(*variable) bool { return true }) {
		names = append(names, g.recordable(v))
		v.used = true
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("tr.Use(%d, %s)\n", g.mark(), strings.Join(names, ", "))
}

// branch is an if.
func (g *generator) branch() string {
	out := "if " + g.cond(2) + " " + g.block()
	for g.maybe(4) {
		out += " else if " + g.cond(2) + " " + g.block()
	}
	if g.maybe(2) {
		out += " else " + g.block()
	}
	return out + "\n"
}

// branchInit is an if with an init statement.
func (g *generator) branchInit() string {
	g.open()
	defer g.close()
	init := strings.TrimSuffix(g.init(), "\n")
	out := fmt.Sprintf("if %s; %s ", init, g.cond(2))
	out += g.initBlock()
	if g.maybe(3) {
		out += fmt.Sprintf(" else if %s %s", g.cond(2), g.block())
	}
	if g.maybe(2) {
		out += " else " + g.block()
	}
	return out + "\n"
}

// initBlock is a block that uses what the init statement before it declares.
func (g *generator) initBlock() string {
	use := ""
	for _, v := range g.scopes[len(g.scopes)-1].vars {
		if !v.used {
			v.used = true
			use += fmt.Sprintf("tr.Use(%d, %s)\n", g.mark(), g.recordable(v))
		}
	}
	return strings.Replace(g.block(), "{\n", "{\n"+use, 1)
}

// init is an init statement.
func (g *generator) init() string {
	switch g.n(5) {
	case 1:
		return fmt.Sprintf("tr.T(%d)", g.mark())
	case 2:
		if s := g.assign(); strings.Contains(s, "=") && !strings.Contains(s, "{") {
			return s
		}
	case 3:
		x := g.flag()
		if !strings.Contains(x, "{") {
			return g.fresh(boolean).name + " := " + x
		}
	case 4:
		m := g.mark()
		g.mark()
		v := g.fresh(boolean)
		g.add("err", fault)
		return fmt.Sprintf("%s, err := tr.Two(%d)", v.name, m)
	}
	t := []typ{boolean, integer, text}[g.n(3)]
	return fmt.Sprintf("%s := tr.%s(%d)", g.fresh(t).name, [...]string{boolean: "B", integer: "I", text: "S"}[t], g.mark())
}

// nested is a block.
func (g *generator) nested() string { return g.block() + "\n" }

// call calls something for its effect.
func (g *generator) call() string {
	if v := g.pick(closure); v != nil && g.maybe(2) {
		return v.name + "()\n"
	}
	if g.maybe(3) {
		return fmt.Sprintf("func() {\n%s}()\n", g.body(&function{}, nil))
	}
	if g.maybe(2) {
		return fmt.Sprintf("_ = %s\n", g.cond(2))
	}
	return g.use()
}

// deferred is a defer.
func (g *generator) deferred() string {
	switch g.n(4) {
	case 1:
		return fmt.Sprintf("defer func() {\nif r := recover(); r != nil {\ntr.Use(%d, r)\n%s}\n}()\n", g.mark(), g.result())
	case 2:
		return fmt.Sprintf("defer func() {\n%s}()\n", g.body(&function{}, nil))
	case 3:
		v := &variable{name: "late", typ: boolean, used: true}
		return fmt.Sprintf("defer func(late bool) {\n%s}(%s)\n", g.body(&function{}, []*variable{v}), g.cond(1))
	}
	return fmt.Sprintf("defer tr.Use(%d, %s)\n", g.mark(), g.any())
}

// result assigns to a result, where that has a name.
func (g *generator) result() string {
	if g.fn.names == nil || !g.bare() {
		return ""
	}
	return g.fn.names[0] + " = " + g.expr(g.fn.results[0]) + "\n"
}
