package proposal

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// maker is a constructor of flag objects: var X = flags.New("x", …), and then X.Enabled().
type maker struct {
	declared  evidence // the variables of packages that get what it makes
	variables set      // and their names, with those of the packages
	fn        *types.Func
	object    *types.TypeName
	key       int
	fallback  int // the argument with which it is told the default, or -1
}

// object is a type of flag objects that somebody asks.
type object struct {
	toggle  bool                 // some of them are true or false
	methods set                  // with which
	asked   map[string]*evidence // the calls of them, by the variable of a package; that of the others is ""
}

// declares looks at the variables of a package that get an object by a constructor.
func (l *look) declares(spec *ast.ValueSpec) {
	for i, name := range spec.Names {
		v, ok := l.Info.Defs[name].(*types.Var)
		if !ok || v.Parent() != l.Types.Scope() || len(spec.Values) != len(spec.Names) {
			continue
		}
		call, ok := ast.Unparen(spec.Values[i]).(*ast.CallExpr)
		if !ok {
			continue
		}
		fn := l.callee(call)
		if fn == nil || !l.makes(fn, v.Type()) {
			continue
		}
		for at, arg := range call.Args {
			if key, ok := l.constant(arg); ok && isText(l.Info.TypeOf(arg)) {
				m := l.makers[fn.FullName()]
				if m == nil {
					m = &maker{fn: fn, object: named(v.Type()), key: at, fallback: fallback(fn, at, v.Type()), variables: set{}}
					l.makers[fn.FullName()] = m
				}
				if at == m.key {
					m.declared.see(key, l.Position(call.Pos()))
					m.variables[fullName(v)] = true
				}
				break
			}
		}
	}
}

// makes reports whether a function makes objects of a type called after a toggle, or after settings, which is declared beside it.
func (l *look) makes(fn *types.Func, made types.Type) bool {
	object := named(made)
	return object != nil && object.Pkg() == fn.Pkg() && l.Ours(fn.Pkg().Path()) && !l.Covered(fn.Pkg().Path()) &&
		(feature.in(object.Name(), object.Pkg().Name()) || flags(object.Name()) || dynamic.in(object.Name(), object.Pkg().Name()))
}

// fallback is the argument behind the key that has the type of an object's value, or -1.
func fallback(fn *types.Func, key int, made types.Type) int {
	methods := types.NewMethodSet(types.NewPointer(made))
	params := fn.Signature().Params()
	for selection := range methods.Methods() {
		method, ok := selection.Obj().(*types.Func)
		if !ok || !asks(method) {
			continue
		}
		for at := key + 1; at < params.Len(); at++ {
			if types.Identical(params.At(at).Type(), valueOf(method)) {
				return at
			}
		}
	}
	return -1
}

// defaults are the methods that give the same object with another default.
func defaults(object *types.TypeName) config.Strings {
	var names config.Strings
	for selection := range types.NewMethodSet(types.NewPointer(object.Type())).Methods() {
		method, ok := selection.Obj().(*types.Func)
		if !ok || !slices.Contains(wordsOf(method.Name()), "default") {
			continue
		}
		if results := method.Signature().Results(); results.Len() == 1 && named(results.At(0).Type()) == object {
			names = append(names, method.Name())
		}
	}
	return names
}

// make looks at the methods that ask such an object.
func (l *look) make(call *ast.CallExpr) {
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	fn, ok := l.Info.Uses[selector.Sel].(*types.Func) // of a generic type, with the types that it has here
	if !ok || fn.Signature().Recv() == nil || !asks(fn) || l.Known(fn.Origin()) {
		return
	}
	of := named(fn.Signature().Recv().Type())
	if of == nil || of.Pkg() == nil || !l.Ours(of.Pkg().Path()) {
		return
	}
	o := l.objectTypes[fullName(of)]
	if o == nil {
		o = &object{methods: set{}, asked: map[string]*evidence{}}
		l.objectTypes[fullName(of)] = o
	}
	o.methods[fn.Name()], o.toggle = true, o.toggle || isToggle(fn)
	on := selector.X
	if call, ok := ast.Unparen(on).(*ast.CallExpr); ok { // with another default
		if with, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			on = with.X
		}
	}
	variable := ""
	if v := l.variable(on); v != nil {
		variable = fullName(v)
	}
	if o.asked[variable] == nil {
		o.asked[variable] = &evidence{}
	}
	o.asked[variable].see(types.ExprString(selector.X), l.Position(call.Pos()))
}

// fullName is the name of what a package declares, with that of the package.
func fullName(o types.Object) string { return o.Pkg().Path() + "." + o.Name() }

// asks reports whether a method asks its object whether it is on, or a setting for its value.
func asks(fn *types.Func) bool {
	for param := range fn.Signature().Params().Variables() {
		if isText(param.Type()) {
			return false
		}
	}
	of := named(fn.Signature().Recv().Type())
	ofSetting := of != nil && of.Pkg() != nil && dynamic.in(of.Name(), of.Pkg().Name())
	return isToggle(fn) && state.in(fn.Name()) && alone(fn.Name()) || read[fn.Name()] && ofSetting && valueOf(fn) != nil
}

// isToggle reports whether what a method gives is true or false.
func isToggle(fn *types.Func) bool {
	value := valueOf(fn)
	return value != nil && isBool(value)
}

// valueOf is the type of the one result of a method, or of that of the function that it gives, as settings do that may change while the program runs; nil where there are more.
func valueOf(fn *types.Func) types.Type {
	results := fn.Signature().Results()
	if results.Len() == 1 && read[fn.Name()] {
		if later, ok := results.At(0).Type().Underlying().(*types.Signature); ok {
			results = later.Results()
		}
	}
	if results.Len() != 1 {
		return nil
	}
	return results.At(0).Type()
}

// objects proposes the constructors whose objects somebody asks: one rule for those that make the same and take the key, and the default, at the same places.
func (c *Collector) objects() []Proposal {
	type rule struct {
		object, receiver string
		key, fallback    int
	}
	alike := map[rule][]*maker{}
	for _, name := range slices.Sorted(maps.Keys(c.makers)) {
		m := c.makers[name]
		r := rule{fullName(m.object), receiver(m.fn), m.key, m.fallback}
		alike[r] = append(alike[r], m)
	}
	var out []Proposal
	for _, makers := range alike {
		m := makers[0]
		of := c.objectTypes[fullName(m.object)]
		if of == nil || !of.toggle {
			continue
		}
		registry := &config.Registry{
			Kind: config.FlagObject, Packages: config.Strings{m.fn.Pkg().Path()}, Types: config.Strings{m.object.Name()}, Key: config.KeyPos{Arg: m.key},
			Evaluations: slices.Sorted(maps.Keys(of.methods)), Defaults: defaults(m.object),
		}
		if on := receiver(m.fn); on != "" {
			registry.Receivers = config.Strings{on}
		}
		if m.fallback >= 0 {
			registry.Default.Arg = &m.fallback
		}
		var declared, asked evidence
		asked.add(of.asked[""])
		for _, m := range makers {
			registry.Constructors = append(registry.Constructors, m.fn.Name())
			declared.add(&m.declared)
			for variable := range m.variables {
				asked.add(of.asked[variable])
			}
		}
		p := declared.proposal("objects that are made with a key and asked by a method")
		p.Uses, p.Places, p.Registry = asked.uses, asked.proposal("").Places, registry
		out = append(out, p)
	}
	return out
}
