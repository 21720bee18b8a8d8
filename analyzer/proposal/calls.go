package proposal

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// callee is a function that looks as if it was asked for flags, with what its calls give for each parameter that is a text.
type callee struct {
	fn     *types.Func
	kind   debt.Kind // of what it gives
	field  string    // of it that holds the value, if it is a structure
	least  int       // keys without which it is none
	reader bool      // it is asked for other things, too, and its keys tell which are toggles
	calls  int
	params map[int]*evidence
	fixed  map[int]bool // the parameters after which all calls pass a constant
}

// textOf is the text that an expression is, if it is constant.
func textOf(info *types.Info, x ast.Expr) (string, bool) {
	tv := info.Types[x]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// call looks at a call: of a function that may be asked for a flag, of one that reads the environment, and of slices.Contains.
func (l *look) call(call *ast.CallExpr) {
	fn := l.callee(call)
	if fn == nil {
		return
	}
	l.bind(fn, call)
	l.parsed(fn, call)
	l.contains(fn, call)
	l.method(fn, call)
	l.make(call)
	c := l.called[fn.FullName()]
	if c == nil {
		c = &callee{fn: fn, params: map[int]*evidence{}, fixed: map[int]bool{}}
		if c.kind, c.least = l.leastKeys(fn); c.kind == debt.KindBool && !isBool(fn.Signature().Results().At(0).Type()) {
			c.field = l.valueField(fn)
		}
		if c.least == 0 && l.reads(fn) {
			c.kind, c.least, c.reader = debt.KindBool, 2, true
		}
		l.called[fn.FullName()] = c
	}
	if c.least == 0 || call.Ellipsis.IsValid() {
		return
	}
	c.calls++
	signature := fn.Signature()
	for i := range min(signature.Params().Len(), len(call.Args)) {
		if signature.Variadic() && i == signature.Params().Len()-1 {
			break
		}
		before, seen := c.fixed[i]
		c.fixed[i] = (before || !seen) && l.Info.Types[call.Args[i]].Value != nil
		if key, ok := l.constant(call.Args[i]); ok && isText(signature.Params().At(i).Type()) && (!c.reader || feature.in(key)) {
			if c.params[i] == nil {
				c.params[i] = &evidence{}
			}
			c.params[i].see(key, l.Position(call.Pos()))
		}
	}
}

// leastKeys is the kind of what a function gives that looks as if it was asked for flags, and how many different keys speak for it; 0 for one that does not look so.
func (c *Collector) leastKeys(fn *types.Func) (debt.Kind, int) {
	results := fn.Signature().Results()
	name, on, pkg := fn.Name(), receiver(fn), fn.Pkg()
	ours := c.Ours(pkg.Path())
	if results.Len() == 0 || results.Len() > 2 || results.Len() == 2 && !isError(results.At(1).Type()) || fn.Signature().Recv() != nil && on == "" {
		return "", 0
	}
	texts, typed := 0, false
	for param := range fn.Signature().Params().Variables() {
		if isText(param.Type()) {
			texts++
			typed = typed || c.isKeyType(named(param.Type()))
		}
	}
	if texts == 0 || !dotted(pkg.Path(), c.Ours) || c.Covered(pkg.Path()) || c.Known(fn) || on == "FlagSet" && !ours {
		return "", 0
	}
	if !isBool(results.At(0).Type()) && c.valueField(fn) == "" {
		if kind := kindOf(results.At(0).Type()); kind != "" && ours && others.in(name) && !doesMore(name) {
			return kind, 1 // beside one that gives a bool
		}
		return "", 0
	}
	if doesMore(name) || !ask.in(name) && !feature.in(name) {
		return "", 0
	}
	switch {
	case typed || (feature.in(name) || flags(name) && ours) && state.in(name):
		return debt.KindBool, 1
	case feature.in(name, on, pkg.Name()), flags(name, on, pkg.Name()) && ours:
		return debt.KindBool, 2
	case certain.in(name) && ours:
		return debt.KindBool, 3
	}
	return "", 0
}

// reads reports whether a function gives booleans of all kinds by their names, as those that read configurations do.
func (c *Collector) reads(fn *types.Func) bool {
	signature := fn.Signature()
	return signature.Results().Len() == 1 && isBool(signature.Results().At(0).Type()) && signature.Params().Len() == 1 && isText(signature.Params().At(0).Type()) &&
		booleans.in(fn.Name()) && !doesMore(fn.Name()) && dotted(fn.Pkg().Path(), c.Ours) && !c.Covered(fn.Pkg().Path()) && !c.Known(fn) && (signature.Recv() == nil || receiver(fn) != "")
}

var booleans = words("bool boolean")

// valueField is the field that says whether the flag is on, where a function gives a structure called after a toggle; else "".
func (c *Collector) valueField(fn *types.Func) string {
	name := named(fn.Signature().Results().At(0).Type())
	if name == nil || name.Pkg() == nil || !c.Ours(name.Pkg().Path()) || !feature.in(name.Name()) && !flags(name.Name()) {
		return ""
	}
	s, ok := name.Type().Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	found := ""
	for field := range s.Fields() {
		if isBool(field.Type()) && values[field.Name()] {
			if found != "" {
				return "" // which of them it is, somebody else has to say
			}
			found = field.Name()
		}
	}
	return found
}

// values are the names of fields that hold whether a flag is on.
var values = words("Enabled IsEnabled On IsOn Match Active Value")

// isKeyType reports whether a type is one of ours that is called after toggles, or is one of a package that is.
func (c *Collector) isKeyType(name *types.TypeName) bool {
	return name != nil && name.Pkg() != nil && c.Ours(name.Pkg().Path()) && !c.Covered(name.Pkg().Path()) && (feature.in(name.Name(), name.Pkg().Name()) || flags(name.Name(), name.Pkg().Name()))
}

// others are the words of the functions that give what is no bool, beside one that does.
var others = words("string int int64 float float64 number double json object variation value text variant")

// kindOf is the kind of a type of values, or "".
func kindOf(t types.Type) debt.Kind {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		if u.Empty() {
			return debt.KindJSON
		}
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return debt.KindBool
		case info&types.IsString != 0:
			return debt.KindString
		case info&types.IsInteger != 0:
			return debt.KindInt
		case info&types.IsFloat != 0:
			return debt.KindFloat
		}
	}
	return ""
}

// dotted reports whether a package is of some module, and not of the standard library.
func dotted(path string, ours func(string) bool) bool {
	for i := range len(path) {
		switch path[i] {
		case '.':
			return true
		case '/':
			return ours(path)
		}
	}
	return ours(path)
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// calls proposes the functions that are called with as many keys as it takes, and what gives another kind of value beside them.
func (c *Collector) calls() []Proposal {
	var out []Proposal
	beside := map[string]bool{}
	for _, kinds := range [2]bool{true, false} {
		for _, callee := range c.called {
			key, seen := callee.key()
			fn := callee.fn
			place := fn.Pkg().Path() + "." + receiver(fn) + " " + strconv.Itoa(key)
			if seen == nil || (callee.kind == debt.KindBool) != kinds || !kinds && !beside[place] {
				continue
			}
			beside[place] = true
			p := seen.proposal("functions that are asked by a key")
			p.API = callee.api(key)
			if callee.reader {
				p.Looks = "switches in what else is configured"
				p.API.Keys = patterns(p.Keys, nil)
			}
			out = append(out, p)
			if registry := c.typed(fn, key, p); registry != nil {
				out = append(out, *registry)
			}
		}
	}
	return out
}

// api is the rule for a function.
func (c *callee) api(key int) *config.API {
	api := &config.API{
		Packages: config.Strings{c.fn.Pkg().Path()}, Methods: config.Strings{c.fn.Name()},
		Key: config.KeyPos{Arg: key}, Value: c.kind, Negated: c.kind == debt.KindBool && negative.in(c.fn.Name()),
	}
	if on := receiver(c.fn); on != "" {
		api.Receivers = config.Strings{on}
	}
	if at := c.fallback(key); at > key {
		api.Default.Arg = &at
	}
	if c.fn.Signature().Results().Len() == 2 {
		api.Result.Error = new(1)
	}
	api.Result.Field = c.field
	return api
}

// fallback is the parameter that holds what is given where nobody decides, as its name says, or because it is the only one of the same type behind the key; -1 where there is none.
func (c *callee) fallback(key int) int {
	signature := c.fn.Signature()
	var same []int
	for i := key + 1; i < signature.Params().Len(); i++ {
		if param := signature.Params().At(i); kindOf(param.Type()) == c.kind {
			if fallbacks.in(param.Name()) {
				return i
			}
			same = append(same, i)
		}
	}
	if len(same) == 1 && c.fixed[same[0]] {
		return same[0]
	}
	return -1
}

var fallbacks = words("default def fallback otherwise dflt")

// key is the parameter that most calls give a constant key, and what they give; nil where too few do.
func (c *callee) key() (int, *evidence) {
	best, seen := -1, (*evidence)(nil)
	for i := range c.fn.Signature().Params().Len() {
		if e := c.params[i]; e != nil && c.least > 0 && len(e.keys) >= c.least && (2*e.uses >= c.calls || c.reader) && (seen == nil || len(e.keys) > len(seen.keys)) {
			best, seen = i, e
		}
	}
	return best, seen
}

// typed proposes the type of the keys, where there is one for them alone.
func (c *Collector) typed(fn *types.Func, key int, asked Proposal) *Proposal {
	name := named(fn.Signature().Params().At(key).Type())
	if name == nil || name.Pkg() == nil || !c.Ours(name.Pkg().Path()) || c.Covered(name.Pkg().Path()) {
		return nil
	}
	e := &evidence{}
	for _, member := range name.Pkg().Scope().Names() {
		if object, ok := name.Pkg().Scope().Lookup(member).(*types.Const); ok && types.Identical(object.Type(), name.Type()) && object.Val().Kind() == constant.String {
			if text := constant.StringVal(object.Val()); isKey(text) {
				e.see(text, debt.Position{})
			}
		}
	}
	if len(e.keys) == 0 {
		return nil
	}
	p := e.proposal("a type for keys")
	p.Uses, p.Places = asked.Uses, asked.Places
	p.Registry = &config.Registry{Kind: config.TypedConst, Packages: config.Strings{name.Pkg().Path()}, Types: config.Strings{name.Name()}}
	return &p
}
