package flagref

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

//go:embed sdks.yaml
var sdksYAML []byte

// SDKs returns the embedded catalogue: the SDKs that are found without configuration.
func SDKs() ([]config.SDK, error) {
	sdks, err := config.ParseCatalogue("sdks.yaml", sdksYAML)
	if err != nil {
		return nil, fmt.Errorf("reading the embedded catalogue: %w", err)
	}
	return sdks, nil
}

// Rules is the embedded catalogue and the user's own, ready to be asked. It is safe for concurrent use.
type Rules struct {
	apis       []*apiRule
	registries []*registryRule
	contexts   []config.Context
	stored     bool     // some constructor makes pointers, or takes addresses, of what holds a flag's value
	byPath     sync.Map // package path to []*apiRule
	declaredBy sync.Map // package path to []*registryRule
	abstract   map[string]bool
	names      map[string]string
}

type apiRule struct {
	config.API
	receivers map[string]bool
}

type registryRule struct {
	config.Registry
	types, receivers, constructors, evaluations, defaults map[string]bool
}

// InHouse is the provider of an API or registry that names none: its flags are those of whatever the sources hold.
const InHouse = "in-house"

// NewRules joins the embedded catalogue with others, which come first: what a user says about a function counts.
func NewRules(catalogues ...config.Catalogue) (*Rules, error) {
	r := &Rules{abstract: map[string]bool{InHouse: true}, names: map[string]string{}}
	catalogues = slices.Clone(catalogues)
	sdks, err := SDKs()
	if err != nil {
		return nil, err
	}
	for _, sdk := range sdks {
		catalogues = append(catalogues, sdk.Catalogue)
		r.abstract[sdk.Provider] = sdk.Abstract
		r.names[sdk.Provider] = sdk.Name
	}
	for _, catalogue := range catalogues {
		r.add(catalogue)
	}
	return r, nil
}

func (r *Rules) add(catalogue config.Catalogue) {
	for _, api := range catalogue.APIs {
		if api.Provider == "" {
			api.Provider = InHouse
		}
		if len(api.Receivers) == 0 {
			api.Receivers = config.Strings{""}
		}
		r.apis = append(r.apis, &apiRule{API: api, receivers: set(api.Receivers)})
	}
	for _, reg := range catalogue.Registries {
		if reg.Provider == "" {
			reg.Provider = InHouse
		}
		r.stored = r.stored || reg.Kind == config.FlagObject && (len(reg.Types) == 0 || reg.Target != nil)
		r.registries = append(r.registries, &registryRule{
			Registry: reg, types: set(reg.Types), receivers: set(reg.Receivers),
			constructors: set(reg.Constructors), evaluations: set(reg.Evaluations), defaults: set(reg.Defaults),
		})
	}
	r.contexts = append(r.contexts, catalogue.Contexts...)
}

// Makes reports whether a function does nothing but make what evaluations are told.
func (r *Rules) Makes(fn *types.Func) bool {
	return fn.Pkg() != nil && slices.ContainsFunc(r.contexts, func(c config.Context) bool { return c.Match(fn.Pkg().Path(), fn.Name()) })
}

// AbstractProviders are the providers that are only an interface to others, by name.
func (r *Rules) AbstractProviders() []string {
	var out []string
	for provider, abstract := range r.abstract {
		if abstract {
			out = append(out, provider)
		}
	}
	slices.Sort(out)
	return out
}

// Name is how people call a provider.
func (r *Rules) Name(provider string) string {
	if name := r.names[provider]; name != "" {
		return name
	}
	return provider
}

// Covers reports whether some rule is about the package, so that code which imports it can hold references.
func (r *Rules) Covers(path string) bool { return len(r.Providers(path)) > 0 }

// Providers are the providers that the package belongs to.
func (r *Rules) Providers(path string) []string {
	var providers []string
	for _, rule := range r.apis {
		if rule.MatchPackage(path) && !slices.Contains(providers, rule.Provider) {
			providers = append(providers, rule.Provider)
		}
	}
	for _, rule := range r.registries {
		if rule.MatchPackage(path) && !slices.Contains(providers, rule.Provider) {
			providers = append(providers, rule.Provider)
		}
	}
	return providers
}

// Known reports whether a rule is about the function.
func (r *Rules) Known(fn *types.Func) bool { return r.api(fn) != nil }

// Shape is how a call of the function concerns flags, for one whose key is a plain argument.
func (r *Rules) Shape(fn *types.Func) (Shape, bool) {
	rule := r.api(fn)
	if rule == nil || !plainKey(&rule.API) {
		return Shape{}, false
	}
	shape := shapeOf(&rule.API, fn)
	return shape, shape.Role == debt.RoleEvaluation
}

// plainKey reports whether the key of a call is a plain argument, or several are.
func plainKey(api *config.API) bool {
	return api.Key.Field == "" && !api.Key.Receiver && !api.Key.Address && !api.Key.Pairs && !api.Key.Index
}

// api returns the rule for a function, or nil.
func (r *Rules) api(fn *types.Func) *apiRule {
	if fn.Pkg() == nil {
		return nil // the universe's error.Error
	}
	rules := r.about(fn.Pkg().Path())
	if len(rules) == 0 {
		return nil
	}
	receiver := receiverName(fn)
	if receiver == "" && fn.Signature().Recv() != nil {
		return nil // a method of an unnamed interface belongs to no catalogued type
	}
	for _, rule := range rules {
		if rule.receivers[receiver] && config.MatchName(rule.Methods, fn.Name()) {
			return rule
		}
	}
	return nil
}

// about returns the API rules for a package. Nearly every call of a program asks for a package that has none.
func (r *Rules) about(path string) []*apiRule {
	if rules, ok := r.byPath.Load(path); ok {
		return rules.([]*apiRule)
	}
	var rules []*apiRule
	for _, rule := range r.apis {
		if rule.MatchPackage(path) {
			rules = append(rules, rule)
		}
	}
	r.byPath.Store(path, rules)
	return rules
}

// has reports whether some registry is of a kind.
func (r *Rules) has(kind config.RegistryKind) bool {
	return slices.ContainsFunc(r.registries, func(rule *registryRule) bool { return rule.Kind == kind })
}

// registry returns the first rule of a kind that accepts.
func (r *Rules) registry(kind config.RegistryKind, path string, accept func(*registryRule) bool) *registryRule {
	for _, rule := range r.declaring(path) {
		if rule.Kind == kind && accept(rule) {
			return rule
		}
	}
	return nil
}

// declaring returns the registries of a package. Nearly every type of a program is of a package that has none.
func (r *Rules) declaring(path string) []*registryRule {
	if rules, ok := r.declaredBy.Load(path); ok {
		return rules.([]*registryRule)
	}
	var rules []*registryRule
	for _, rule := range r.registries {
		if rule.MatchPackage(path) {
			rules = append(rules, rule)
		}
	}
	r.declaredBy.Store(path, rules)
	return rules
}

// constructor returns the rule of the flag objects that a function makes, or nil.
func (r *Rules) constructor(fn *types.Func) *registryRule { return r.maker(config.FlagObject, fn) }

// maker returns the rule of a kind whose constructor a function is, or nil.
func (r *Rules) maker(kind config.RegistryKind, fn *types.Func) *registryRule {
	if fn.Pkg() == nil {
		return nil // the universe's error.Error
	}
	return r.registry(kind, fn.Pkg().Path(), func(rule *registryRule) bool {
		return rule.constructors[fn.Name()] && (rule.receivers[receiverName(fn)] || len(rule.receivers) == 0 && fn.Signature().Recv() == nil)
	})
}

// method returns the rule of the flag objects whose method a function is, where it accepts; or nil.
func (r *Rules) method(fn *types.Func, accept func(*registryRule) bool) *registryRule {
	if fn.Pkg() == nil || fn.Signature().Recv() == nil {
		return nil
	}
	receiver := receiverName(fn)
	for _, kind := range []config.RegistryKind{config.FlagObject, config.ContainerFields} {
		if rule := r.registry(kind, fn.Pkg().Path(), func(rule *registryRule) bool { return rule.types[receiver] && accept(rule) }); rule != nil {
			return rule
		}
	}
	return nil
}

// registryOfType returns the rule of a kind that names the type, or nil.
func (r *Rules) registryOfType(kind config.RegistryKind, t types.Type) *registryRule {
	object := typeName(t)
	if object == nil || object.Pkg() == nil {
		return nil
	}
	return r.registry(kind, object.Pkg().Path(), func(rule *registryRule) bool { return rule.types[object.Name()] })
}

// constant returns the rule by which a constant holds a key: that of its type, or one that names it; or nil.
func (r *Rules) constant(object *types.Const) *registryRule {
	if rule := r.registryOfType(config.TypedConst, object.Type()); rule != nil || object.Pkg() == nil || object.Parent() != object.Pkg().Scope() {
		return rule
	}
	return r.registry(config.KeyConst, object.Pkg().Path(), func(rule *registryRule) bool {
		return isText(object.Type()) && config.MatchName(rule.Constants, object.Name())
	})
}

// typeName is the name of a named type, through aliases and one pointer, or nil.
func typeName(t types.Type) *types.TypeName {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj()
	}
	return nil
}

// receiverName is the name of the type that a method is declared on, after aliases, embedding and promotion are resolved; "" for a function and for a method of an unnamed interface.
func receiverName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	if object := typeName(recv.Type()); object != nil {
		return object.Name()
	}
	return ""
}

func set(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, name := range names {
		m[name] = true
	}
	return m
}
