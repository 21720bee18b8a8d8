package flagref

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// evaluate finds the wrappers of the package, and then records what every call is. A call that passes a parameter on makes its function a wrapper, whose own calls may make further ones: so the first part runs until nothing new turns up.
func (f *finder) evaluate() {
	byCallee := map[types.Object][]*site{}
	for _, s := range f.sites {
		byCallee[s.callee] = append(byCallee[s.callee], s)
	}
	f.learnPassed()
	sites := slices.Concat(f.sites, f.asksOfMany())
	queue := slices.Clone(sites)
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, shape := range f.shapes(s) {
			if wrapper := f.learn(s, shape); wrapper != nil {
				queue = append(queue, byCallee[wrapper]...)
			}
		}
		if len(queue) > 0 {
			continue
		}
		for _, maker := range f.makers() {
			queue = append(queue, byCallee[maker]...)
		}
	}
	f.declareKeyed()
	for _, s := range sites {
		for _, shape := range f.shapes(s) {
			f.record(s, shape)
		}
	}
	f.declareAccessors()
	for _, s := range f.sites {
		f.evaluateObject(s)
		f.evaluateAccessor(s)
		f.askFunction(s)
		f.readDefault(s)
	}
	f.holdValues()
	f.overrides()
	f.uses()
}

// callShape is a Shape at one call, with what only a rule can tell.
type callShape struct {
	Shape
	api  *config.API // nil for a wrapper
	held bool        // the call names a wrapper by a variable that holds it
}

// shapes is how a call concerns flags, as the catalogue, the package itself or the packages below say.
func (f *finder) shapes(s *site) []callShape {
	if fn, ok := s.callee.(*types.Func); ok {
		if rule := f.rules.api(fn); rule != nil {
			shape := shapeOf(&rule.API, fn)
			shape.Elems = shape.Elems && s.index == nil
			return []callShape{{Shape: shape, api: &rule.API}}
		}
	}
	wrapper := f.wrappers[s.callee]
	if wrapper == nil {
		if fn := f.heldFunction(s.callee); fn != nil {
			return f.held(s.callee, f.shapes(&site{call: s.call, callee: fn, scope: s.scope}))
		}
		if fn, ok := s.callee.(*types.Func); ok && fn.Pkg() != nil && fn.Pkg() != f.Types {
			wrapper = f.facts.Wrapper(fn)
		}
	}
	if wrapper == nil {
		return nil
	}
	_, held := s.callee.(*types.Var) // a closure
	shapes := make([]callShape, len(wrapper.Shapes))
	for i, shape := range wrapper.Shapes {
		shapes[i] = callShape{Shape: shape, held: held}
	}
	return shapes
}

func shapeOf(api *config.API, fn *types.Func) Shape {
	s := Shape{Provider: api.Provider, Role: api.Role, Kind: api.Value, Key: api.Key.Arg, Elems: api.Key.Elems, Keys: api.Keys, Fixed: api.Default.Value, Via: api.Via}
	if s.Role == "" {
		s.Role = debt.RoleEvaluation
	}
	if s.Kind == "" {
		s.Kind = kindOf(fn, api.Result)
	}
	if api.Default.Arg != nil && api.Default.Option == "" {
		s.Default = *api.Default.Arg + 1
	}
	return s
}

// keyOf is the expression that holds the key of a call, or nil.
func (f *finder) keyOf(s *site, shape callShape) ast.Expr {
	switch {
	case s.index != nil:
		return s.index.Index
	case shape.byIndex() && !shape.Elems:
		return nil
	case shape.api != nil && shape.api.Key.Receiver || shape.Key == receiverOf:
		return f.keyWithin(s.receiver(), shape)
	}
	key := f.keyWithin(s.arg(shape.Key), shape)
	if path := shape.path(); key != nil && path != nil {
		if keys := f.keysIn(key, path); len(keys) == 1 && !shape.Elems {
			return keys[0]
		}
		return nil
	}
	return key
}

// keyWithin is the field of a literal that holds the key for a wrapper, or the whole where no literal shows it.
func (f *finder) keyWithin(x ast.Expr, shape callShape) ast.Expr {
	if x == nil || shape.Field == "" || f.objectOf(x) != nil {
		return x
	}
	if value := f.field(x, shape.Field); value != nil {
		return value
	}
	return x
}

// about reports whether a key is one that the function is about.
func (s callShape) about(key folded) bool {
	return len(s.Keys) == 0 || key.known && config.MatchName(s.Keys, key.key)
}

// record adds the references of a call.
func (f *finder) record(s *site, shape callShape) {
	if shape.Flag != "" {
		return // a use, which is recorded when all helpers are known
	}
	if shape.byAddress() {
		return // which flag it is shows when all evaluations are known
	}
	if shape.byText() {
		f.recordPairs(s, shape)
		return
	}
	if shape.byIndex() && s.index == nil && !f.namesKeys(s, shape) {
		f.recordMany(s, shape)
		return
	}
	if list, ok := f.elements(s, shape); ok {
		f.addElements(s, shape, list)
		return
	}
	key := f.keyOf(s, shape)
	if key == nil && len(shape.Keys) > 0 {
		return
	}
	if key == nil {
		f.addDynamic(s, shape, debt.Affix{Text: sourceText(s.node())})
		return
	}
	if object := f.objectOf(key); object != nil && !isText(f.Info.TypeOf(key)) {
		if shape.Role == debt.RoleDeclaration { // what keeps a flag that is declared elsewhere
			f.add(Ref{Reference: debt.Reference{ID: object.ID, Role: debt.RoleMention, Kind: object.Kind}, Node: key, Key: key}, s.scope)
			return
		}
		ref := f.reference(s, shape, string(object.Key))
		ref.Kind = cmp.Or(ref.Kind, object.Kind)
		if shape.Role != debt.RoleTestOverride { // whose default is what it forces
			ref.Default = object.Default
		}
		f.add(Ref{Reference: ref, Node: s.node(), Key: key, Field: shape.Field, Held: shape.held, API: shape.api}, s.scope)
		return
	}
	if object := f.keyOfObject(key); object != nil && !shape.Elems {
		f.add(Ref{Reference: f.reference(s, shape, string(object.Key)), Node: s.node(), Key: key, Held: shape.held, API: shape.api}, s.scope)
		return
	}
	folded := f.fold(key)
	switch {
	case folded.param != nil && f.forwards(s, folded.param):
		f.addForward(s, shape, key)
		if f.assignments().receivers[folded.param] && shape.api != nil {
			f.addDynamic(s, shape, debt.Affix{Text: sourceText(key)}) // who calls a method through an interface is not seen
		}
	case !shape.about(folded):
	case folded.known && folded.key != "" && !shape.Elems:
		f.add(Ref{Reference: f.reference(s, shape, folded.key), Node: s.node(), Key: key, Field: shape.Field, Held: shape.held, API: shape.api}, s.scope)
	default:
		if folded.affix.Text == "" {
			folded.affix.Text = sourceText(key)
		}
		f.addDynamic(s, shape, folded.affix)
	}
}

// keyOfObject is the flag object whose key an expression asks for, gate.ID() or flag.Key(), or nil.
func (f *finder) keyOfObject(key ast.Expr) *Object {
	call, ok := ast.Unparen(key).(*ast.CallExpr)
	if !ok || len(call.Args) > 0 || !isText(f.Info.TypeOf(key)) {
		return nil
	}
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "ID" && selector.Sel.Name != "Key" {
		return nil
	}
	if f.rules.registryOfType(config.FlagObject, f.typeOf(selector.X)) == nil {
		return nil
	}
	return f.objectOf(selector.X)
}

func (f *finder) addForward(s *site, shape callShape, key ast.Expr) {
	ref := debt.Reference{ID: debt.ID{Provider: shape.Provider}, Role: debt.RoleForward, Kind: shape.Kind, Via: shape.Via}
	f.add(Ref{Reference: ref, Node: s.node(), Key: key, API: shape.api}, s.scope)
}

func (f *finder) reference(s *site, shape callShape, key string) debt.Reference {
	return debt.Reference{
		ID:   debt.ID{Provider: shape.Provider, Key: debt.Key(key)},
		Role: shape.Role, Kind: shape.Kind, Default: f.defaultOf(s, shape), Via: shape.Via,
	}
}

// addDynamic records a call whose key only the run tells. In a function that a rule describes it is the inner call of a wrapper, unless it makes another key of the one that it gets.
func (f *finder) addDynamic(s *site, shape callShape, affix debt.Affix) {
	if f.described(s.scope) && affix.Prefix == "" && affix.Suffix == "" {
		f.addForward(s, shape, f.keyOf(s, shape))
		return
	}
	ref := f.reference(s, shape, "")
	ref.Dynamic = &affix
	f.add(Ref{Reference: ref, Node: s.node(), Key: f.keyOf(s, shape), API: shape.api}, s.scope)
}

// described reports whether a rule is about the enclosing function, as an API, as a constructor of flag objects or as a method of theirs: then its callers name the flag.
func (f *finder) described(in scope) bool {
	if in.decl == nil {
		return false
	}
	fn, ok := f.Info.Defs[in.decl.Name].(*types.Func)
	return ok && (f.rules.Known(fn) || f.rules.constructor(fn) != nil || f.rules.method(fn, func(rule *registryRule) bool { return rule.evaluations[fn.Name()] }) != nil)
}

// defaultOf is the constant default that a call passes.
func (f *finder) defaultOf(s *site, shape callShape) debt.Value {
	if shape.Default > 0 {
		if arg := s.arg(shape.Default - 1); arg != nil {
			return f.value(arg)
		}
		return ""
	}
	if shape.api != nil && shape.api.Default.Option != "" {
		return f.optionValue(s, shape.api)
	}
	return shape.Fixed
}

// optionValue is the constant that a functional option of the call holds: WithFallback(true).
func (f *finder) optionValue(s *site, api *config.API) debt.Value {
	for _, arg := range s.call.Args {
		call, ok := ast.Unparen(arg).(*ast.CallExpr)
		if !ok {
			continue
		}
		fn, ok := calleeOf(f.Info, call).(*types.Func)
		if !ok || fn.Name() != api.Default.Option || fn.Pkg() == nil || !api.MatchPackage(fn.Pkg().Path()) {
			continue
		}
		i := 0
		if api.Default.Arg != nil {
			i = *api.Default.Arg
		}
		if i < len(call.Args) {
			return f.value(call.Args[i])
		}
	}
	return ""
}

// literal is the composite literal that an expression is, points to, or that a variable was given once and that stays as it is; or nil.
func (f *finder) literal(expr ast.Expr) *ast.CompositeLit {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.CompositeLit:
		return expr
	case *ast.UnaryExpr:
		return f.literal(expr.X)
	case *ast.Ident:
		v, ok := f.Info.Uses[expr].(*types.Var)
		if !ok {
			return nil
		}
		if a := f.assignments(); !a.changed[v] && !a.altered[v] && a.values[v] != nil {
			return pointedTo(a.values[v])
		}
	}
	return nil
}

// pointedTo is the composite literal that an expression is or takes the address of, or nil.
func pointedTo(expr ast.Expr) *ast.CompositeLit {
	expr = ast.Unparen(expr)
	if unary, ok := expr.(*ast.UnaryExpr); ok {
		expr = ast.Unparen(unary.X)
	}
	lit, _ := expr.(*ast.CompositeLit)
	return lit
}

// field is the value of a field in a struct literal, or nil.
func (f *finder) field(expr ast.Expr, name string) ast.Expr {
	lit := f.literal(expr)
	if lit == nil {
		return nil
	}
	for _, element := range lit.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			if ident, ok := kv.Key.(*ast.Ident); ok && ident.Name == name {
				return kv.Value
			}
		}
	}
	return nil
}
