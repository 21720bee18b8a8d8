package proposal

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// structure is a struct type whose name, or that of its package, is a word for toggles, with what reads its switches.
type structure struct {
	evidence
	name      *types.TypeName
	switches  []string // the fields that say whether something is on
	texts     bool     // some of them are no bool
	addressed bool     // a field is bound to something else, as a flag of the command line is
}

// bind notes the fields whose addresses a function of a dependency gets: flag.BoolVar(&options.Verbose, …).
func (l *look) bind(fn *types.Func, call *ast.CallExpr) {
	if l.Ours(fn.Pkg().Path()) {
		return
	}
	for _, arg := range call.Args {
		if address, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && address.Op == token.AND {
			if selector, ok := ast.Unparen(address.X).(*ast.SelectorExpr); ok {
				l.addressed[selector] = true
			}
		}
	}
}

// field looks at the selection of a field of such a struct.
func (l *look) field(selector *ast.SelectorExpr) {
	selection := l.Info.Selections[selector]
	if selection == nil || selection.Kind() != types.FieldVal || !isBool(selection.Type()) && !isText(selection.Type()) {
		return
	}
	name := l.owner(selection)
	if name == nil || name.Pkg() == nil || !l.Ours(name.Pkg().Path()) || l.Covered(name.Pkg().Path()) || !isToggles(name) || !isSwitch(selection.Type()) {
		return
	}
	s := l.fields[name.Pkg().Path()+"."+name.Name()]
	if s == nil {
		s = newStructure(name)
		l.fields[name.Pkg().Path()+"."+name.Name()] = s
	}
	switch {
	case l.addressed[selector]:
		s.addressed = true
	case !l.written[selector] && !alone(selector.Sel.Name) && !about.in(selector.Sel.Name): // else it is a part of one flag
		s.see(selector.Sel.Name, l.Position(selector.Pos()))
	}
}

// owner is the named struct that declares the field of a selection, through embedded ones; nil where the struct has no name.
func (l *look) owner(selection *types.Selection) *types.TypeName {
	t := selection.Recv()
	for _, i := range selection.Index()[:len(selection.Index())-1] {
		s, ok := deref(t).Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		t = s.Field(i).Type()
	}
	return named(t)
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// isToggles reports whether a type is called after toggles, or is one of a package that is.
func isToggles(name *types.TypeName) bool {
	return feature.in(name.Name()) || flags(name.Name()) || feature.in(name.Pkg().Name())
}

// isSwitch reports whether a type says whether something is on: bool, or one of texts of which two constants are called Enabled and Disabled, or On and Off, among others.
func isSwitch(t types.Type) bool {
	if isBool(t) {
		return true
	}
	name := named(t)
	if name == nil || name.Pkg() == nil || !isText(t) {
		return false
	}
	scope, n := name.Pkg().Scope(), 0
	for _, constant := range scope.Names() {
		if c, ok := scope.Lookup(constant).(*types.Const); ok && types.Identical(c.Type(), name.Type()) && certain.in(constant) {
			n++
		}
	}
	return n > 1
}

// newStructure finds the switches of a struct. There are none unless half of its fields are, or its name leaves no doubt.
func newStructure(name *types.TypeName) *structure {
	out := &structure{name: name}
	s, ok := name.Type().Underlying().(*types.Struct)
	if !ok {
		return out
	}
	for field := range s.Fields() {
		if isSwitch(field.Type()) && !field.Embedded() {
			out.switches = append(out.switches, field.Name())
			out.texts = out.texts || !isBool(field.Type())
		}
	}
	if n := len(out.switches); 2*n < s.NumFields() && (n <= 2 || !feature.in(name.Name())) {
		out.switches = nil
	}
	return out
}

// structures proposes the structs of switches that are read.
func (c *Collector) structures() []Proposal {
	var out []Proposal
	for _, s := range c.fields {
		if s.addressed || len(s.switches) < 2 || len(s.keys) == 0 {
			continue
		}
		p := s.proposal("a struct of switches")
		p.Registry = &config.Registry{Kind: config.BoolStruct, Packages: config.Strings{s.name.Pkg().Path()}, Types: config.Strings{s.name.Name()}}
		if s.texts {
			p.Registry.Fields.Names = s.switches
		}
		out = append(out, p)
	}
	return out
}

// methodSet are the methods of a type called after toggles that give a bool and take no key.
type methodSet struct {
	evidence
	name *types.TypeName
}

// method looks at the call of such a method, features.NewTax(ctx).
func (l *look) method(fn *types.Func, call *ast.CallExpr) {
	signature := fn.Signature()
	if signature.Recv() == nil || signature.Results().Len() != 1 || !isBool(signature.Results().At(0).Type()) || l.Known(fn) {
		return
	}
	name := named(signature.Recv().Type())
	if name == nil || name.Pkg() == nil || !l.Ours(name.Pkg().Path()) || l.Covered(name.Pkg().Path()) || !collection.in(name.Name()) || !feature.in(name.Name()) && !flags(name.Name()) || doesMore(fn.Name()) || alone(fn.Name()) {
		return
	}
	for param := range signature.Params().Variables() {
		if isText(param.Type()) {
			return // which may be the key
		}
	}
	m := l.asked[name.Pkg().Path()+"."+name.Name()]
	if m == nil {
		m = &methodSet{name: name}
		l.asked[name.Pkg().Path()+"."+name.Name()] = m
	}
	m.see(fn.Name(), l.Position(call.Pos()))
}

// collection are the words of types that hold many toggles.
var collection = words("features featureflags featuregates toggles experiments flags")

// alone reports whether the name of a method says nothing but that it asks: Enabled, IsOn.
func alone(name string) bool {
	for _, word := range wordsOf(name) {
		if !ask[word] && !state[word] && !feature[word] {
			return false
		}
	}
	return true
}

// methods proposes the types with two such methods or more.
func (c *Collector) methods() []Proposal {
	var out []Proposal
	for _, m := range c.asked {
		if len(m.keys) < 2 {
			continue
		}
		p := m.proposal("a type with a method for each flag")
		p.Registry = &config.Registry{Kind: config.BoolMethods, Packages: config.Strings{m.name.Pkg().Path()}, Types: config.Strings{m.name.Name()}, Fields: config.SpecFields{Names: config.Strings(p.Keys)}}
		out = append(out, p)
	}
	return out
}
