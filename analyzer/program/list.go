package program

import (
	"cmp"
	"context"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// listMode asks for names, files, imports and modules: the go command compiles nothing for it. With NeedTypesSizes go/packages would pass -compiled, and the go command run cgo and the C compiler.
const listMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedForTest

// loader holds the packages of a program and type-checks them from source.
type loader struct {
	src           Source
	options       Options
	fset          *token.FileSet
	listed        []*packages.Package // as the go command listed them
	nodes         []*node             // dependencies first
	configuration Configuration
	problems      []Incomplete
	ours          map[string]bool // files of the main modules
	keeps         bool            // all of those stay as they were read first, since somebody may change them
	sources       sync.Map        // their contents then: []byte by name
	kept          atomic.Int64    // bytes of them
	before        *loader         // what was read first, where this is the same program for another target
	named         sync.Map        // and the words in them: map[string]bool by name
	parsed        sync.Map        // files that removals looked at: *parsed by name, and whether with bodies
	layouts       sync.Map        // and what gofmt says of them: *rewrite.Layout by name
	qualified     sync.Map        // what qualifies has said, of files that do not change
	releases      sync.Map        // the text of the VERSION files of Go distributions, by name
	sums          sync.Map        // of files that can be edited, as they were when the packages were listed: Digest by name
	moved         atomic.Bool     // a file is another one now, so that nothing may be kept any more
	once          sync.Once       // for what follows
	twins         map[*node]*node // of the program that was read before
}

// node is one package or test variant.
type node struct {
	listed  *packages.Package
	path    string // import path without the suffix of a test variant
	deps    map[string]*node
	imports []string // what deps has, in order
	root    bool     // matched by a pattern
	main    bool     // belongs to a main module
	needed  bool     // something imports it
	cgo     bool     // imports "C", whose names have no types here
	files   []string
	// plain is the package itself, of a test variant: only the variant's test files are new.
	plain *node

	once      sync.Once // for types, where no first check of everything has found them
	types     *types.Package
	lines     []*token.File           // of the files that these are of, in a lean program
	holders   atomic.Int32            // who may still ask for them: see hold
	shapes    func() map[string]shape // of its declarations as they were read
	errs      []Incomplete
	looked    bool // its function bodies were type-checked, not its declarations alone
	concerned bool // something in it concerns flags

	// What a cache is asked by; zero without one.
	content, tests Digest // of the files, and of those of tests
	declarations   Digest // of what importers see of the files
	surface        Digest // of everything that importers see
}

// tested reports whether the package has files of tests.
func (n *node) tested() bool { return slices.ContainsFunc(n.files, isTest) }

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

// standard reports whether a package is of the standard library, as a dependency.
func (n *node) standard() bool {
	domain, _, _ := strings.Cut(n.path, "/")
	return !n.main && n.listed.Module == nil && !strings.Contains(domain, ".")
}

// commandText is what the go command itself said, without how go/packages wraps it.
func commandText(err error) string {
	text := err.Error()
	if _, stderr, ok := strings.Cut(text, "stderr: "); ok {
		text = stderr
	}
	return strings.TrimSpace(text)
}

// list asks the go command for the packages, as they are built for a target.
func list(ctx context.Context, src Source, options Options, t target) (*loader, error) {
	if t.goos == "" {
		t.goos, t.goarch = options.GOOS, options.GOARCH
	}
	if _, err := exec.LookPath("go"); err != nil && os.Getenv("GOPACKAGESDRIVER") == "" {
		return nil, &debt.InputError{What: "the go command is not on PATH", Do: "install Go, or add it to PATH"}
	}
	if err := requireModule(src.Dir()); err != nil {
		return nil, err
	}
	config := &packages.Config{
		Context: ctx, Mode: listMode, Dir: src.Dir(), Overlay: src.Overlay(), Tests: options.Tests, Env: t.environment(),
	}
	if t.tags != "" {
		options.Tags = append(slices.Clone(options.Tags), strings.Split(t.tags, ",")...)
	}
	if len(options.Tags) > 0 {
		config.BuildFlags = []string{"-tags=" + strings.Join(options.Tags, ",")}
	}
	l := &loader{src: src, options: options, fset: token.NewFileSet(), ours: map[string]bool{}, keeps: !options.Lean}
	l.configuration = Configuration{GOOS: cmp.Or(t.goos, os.Getenv("GOOS"), runtime.GOOS), GOARCH: cmp.Or(t.goarch, os.Getenv("GOARCH"), runtime.GOARCH), Tags: append([]string{}, options.Tags...), Tests: options.Tests}
	patterns := expand(src.Dir(), options.Patterns)
	grounds := l.groundsOf(ctx, config, patterns)
	listed, known := grounds.recall(options.Cache)
	var err error
	if !known {
		config.Env = append(config.Env, indexing()...)
		listed, err = packages.Load(config, patterns...)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &debt.InputError{What: "listing packages: " + commandText(err), Do: "make `go list ./...` work first"}
	}
	if len(listed) == 0 {
		return nil, &debt.InputError{What: strings.Join(options.Patterns, " ") + " matched no packages", Do: "check the pattern, or name a directory with -C"}
	}
	l.listed = listed
	if err := l.build(listed); err != nil {
		return nil, err
	}
	if !known {
		grounds.keep(l, listed)
	}
	return l, nil
}

// indexing is the setting of whether the go command makes an index of all packages of all modules before it looks for those that it is asked for. The next command finds the index in the build cache; where hardly anything is in there, as in a job of CI that begins with an empty one, making it takes as much time as the rest of listing. It is asked once: listing leaves something there.
var indexing = sync.OnceValue(func() []string {
	dir := os.Getenv("GOCACHE")
	if user, err := os.UserCacheDir(); dir == "" && err == nil {
		dir = filepath.Join(user, "go-build")
	}
	if hasBuilt(dir) {
		return nil
	}
	return []string{"GODEBUG=" + strings.TrimPrefix(os.Getenv("GODEBUG")+",goindex=0", ",")}
})

// builtBefore is how many entries a build cache has at least when something was built. The standard library alone makes more; `go env` leaves about ten.
const builtBefore = 256

// hasBuilt reports whether the go command has built anything with a build cache.
func hasBuilt(dir string) bool {
	entries, _ := filepath.Glob(filepath.Join(dir, "[0-9a-f][0-9a-f]", "*"))
	return len(entries) >= builtBefore
}

// build makes the nodes, dependencies first.
func (l *loader) build(listed []*packages.Package) error {
	byID := map[string]*node{}
	var visit func(p *packages.Package) *node
	visit = func(p *packages.Package) *node {
		if n := byID[p.ID]; n != nil {
			return n
		}
		n := &node{listed: p, path: importPath(p), deps: map[string]*node{}, files: ownFiles(p)}
		n.main = p.Module != nil && p.Module.Main
		n.shapes = sync.OnceValue(func() map[string]shape { return shapesOf(l.typed(n)) })
		byID[p.ID] = n
		n.imports = slices.Sorted(maps.Keys(p.Imports))
		for _, path := range n.imports { // the order of nodes decides that of the answers
			n.deps[path] = visit(p.Imports[path])
			n.deps[path].needed = true
		}
		l.nodes = append(l.nodes, n)
		return n
	}
	for _, variants := range []bool{false, true} { // a variant after the package itself
		for _, p := range listed {
			if (p.ForTest != "") != variants || isTestMain(p) {
				continue
			}
			n := visit(p)
			n.root = true
			n.main = n.main || p.Module == nil
		}
	}
	for _, n := range l.nodes {
		if n.main {
			for _, file := range n.files {
				l.ours[file] = true
			}
		}
		if plain := byID[n.path]; n.listed.ForTest != "" && plain != n {
			n.plain = plain
		}
	}
	return l.usable()
}

// isTestMain reports whether a package is the generated main of a test.
func isTestMain(p *packages.Package) bool { return strings.HasSuffix(p.ID, ".test") }

// importPath is the path of a package without the suffix of a test variant.
func importPath(p *packages.Package) string {
	path, _, _ := strings.Cut(p.PkgPath, " ")
	return path
}

// ownFiles are the files of a package. Where the go command finds one absent, go/packages may give it the file that imports it; what exists has a name or a directory.
func ownFiles(p *packages.Package) []string {
	if p.Name == "" && p.Dir == "" {
		return nil
	}
	return p.GoFiles
}

// usable collects what the go command says about the packages. Nothing but errors is an error.
func (l *loader) usable() error {
	files := 0
	seen := map[string]bool{}
	var first error
	for _, n := range l.nodes {
		if n.root {
			files += len(n.files)
		}
		for _, e := range n.listed.Errors {
			if e.Kind == packages.ParseError || e.Kind == packages.TypeError {
				continue // the parser says it again, with all the places
			}
			problem := l.problem(n, e)
			if seen[problem.What] {
				continue
			}
			seen[problem.What] = true
			if n.root || n.main || len(n.files) == 0 {
				l.problems = append(l.problems, problem)
			}
			if first == nil && n.root {
				first = &debt.InputError{Pos: problem.Pos, What: problem.What, Do: "make `go list " + strings.Join(l.options.Patterns, " ") + "` work first"}
			}
		}
	}
	if files == 0 {
		if first != nil {
			return first
		}
		return &debt.InputError{Pos: debt.Position{File: l.src.Dir()}, What: "the packages that " + strings.Join(l.options.Patterns, " ") + " matches have no Go files for this build configuration", Do: "check GOOS, GOARCH and --tags"}
	}
	return nil
}

// display is a file's slash path from the root, or its absolute path where it lies outside.
func (l *loader) display(file string) string {
	if !filepath.IsAbs(file) {
		file = filepath.Join(l.src.Dir(), file)
	}
	if rel, err := filepath.Rel(l.options.Root, file); err == nil && within(file, l.options.Root) {
		file = rel
	}
	return filepath.ToSlash(file)
}

// roots are the packages that the patterns match, each once.
func (l *loader) roots() []string {
	paths := map[string]bool{}
	for _, n := range l.nodes {
		if n.root {
			paths[cmp.Or(n.listed.ForTest, n.path)] = true
		}
	}
	return sorted(paths)
}
