package program

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

func toString(v any) string { return fmt.Sprint(v) }

// provider is a method that evaluates flags: a wrapper, or one of an SDK.
type provider struct {
	method *types.Func
	shapes []flagref.Shape
}

// learnInterfaces finds interface methods that stand for methods which evaluate flags, and reports whether there are new ones. What one package sees cannot tell: the interface, the implementation and the caller may be strangers to each other.
func (in *inference) learnInterfaces() bool {
	known := map[string]bool{}
	for _, api := range in.apis {
		known[apiKey(api)] = true
	}
	providers := in.providersByName()
	grown := false
	for _, named := range in.mainTypes() {
		iface, ok := named.Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for method := range iface.ExplicitMethods() {
			if in.rules.Known(method) {
				continue // the catalogue or the user says more
			}
			for _, api := range in.apisOf(named, iface, method, providers[method.Name()]) {
				if !known[apiKey(api)] {
					known[apiKey(api)] = true
					in.apis = append(in.apis, api)
					in.names[method.Name()] = true
					grown = true
				}
			}
		}
	}
	return grown
}

func apiKey(api config.API) string {
	return fmt.Sprint(api.Provider, api.Packages, api.Receivers, api.Methods, api.Key, api.Role)
}

// apisOf is what the implementations of an interface method say about it. Where most of them do not evaluate flags, the interface is about something else that a flag client also happens to do.
func (in *inference) apisOf(named *types.Named, iface *types.Interface, method *types.Func, candidates []provider) []config.API {
	var apis []config.API
	implementing := 0
	for _, candidate := range candidates {
		receiver := candidate.method.Signature().Recv().Type()
		if !types.Implements(receiver, iface) && !types.Implements(types.NewPointer(receiver), iface) {
			continue
		}
		implementing++
		for _, shape := range candidate.shapes {
			apis = append(apis, apiOf(named, method, shape))
		}
	}
	if implementing == 0 || in.others(iface, method, candidates) > implementing {
		return nil
	}
	return apis
}

func apiOf(named *types.Named, method *types.Func, shape flagref.Shape) config.API {
	api := config.API{
		Provider: shape.Provider, Packages: config.Strings{method.Pkg().Path()}, Receivers: config.Strings{named.Obj().Name()}, Methods: config.Strings{method.Name()},
		Key: config.KeyPos{Arg: shape.Key, Elems: shape.Elems}, Value: shape.Kind, Role: shape.Role, Via: shape.Via,
		Default: config.DefaultPos{Value: shape.Fixed},
	}
	if shape.Default > 0 {
		arg := shape.Default - 1
		api.Default = config.DefaultPos{Arg: &arg}
	}
	return api
}

// others counts the implementations in the main modules that do not evaluate flags; doubles for tests do not count.
func (in *inference) others(iface *types.Interface, method *types.Func, candidates []provider) int {
	evaluating := map[string]bool{}
	for _, candidate := range candidates {
		evaluating[funcKey(candidate.method)] = true
	}
	n := 0
	for _, named := range in.mainTypes() {
		if types.IsInterface(named) || isDouble(named) {
			continue
		}
		pointer := types.NewPointer(named)
		if !types.Implements(pointer, iface) {
			continue
		}
		object, _, _ := types.LookupFieldOrMethod(pointer, false, method.Pkg(), method.Name())
		if fn, ok := object.(*types.Func); ok && !evaluating[funcKey(fn)] {
			n++
		}
	}
	return n
}

// doubleWords mark types and packages that stand in for others in tests, as mock generators and people name them.
var doubleWords = []string{"mock", "fake", "stub", "noop", "nop", "spy", "dummy", "test"}

func isDouble(named *types.Named) bool {
	name := strings.ToLower(named.Obj().Pkg().Path() + "." + named.Obj().Name())
	return slices.ContainsFunc(doubleWords, func(word string) bool { return strings.Contains(name, word) })
}

// providersByName are the methods that evaluate flags: those of SDK clients that the program imports, and wrappers.
func (in *inference) providersByName() map[string][]provider {
	byName := map[string][]provider{}
	add := func(method *types.Func, shapes []flagref.Shape) {
		byName[method.Name()] = append(byName[method.Name()], provider{method, shapes})
	}
	for _, method := range in.methods {
		add(method, in.wrappers[funcKey(method)].Shapes)
	}
	for _, n := range in.loader.nodes {
		if n.types == nil || n.listed.ForTest != "" || !in.rules.Covers(n.path) {
			continue
		}
		for _, named := range namedTypes(n.types) {
			for method := range named.Methods() {
				if shape, ok := in.rules.Shape(method); ok {
					add(method, []flagref.Shape{shape})
				}
			}
		}
	}
	for _, list := range byName {
		slices.SortFunc(list, func(a, b provider) int { return cmp.Compare(funcKey(a.method), funcKey(b.method)) })
	}
	return byName
}

// mainTypes are the named types of the main modules, without those that only tests have.
func (in *inference) mainTypes() []*types.Named {
	var out []*types.Named
	for _, n := range in.loader.nodes {
		if n.main && n.types != nil && n.listed.ForTest == "" {
			out = append(out, namedTypes(n.types)...)
		}
	}
	return out
}

// namedTypes are the types that a package declares at package level, by name.
func namedTypes(pkg *types.Package) []*types.Named {
	var out []*types.Named
	for _, name := range pkg.Scope().Names() {
		if object, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && !object.IsAlias() {
			if named, ok := object.Type().(*types.Named); ok && named.TypeParams().Len() == 0 {
				out = append(out, named)
			}
		}
	}
	return out
}
