// Package program looks at many packages at once: it loads a module from source, finds the references of every package, and infers what one package cannot see.
package program

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// Options say what to load.
type Options struct {
	// Patterns are those of the go command; none is ./...
	Patterns []string
	// Tests includes the files of tests.
	Tests bool
	// Build is the build configuration.
	Build
	// Others are more of them. The Result is the union over all; removals and proofs look at others by themselves.
	Others []Build
	// Root is the absolute directory that positions are relative to.
	Root string
	// Catalogues are the user's own APIs and registries, and what a snapshot has inferred.
	Catalogues []config.Catalogue
	// Lean says that the Result, and estimates of removals, are what is asked for. They are found without what only other removals and proofs need, which make up for it where they are asked for all the same.
	Lean bool
	// Cache makes a lean program look only at what has changed since an earlier run; nil is none.
	Cache Cache
}

// Reference is a reference in the program.
type Reference struct {
	debt.Reference
	// Nolint says that a //nolint comment covers the place.
	Nolint bool
	// Of tells the field or variable that a use reads, where that holds what the flag gave at some time.
	Of string
}

// Result is what is known of a program.
type Result struct {
	// References are sorted by position, each place once however many test variants hold it.
	References []Reference
	// Flags are those that the program declares, and those that its dependencies declare and it refers to.
	Flags []debt.Flag
	// Notes are what comments say of flags, in the words of the code.
	Notes map[debt.ID][]debt.Note
	// Wrappers are the functions of the program that pass a key on, by name.
	Wrappers []Wrapper
	// APIs are interface methods that wrappers or SDK clients implement. A snapshot carries them to the linters.
	APIs []config.API
	// Providers are the providers whose packages the program imports, by provider.
	Providers []string
	Packages  int
	Modules   []Module
	// Configuration is the build configuration that was loaded, the first of several.
	Configuration Configuration
	// Configurations are all of them.
	Configurations []Configuration
	// Whole says that every package of the main modules was loaded and understood.
	Whole      bool
	Incomplete []Incomplete
	// Unbuilt are the Go files that every build configuration leaves out, absolute.
	Unbuilt []string
}

// Wrapper is a function that passes a key on.
type Wrapper struct {
	Name     string // package path and name
	Provider string
	Role     debt.Role
}

// Module is a main module, or one that lies below and was not loaded.
type Module struct {
	Path   string `json:"path"`
	Dir    string `json:"dir"` // slash path from the root
	Loaded bool   `json:"loaded"`
}

// Configuration is what the go command builds for.
type Configuration struct {
	GOOS   string   `json:"goos"`
	GOARCH string   `json:"goarch"`
	Tags   []string `json:"tags"`
	Tests  bool     `json:"tests"`
}

// Incomplete is a part of the program that could not be understood. What else was found still counts.
type Incomplete struct {
	Pos  debt.Position // zero if it has no place
	What string
	// Bug says that flagdebt itself failed there.
	Bug bool
}

// Program is a loaded program.
type Program struct {
	mu      sync.Mutex // held while packages are type-checked
	options Options
	rules   *flagref.Rules
	sdks    *flagref.Rules // without the user's own
	loader  *loader

	found   *inference // by the first call that needs it
	world   *world     // what removals have looked at
	looks   looks      // at packages, for builds that share some
	compute computer
}

// Load lists and type-checks the packages that the patterns match, and what they depend on, from source: nothing is compiled, nothing is run but the go command (or GOPACKAGESDRIVER). It fails where there is nothing to look at; packages that are broken end up in Result.Incomplete.
func Load(ctx context.Context, src Source, options Options) (*Program, error) {
	if !options.Lean {
		options.Cache = nil
	}
	if len(options.Patterns) == 0 {
		options.Patterns = []string{"./..."}
	}
	options.Build = options.Build.whole()
	rules, err := flagref.NewRules(options.Catalogues...)
	if err != nil {
		return nil, err
	}
	sdks, err := flagref.NewRules()
	if err != nil {
		return nil, err
	}
	l, err := list(ctx, src, options, target{})
	if err != nil {
		return nil, err
	}
	p := &Program{options: options, rules: rules, sdks: sdks, loader: l, compute: computePlan}
	if options.Lean && options.Cache == nil && len(options.Others) > 0 {
		p.options.Cache = &p.looks
	}
	return p, nil
}

// Result finds every reference of the program. It may be called again, and gives the same then.
func (p *Program) Result(ctx context.Context) (*Result, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	first, err := p.find(ctx)
	if err != nil || len(p.options.Others) == 0 {
		return first.Result, err
	}
	all := []found{first}
	for _, b := range p.options.Others {
		other, err := p.as(ctx, b)
		if err != nil {
			return nil, err
		}
		f, err := other.find(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return unite(all), nil
}

// find finds every reference for one build configuration.
func (p *Program) find(ctx context.Context) (found, error) {
	inference, err := p.inference(ctx)
	if err != nil {
		return found{}, err
	}
	tree := survey(p.loader.src.Dir())
	res := &Result{
		References: inOrder(append(inference.references(), p.loader.godebugs()...)), Flags: inference.flags(), Notes: inference.notes(), Wrappers: inference.wrapperList(), APIs: inference.apis(),
		Providers: p.providers(), Modules: p.loader.modules(tree), Unbuilt: p.loader.unbuilt(tree),
		Configuration: p.loader.configuration, Configurations: []Configuration{p.loader.configuration}, Incomplete: p.loader.incomplete(),
	}
	roots := p.loader.roots()
	res.Packages = len(roots)
	res.Whole = p.loader.whole() && len(res.Incomplete) == 0
	return found{res, roots}, nil
}

// inference finds the references once.
func (p *Program) inference(ctx context.Context) (*inference, error) {
	if p.found != nil {
		return p.found, nil
	}
	in, err := p.infer(ctx)
	if err == nil {
		p.found = in
	}
	return in, err
}

// Rules are the catalogue that the program was read with.
func (p *Program) Rules() *flagref.Rules { return p.rules }

// providers are the providers that some root package's imports, at any depth, belong to.
func (p *Program) providers() []string {
	found := map[string]bool{}
	for _, n := range p.loader.nodes {
		if n.standard() && strings.HasPrefix(n.path, "internal/") {
			continue // which nobody else can import
		}
		for _, provider := range p.rules.Providers(n.path) {
			found[provider] = true
		}
	}
	return sorted(found)
}

func sorted[K cmp.Ordered](m map[K]bool) []K { return slices.Sorted(maps.Keys(m)) }
