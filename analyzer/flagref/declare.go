package flagref

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// declareConstants records the constants of a catalogued type: const X featuregate.Feature = "X".
func (f *finder) declareConstants() {
	for _, spec := range f.consts {
		for _, name := range spec.node.Names {
			object, ok := f.Info.Defs[name].(*types.Const)
			if !ok {
				continue // the blank identifier
			}
			rule := f.rules.constant(object)
			key := constantKey(object)
			if rule == nil || key == "" {
				continue
			}
			f.consumeSpec(spec.node)
			f.add(Ref{Reference: debt.Reference{ID: debt.ID{Provider: rule.Provider, Key: key}, Role: roleOf(rule, debt.RoleDeclaration), Kind: rule.Value}, Node: name, Key: name}, spec.scope)
		}
	}
}

// consumeSpec accounts for const Alias = other.Gate: it declares, it does not mention.
func (f *finder) consumeSpec(spec *ast.ValueSpec) {
	for _, value := range spec.Values {
		f.consume(value)
	}
}

// declareMaps records the keys of map literals from keys to specifications.
func (f *finder) declareMaps() {
	for _, lit := range f.literals {
		m, ok := f.typeOf(lit.node).Underlying().(*types.Map)
		if !ok || !isText(m.Key()) {
			continue
		}
		rule := f.rules.registryOfType(config.RegistrationMap, m.Elem())
		if rule == nil {
			continue
		}
		for _, element := range lit.node.Elts {
			if kv, ok := element.(*ast.KeyValueExpr); ok {
				f.declareEntry(rule, kv, lit.scope)
			}
		}
	}
	f.setCurrent()
}

func (f *finder) declareEntry(rule *registryRule, entry *ast.KeyValueExpr, in scope) {
	ref := debt.Reference{ID: debt.ID{Provider: rule.Provider}, Role: roleOf(rule, debt.RoleDeclaration), Kind: rule.Value}
	folded := f.fold(entry.Key)
	if !folded.known || folded.key == "" {
		ref.Dynamic = &folded.affix
		f.add(Ref{Reference: ref, Node: entry, Key: entry.Key}, in)
		return
	}
	ref.Key = debt.Key(folded.key)
	var gate *debt.Gate
	if ref.Role == debt.RoleDeclaration {
		gate = f.gateOf(rule, entry.Value)
		if n := len(gate.Versions); n > 0 {
			ref.Default = gate.Versions[n-1].Default
		}
		f.declare(ref, gate, entry)
	}
	f.add(Ref{Reference: ref, Node: entry, Key: entry.Key}, in)
}

// made is a flag object with the expression that holds its key.
type made struct {
	object *Object
	key    ast.Expr
}

// declareObjects records the calls that make flag objects, and the variables that hold them.
func (f *finder) declareObjects() {
	f.made, f.passed = map[*ast.CallExpr]made{}, map[*ast.CallExpr]passed{}
	for _, s := range f.sites {
		fn, ok := s.callee.(*types.Func)
		if !ok {
			continue
		}
		rule := f.rules.constructor(fn)
		if rule == nil {
			continue
		}
		object := f.declareObject(rule, fn, s)
		switch {
		case object == nil:
		case rule.Target != nil:
			f.bind(object, s.arg(*rule.Target))
		default:
			f.made[s.call] = made{object, s.arg(rule.Key.Arg)}
		}
	}
	if len(f.made) == 0 {
		return
	}
	for v, value := range f.assignments().values {
		if call, ok := ast.Unparen(value).(*ast.CallExpr); ok && f.made[call].object != nil && !f.assignments().changed[v] {
			f.objects[v] = f.made[call].object
		}
	}
	f.setCurrent()
}

func (f *finder) declareObject(rule *registryRule, fn *types.Func, s *site) *Object {
	ref := debt.Reference{ID: debt.ID{Provider: rule.Provider}, Role: roleOf(rule, debt.RoleDeclaration), Kind: cmp.Or(rule.Value, kindOf(fn, config.ResultPos{}))}
	key := s.arg(rule.Key.Arg)
	var folded folded
	if key != nil {
		folded = f.fold(key)
	}
	if folded.param != nil {
		if f.passOn(rule, s, ref, folded) {
			return nil
		}
		folded.affix.Text = sourceText(key)
	}
	if !folded.known || folded.key == "" {
		ref.Dynamic = &folded.affix
		f.add(Ref{Reference: ref, Node: s.call, Key: key}, s.scope)
		return nil
	}
	ref.Key = debt.Key(folded.key)
	gate, value, kept := f.constructedGate(rule, s)
	ref.Default = value
	if rule.Stage == nil && rule.Default.Arg != nil {
		if arg := s.arg(*rule.Default.Arg); arg != nil {
			ref.Default = f.value(arg)
		}
	}
	flag := f.declare(ref, gate, s.call)
	flag.Description, flag.Ticket = kept.description, kept.url
	f.add(Ref{Reference: ref, Node: s.call, Key: key}, s.scope)
	return &Object{ID: ref.ID, Kind: ref.Kind, Default: ref.Default, Evaluations: rule.Evaluations}
}

// bind notes that a variable or field, whose address a constructor gets, holds the value of the flag.
func (f *finder) bind(object *Object, address ast.Expr) {
	unary, ok := ast.Unparen(address).(*ast.UnaryExpr)
	if !ok || unary.Op != token.AND {
		return // a pointer from elsewhere
	}
	v := f.variable(unary.X)
	if v == nil {
		v = f.fieldOf(unary.X)
	}
	if v == nil {
		return // an element
	}
	f.consume(unary.X)
	object.Bound = true
	f.objects[v.Origin()] = object
}

// declare adds the flag that a declaration makes.
func (f *finder) declare(ref debt.Reference, gate *debt.Gate, node ast.Node) *debt.Flag {
	flag := debt.Flag{ID: ref.ID, Kind: ref.Kind, Gate: gate, Source: SourceCode, Origin: f.position(node.Pos())}
	serving := debt.Serving{Mode: debt.ModeUnknown, Note: "whoever runs the program decides"}
	if gate != nil && gate.Locked && !ref.Default.IsZero() {
		serving = debt.Serving{Mode: debt.ModeConstant, Value: ref.Default, Outcomes: []debt.Value{ref.Default}}
	}
	flag.Environments = []debt.Environment{{Name: debt.AnyEnvironment, Production: true, Serving: serving}}
	f.flags = append(f.flags, flag)
	return &f.flags[len(f.flags)-1]
}

// SourceCode is the Source of a flag that is declared in code.
const SourceCode = "code"

// evaluateObject records the calls of methods of flag objects.
func (f *finder) evaluateObject(s *site) {
	rule, fn := f.asksObject(s)
	if rule == nil {
		return
	}
	operand := s.receiver()
	ref := debt.Reference{ID: debt.ID{Provider: rule.Provider}, Role: debt.RoleEvaluation, Kind: cmp.Or(rule.Value, kindOf(fn, config.ResultPos{}))}
	key := operand
	if object := f.objectOf(operand); object != nil {
		ref.ID, ref.Kind, ref.Default = object.ID, cmp.Or(ref.Kind, object.Kind), object.Default
	} else if made := f.madeBy(operand); made.object != nil {
		ref.ID, ref.Default = made.object.ID, made.object.Default
		key = made.key
	} else if made, ok := f.passedBy(operand); ok && f.forwards(made.site, f.fold(made.site.arg(made.rule.Key.Arg)).param) {
		f.addForward(s, registration(made.rule, ref), made.site.arg(made.rule.Key.Arg))
		return
	} else {
		ref.Dynamic = &debt.Affix{Text: sourceText(s.call)}
		if field := f.fieldOf(operand); field != nil && rule.Kind == config.ContainerFields {
			ref.Dynamic.Suffix = field.Name() // which namespace it is registered with is said elsewhere
		}
	}
	f.add(Ref{Reference: ref, Node: s.call, Key: key}, s.scope)
}

// asksObject is the rule whose method a call is, if that asks a flag object for its value.
func (f *finder) asksObject(s *site) (*registryRule, *types.Func) {
	fn, ok := s.callee.(*types.Func)
	if !ok {
		return nil, nil
	}
	return f.rules.method(fn, func(rule *registryRule) bool { return rule.evaluations[fn.Name()] }), fn
}

// readDefault records the calls that give the default of a flag object. They ask for nothing: the flag's value is of no consequence to them.
func (f *finder) readDefault(s *site) {
	fn, ok := s.callee.(*types.Func)
	if !ok || !f.aboutDefault(fn) || copies(fn) {
		return
	}
	operand := s.receiver()
	if object := f.objectOf(operand); object != nil {
		ref := debt.Reference{ID: object.ID, Role: debt.RoleMention, Kind: object.Kind, Default: object.Default}
		f.add(Ref{Reference: ref, Node: s.call, Key: operand, Declared: true}, s.scope)
	}
}

// aboutDefault reports whether a method gives the default of a flag object, or a copy of it with another one.
func (f *finder) aboutDefault(fn *types.Func) bool {
	return f.rules.method(fn, func(rule *registryRule) bool { return rule.defaults[fn.Name()] }) != nil
}

// copies reports whether a method gives what it is called on.
func copies(fn *types.Func) bool {
	recv, results := fn.Signature().Recv(), fn.Signature().Results()
	return recv != nil && results.Len() == 1 && typeName(recv.Type()) != nil && typeName(results.At(0).Type()) == typeName(recv.Type())
}

// copied is the flag object that a call gives with another default: flag.WithDefault(true).
func (f *finder) copied(call *ast.CallExpr, depth int) *Object {
	fn, isFunc := calleeOf(f.Info, call).(*types.Func)
	selector, isSelector := unindexed(call.Fun).(*ast.SelectorExpr)
	if !isFunc || !isSelector || !copies(fn) || !f.aboutDefault(fn) {
		return nil
	}
	object := f.objectDepth(selector.X, depth)
	if object == nil {
		return nil
	}
	other := *object
	other.Default = ""
	if len(call.Args) == 1 {
		other.Default = f.value(call.Args[0])
	}
	return &other
}

// madeBy is the flag object that a call of a constructor makes on the spot: env.Register("X", false).Get().
func (f *finder) madeBy(expr ast.Expr) made {
	if call, ok := ast.Unparen(expr).(*ast.CallExpr); ok {
		return f.made[call]
	}
	return made{}
}

// receiver is the expression on which a method is called.
func (s *site) receiver() ast.Expr {
	if s.shift == 1 {
		if len(s.call.Args) == 0 {
			return nil
		}
		return s.call.Args[0]
	}
	if selector, ok := unindexed(s.call.Fun).(*ast.SelectorExpr); ok {
		return selector.X
	}
	return nil
}

// objectOf is the flag object that an expression names, or nil.
func (f *finder) objectOf(expr ast.Expr) *Object { return f.objectDepth(expr, maxFold) }

func (f *finder) objectDepth(expr ast.Expr, depth int) *Object {
	if expr == nil || depth == 0 {
		return nil
	}
	if call, ok := ast.Unparen(expr).(*ast.CallExpr); ok {
		return f.copied(call, depth-1)
	}
	v := f.variable(expr)
	if v == nil {
		v = f.fieldOf(expr)
	}
	if v == nil {
		return nil
	}
	object := f.objects[v]
	if object == nil {
		if a := f.assignments(); a.values[v] != nil && !a.changed[v] {
			object = f.objectDepth(a.values[v], depth-1) // same := gate
		} else if v.Pkg() != nil && v.Pkg() != f.Types {
			object = f.facts.Object(v)
		}
	}
	if object == nil || object.Held || object.Bound || object.Keyed || object.Captured != "" {
		return nil
	}
	f.consume(expr)
	return object
}

// variable is the variable that an identifier or a qualified identifier names, or nil.
func (f *finder) variable(expr ast.Expr) *types.Var {
	switch expr := unindexed(expr).(type) {
	case *ast.Ident:
		v, _ := f.Info.Uses[expr].(*types.Var)
		return v
	case *ast.SelectorExpr:
		v, _ := f.Info.Uses[expr.Sel].(*types.Var)
		if v != nil && v.IsField() {
			return nil
		}
		return v
	}
	return nil
}

func roleOf(rule *registryRule, otherwise debt.Role) debt.Role {
	if rule.Role != "" {
		return rule.Role
	}
	return otherwise
}

func constantKey(object *types.Const) debt.Key {
	if !isText(object.Type()) {
		return ""
	}
	return debt.Key(constantText(object.Val()))
}
