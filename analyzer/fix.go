package analyzer

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// fixer finds what can be removed of the flags of one package without looking at any other.
type fixer struct {
	pass    *analysis.Pass
	rules   *flagref.Rules
	table   *debt.Table
	refs    []flagref.Ref
	choices []removal.Choice
	sources map[*ast.File][]byte // of the files that may be edited
}

// fixes finds the fix of each evaluation that a finding is about, by its position.
//
// All evaluations of a file have the same fix, which does for all flags what can be done in that file. Hosts filter the findings of a file, each in its own way, and apply what is left; they take equal edits for one. So whatever they choose is all or nothing, and either compiles.
func fixes(pass *analysis.Pass, rules *flagref.Rules, table *debt.Table, refs []flagref.Ref, findings []debt.Finding) map[debt.Position][]analysis.SuggestedFix {
	f := &fixer{pass: pass, rules: rules, table: table, refs: refs}
	if f.choose(findings); len(f.choices) == 0 {
		return nil
	}
	f.readSources()
	pkg := f.pkg()
	plan := f.plan(pkg)
	if plan == nil {
		return nil // the findings stand without it
	}
	fixes := map[debt.Position][]analysis.SuggestedFix{}
	for file, content := range f.sources {
		edits := slices.DeleteFunc(slices.Clone(plan.Edits), func(e debt.Edit) bool { return e.File != f.name(file) })
		if len(edits) == 0 || !standsAlone(pass, file, apply(content, edits)) {
			continue
		}
		sites := f.within(file, edits, plan.Sites)
		for _, site := range sites {
			fixes[site] = []analysis.SuggestedFix{{Message: f.message(sites), TextEdits: f.textEdits(file, edits)}}
		}
	}
	return fixes
}

// choose chooses the flags of the findings, by the rules that hold for a removal of the whole flag. A key that is built at run time does not matter: it keeps its flag.
func (f *fixer) choose(findings []debt.Finding) {
	references := make([]debt.Reference, len(f.refs))
	for i, ref := range f.refs {
		references[i] = ref.Reference
	}
	chosen := map[debt.ID]bool{}
	for _, finding := range findings {
		id := f.refs[finding.Reference].ID // as the code calls it
		if !finding.Fixable || chosen[id] {
			continue
		}
		chosen[id] = true
		if value, obstacle := f.table.Removable(id, references, debt.Wish{}); obstacle == nil {
			f.choices = append(f.choices, removal.Choice{ID: id, To: value, Scope: removal.FoldOnly, Force: true})
		}
	}
}

// readSources reads the files that are as they were when they were parsed. Those that say that they are generated a removal leaves alone by itself.
func (f *fixer) readSources() {
	f.sources = map[*ast.File][]byte{}
	read := f.pass.ReadFile
	if read == nil { // as nogo leaves it
		read = os.ReadFile
	}
	for _, file := range f.pass.Files {
		name := f.name(file)
		// What cgo and other generators make of a file has line directives.
		if f.pass.Fset.Position(file.Package).Filename != name || f.pass.Fset.Position(file.FileEnd).Filename != name {
			continue
		}
		if content, err := read(name); err == nil && len(content) == int(file.FileEnd-file.FileStart) {
			f.sources[file] = content
		}
	}
}

func (f *fixer) name(file *ast.File) string { return f.pass.Fset.File(file.FileStart).Name() }

// pkg is the package as a removal sees it: without the references in files that stay as they are, and those that a comment silences.
func (f *fixer) pkg() *removal.Package {
	refs := slices.DeleteFunc(slices.Clone(f.refs), func(ref flagref.Ref) bool {
		return ref.Role == debt.RoleEvaluation && (ref.Nolint || f.source(ref.Node) == nil)
	})
	source := func(name string) []byte {
		for file, content := range f.sources {
			if f.name(file) == name {
				return content
			}
		}
		return nil
	}
	return &removal.Package{
		Path: flagref.ImportPath(f.pass.Pkg.Path()), Fset: f.pass.Fset, Files: f.pass.Files, Types: f.pass.Pkg, Info: f.pass.TypesInfo, Refs: refs,
		Source: source, Layout: func(name string) *rewrite.Layout { return rewrite.NewLayout(source(name)) },
	}
}

// source is the content of the file around a node, or nil if it must not be edited.
func (f *fixer) source(n ast.Node) []byte {
	for file, content := range f.sources {
		if file.FileStart <= n.Pos() && n.Pos() <= file.FileEnd {
			return content
		}
	}
	return nil
}

// within are the sites that the edits of a file touch: an evaluation at package level may have stayed.
func (f *fixer) within(file *ast.File, edits []debt.Edit, sites []debt.Position) []debt.Position {
	var touched []debt.Position
	for _, ref := range f.refs {
		at := int(ref.Node.Pos() - file.FileStart)
		edited := slices.ContainsFunc(edits, func(e debt.Edit) bool { return e.Start <= at && at < e.End })
		if edited && slices.Contains(sites, ref.Pos) && !slices.Contains(touched, ref.Pos) {
			touched = append(touched, ref.Pos)
		}
	}
	return touched
}

// message names the flags that are evaluated at the sites, and what stands for them.
func (f *fixer) message(sites []debt.Position) string {
	var flags []string
	for _, ref := range f.refs {
		i := slices.IndexFunc(f.choices, func(c removal.Choice) bool { return c.ID == ref.ID })
		if i < 0 || !slices.Contains(sites, ref.Pos) {
			continue
		}
		to := "each call's default"
		if value := f.choices[i].To; !value.IsZero() {
			to = string(value)
		}
		if text := fmt.Sprintf("%s (%s)", strconv.Quote(string(ref.ID.Key)), to); !slices.Contains(flags, text) {
			flags = append(flags, text)
		}
	}
	slices.Sort(flags)
	list := flags[len(flags)-1]
	if rest := flags[:len(flags)-1]; len(rest) > 0 {
		list = strings.Join(rest, ", ") + " and " + list
	}
	return "fold " + list + " in this file"
}

// textEdits are the edits with positions for the host.
func (f *fixer) textEdits(file *ast.File, edits []debt.Edit) []analysis.TextEdit {
	tok := f.pass.Fset.File(file.FileStart)
	out := make([]analysis.TextEdit, len(edits))
	for i, e := range edits {
		out[i] = analysis.TextEdit{Pos: tok.Pos(e.Start), End: tok.Pos(e.End), NewText: []byte(e.New)}
	}
	return out
}

func apply(content []byte, edits []debt.Edit) []byte {
	var after bytes.Buffer
	at := 0
	for _, e := range edits {
		after.Write(content[at:e.Start])
		after.WriteString(e.New)
		at = e.End
	}
	after.Write(content[at:])
	return after.Bytes()
}

// alone is the world of a linter: one package, around which there may be anything.
type alone struct {
	pkg   *removal.Package
	rules *flagref.Rules
}

func (a alone) Package(path string) *removal.Package {
	if path != a.pkg.Path {
		return nil
	}
	return a.pkg
}

func (alone) Users(types.Object) []*removal.Package { return nil }

func (a alone) Importers(string, func(string) bool) []*removal.Package {
	return []*removal.Package{a.pkg}
}
func (a alone) Holding(string) []*removal.Package { return []*removal.Package{a.pkg} }
func (a alone) Saying(string) []string            { return []string{a.pkg.Path} }

// Demanding returns the interfaces with a method that the package or one that it imports declares.
func (a alone) Demanding(method string) []*types.Interface {
	var found []*types.Interface
	seen := map[*types.Package]bool{}
	var search func(p *types.Package)
	search = func(p *types.Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, name := range p.Scope().Names() {
			if object, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
				if iface, ok := object.Type().Underlying().(*types.Interface); ok && has(iface, method) {
					found = append(found, iface)
				}
			}
		}
		for _, imported := range p.Imports() {
			search(imported)
		}
	}
	search(a.pkg.Types)
	return found
}

func has(iface *types.Interface, method string) bool {
	for m := range iface.Methods() {
		if m.Name() == method {
			return true
		}
	}
	return false
}

func (alone) Outside(string) bool { return true }

func (a alone) Makes(fn *types.Func) bool { return a.rules.Makes(fn) }

// plan computes the removal, or nothing where that fails: a mistake of ours must not take the results of other linters along.
func (f *fixer) plan(pkg *removal.Package) (plan *removal.Plan) {
	defer func() {
		if recover() != nil {
			plan = nil
		}
	}()
	plan, err := removal.Compute(alone{pkg, f.rules}, []*removal.Package{pkg}, f.choices, removal.Options{Local: true})
	if err != nil {
		return nil
	}
	return plan
}
