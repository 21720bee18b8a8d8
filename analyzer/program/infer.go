package program

import (
	"cmp"
	"context"
	"go/types"
	"maps"
	"slices"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// inference is the state of finding the references of a program.
type inference struct {
	*Program
	rules    *flagref.Rules        // those of the program and what was inferred
	inferred map[string]config.API // interface methods that stand for wrappers, by funcKey

	mu       sync.Mutex // guards what follows
	wrappers map[string]wrapper
	called   map[string]bool            // what wrappers are called, without their packages
	objects  map[string]*flagref.Object // by varKey
	holding  map[string]bool            // the names of these variables and fields, without their packages
	declared map[*node][]debt.Flag
	found    map[*node][]Reference
	said     map[*node]said
	types    map[*node][]declaredType  // that may have to do with flags, and of no test variant
	known    []held                    // of these what everybody has been told
	captures map[*node][]held          // fields of other packages that get a flag's answer
	spoiled  map[*node][]string        // and those, by varKey, that get something else, too
	holders  map[string]bool           // paths of the packages that have a wrapper
	names    map[string]bool           // functions and interface methods of which something was learned since packages were last looked at
	told     map[*node]map[string]bool // what a package has told of, by funcKey and varKey

	base Digest // of what every look depends on
}

// wrapper is what is known of a function, and the package that declares it.
type wrapper struct {
	*flagref.Wrapper
	node *node
}

// infer finds the references of every package in the order of dependencies, and again in those packages that may call what was learned about interfaces, until nothing is learned any more.
func (p *Program) infer(ctx context.Context) (*inference, error) {
	in := &inference{
		Program: p, rules: p.rules, inferred: map[string]config.API{}, wrappers: map[string]wrapper{}, called: map[string]bool{}, objects: map[string]*flagref.Object{}, holding: map[string]bool{},
		declared: map[*node][]debt.Flag{}, found: map[*node][]Reference{}, said: map[*node]said{}, types: map[*node][]declaredType{}, captures: map[*node][]held{}, spoiled: map[*node][]string{}, holders: map[string]bool{}, names: map[string]bool{}, told: map[*node]map[string]bool{},
	}
	in.base = in.ruleBase()
	if err := in.eachNode(ctx, in.visit); err != nil {
		return nil, err
	}
	in.names = map[string]bool{} // dependencies come first: whoever calls a wrapper has seen its fact
	for in.learnInterfaces() {
		rules, err := flagref.NewRules(append(slices.Clone(p.options.Catalogues), config.Catalogue{APIs: in.apis()})...)
		if err != nil {
			return nil, err
		}
		in.rules, in.base = rules, in.ruleBase()
		if err := in.again(ctx); err != nil {
			return nil, err
		}
	}
	return in, in.capture(ctx)
}

// apis are the inferred rules, in the order of the methods' names.
func (in *inference) apis() []config.API {
	var apis []config.API
	for _, key := range slices.Sorted(maps.Keys(in.inferred)) {
		apis = append(apis, in.inferred[key])
	}
	return apis
}

// visit looks at a package, if what is in it is not known, and keeps what others need of it.
func (in *inference) visit(n *node) {
	if in.options.Cache != nil && n.content == (Digest{}) {
		n.content = in.loader.text(n, n.files)
		n.tests = in.loader.text(n, slices.DeleteFunc(slices.Clone(n.files), func(file string) bool { return !isTest(file) }))
	}
	d := in.depth(n)
	if n.path != "unsafe" && (d > declarations || !in.options.Lean || in.ofSDK(n)) { // unsafe has no source that could be checked, and a lean program checks declarations when somebody asks for them
		key := in.keyOf(n, d)
		v, known := recall[*view](in.options.Cache, key)
		if !known {
			v = in.look(n, d)
			if !in.loader.disturbed() { // then the key is of other files
				keep(in.options.Cache, key, v)
			}
		}
		if v != nil {
			in.learn(n, v)
		}
	}
	in.raise(n)
}

// view is what a look at a package gives.
type view struct {
	Looked       bool // at function bodies
	Errs         []Incomplete
	Concerned    bool // something in it concerns flags
	References   []Reference
	Flags        []debt.Flag
	Said         said
	Wrappers     []called
	Objects      []held
	Captures     []held
	Spoiled      []string
	Types        []declaredType
	Declarations Digest
}

// called is a function that passes a key on.
type called struct {
	Key, Name string
	Shapes    []flagref.Shape
}

// held is a variable that holds a flag object.
type held struct {
	Key, Name string
	Package   string // path
	Object    *flagref.Object
}

// ofSDK reports whether the catalogue knows of functions of a package.
func (in *inference) ofSDK(n *node) bool { return n.listed.ForTest == "" && in.rules.Covers(n.path) }

// look type-checks a package, and finds what is in it. It is nil where only declarations were checked, and these are not of an SDK.
func (in *inference) look(n *node, d depth) *view {
	if d == declarations {
		if !in.options.Lean {
			in.loader.check(n, d, nil)
		}
		if !in.ofSDK(n) {
			return nil
		}
		return &view{Types: in.typesOf(in.loader.below(n), nil)}
	}
	c := in.loader.check(n, d, nil)
	if c.types == nil {
		return nil
	}
	n.looked = true
	v := in.find(n, c)
	v.Looked, v.Errs = true, n.errs
	if n.listed.ForTest == "" {
		v.Types = in.typesOf(c.types, c)
	}
	if in.options.Cache != nil && n.main {
		v.Declarations = in.loader.declarationsOf(n, c)
	}
	if in.options.Lean {
		in.loader.outline(n, c)
	}
	return v
}

// depth is how much of a package has to be looked at.
func (in *inference) depth(n *node) depth {
	switch {
	case n.plain != nil && !n.tested():
		return declarations // the package itself, with the types of a package under test below it
	case n.plain != nil && !n.plain.concerned:
		return testBodies // what the tests do does not depend on the other bodies, where these have nothing to do with flags
	case n.main || in.mayWrap(n):
		return allBodies
	}
	return declarations
}

// mayWrap reports whether a dependency may hold a wrapper: then it imports an SDK, or a package that has one. The standard library asks for settings of its own, if anything.
func (in *inference) mayWrap(n *node) bool {
	if n.standard() {
		return false
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	for path := range n.deps {
		if in.rules.Covers(path) || in.holders[path] {
			return true
		}
	}
	return false
}

// again looks a second time at the packages whose text holds a name of which something was learned.
func (in *inference) again(ctx context.Context) error {
	for len(in.names) > 0 {
		words := in.names
		in.names = map[string]bool{}
		if err := in.lookAgain(ctx, words, func(*node) bool { return true }); err != nil {
			return err
		}
	}
	return nil
}

// lookAgain looks a second time at those packages of which something is asked whose text holds one of some words.
func (in *inference) lookAgain(ctx context.Context, words map[string]bool, concerns func(*node) bool) error {
	names := sorted(words)
	return in.eachNode(ctx, func(n *node) {
		if n.looked && concerns(n) && in.loader.holdsAny(n, names) {
			in.visit(n)
		} else if n.surface != (Digest{}) {
			in.raise(n) // what it sees below may have changed
		}
	})
}

// holdsAny reports whether the text of a package has one of the words. An unreadable file has been reported by the first check.
func (l *loader) holdsAny(n *node, words []string) bool {
	return slices.ContainsFunc(n.files, func(name string) bool {
		content, err := l.read(name)
		return err == nil && slices.ContainsFunc(words, func(word string) bool { return holdsWord(content, word, inName) })
	})
}

// find finds the references of a package, without the syntax, which would stay in memory.
func (in *inference) find(n *node, c *checked) *view {
	res := flagref.Find(flagref.Package{
		Path: n.path, Fset: in.loader.fset, Files: c.files, Types: c.types, Info: c.info, Display: in.loader.display,
	}, in.rules, facts{in})
	v := &view{Concerned: len(res.Refs)+len(res.Wrappers)+len(res.Objects) > 0, Flags: res.Flags, Said: said{res.Notes, res.Constants, res.Keys}}
	for fn, w := range res.Wrappers {
		if n.plain == nil || isTest(in.loader.file(fn.Pos())) {
			v.Wrappers = append(v.Wrappers, called{funcKey(fn), fn.Name(), w.Shapes})
		}
	}
	for variable, object := range res.Objects {
		// What a package learns of the fields of another is its own business, as it is to the analyzer: who reads such a field need not have been looked at later.
		if variable.Pkg() == c.types && (variable.IsField() || variable.Parent() == c.types.Scope()) {
			v.Objects = append(v.Objects, held{in.varKey(variable), variable.Name(), n.path, object})
		}
	}
	for variable, object := range res.Captures {
		v.Captures = append(v.Captures, held{in.varKey(variable), variable.Name(), flagref.ImportPath(variable.Pkg().Path()), object})
	}
	for _, variable := range res.Spoiled {
		v.Spoiled = append(v.Spoiled, in.varKey(variable))
	}
	for _, ref := range res.Refs {
		if n.root && n.main && (n.plain == nil || isTest(in.loader.file(ref.Node.Pos()))) {
			found := Reference{Reference: ref.Reference, Nolint: ref.Nolint}
			if ref.Of != nil {
				found.Of = in.varKey(ref.Of)
			}
			v.References = append(v.References, found)
		}
	}
	return v
}

// learn keeps what was found in a package.
func (in *inference) learn(n *node, v *view) {
	if v.Looked && !n.looked {
		n.looked, n.errs = true, v.Errs
	}
	n.concerned, n.declarations = v.Concerned, v.Declarations
	in.mu.Lock()
	defer in.mu.Unlock()
	in.types[n] = v.Types
	for _, w := range v.Wrappers {
		in.keepWrapper(n, w)
	}
	for _, held := range v.Objects {
		in.objects[held.Key] = held.Object
		in.holding[held.Name] = true
		in.tell(n, held.Key)
	}
	in.declared[n] = v.Flags
	in.said[n] = v.Said
	in.captures[n], in.spoiled[n] = v.Captures, v.Spoiled
	if n.root && n.main {
		in.found[n] = v.References
	}
}

func (in *inference) keepWrapper(n *node, w called) {
	in.tell(n, w.Key)
	if old, ok := in.wrappers[w.Key]; ok && slices.EqualFunc(old.Shapes, w.Shapes, sameShape) {
		return
	}
	in.wrappers[w.Key] = wrapper{&flagref.Wrapper{Shapes: w.Shapes}, n}
	in.called[w.Name] = true
	in.names[w.Name] = true
	in.holders[n.path] = true
}

// tell notes that packages above are told of a function or variable.
func (in *inference) tell(n *node, key string) {
	if in.told[n] == nil {
		in.told[n] = map[string]bool{}
	}
	in.told[n][key] = true
}

// sameShape compares all but the way to the SDK, so that functions which call each other through interfaces come to an end.
func sameShape(a, b flagref.Shape) bool {
	return a.Provider == b.Provider && a.Role == b.Role && a.Kind == b.Kind && a.Key == b.Key && a.Field == b.Field && a.Flag == b.Flag && a.Elems == b.Elems && slices.Equal(a.Keys, b.Keys) && a.Default == b.Default && a.Fixed == b.Fixed
}

// facts are the facts of all packages that have been looked at: those below are among them.
type facts struct{ in *inference }

func (f facts) Wrapper(fn *types.Func) *flagref.Wrapper {
	f.in.mu.Lock()
	defer f.in.mu.Unlock()
	if !f.in.called[fn.Name()] {
		return nil // most functions are none, and their keys take time to make
	}
	return f.in.wrappers[funcKey(fn)].Wrapper
}

func (f facts) Object(v *types.Var) *flagref.Object {
	f.in.mu.Lock()
	defer f.in.mu.Unlock()
	if !f.in.holding[v.Name()] {
		return nil // as of functions
	}
	return f.in.objects[f.in.varKey(v)]
}

// Declared is empty: the program judges over the flags of all packages.
func (f facts) Declared() []debt.Flag { return nil }

// funcKey names a function beyond one type-check: p and p [p.test] have different objects for it.
func funcKey(fn *types.Func) string { return fn.Origin().FullName() }

// varKey is the same for variables of packages and for fields. Of a field only the place is its own.
func (in *inference) varKey(v *types.Var) string {
	if v.IsField() {
		return in.loader.fset.Position(v.Pos()).String()
	}
	return v.Pkg().Path() + "." + v.Name()
}

// references are those of the root packages.
func (in *inference) references() []Reference {
	var out []Reference
	spoiled := map[string]bool{}
	for _, keys := range in.spoiled {
		for _, key := range keys {
			spoiled[key] = true
		}
	}
	for _, n := range in.loader.nodes {
		for _, ref := range in.found[n] {
			if ref.Of == "" || !spoiled[ref.Of] {
				out = append(out, ref)
			}
		}
	}
	return inOrder(out)
}

// inOrder sorts references by their places.
func inOrder(refs []Reference) []Reference {
	slices.SortStableFunc(refs, compareReferences)
	return refs
}

func compareReferences(a, b Reference) int {
	return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Role, b.Role), a.ID.Compare(b.ID))
}

// flags are the flags that main modules declare, and those of dependencies that they refer to.
func (in *inference) flags() []debt.Flag {
	used := map[debt.ID]bool{}
	for _, refs := range in.found {
		for _, ref := range refs {
			used[ref.ID] = true
		}
	}
	byID := map[debt.ID]debt.Flag{}
	for _, n := range in.loader.nodes {
		for _, flag := range in.declared[n] {
			if !n.main && !used[flag.ID] {
				continue
			}
			// The same flag in a test variant, or registered twice: the smaller origin, so that the answer does not depend on the order.
			if old, ok := byID[flag.ID]; !ok || flag.Origin.Compare(old.Origin) < 0 {
				byID[flag.ID] = flag
			}
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b debt.Flag) int { return a.ID.Compare(b.ID) })
}

func (in *inference) wrapperList() []Wrapper {
	var out []Wrapper
	for _, key := range slices.Sorted(maps.Keys(in.wrappers)) {
		if w := in.wrappers[key]; w.node.main {
			for _, shape := range w.Shapes {
				if shape.Flag != "" {
					continue // a helper, which takes no key
				}
				out = append(out, Wrapper{Name: key, Provider: shape.Provider, Role: shape.Role})
			}
		}
	}
	slices.SortStableFunc(out, compareWrappers)
	return out
}

func compareWrappers(a, b Wrapper) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Provider, b.Provider), cmp.Compare(a.Role, b.Role))
}
