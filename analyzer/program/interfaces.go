package program

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// learnInterfaces learns of interface methods that stand for methods which evaluate flags, and reports whether there is news.
func (in *inference) learnInterfaces() bool {
	news := in.interfaces()
	for key, api := range news {
		in.inferred[key] = api
		in.names[api.Methods[0]] = true
	}
	return len(news) > 0
}

// interfaces are rules for the interface methods that stand for methods which evaluate flags, by their funcKeys, where that is news. What one package sees cannot tell: the interface, the implementation and the caller may be strangers to each other.
func (in *inference) interfaces() map[string]config.API {
	evaluating := in.evaluating()
	implementers := in.implementers(evaluating)
	news := map[string]config.API{}
	for _, n := range in.loader.nodes {
		if !in.offersInterfaces(n) {
			continue
		}
		for _, iface := range in.types[n] {
			for _, method := range iface.Methods {
				if !iface.Interface || !method.Own || !evaluating[method.Text] {
					continue
				}
				shape, ok := in.standsFor(iface, method, implementers)
				if !ok {
					continue
				}
				if api := apiOf(n, iface, method, shape); !reflect.DeepEqual(in.inferred[method.Key], api) {
					news[method.Key] = api
				}
			}
		}
	}
	return news
}

// offersInterfaces reports whether the interfaces of a package may stand for wrappers: those of the main modules, and of a company's own library around an SDK, but not what only tests have, and not the SDKs themselves, of which the catalogue knows.
func (in *inference) offersInterfaces(n *node) bool {
	return n.looked && (n.main || !in.sdks.Covers(n.path))
}

// evaluating are the methods that evaluate flags, by their texts: only interfaces with such a method are worth a look.
func (in *inference) evaluating() map[string]bool {
	texts := map[string]bool{}
	for _, declared := range in.types {
		for _, t := range declared {
			for _, method := range t.Methods {
				if !t.Interface && len(in.shapesOf(method)) > 0 {
					texts[method.Text] = true
				}
			}
		}
	}
	return texts
}

// implementer is a type that may implement an interface.
type implementer struct {
	methods map[string]declaredMethod // by text
	counts  bool                      // speaks against the interface where it does something else: not a double for tests, not somebody else's type
}

// implementers are the types that have one of some methods, by the texts of all of their methods, and in the order of the packages.
func (in *inference) implementers(evaluating map[string]bool) map[string][]implementer {
	out := map[string][]implementer{}
	for _, n := range in.loader.nodes {
		for _, t := range in.types[n] {
			if t.Interface || !slices.ContainsFunc(t.Methods, func(m declaredMethod) bool { return evaluating[m.Text] }) {
				continue
			}
			i := implementer{map[string]declaredMethod{}, n.main && !isDouble(n.inModule(), t.Name)}
			for _, method := range t.Methods {
				i.methods[method.Text] = method
			}
			for text := range i.methods {
				out[text] = append(out[text], i)
			}
		}
	}
	return out
}

// shapesOf is how a method concerns flags, if it is one of an SDK or a wrapper.
func (in *inference) shapesOf(method declaredMethod) []flagref.Shape {
	if method.Shape != nil {
		return []flagref.Shape{*method.Shape}
	}
	if w := in.wrappers[method.Key]; w.Wrapper != nil {
		return slices.DeleteFunc(slices.Clone(w.Shapes), func(s flagref.Shape) bool { return s.Field != "" || s.Flag != "" }) // a rule cannot say where an object has its key, nor which one it is
	}
	return nil
}

// standsFor is what the implementations of an interface say about one of its methods. Where most of them do not evaluate flags, the interface is about something else that a flag client also happens to do.
func (in *inference) standsFor(iface declaredType, method declaredMethod, implementers map[string][]implementer) (flagref.Shape, bool) {
	rarest := method.Text
	for _, m := range iface.Methods {
		if len(implementers[m.Text]) < len(implementers[rarest]) {
			rarest = m.Text
		}
	}
	var shapes []flagref.Shape
	evaluating, others := 0, 0
	for _, i := range implementers[rarest] {
		its := i.methods[method.Text]
		if !its.Own || !i.implements(iface) {
			continue // what embeds an interface says nothing of its own
		}
		if of := in.shapesOf(its); len(of) > 0 {
			evaluating++
			shapes = append(shapes, of...)
		} else if i.counts && !its.Passes {
			others++
		}
	}
	if evaluating == 0 || others > evaluating {
		return flagref.Shape{}, false
	}
	return joined(shapes), true
}

// implements reports whether a type has all methods of an interface.
func (i implementer) implements(iface declaredType) bool {
	return !slices.ContainsFunc(iface.Methods, func(m declaredMethod) bool { _, ok := i.methods[m.Text]; return !ok })
}

// apiOf is the rule for a method of an interface that a package declares.
func apiOf(n *node, iface declaredType, method declaredMethod, shape flagref.Shape) config.API {
	api := config.API{
		Provider: shape.Provider, Packages: config.Strings{n.path}, Receivers: config.Strings{iface.Name}, Methods: config.Strings{method.Name},
		Key: config.KeyPos{Arg: shape.Key, Elems: shape.Elems}, Value: shape.Kind, Role: shape.Role, Via: shape.Via, Keys: shape.Keys,
		Default: config.DefaultPos{Value: shape.Fixed},
	}
	if shape.Default > 0 {
		arg := shape.Default - 1
		api.Default = config.DefaultPos{Arg: &arg}
	}
	return api
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
