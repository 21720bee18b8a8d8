package specimen

import "fmt"

// raw is an expression whose value is that of the flag, without detours.
func (g *generator) raw() string {
	method := [...]string{"Bool", "String", "Int"}[g.kind]
	def := [...]string{"false", `"none"`, "0"}[g.kind]
	key := fmt.Sprintf("%q", g.key)
	switch g.n(4) {
	case 1:
		key = "key"
	case 2:
		key = g.declare("key", "const NAME = %q // of the flag", g.key)
	}
	switch g.n(8) {
	case 1:
		return fmt.Sprintf("client.%s(tr.Ctx(%d), %s, %s)", method, g.mark(), key, def)
	case 2:
		return fmt.Sprintf("api.%s(tr.Ctx(%d), %s, %s)", method, g.mark(), key, def)
	case 3:
		return fmt.Sprintf("flag.Get(%s, %s)", key, def)
	case 4:
		return fmt.Sprintf("client.%s(tr.Context{}, %s, %s)", method, key, g.fallback())
	case 5:
		return fmt.Sprintf("(&flag.Client{}).%s(tr.Context{}, %s, %s)", method, key, def)
	}
	return fmt.Sprintf("flag.%s(%s)", method, key)
}

// fallback is a default that does something.
func (g *generator) fallback() string {
	return fmt.Sprintf([...]string{"tr.B(%d)", "tr.S(%d)", "tr.I(%d)"}[g.kind], g.mark())
}

// kindText is the type of the flag.
func (g *generator) kindText() string { return [...]string{"bool", "string", "int"}[g.kind] }

// value is an expression whose value is that of the flag, maybe by some detour.
func (g *generator) value() string {
	switch g.n(10) {
	case 1:
		return g.declare("value", "// NAME is a wrapper.\nfunc NAME() %s { return %s }", g.kindText(), g.raw()) + "()"
	case 2:
		return g.declare("valueOf", "func NAME(key string) %s {\n\treturn flag.%s(key)\n}", g.kindText(), [...]string{"Bool", "String", "Int"}[g.kind]) + fmt.Sprintf("(%q)", g.key)
	case 3:
		return fmt.Sprintf("func() %s { return %s }()", g.kindText(), g.raw())
	case 4:
		return fmt.Sprintf("([]%s{%s, %s})[0]", g.kindText(), g.raw(), g.fallback())
	case 5:
		return g.declare("setting", "var NAME = %s", g.raw())
	}
	return g.raw()
}

// flag is a condition that hangs on the flag.
func (g *generator) flag() string {
	switch g.n(16) {
	case 1:
		return g.declare("enabled", "// NAME is a wrapper.\nfunc NAME() bool { return %s }", g.condition()) + "()"
	case 2:
		return g.declare("disabled", "func NAME() bool { return !(%s) }", g.condition()) + "()"
	case 3:
		return g.declare("ready", "func NAME() bool {\n\treturn %s && tr.B(%d)\n}", g.operand(g.condition), g.mark()) + "()"
	case 4:
		g.record()
		name := g.declare("make", "func NAME() *record%s {\n\treturn &record%s{on: %s, n: tr.I(%d)}\n}", g.id, g.id, g.condition(), g.mark())
		return name + "().on"
	case 5:
		g.server()
		return "(&server" + g.id + "{}).enabled()"
	case 6:
		g.server()
		return "(server" + g.id + "{n: 2}).off()"
	case 7:
		return g.declare("on", "var NAME = %s", g.condition())
	case 8:
		return fmt.Sprintf("%s(%s)", g.declare("not", "func NAME(on bool) bool { return !on }"), g.condition())
	case 9:
		return fmt.Sprintf("func() bool { return %s }()", g.condition())
	case 10:
		return fmt.Sprintf("bool(%s(%s))", g.switchType(), g.condition())
	case 11:
		return fmt.Sprintf("(%s{on: %s}).on", g.record(), g.condition())
	case 12:
		return fmt.Sprintf("(map[string]bool{\"a\": %s})[\"a\"]", g.condition())
	}
	return g.condition()
}

// server is a type whose methods ask for the flag.
func (g *generator) server() {
	g.declare("server", "type NAME struct{ n int }\n\nfunc (s *NAME) enabled() bool { return %s }\n\nfunc (s NAME) off() bool {\n\tif %s {\n\t\treturn false\n\t}\n\treturn true\n}",
		g.condition(), g.condition())
}

// condition is the flag itself as a condition.
func (g *generator) condition() string {
	switch g.kind {
	case String:
		return fmt.Sprintf([...]string{`%s == "blue"`, `%s != "green"`, `"blue" == %s`, `len(%s) > 3`, `%s != ""`, `%s < "c"`}[g.n(6)], g.value())
	case Int:
		return fmt.Sprintf([...]string{`%s == 1`, `%s > 1`, `1 != %s`, `%s >= 7`, `%s+1 == 2`, `%s%%2 == 1`}[g.n(6)], g.value())
	}
	if format := [...]string{"%s", "%s", "%s", "%s", "%s == true", "%s != true", "true == %s"}[g.n(7)]; format != "%s" {
		return fmt.Sprintf(format, g.value())
	}
	return g.value()
}
