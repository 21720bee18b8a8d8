package program

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// Build is a build configuration. What is empty is as the go command has it by itself.
type Build struct {
	GOOS, GOARCH string
	Tags         []string
}

// whole is the build with both halves of its platform, where it names one: the user's own for the other, or where Go does not build that pair, the most common one.
func (b Build) whole() Build {
	if b.GOOS == "" && b.GOARCH == "" {
		return b
	}
	own := Build{GOOS: cmp.Or(os.Getenv("GOOS"), runtime.GOOS), GOARCH: cmp.Or(os.Getenv("GOARCH"), runtime.GOARCH)}
	pairs := slices.Concat([]string{own.GOOS + "/" + own.GOARCH, cmp.Or(b.GOOS, own.GOOS) + "/" + cmp.Or(b.GOARCH, own.GOARCH)}, platforms)
	for _, pair := range pairs {
		goos, goarch, _ := strings.Cut(pair, "/")
		if cmp.Or(b.GOOS, goos) == goos && cmp.Or(b.GOARCH, goarch) == goarch && slices.Contains(platforms, pair) {
			b.GOOS, b.GOARCH = goos, goarch
			return b
		}
	}
	b.GOOS, b.GOARCH = cmp.Or(b.GOOS, own.GOOS), cmp.Or(b.GOARCH, own.GOARCH)
	return b
}

// Exists reports whether Go builds for a platform, as far as is known here.
func (b Build) Exists() bool {
	b = b.whole()
	return b.GOOS == "" || slices.Contains(platforms, b.GOOS+"/"+b.GOARCH)
}

// String names the configuration.
func (c Configuration) String() string {
	text := c.GOOS + "/" + c.GOARCH
	if len(c.Tags) > 0 {
		text += " with " + strings.Join(c.Tags, ",")
	}
	return text
}

// as is the program as another configuration builds it. Files that were read are not read again, nor is anything looked at or type-checked twice that is the same in both.
func (p *Program) as(ctx context.Context, b Build) (*Program, error) {
	q := &Program{options: p.options, rules: p.rules, sdks: p.sdks, compute: p.compute}
	q.options.Build, q.options.Others, q.options.Lean = b.whole(), nil, true
	if q.options.Cache == nil {
		q.options.Cache = &p.looks
	}
	var err error
	if q.loader, err = list(ctx, p.loader.src, q.options, target{}); err != nil {
		return nil, err
	}
	q.loader.before, q.loader.fset = p.loader, p.loader.fset
	return q, nil
}

// looks is a Cache for one run.
type looks struct{ sync.Map }

// Get returns what was put.
func (l *looks) Get(key Digest) []byte {
	value, _ := l.Load(key)
	content, _ := value.([]byte)
	return content
}

// Put keeps a value.
func (l *looks) Put(key Digest, value []byte) { l.Store(key, value) }

// found is what was found for one build configuration.
type found struct {
	*Result
	roots []string
}

// unite is what was found for several configurations. Places that only some have name those; a file counts as left out where all leave it out.
func unite(all []found) *Result {
	first := *all[0].Result
	roots := map[string]bool{}
	for i, f := range all {
		for _, root := range f.roots {
			roots[root] = true
		}
		if i == 0 {
			continue
		}
		first.Configurations = append(slices.Clone(first.Configurations), f.Configurations...)
		first.Whole = first.Whole && f.Whole
		first.Unbuilt = slices.DeleteFunc(slices.Clone(first.Unbuilt), func(name string) bool { return !slices.Contains(f.Unbuilt, name) })
		first.Notes = unionNotes(first.Notes, f.Notes)
	}
	first.Packages = len(roots)
	first.References = unionReferences(all)
	first.Incomplete = unionIncomplete(all)
	first.Flags = unionFlags(all)
	first.Wrappers = distinct(all, func(r *Result) []Wrapper { return r.Wrappers })
	slices.SortStableFunc(first.Wrappers, compareWrappers)
	first.APIs = distinct(all, func(r *Result) []config.API { return r.APIs })
	first.Modules = unionModules(all)
	first.Providers = distinct(all, func(r *Result) []string { return r.Providers })
	slices.Sort(first.Providers)
	return &first
}

// distinct are the elements of lists of all configurations, each once.
func distinct[E any](all []found, list func(*Result) []E) []E {
	var out []E
	eachOnce(all, list, func(e E, _ []string) { out = append(out, e) })
	return out
}

// eachOnce calls use with the elements of lists of all configurations, each once, and with the names of the configurations that have it; with none where all have it.
func eachOnce[E any](all []found, list func(*Result) []E, use func(e E, only []string)) {
	var order []string
	elements, has := map[string]E{}, map[string][]string{}
	for _, f := range all {
		name := f.Configuration.String()
		for _, e := range list(f.Result) {
			text, err := json.Marshal(e)
			if err != nil {
				panic(err) // it is all names, places and lists of them
			}
			key := string(text)
			if len(has[key]) == 0 {
				order, elements[key] = append(order, key), e
			}
			if !slices.Contains(has[key], name) {
				has[key] = append(has[key], name)
			}
		}
	}
	for _, key := range order {
		only := has[key]
		if len(only) == len(all) {
			only = nil
		}
		use(elements[key], only)
	}
}

func unionReferences(all []found) []Reference {
	var out []Reference
	eachOnce(all, func(r *Result) []Reference { return r.References }, func(ref Reference, only []string) {
		ref.Builds = only
		out = append(out, ref)
	})
	slices.SortStableFunc(out, compareReferences)
	return out
}

func unionIncomplete(all []found) []Incomplete {
	var out []Incomplete
	eachOnce(all, func(r *Result) []Incomplete { return r.Incomplete }, func(part Incomplete, only []string) {
		if len(only) > 0 {
			part.What = fmt.Sprintf("%s (%s)", part.What, strings.Join(only, ", "))
		}
		out = append(out, part)
	})
	return out
}

// unionFlags are the flags that any of the configurations declares, with the smaller origin where several do.
func unionFlags(all []found) []debt.Flag {
	byID := map[debt.ID]debt.Flag{}
	for _, f := range all {
		for _, flag := range f.Flags {
			if old, ok := byID[flag.ID]; !ok || flag.Origin.Compare(old.Origin) < 0 {
				byID[flag.ID] = flag
			}
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b debt.Flag) int { return a.ID.Compare(b.ID) })
}

func unionNotes(a, b map[debt.ID][]debt.Note) map[debt.ID][]debt.Note {
	out := maps.Clone(a)
	for id, notes := range b {
		out[id] = flagref.SortNotes(slices.Concat(out[id], notes))
	}
	return out
}

// unionModules are the modules; what one configuration has loaded is loaded.
func unionModules(all []found) []Module {
	byDir := map[string]Module{}
	for _, f := range all {
		for _, m := range f.Modules {
			if !byDir[m.Dir].Loaded {
				byDir[m.Dir] = m
			}
		}
	}
	return slices.SortedFunc(maps.Values(byDir), func(a, b Module) int { return cmp.Compare(a.Dir, b.Dir) })
}
