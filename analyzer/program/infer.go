package program

import (
	"cmp"
	"context"
	"maps"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// inference is the state of finding the references of a program.
type inference struct {
	*Program
	rules *flagref.Rules
	apis  []config.API // interface methods that stand for wrappers, in the order in which they were found

	mu       sync.Mutex
	wrappers map[string]*flagref.Wrapper // by funcKey
	methods  []*types.Func               // methods that are wrappers
	objects  map[string]*flagref.Object  // by varKey
	declared map[*node][]debt.Flag
	found    map[*node][]Reference
	holders  map[string]bool // packages that have a wrapper
	names    map[string]bool // functions that were learned to be wrappers since packages were last looked at
}

// infer finds the references of every package in the order of dependencies, and again in those packages that may call what was learned about interfaces, until nothing is learned any more.
func (p *Program) infer(ctx context.Context) (*inference, error) {
	in := &inference{
		Program: p, rules: p.rules, wrappers: map[string]*flagref.Wrapper{}, objects: map[string]*flagref.Object{},
		declared: map[*node][]debt.Flag{}, found: map[*node][]Reference{},
		holders: map[string]bool{}, names: map[string]bool{},
	}
	if err := p.loader.each(ctx, in.visit); err != nil {
		return nil, err
	}
	in.names = map[string]bool{} // dependencies come first: whoever calls a wrapper has seen its fact
	for in.learnInterfaces() {
		rules, err := flagref.NewRules(append(slices.Clone(p.options.Catalogues), config.Catalogue{APIs: in.apis})...)
		if err != nil {
			return nil, err
		}
		in.rules = rules
		if err := in.again(ctx); err != nil {
			return nil, err
		}
	}
	return in, nil
}

// visit checks a package for the first time. Of a dependency only signatures are needed, unless it may hold a wrapper: then it imports an SDK, or a package that has one.
func (in *inference) visit(n *node) {
	bodies := n.main || in.mayWrap(n)
	checked := in.loader.check(n, bodies)
	if checked == nil || !bodies || checked.types == nil {
		return
	}
	in.find(n, checked)
}

func (in *inference) mayWrap(n *node) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	for path := range n.deps {
		if in.rules.Covers(path) || in.holders[path] {
			return true
		}
	}
	return false
}

// again looks a second time at the packages whose text holds a name that was learned.
func (in *inference) again(ctx context.Context) error {
	for len(in.names) > 0 {
		token := wordPattern(sorted(in.names))
		in.names = map[string]bool{}
		for _, n := range in.loader.nodes {
			if err := ctx.Err(); err != nil {
				return err
			}
			if n.main && n.types != nil && in.loader.contains(n, token) {
				if checked := in.loader.check(n, true); checked.types != nil {
					in.find(n, checked)
				}
			}
		}
	}
	return nil
}

func wordPattern(names []string) *regexp.Regexp {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = regexp.QuoteMeta(name)
	}
	return regexp.MustCompile(`\b(?:` + strings.Join(quoted, "|") + `)\b`)
}

// contains reports whether a file of the package matches.
func (l *loader) contains(n *node, pattern *regexp.Regexp) bool {
	return slices.ContainsFunc(n.files, func(name string) bool {
		content, ok := l.src.Overlay()[name]
		if !ok {
			content, _ = os.ReadFile(name) // an unreadable file has been reported by the first check
		}
		return pattern.Match(content)
	})
}

// find finds the references of a package and keeps what others need of it. A panic is confined to its package.
func (in *inference) find(n *node, c *checked) {
	defer func() {
		if r := recover(); r != nil {
			in.mu.Lock()
			defer in.mu.Unlock()
			n.errs = append(n.errs, Incomplete{What: "package " + n.path + ": internal error: " + firstFrame(r, debug.Stack())})
		}
	}()
	res := flagref.Find(flagref.Package{
		Path: n.path, Fset: in.loader.fset, Files: c.files, Types: c.types, Info: c.info, Display: in.loader.display,
	}, in.rules, facts{in, n})
	in.mu.Lock()
	defer in.mu.Unlock()
	for fn, wrapper := range res.Wrappers {
		in.keepWrapper(n, fn, wrapper)
	}
	for v, object := range res.Objects {
		if v.Parent() == c.types.Scope() {
			in.objects[varKey(v)] = object
		}
	}
	if len(res.Flags) > 0 {
		in.declared[n] = res.Flags
	}
	if n.root && n.main {
		refs := make([]Reference, len(res.Refs)) // without the syntax, which would stay in memory
		for i, ref := range res.Refs {
			refs[i] = Reference{Reference: ref.Reference, Nolint: ref.Nolint}
		}
		in.found[n] = refs
	}
}

func (in *inference) keepWrapper(n *node, fn *types.Func, wrapper *flagref.Wrapper) {
	key := funcKey(fn)
	old := in.wrappers[key]
	if old != nil && len(old.Shapes) >= len(wrapper.Shapes) {
		return
	}
	in.wrappers[key] = wrapper
	in.names[fn.Name()] = true
	in.holders[n.path] = true
	if fn.Signature().Recv() != nil && old == nil {
		in.methods = append(in.methods, fn)
	}
}

// firstFrame shortens a panic to what a bug report needs.
func firstFrame(r any, stack []byte) string {
	lines := strings.Split(string(stack), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "panic(") && i+3 < len(lines) {
			return strings.TrimSpace(strings.Join([]string{toString(r), lines[i+2], strings.TrimSpace(lines[i+3])}, " "))
		}
	}
	return toString(r)
}

// facts are the facts of a node's dependencies.
type facts struct {
	in *inference
	n  *node
}

func (f facts) Wrapper(fn *types.Func) *flagref.Wrapper {
	f.in.mu.Lock()
	defer f.in.mu.Unlock()
	return f.in.wrappers[funcKey(fn)]
}

func (f facts) Object(v *types.Var) *flagref.Object {
	f.in.mu.Lock()
	defer f.in.mu.Unlock()
	return f.in.objects[varKey(v)]
}

// Declared is empty: the program judges over the flags of all packages.
func (f facts) Declared() []debt.Flag { return nil }

// funcKey names a function beyond one type-check: p and p [p.test] have different objects for it.
func funcKey(fn *types.Func) string {
	return fn.Origin().FullName()
}

func varKey(v *types.Var) string { return v.Pkg().Path() + "." + v.Name() }

// references are those of the root packages, each place once.
func (in *inference) references() []Reference {
	var out []Reference
	for _, refs := range in.found {
		out = append(out, refs...)
	}
	slices.SortFunc(out, func(a, b Reference) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Role, b.Role), a.ID.Compare(b.ID))
	})
	return slices.CompactFunc(out, func(a, b Reference) bool {
		return a.Pos == b.Pos && a.Role == b.Role && a.ID == b.ID
	})
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
	for n, flags := range in.declared {
		for _, flag := range flags {
			if !n.main && !used[flag.ID] {
				continue
			}
			// The same gate in two test variants, or registered twice: the smaller origin, so that the answer does not depend on the order.
			if old, ok := byID[flag.ID]; !ok || flag.Origin.Compare(old.Origin) < 0 {
				byID[flag.ID] = flag
			}
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b debt.Flag) int { return a.ID.Compare(b.ID) })
}

func (in *inference) wrapperList() []Wrapper {
	mains := map[string]bool{}
	for _, n := range in.loader.nodes {
		if n.main {
			mains[n.path] = true
		}
	}
	var out []Wrapper
	for key, wrapper := range in.wrappers {
		if !mains[packageOf(key)] {
			continue
		}
		for _, shape := range wrapper.Shapes {
			out = append(out, Wrapper{Name: key, Provider: shape.Provider, Role: shape.Role})
		}
	}
	slices.SortFunc(out, func(a, b Wrapper) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Provider, b.Provider), cmp.Compare(a.Role, b.Role))
	})
	return out
}

// packageOf is the package path in a funcKey: (*path/of/pkg.Type).Name or path/of/pkg.Name.
func packageOf(key string) string {
	key = strings.TrimLeft(key, "(*")
	slash := strings.LastIndexByte(key, '/')
	dot := strings.IndexByte(key[slash+1:], '.')
	if dot < 0 {
		return key
	}
	return key[:slash+1+dot]
}
