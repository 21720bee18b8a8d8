package program

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// listMode asks for names, files, imports and modules: the go command compiles nothing for it.
const listMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedForTest | packages.NeedTypesSizes

// loader holds the packages of a program and type-checks them from source.
type loader struct {
	src           Source
	options       Options
	fset          *token.FileSet
	nodes         []*node // dependencies first
	configuration Configuration
	problems      []Incomplete
}

// node is one package or test variant.
type node struct {
	listed *packages.Package
	path   string // import path without the suffix of a test variant
	deps   map[string]*node
	root   bool // matched by a pattern
	main   bool // belongs to a main module
	half   bool // a test variant of a package that is here itself: only its test files are new

	types *types.Package
	files []string
	errs  []Incomplete
	done  chan struct{}
}

// list asks the go command for the packages.
func list(ctx context.Context, src Source, options Options) (*loader, error) {
	if _, err := exec.LookPath("go"); err != nil && os.Getenv("GOPACKAGESDRIVER") == "" {
		return nil, &debt.InputError{What: "the go command is not on PATH", Do: "install Go, or add it to PATH"}
	}
	if err := requireModule(src.Dir()); err != nil {
		return nil, err
	}
	config := &packages.Config{
		Context: ctx, Mode: listMode, Dir: src.Dir(), Overlay: src.Overlay(), Tests: options.Tests,
	}
	if len(options.Tags) > 0 {
		config.BuildFlags = []string{"-tags=" + strings.Join(options.Tags, ",")}
	}
	listed, err := packages.Load(config, options.Patterns...)
	if err != nil {
		return nil, &debt.InputError{What: "listing packages: " + strings.TrimSpace(err.Error()), Do: "make `go list ./...` work first"}
	}
	if len(listed) == 0 {
		return nil, &debt.InputError{What: strings.Join(options.Patterns, " ") + " matched no packages", Do: "check the pattern, or name a directory with -C"}
	}
	l := &loader{src: src, options: options, fset: token.NewFileSet()}
	l.configuration = Configuration{GOOS: cmp.Or(os.Getenv("GOOS"), runtime.GOOS), GOARCH: cmp.Or(os.Getenv("GOARCH"), runtime.GOARCH), Tags: append([]string{}, options.Tags...), Tests: options.Tests}
	if err := l.build(listed); err != nil {
		return nil, err
	}
	return l, nil
}

// requireModule fails where the go command has no module to work in, with words that help more than its own.
func requireModule(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return &debt.InputError{What: "cannot read the directory: " + errors.Unwrap(err).Error(), Do: "name an existing one with -C", Pos: debt.Position{File: dir}}
	}
	if !info.IsDir() {
		return &debt.InputError{What: "is not a directory", Do: "name the directory of a Go module with -C", Pos: debt.Position{File: dir}}
	}
	if os.Getenv("GO111MODULE") == "off" {
		return &debt.InputError{What: "GO111MODULE=off is not supported", Do: "unset it and work in a module"}
	}
	if os.Getenv("GOPACKAGESDRIVER") != "" {
		return nil // Bazel and its like have no go.mod
	}
	if findUp(dir, "go.work") == "" && findUp(dir, "go.mod") == "" {
		return &debt.InputError{Pos: debt.Position{File: dir}, What: "no go.mod here or in any directory above", Do: "name the directory of a Go module with -C, or run `go mod init`"}
	}
	return nil
}

// findUp returns the nearest directory, from dir upwards, that holds the file.
func findUp(dir, name string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && !info.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// build makes the nodes, dependencies first.
func (l *loader) build(listed []*packages.Package) error {
	byID := map[string]*node{}
	var visit func(p *packages.Package) *node
	visit = func(p *packages.Package) *node {
		if n := byID[p.ID]; n != nil {
			return n
		}
		n := &node{listed: p, path: importPath(p), deps: map[string]*node{}, files: p.GoFiles, done: make(chan struct{})}
		n.main = p.Module != nil && p.Module.Main
		byID[p.ID] = n
		for path, dep := range p.Imports {
			n.deps[path] = visit(dep)
		}
		l.nodes = append(l.nodes, n)
		return n
	}
	for _, p := range listed {
		if strings.HasSuffix(p.ID, ".test") {
			continue // the generated main of a test
		}
		n := visit(p)
		n.root = true
		n.main = n.main || p.Module == nil
	}
	for _, n := range l.nodes {
		if plain := byID[n.path]; n.listed.ForTest != "" && plain != nil && plain != n {
			n.half = true
		}
	}
	return l.usable()
}

// importPath is the path of a package without the suffix of a test variant.
func importPath(p *packages.Package) string {
	path, _, _ := strings.Cut(p.PkgPath, " ")
	return path
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
			if n.root || n.main || len(n.listed.GoFiles) == 0 {
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

// problem is an error of the go command as a place and words.
func (l *loader) problem(n *node, e packages.Error) Incomplete {
	what := strings.TrimSpace(e.Msg)
	if i := strings.IndexByte(what, '\n'); i >= 0 {
		what = what[:i]
	}
	return Incomplete{Pos: l.errorPosition(e.Pos), What: fmt.Sprintf("package %s: %s", n.path, what)}
}

// errorPosition reads the file:line:col of go/packages.
func (l *loader) errorPosition(text string) debt.Position {
	file, rest, ok := cutPosition(text)
	if !ok {
		return debt.Position{}
	}
	var pos debt.Position
	pos.File = l.display(file)
	fmt.Sscanf(rest, "%d:%d", &pos.Line, &pos.Column)
	return pos
}

// cutPosition cuts file:line:col before the line; a file name may hold colons.
func cutPosition(text string) (file, rest string, ok bool) {
	if text == "" || text == "-" {
		return "", "", false
	}
	i := strings.LastIndexByte(text, ':')
	if i < 0 {
		return text, "", true
	}
	if j := strings.LastIndexByte(text[:i], ':'); j >= 0 && isDigits(text[j+1:i]) {
		i = j
	}
	return text[:i], text[i+1:], true
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// display is a file's slash path from the root, or its absolute path where it lies outside.
func (l *loader) display(file string) string {
	if !filepath.IsAbs(file) {
		file = filepath.Join(l.src.Dir(), file)
	}
	rel, err := filepath.Rel(l.options.Root, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}

// roots are the packages that the patterns match, each once.
func (l *loader) roots() []string {
	paths := map[string]bool{}
	for _, n := range l.nodes {
		if n.root {
			paths[strings.TrimSuffix(n.path, "_test")] = true
		}
	}
	return sorted(paths)
}

// whole reports whether the patterns match every package of every main module.
func (l *loader) whole() bool {
	if !slices.Contains(l.options.Patterns, "./...") {
		return false
	}
	for _, m := range l.modules() {
		if m.Loaded && m.Dir == l.display(l.src.Dir()) {
			return true
		}
	}
	return findUp(l.src.Dir(), "go.work") == l.src.Dir()
}

// modules are the main modules, and those below the directory that no pattern can reach.
func (l *loader) modules() []Module {
	byDir := map[string]Module{}
	for _, n := range l.nodes {
		if m := n.listed.Module; m != nil && m.Main && m.Dir != "" && n.root {
			byDir[m.Dir] = Module{Path: m.Path, Dir: l.display(m.Dir), Loaded: true}
		}
	}
	// Errors of the walk only mean that a hint is missing.
	_ = filepath.WalkDir(l.src.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		if d.IsDir() {
			if name := d.Name(); path != l.src.Dir() && (name == "vendor" || name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if dir := filepath.Dir(path); d.Name() == "go.mod" && byDir[dir].Dir == "" {
			byDir[dir] = Module{Dir: l.display(dir)}
		}
		return nil
	})
	modules := make([]Module, 0, len(byDir))
	for _, m := range byDir {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b Module) int { return cmp.Compare(a.Dir, b.Dir) })
	return modules
}

// unbuilt are the Go files of the main modules that the build configuration leaves out.
func (l *loader) unbuilt() []string {
	files := map[string]bool{}
	for _, n := range l.nodes {
		if !n.main {
			continue
		}
		for _, file := range n.listed.IgnoredFiles {
			if strings.HasSuffix(file, ".go") {
				files[file] = true
			}
		}
	}
	return sorted(files)
}

// incomplete is everything that went wrong, the most general first.
func (l *loader) incomplete() []Incomplete {
	out := slices.Clone(l.problems)
	for _, n := range l.nodes {
		out = append(out, n.errs...)
	}
	slices.SortStableFunc(out, func(a, b Incomplete) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(out)
}
