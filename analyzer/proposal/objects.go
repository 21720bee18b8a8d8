package proposal

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// maker is a constructor of flag objects: var X = flags.New("x", …), and then X.Enabled().
type maker struct {
	declared evidence // the variables of packages that get what it makes
	asked    evidence // the calls of their methods
	fn       *types.Func
	object   *types.TypeName
	key      int
	methods  map[string]bool
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
					m = &maker{fn: fn, object: named(v.Type()), key: at, methods: map[string]bool{}}
					l.makers[fn.FullName()] = m
				}
				if at == m.key {
					m.declared.see(key, l.Position(call.Pos()))
				}
				break
			}
		}
	}
}

// makes reports whether a function makes objects of a type called after a toggle, which is declared beside it.
func (l *look) makes(fn *types.Func, made types.Type) bool {
	object := named(made)
	return object != nil && object.Pkg() == fn.Pkg() && l.Ours(fn.Pkg().Path()) && !l.Covered(fn.Pkg().Path()) &&
		(feature.in(object.Name(), object.Pkg().Name()) || flags(object.Name()))
}

// make looks at the methods that ask such an object.
func (l *look) make(fn *types.Func, call *ast.CallExpr) {
	signature := fn.Signature()
	if signature.Recv() == nil || !isToggle(fn) || l.Known(fn) {
		return
	}
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	object := named(signature.Recv().Type())
	if object == nil || object.Pkg() == nil || !l.Ours(object.Pkg().Path()) {
		return
	}
	key := object.Pkg().Path() + "." + object.Name()
	m := l.makers[key]
	if m == nil {
		m = &maker{object: object, methods: map[string]bool{}}
		l.makers[key] = m
	}
	m.methods[fn.Name()] = true
	m.asked.see(types.ExprString(selector.X), l.Position(call.Pos()))
}

// isToggle reports whether a method asks its object whether it is on.
func isToggle(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() != 1 || !isBool(results.At(0).Type()) || !state.in(fn.Name()) || !alone(fn.Name()) {
		return false
	}
	for param := range fn.Signature().Params().Variables() {
		if isText(param.Type()) {
			return false
		}
	}
	return true
}

// objects proposes the constructors whose objects somebody asks.
func (c *Collector) objects() []Proposal {
	var out []Proposal
	for _, m := range c.makers {
		if m.fn == nil {
			continue
		}
		asked := c.makers[m.object.Pkg().Path()+"."+m.object.Name()]
		if asked == nil || len(asked.methods) == 0 {
			continue
		}
		p := m.declared.proposal("objects that are made with a key and asked by a method")
		p.Uses, p.Places = asked.asked.uses, asked.asked.proposal("").Places
		p.Registry = &config.Registry{
			Kind: config.FlagObject, Packages: config.Strings{m.fn.Pkg().Path()}, Types: config.Strings{m.object.Name()}, Constructors: config.Strings{m.fn.Name()},
			Key: config.KeyPos{Arg: m.key},
		}
		for name := range asked.methods {
			p.Registry.Evaluations = append(p.Registry.Evaluations, name)
		}
		slices.Sort(p.Registry.Evaluations)
		if on := receiver(m.fn); on != "" {
			p.Registry.Receivers = config.Strings{on}
		}
		out = append(out, p)
	}
	return out
}
