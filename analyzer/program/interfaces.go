package program

import (
	"cmp"
	"go/types"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// inferred is a rule for an interface method, by its funcKey.
type inferred struct {
	Key string
	API config.API
}

// learnInterfaces learns of interface methods that stand for methods which evaluate flags, and reports whether there is news.
func (in *inference) learnInterfaces() bool {
	key := in.interfacesKey()
	news, known := recall[[]inferred](in.options.Cache, key)
	if !known {
		news = in.interfaces()
		keep(in.options.Cache, key, news)
	}
	for _, i := range news {
		in.inferred[i.Key] = i.API
		in.names[i.API.Methods[0]] = true
	}
	return len(news) > 0
}

// interfacesKey is the digest of everything that the interfaces and their implementations depend on.
func (in *inference) interfacesKey() Digest {
	d := newDigester("interfaces")
	d.bytes(in.base[:])
	for _, n := range in.loader.nodes {
		if in.offersInterfaces(n) || in.implements(n) {
			if n.surface == (Digest{}) {
				return Digest{}
			}
			d.text(n.path, n.inModule())
			d.flags(n.main, n.looked)
			d.bytes(n.surface[:])
		}
	}
	return d.digest()
}

// interfaces finds interface methods that stand for methods which evaluate flags, and of which that is news. What one package sees cannot tell: the interface, the implementation and the caller may be strangers to each other.
func (in *inference) interfaces() []inferred {
	implementers := in.implementers()
	names := in.evaluatingNames(implementers)
	var news []inferred
	for _, n := range in.loader.nodes {
		if !in.offersInterfaces(n) {
			continue
		}
		for _, named := range in.loader.namedTypes(n) {
			iface, ok := named.Underlying().(*types.Interface)
			if !ok || named.TypeParams().Len() > 0 {
				continue // of a generic interface nobody can tell which instances are meant
			}
			for method := range iface.ExplicitMethods() {
				if !names[method.Name()] || in.Program.rules.Known(method) {
					continue // the catalogue or the user says more
				}
				if !types.Identical(method.Signature().Recv().Type(), named) {
					continue // of type J I the methods are those of I
				}
				api, ok := in.apiOf(named, iface, method, implementers)
				if key := funcKey(method); ok && !reflect.DeepEqual(in.inferred[key], api) {
					news = append(news, inferred{key, api})
				}
			}
		}
	}
	return news
}

// offersInterfaces reports whether the interfaces of a package may stand for wrappers: those of the main modules, and of a company's own library around an SDK, but not what only tests have, and not the SDKs themselves, of which the catalogue knows.
func (in *inference) offersInterfaces(n *node) bool {
	return n.looked && n.listed.ForTest == "" && (n.main || !in.sdks.Covers(n.path))
}

// implementer is a type that may implement an interface.
type implementer struct {
	named   *types.Named
	pointer *types.Pointer
	counts  bool // speaks against the interface where it does something else: not a double for tests, not somebody else's type
}

// implements reports whether the types of a package may implement such interfaces.
func (in *inference) implements(n *node) bool {
	return n.listed.ForTest == "" && (n.looked || in.rules.Covers(n.path))
}

// implementers are the types that the program declares and those of SDKs, in the order of the packages.
func (in *inference) implementers() []implementer {
	var out []implementer
	for _, n := range in.loader.nodes {
		if !in.implements(n) {
			continue
		}
		for _, named := range in.loader.namedTypes(n) {
			if types.IsInterface(named) {
				continue
			}
			counts := n.main && !isDouble(n.inModule(), named.Obj().Name())
			if named.TypeParams().Len() > 0 {
				named = instance(named)
			}
			out = append(out, implementer{named, types.NewPointer(named), counts})
		}
	}
	return out
}

// instance is a generic type with any for its parameters: good enough for methods in which they do not occur.
func instance(named *types.Named) *types.Named {
	args := make([]types.Type, named.TypeParams().Len())
	for i := range args {
		args[i] = types.Universe.Lookup("any").Type()
	}
	instantiated, err := types.Instantiate(nil, named.Origin(), args, false)
	if err != nil {
		return named // cannot be: the number of arguments is right, and nothing else is verified
	}
	return instantiated.(*types.Named)
}

// evaluatingNames are the names of the methods that evaluate flags: only interfaces with such a method are worth a look.
func (in *inference) evaluatingNames(implementers []implementer) map[string]bool {
	names := map[string]bool{}
	for _, i := range implementers {
		for method := range i.named.Methods() {
			if len(in.shapesOf(method)) > 0 {
				names[method.Name()] = true
			}
		}
	}
	return names
}

// shapesOf is how a method concerns flags, if it is one of an SDK or a wrapper.
func (in *inference) shapesOf(method *types.Func) []flagref.Shape {
	if shape, ok := in.rules.Shape(method.Origin()); ok {
		return []flagref.Shape{shape}
	}
	if w := in.wrappers[funcKey(method)]; w.Wrapper != nil {
		return slices.DeleteFunc(slices.Clone(w.Shapes), func(s flagref.Shape) bool { return s.Field != "" || s.Flag != "" }) // a rule cannot say where an object has its key, nor which one it is
	}
	return nil
}

// apiOf is what the implementations of an interface method say about it. Where most of them do not evaluate flags, the interface is about something else that a flag client also happens to do.
func (in *inference) apiOf(named *types.Named, iface *types.Interface, method *types.Func, implementers []implementer) (config.API, bool) {
	var shapes []flagref.Shape
	evaluating, others := 0, 0
	for _, i := range implementers {
		object, _, _ := types.LookupFieldOrMethod(i.pointer, false, method.Pkg(), method.Name())
		fn, ok := object.(*types.Func)
		if !ok || types.IsInterface(fn.Signature().Recv().Type()) || !types.Implements(i.pointer, iface) {
			continue // what embeds an interface passes the question on
		}
		if its := in.shapesOf(fn); len(its) > 0 {
			evaluating++
			shapes = append(shapes, its...)
		} else if i.counts {
			others++
		}
	}
	if evaluating == 0 || others > evaluating {
		return config.API{}, false
	}
	shape := joined(shapes)
	api := config.API{
		Provider: shape.Provider, Packages: config.Strings{method.Pkg().Path()}, Receivers: config.Strings{named.Obj().Name()}, Methods: config.Strings{method.Name()},
		Key: config.KeyPos{Arg: shape.Key, Elems: shape.Elems}, Value: shape.Kind, Role: shape.Role, Via: shape.Via, Keys: shape.Keys,
		Default: config.DefaultPos{Value: shape.Fixed},
	}
	if shape.Default > 0 {
		arg := shape.Default - 1
		api.Default = config.DefaultPos{Arg: &arg}
	}
	return api, true
}

// joined is what several shapes have in common, of those with the key of the first: evaluations come first, then the order of the parameters. Where they ask different providers, whatever the sources hold is asked.
func joined(shapes []flagref.Shape) flagref.Shape {
	rank := func(s flagref.Shape) int {
		if s.Role == debt.RoleEvaluation {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(shapes, func(a, b flagref.Shape) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Key, b.Key))
	})
	out := shapes[0]
	for _, s := range shapes[1:] {
		if s.Role != out.Role || s.Key != out.Key || s.Elems != out.Elems {
			continue
		}
		if !slices.Equal(s.Keys, out.Keys) {
			out.Keys = nil
		}
		if s.Provider != out.Provider {
			out.Provider = flagref.InHouse
		}
		if s.Kind != out.Kind {
			out.Kind = debt.KindUnknown
		}
		if s.Default != out.Default || s.Fixed != out.Fixed {
			out.Default, out.Fixed = 0, ""
		}
	}
	return out
}

// doubles are the words that mark types and packages which stand in for others in tests, as mock generators and people name them.
var doubles = []string{"mock", "mocks", "mocked", "fake", "fakes", "faked", "stub", "stubs", "noop", "nop", "spy", "dummy", "test", "tests", "testing", "testutil", "testutils", "testdata"}

// inModule is the path of a package within its module: that of the module says nothing about a type.
func (n *node) inModule() string {
	if m := n.listed.Module; m != nil {
		return strings.TrimPrefix(n.path, m.Path)
	}
	return path.Base(n.path)
}

// isDouble reports whether a word of the type's name, or of its package's path, marks it as a double; FakeClient does, and so does flagstest.Client, as in httptest.
func isDouble(pkg, name string) bool {
	isWord := func(word string) bool { return slices.Contains(doubles, strings.ToLower(word)) }
	if slices.ContainsFunc(words(name), isWord) || strings.HasSuffix(pkg, "test") {
		return true
	}
	return slices.ContainsFunc(strings.FieldsFunc(pkg, func(r rune) bool { return !unicode.IsLetter(r) }), isWord)
}

// words cuts MockHTTPClient into Mock, HTTP and Client.
func words(name string) []string {
	var out []string
	runes := []rune(name)
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) {
			upper, before := unicode.IsUpper(runes[i]), unicode.IsUpper(runes[i-1])
			next := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if runes[i] != '_' && !(upper && (!before || next)) {
				continue
			}
		}
		out = append(out, strings.Trim(string(runes[start:i]), "_"))
		start = i
	}
	return out
}

// namedTypes are the types that a package declares at package level, by name; none where it could not be understood.
func namedTypes(pkg *types.Package) []*types.Named {
	var out []*types.Named
	if pkg == nil {
		return nil
	}
	for _, name := range pkg.Scope().Names() {
		if object, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && !object.IsAlias() {
			if named, ok := object.Type().(*types.Named); ok {
				out = append(out, named)
			}
		}
	}
	return out
}
