package program

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/appends"
	"golang.org/x/tools/go/analysis/passes/assign"
	"golang.org/x/tools/go/analysis/passes/atomic"
	"golang.org/x/tools/go/analysis/passes/bools"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/defers"
	"golang.org/x/tools/go/analysis/passes/errorsas"
	"golang.org/x/tools/go/analysis/passes/httpresponse"
	"golang.org/x/tools/go/analysis/passes/ifaceassert"
	"golang.org/x/tools/go/analysis/passes/loopclosure"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
	"golang.org/x/tools/go/analysis/passes/nilfunc"
	"golang.org/x/tools/go/analysis/passes/printf"
	"golang.org/x/tools/go/analysis/passes/shift"
	"golang.org/x/tools/go/analysis/passes/sigchanyzer"
	"golang.org/x/tools/go/analysis/passes/slog"
	"golang.org/x/tools/go/analysis/passes/stdmethods"
	"golang.org/x/tools/go/analysis/passes/stringintconv"
	"golang.org/x/tools/go/analysis/passes/structtag"
	"golang.org/x/tools/go/analysis/passes/testinggoroutine"
	"golang.org/x/tools/go/analysis/passes/tests"
	"golang.org/x/tools/go/analysis/passes/timeformat"
	"golang.org/x/tools/go/analysis/passes/unmarshal"
	"golang.org/x/tools/go/analysis/passes/unreachable"
	"golang.org/x/tools/go/analysis/passes/unusedresult"
	"golang.org/x/tools/go/analysis/passes/waitgroup"
	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// vetPasses are those of go vet that speak about Go source and need nothing of other packages but their types. What printf and lostcancel learn of other packages' functions they do without, before and after.
func vetPasses() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		appends.Analyzer, assign.Analyzer, atomic.Analyzer, bools.Analyzer, copylock.Analyzer, defers.Analyzer, errorsas.Analyzer,
		httpresponse.Analyzer, ifaceassert.Analyzer, loopclosure.Analyzer, lostcancel.Analyzer, nilfunc.Analyzer, printf.Analyzer,
		shift.Analyzer, sigchanyzer.Analyzer, slog.Analyzer, stdmethods.Analyzer, stringintconv.Analyzer, structtag.Analyzer,
		testinggoroutine.Analyzer, tests.Analyzer, timeformat.Analyzer, unmarshal.Analyzer, unreachable.Analyzer, unusedresult.Analyzer, waitgroup.Analyzer,
	}
}

// complaint is a finding of a pass. Two are the same if they say the same of the same declaration.
type complaint struct {
	pass   string
	pos    token.Position
	key    [2]string // the declaration it stands in, and the message
	inside bool      // a function body, or a run
}

// vet returns what go vet would say of the edited packages after the removal, and did not say before.
func (w *world) vet(g *gate) ([]failure, error) {
	var failures []failure
	for _, n := range w.order { // of each package the variant that has its tests in it
		after := g.checked[n]
		if after == nil || len(after.files) == 0 || n.cgo || after.mistaken || w.syntax(n).mistaken {
			continue // the passes take for granted that there is a file, and that every expression has a type
		}
		found, err := w.newComplaints(g, n, after)
		if err == nil && len(found) > 0 && len(after.cut) > 0 {
			// What passes know of functions by their bodies may make the difference.
			if whole := g.typecheck(n, allBodies, g.reading(n, func(error) {})); !whole.mistaken {
				found, err = w.newComplaints(g, n, whole)
			}
		}
		if err != nil {
			return nil, err
		}
		failures = append(failures, found...)
	}
	return sortFailures(failures), nil
}

// newComplaints are those about a package that were not there before.
func (w *world) newComplaints(g *gate, n *node, after *checked) (failures []failure, err error) {
	now, err := w.complaints(n, g.fset, after)
	if err != nil {
		return nil, err
	}
	if len(now) == 0 {
		return nil, nil
	}
	old, err := w.complaintsBefore(n)
	if err != nil {
		return nil, err
	}
	cut := map[string]bool{}
	for _, decl := range after.cut {
		cut[g.fset.PositionFor(decl.Pos(), false).Filename+" "+nameOf(decl, decl.End()-1)] = true
	}
	old = slices.DeleteFunc(slices.Clone(old), func(c complaint) bool { return c.inside && cut[c.key[0]] })
	known := map[string]int{}
	for _, c := range old {
		known[c.pass+" "+c.key[1]]++
	}
	// Of several that say the same, those in the declarations that had it before are the old ones.
	places := map[[2]string]bool{}
	for _, c := range old {
		places[c.key] = true
	}
	slices.SortStableFunc(now, func(a, b complaint) int {
		switch {
		case places[a.key] == places[b.key]:
			return 0
		case places[a.key]:
			return -1
		}
		return 1
	})
	for _, c := range now {
		if id := c.pass + " " + c.key[1]; known[id] > 0 {
			known[id]--
			continue
		}
		failures = append(failures, failure{debt.CodeVet, g.place(c.pos), fmt.Sprintf("go vet would complain: %s (%s)", c.key[1], c.pass)})
	}
	return failures, nil
}

// complaintsBefore are those of a package as it was read.
func (w *world) complaintsBefore(n *node) ([]complaint, error) {
	if old, ok := w.vetted[n]; ok {
		return old, nil
	}
	old, err := w.complaints(n, w.fset, w.syntax(n))
	if err == nil {
		w.vetted[n] = old
	}
	return old, err
}

// complaints runs the passes on a package.
func (w *world) complaints(n *node, fset *token.FileSet, c *checked) (found []complaint, err error) {
	defer func() {
		if r := recover(); r != nil { // a pass may not be ready for a package that does not compile
			err = fmt.Errorf("package %s: vet: internal error: %v (%s)", n.path, r, panicPlace())
		}
	}()
	graph, err := checker.Analyze(vetPasses(), []*packages.Package{{
		ID: n.path, Name: c.types.Name(), PkgPath: n.path, Fset: fset, Syntax: c.files, Types: c.types, TypesInfo: c.info, TypesSizes: w.sizes(), Module: n.listed.Module,
	}}, &checker.Options{Sequential: true})
	if err != nil {
		return nil, fmt.Errorf("package %s: vet: %w", n.path, err)
	}
	for _, action := range graph.Roots {
		if action.Err != nil {
			return nil, fmt.Errorf("package %s: vet: %s: %w", n.path, action.Analyzer.Name, action.Err)
		}
		for _, d := range action.Diagnostics {
			m := mistake{fset.PositionFor(d.Pos, false), d.Pos, d.Message}
			found = append(found, complaint{action.Analyzer.Name, m.pos, m.key(c.files), inBody(c.files, d.Pos)})
		}
	}
	return found, nil
}

// inBody reports whether a place is in the body of a function, or in a run.
func inBody(files []*ast.File, pos token.Pos) bool {
	for _, file := range files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && fn.Body.Pos() <= pos && pos < fn.Body.End() {
				return true
			}
			if decl.Pos() <= pos && pos < decl.End() && isRun(decl) {
				return true
			}
		}
	}
	return false
}
