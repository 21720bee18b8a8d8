package proof

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// side is one of the two versions in the form in which they are compared.
type side struct {
	code        Code
	prog        *ssa.Program
	external    func(types.Object) bool
	test        func(file string) bool
	force       *force
	packages    []*pkg
	stuck       string // why the SSA of a package was left half made; that of others would wait for it
	units       []*unit
	byFunc      map[*ssa.Function]*function
	types       map[types.Type]string
	facts       *facts
	only        map[*unit]bool             // functions that the other side does not have
	forgotten   map[*unit]bool             // see forget
	settled     map[types.Object]bool      // variables and fields whose stores were dropped
	absent      map[types.Object]bool      // variables and fields that the other side does not have
	uneven      map[types.Object]token.Pos // variables that the other side uses more or less often, and where they are declared in the original
	assume      func(AssumptionCode, token.Pos, string)
	conversions []*node            // of structures to others
	overlooked  []*node            // stores that are ignored, to variables and fields that the other side does not have
	operandList []*ssa.Value       // of the instruction that is translated
	partial     bool               // bodies are left out: see Question
	reading     map[*function]bool // see reads
	stage       stage              // how far the normalisation is
}

// stage is what a side may be taken for: what goes with the flag is to be gone before it decides what else is known.
type stage int

const (
	folding   stage = iota // what the flag decides
	supposing              // what holds one constant and is used differently on the sides
	inlining               // and the calls of which a constant argument decides what they do
)

// pkg is a package of a side.
type pkg struct {
	*Package
	name   string // what is the same on both sides
	test   bool
	ssa    *ssa.Package
	units  map[string]*unit
	order  []*unit
	failed string
}

// unit is a function with a name and the literals in it: they share variables, so they are normalised together.
type unit struct {
	name      string
	pkg       *pkg
	top       *function
	functions []*function
	values    map[ssa.Value]*node // while it is translated
	shared    map[string]*node    // what functions share, by its key: functions, variables of packages
	consts    map[string]*node
	feeds     []*node        // operands of what was forced: all that computes them may go
	silent    map[*node]bool // steps that may go without being listed
	gone      []*node        // of the feeding steps, those that were taken out
	lost      []*node        // what might have panicked where nothing else happens
	test      bool           // stands in a file of tests
	elide     bool           // branches in which nothing but a panic could happen do not count
	spare     map[string]int // which of them do not, by what might panic and how many; nil: none
	moved     map[*node]bool // values of variables that need no memory any more, since the steps were last looked at
	changed   bool
	inlined   int
	print     print           // as it was translated
	fixed     bool            // something in it is fixed or ignored
	alike     bool            // the other side has the same
	settled   bool            // and it was normalised all the same
	size      int             // how many steps it had
	huge      bool            // it is a test that is too large to be compared
	refers    []*ssa.Function // the functions that it refers to
	invokes   []string        // the methods that it calls through interfaces
	rounds    int             // how often it was normalised
	fedAt     int             // after how many rounds nothing that feeds an evaluation could go
}

// newSide declares the packages of a version. One that the builder panics on is said to have failed.
func newSide(code Code, external func(types.Object) bool, test func(string) bool, f *force) *side {
	s := &side{code: code, external: external, test: test, force: f, byFunc: map[*ssa.Function]*function{}, types: map[types.Type]string{}, settled: map[types.Object]bool{}}
	s.prog = ssa.NewProgram(code.Fset, 0)
	ours := map[*types.Package]bool{}
	count := map[string]int{}
	for _, p := range code.Packages {
		ours[p.Types] = true
	}
	for _, p := range code.Packages {
		s.imports(p, ours)
		pk := &pkg{Package: p, name: p.Types.Path(), units: map[string]*unit{}}
		pk.test = slices.ContainsFunc(p.Files, func(f *ast.File) bool { return test(code.Fset.Position(f.Pos()).Filename) })
		if pk.test {
			pk.name += testSuffix
		}
		count[pk.name]++
		if n := count[pk.name]; n > 1 {
			pk.name = fmt.Sprintf("%s #%d", pk.name, n)
		}
		s.packages = append(s.packages, pk)
	}
	for _, p := range s.packages {
		p.failed = recovered(func() {
			p.ssa = s.prog.CreatePackage(p.Types, p.Files, p.Info, true)
			p.ssa.SetDebugMode(f != nil && f.reads > 0)
		})
	}
	return s
}

// testSuffix ends the names of packages with tests.
const testSuffix = " [test]"

// imports declares the packages that a package imports, and those of the objects that it names: they are known by their types alone. What lies further below takes much memory, and nothing refers to it.
func (s *side) imports(p *Package, ours map[*types.Package]bool) {
	known := func(other *types.Package) {
		if other != nil && !ours[other] && s.prog.Package(other) == nil {
			s.prog.CreatePackage(other, nil, nil, true)
		}
	}
	for _, imported := range p.Types.Imports() {
		known(imported)
	}
	for _, used := range p.Info.Uses {
		known(used.Pkg())
	}
}

// recovered is what do panics with.
func recovered(do func()) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint(r)
		}
	}()
	do()
	return ""
}

// lower builds the SSA of a package, and translates all of its functions with a name and its initialization. No SSA is kept but the names of things: it takes as much memory as what is made of it.
func (s *side) lower(p *pkg) {
	if p == nil || p.failed != "" || p.order != nil {
		return
	}
	if p.failed = s.stuck; p.failed != "" {
		return
	}
	restore := s.force.without()
	p.failed = recovered(p.ssa.Build)
	restore()
	if p.failed != "" {
		s.stuck = "what is left half made of " + p.name + " might hold it up: " + p.failed
		return
	}
	list := functions(p)
	for _, fn := range list {
		u := &unit{pkg: p, values: map[ssa.Value]*node{}, shared: map[string]*node{}, consts: map[string]*node{}, changed: true, test: s.isTest(p, fn)}
		if why := recovered(func() { s.lowerUnit(u, fn) }); why != "" {
			p.failed = why
			break
		}
		p.units[u.name] = u
		p.order = append(p.order, u)
	}
	for _, fn := range list {
		forgetBody(fn)
	}
}

// forgetBody takes the instructions out of a function that was translated.
func forgetBody(fn *ssa.Function) {
	fn.Blocks, fn.Locals, fn.Recover = nil, nil, nil
	for _, anon := range fn.AnonFuncs {
		forgetBody(anon)
	}
}

// isTest says whether a function stands in a file of tests, or is the initialization of a package that has nothing else.
func (s *side) isTest(p *pkg, fn *ssa.Function) bool {
	if fn.Pos().IsValid() {
		return s.test(s.code.Fset.Position(fn.Pos()).Filename)
	}
	return !slices.ContainsFunc(p.Files, func(f *ast.File) bool { return !s.test(s.code.Fset.Position(f.Pos()).Filename) })
}

// functions are those of a package that have a body, in the order of their names.
func functions(p *pkg) []*ssa.Function {
	var out []*ssa.Function
	if init := p.ssa.Func("init"); init != nil {
		out = append(out, init)
	}
	seen := map[types.Object]bool{}
	for _, file := range p.Files {
		for _, d := range file.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Body == nil || decl.Name.Name == "_" {
				continue
			}
			obj, ok := p.Info.Defs[decl.Name].(*types.Func)
			if !ok || seen[obj] {
				continue
			}
			seen[obj] = true
			if fn := p.ssa.Prog.FuncValue(obj); fn != nil && fn.Blocks != nil {
				out = append(out, fn)
			}
		}
	}
	// The functions init and _ have no object to find them by: the builder keeps them as members, or not at all.
	for name, m := range p.ssa.Members {
		if fn, ok := m.(*ssa.Function); ok && fn.Blocks != nil && name != "init" && fn.Object() != nil && fn.Object().Name() != "_" && !seen[fn.Object()] {
			out = append(out, fn)
		}
	}
	slices.SortFunc(out, func(a, b *ssa.Function) int { return strings.Compare(unitName(a), unitName(b)) }) // the same on both sides
	return out
}
