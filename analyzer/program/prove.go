package program

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/proof"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// Proof is what a comparison of two versions of the code says, with flags fixed to their values.
type Proof struct {
	// Packages are those that were compared.
	Packages []string
	// Functions is the number of those that were compared.
	Functions int
	// Assumptions have to be true for what was found to be the same to be so, besides that every evaluation gives the value and does nothing else.
	Assumptions []Assumption
	// Differences are the functions that were not found to be the same.
	Differences []Difference
}

// Assumption is something that a proof takes for granted.
type Assumption struct {
	Code proof.AssumptionCode
	Pos  debt.Position
	Text string
}

// Difference is a function that was not found to be the same.
type Difference struct {
	Func string
	// Pos is the place before, Now the one after; either may be zero.
	Pos, Now debt.Position
	What     string
	// Test says that it is in a file of tests.
	Test bool
}

// Proven reports whether nothing but tests differs.
func (p *Proof) Proven() bool {
	return !slices.ContainsFunc(p.Differences, func(d Difference) bool { return !d.Test })
}

// With is what can be said of two removals together.
func (p *Proof) With(q *Proof) *Proof {
	if p == nil || q == nil {
		return cmp.Or(p, q)
	}
	return &Proof{
		Packages: slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Packages, q.Packages)))), Functions: p.Functions + q.Functions,
		Assumptions: slices.Concat(p.Assumptions, q.Assumptions), Differences: slices.Concat(p.Differences, q.Differences),
	}
}

// version is one version of the code, in which every package that is compared stands once: with its tests, and importing the others as they are here.
type version struct {
	*world
	gate  *gate // of an outcome; nil is the code as it was read
	paths map[string]bool
	known map[*node]*checked
	tests []func() // type-checks the tests of packages, when all packages are known
}

func (w *world) version(g *gate, paths map[string]bool) *version {
	v := &version{world: w, gate: g, paths: paths, known: map[*node]*checked{}}
	for _, n := range v.order {
		if paths[n.path] {
			v.check(n)
		}
	}
	for _, test := range v.tests {
		test()
	}
	return v
}

// checked is a package that is compared, with all of its bodies; nil where there is none.
func (v *version) checked(path string) *checked {
	if n := v.rich[path]; n != nil && v.paths[path] {
		return v.known[n]
	}
	return nil
}

// types is a package as those that are compared import it.
func (v *version) types(n *node) *types.Package {
	switch rich := v.rich[n.path]; {
	case v.paths[n.path] && rich != nil:
		n = rich
	case n.plain != nil:
		n = n.plain // nobody imports what a variant has more
	}
	if !v.paths[n.path] && !v.reaches(n) {
		return v.typed(n)
	}
	return v.check(n).types
}

// check type-checks a package over the others of the version: all of it where it is compared, its declarations where it only lies between two that are.
//
// Tests may import what imports the package that they test, so they come after everything else, into the same package.
func (v *version) check(n *node) *checked {
	if c := v.known[n]; c != nil {
		return c
	}
	r := reading{fset: v.fset, read: v.read, syntax: v.syntaxOf, report: func(error) {}}
	if v.gate != nil {
		r = v.gate.reading(n, func(error) {})
	}
	r.importer = importer{n, v.types}
	if !v.paths[n.path] {
		v.known[n] = v.typecheck(n, declarations, r)
		return v.known[n]
	}
	var code, tests []string
	for _, name := range n.files {
		if isTest(name) && !n.external() {
			tests = append(tests, name)
		} else {
			code = append(code, name)
		}
	}
	c := &checked{types: types.NewPackage(n.path, "")}
	checker := v.checker(n, allBodies, r, c)
	if n.external() {
		v.tests = append(v.tests, func() { v.add(n, allBodies, r, c, checker, code) })
	} else {
		v.add(n, allBodies, r, c, checker, code)
		if len(tests) > 0 {
			v.tests = append(v.tests, func() { v.add(n, allBodies, r, c, checker, tests) })
		}
	}
	v.known[n] = c
	return c
}

// reaches reports whether a package imports one that is compared.
func (v *version) reaches(n *node) bool {
	for path := range v.paths {
		if v.rich[path] != nil && v.above(path)[n] {
			return true
		}
	}
	return false
}

// proves compares the code as an attempt leaves it with the code as it was read.
func (r *remover) proves(a *attempt) *Proof {
	c := &comparison{worlds: []*world{r.world}, choices: a.choices, closed: r.options.Closed, paths: map[string]bool{}, declared: map[types.Object]bool{}}
	for _, n := range r.order {
		if a.gate.edited(n) {
			c.paths[n.path] = true
		}
	}
	for _, change := range a.gate.changes {
		c.name(change)
	}
	p := c.run(func() (before, after *version) { return r.version(nil, c.paths), r.version(a.gate, c.paths) })
	for _, file := range a.outcome.list() {
		if r.files[file.Display] == "" {
			p.Differences = append(p.Differences, Difference{Pos: debt.Position{File: file.Display}, What: "the file is built only for others, and was not compared", Test: isTest(file.Name)})
		}
	}
	return p
}

// comparison is the state of comparing two versions.
type comparison struct {
	worlds   []*world // from which the versions are: one, or two
	choices  []removal.Choice
	closed   bool                  // no other module uses the packages
	paths    map[string]bool       // of the packages that are compared
	declared map[types.Object]bool // what declares one of the flags
}

// name adds the packages that may name a declaration which changed.
func (c *comparison) name(changed change) {
	if !token.IsExported(changed.name) {
		return
	}
	for _, w := range c.worlds {
		for _, n := range w.usersOf(changed.pkg, changed.name, changed.reach) {
			c.paths[n.path] = true
		}
	}
}

// wrappers adds the packages of the functions through which those that are compared ask for one of the flags.
func (c *comparison) wrappers() {
	for seen := 0; seen < len(c.paths); {
		seen = len(c.paths)
		for _, path := range sorted(c.paths) {
			for _, w := range c.worlds {
				if p := w.Package(path); p != nil {
					c.wrappersOf(w, p)
				}
			}
		}
	}
}

func (c *comparison) wrappersOf(w *world, p *removal.Package) {
	for _, ref := range p.Refs {
		call, ok := ref.Node.(*ast.CallExpr)
		if !ok || ref.Role != debt.RoleForward && c.choice(ref.ID) == nil {
			continue
		}
		if fn := typeutil.Callee(p.Info, call); fn != nil && fn.Pkg() != nil && w.rich[fn.Pkg().Path()] != nil {
			c.paths[fn.Pkg().Path()] = true
		}
	}
}

// maxViews is how often two versions are compared, each time with more packages.
const maxViews = 3

// run compares two versions, and again with the packages of functions of ours whose bodies would have told more.
func (c *comparison) run(versions func() (before, after *version)) *Proof {
	for view := 1; ; view++ {
		c.wrappers()
		p, unseen := c.compare(versions())
		more := slices.DeleteFunc(unseen, func(path string) bool { return c.paths[path] || !c.ours(path) })
		if p.Proven() || len(more) == 0 || view == maxViews {
			return p
		}
		for _, path := range more {
			c.paths[path] = true
		}
	}
}

// ours reports whether a package is one of those that could be compared.
func (c *comparison) ours(path string) bool {
	return slices.ContainsFunc(c.worlds, func(w *world) bool { return w.rich[path] != nil })
}

// compare compares two versions, and lists the packages that it would have liked to see.
func (c *comparison) compare(before, after *version) (*Proof, []string) {
	broken := map[string]bool{}
	for _, v := range []*version{before, after} {
		for path := range c.paths {
			if p := v.checked(path); p != nil && p.mistaken && !v.rich[path].cgo {
				broken[path] = true // what has no type cannot be compared
			}
		}
	}
	was, is := c.code(before, broken), c.code(after, broken)
	result := proof.Check(proof.Question{Before: was, After: is, Test: isTest, External: c.external})
	out := &Proof{Packages: sorted(c.paths), Functions: result.Functions, Assumptions: registrations(before.rows(was), after.rows(is))}
	for _, a := range result.Assumptions {
		if a.Code == proof.Evaluation {
			continue // of which a proof always speaks
		}
		out.Assumptions = append(out.Assumptions, Assumption{a.Code, before.at(a.Pos), a.Text})
	}
	for _, d := range result.Differences {
		out.Differences = append(out.Differences, Difference{shortName(d.Func), before.at(d.Pos), after.at(d.Now), d.What, d.Test})
	}
	for _, path := range sorted(broken) {
		out.Differences = append(out.Differences, Difference{Func: path, What: "the package does not compile, so that it could not be compared"})
	}
	return out, result.Unseen
}

// rows are the places of what names a flag in the code of a version, by file; tests do not count.
func (v *version) rows(code proof.Code) map[string][]debt.Position {
	rows := map[string][]debt.Position{}
	for _, n := range code.Ignored {
		if at := v.fset.Position(n.Pos()); !isTest(at.Filename) {
			rows[v.display(at.Filename)] = append(rows[v.display(at.Filename)], v.at(at))
		}
	}
	return rows
}

// registrations are the assumptions that nobody needs what has gone of a flag's registration.
func registrations(before, after map[string][]debt.Position) []Assumption {
	var out []Assumption
	for _, file := range slices.Sorted(maps.Keys(before)) {
		if len(after[file]) >= len(before[file]) {
			continue
		}
		for _, at := range before[file] {
			out = append(out, Assumption{proof.Registration, at, "the flag is not declared or listed any more, and nothing needs that it is"})
		}
	}
	return out
}

// shortName is the name of a function with the name of its package alone: (*tax.Calculator).Total.
func shortName(name string) string {
	head, arguments, _ := strings.Cut(name, "[") // of generic code
	if arguments != "" {
		arguments = "[" + arguments
	}
	bare := strings.TrimLeft(head, "(*")
	return head[:len(head)-len(bare)] + bare[strings.LastIndexByte(bare, '/')+1:] + arguments
}

// at is a position as it is displayed.
func (v *version) at(pos token.Position) debt.Position {
	if !pos.IsValid() {
		return debt.Position{}
	}
	return debt.Position{File: v.display(pos.Filename), Line: pos.Line, Column: pos.Column}
}

// code is a version as the proof takes it, without the packages that do not compile.
func (c *comparison) code(v *version, broken map[string]bool) proof.Code {
	code := proof.Code{Fset: v.fset, Looks: v.looks}
	for _, n := range v.order {
		p := v.checked(n.path)
		if p == nil || broken[n.path] {
			continue
		}
		code.Packages = append(code.Packages, &proof.Package{Files: p.files, Types: p.types, Info: p.info})
		for _, ref := range v.references(n.path, p) {
			c.say(&code, p, &ref)
		}
	}
	return code
}

// references are those in a package of a version.
func (v *version) references(path string, p *checked) []flagref.Ref {
	return flagref.Find(flagref.Package{Path: path, Fset: v.fset, Files: p.files, Types: p.types, Info: p.info, Display: v.display}, v.in.rules, facts{v.in}).Refs
}

// choice is what is chosen for a flag, or nil.
func (c *comparison) choice(id debt.ID) *removal.Choice {
	i := slices.IndexFunc(c.choices, func(choice removal.Choice) bool { return choice.ID == id })
	if i < 0 {
		return nil
	}
	return &c.choices[i]
}

// say tells the proof what a reference means.
func (c *comparison) say(code *proof.Code, p *checked, ref *flagref.Ref) {
	if c.asksGate(p, ref) {
		code.Pure = append(code.Pure, ref.Node.(*ast.CallExpr))
	}
	choice := c.choice(ref.ID)
	switch {
	case ref.Role == debt.RoleForward && ref.API != nil && ref.Key != nil:
		for i := range c.choices {
			if c.choices[i].Provider == ref.Provider {
				c.force(code, p, ref, c.choices[i].To, string(c.choices[i].Key))
			}
		}
	case choice == nil || ref.Dynamic != nil || ref.Role == debt.RoleUse:
	case ref.Declared:
		c.force(code, p, ref, ref.Default, "")
	case ref.Role == debt.RoleEvaluation:
		c.force(code, p, ref, choice.To, "")
	default:
		if n := p.row(ref.Node, ref.Role != debt.RoleMention); n != nil {
			code.Ignored = append(code.Ignored, n)
			for _, name := range holders(n, ref.Node) {
				c.declared[p.info.Defs[name]] = true
			}
		}
		if ident, ok := ref.Node.(*ast.Ident); ok && p.info.Defs[ident] != nil {
			c.declared[p.info.Defs[ident]] = true
		}
	}
}

// asksGate reports whether a reference is a call that asks a gate for a flag, whichever, and not one of a wrapper.
func (c *comparison) asksGate(p *checked, ref *flagref.Ref) bool {
	call, ok := ref.Node.(*ast.CallExpr)
	return ok && (ref.Role == debt.RoleEvaluation || ref.Role == debt.RoleForward) && removal.IsGate(ref.Provider) && (ref.API != nil || !c.wraps(p, call))
}

// force fixes an evaluation to a value, in a wrapper only for the key. A call of a wrapper is known by what is in it.
func (c *comparison) force(code *proof.Code, p *checked, ref *flagref.Ref, to debt.Value, key string) {
	x, ok := ref.Node.(ast.Expr)
	if !ok || ref.API == nil && c.wraps(p, x) || ref.Kind == debt.KindJSON || ref.InStructure() || ref.Stored || ref.Held {
		return // what it gives is more than the value of the flag
	}
	f := proof.Forced{Expr: x}
	t := p.info.TypeOf(x)
	if ref.API != nil {
		f.Result, f.Field = ref.API.Result.Index, cmp.Or(ref.API.Result.Field, ref.API.Result.Getter)
	}
	if tuple, ok := t.(*types.Tuple); ok {
		if f.Result >= tuple.Len() {
			return
		}
		t = tuple.At(f.Result).Type()
	}
	if f.Field != "" {
		object, _, _ := types.LookupFieldOrMethod(t, true, nil, f.Field)
		if object == nil {
			return
		}
		t = object.Type()
	}
	if sig, ok := t.Underlying().(*types.Signature); ok && sig.Results().Len() == 1 {
		call := p.callOf(x)
		if call == nil || f.Field != "" {
			return // a function that is handed on
		}
		f.Expr, t = call, sig.Results().At(0).Type()
	}
	if to.IsZero() {
		to = ref.Default
	}
	if ref.API != nil {
		to = ref.API.Answer(to)
	}
	if f.Value = constantOf(to, t, ref.API != nil && ref.API.Negated); f.Value == nil {
		return
	}
	if key != "" {
		f.Key, f.If = ref.Key, key
	}
	code.Forced = append(code.Forced, f)
}

// callOf is the call of the function that an expression gives, or nil.
func (p *checked) callOf(x ast.Expr) *ast.CallExpr {
	var found *ast.CallExpr
	for _, file := range p.files {
		if file.FileStart > x.Pos() || x.Pos() >= file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && ast.Unparen(call.Fun) == x {
				found = call
			}
			return found == nil && n != nil && n.Pos() <= x.Pos() && x.End() <= n.End()
		})
	}
	return found
}

// wraps reports whether an expression is a call of a wrapper.
func (c *comparison) wraps(p *checked, x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(p.info, call).(*types.Func)
	return ok && facts{c.worlds[0].in}.Wrapper(fn) != nil
}

// row is what goes with a declaration of a flag, or with what forces its value in a test: the entry of a map or list, or the statement or declaration around it where that counts. What a structure holds is a part of it.
func (p *checked) row(n ast.Node, whole bool) ast.Node {
	i := slices.IndexFunc(p.files, func(file *ast.File) bool { return file.FileStart <= n.Pos() && n.Pos() < file.FileEnd })
	if i < 0 {
		return nil
	}
	var row ast.Node
	var path []ast.Node
	ast.Inspect(p.files[i], func(at ast.Node) bool {
		if at == nil {
			path = path[:len(path)-1]
			return true
		}
		if at.Pos() > n.Pos() || n.End() > at.End() {
			return false
		}
		if len(path) > 0 && p.lists(path[len(path)-1], at, whole) {
			row = at
		}
		path = append(path, at)
		return true
	})
	return row
}

// holders are the variables that a declaration gives what comes of an expression in it.
func holders(declaration ast.Node, x ast.Node) []*ast.Ident {
	spec, ok := declaration.(*ast.ValueSpec)
	if !ok {
		return nil
	}
	i := slices.IndexFunc(spec.Values, func(value ast.Expr) bool { return value.Pos() <= x.Pos() && x.End() <= value.End() })
	switch {
	case i < 0:
		return nil
	case len(spec.Values) == len(spec.Names):
		return spec.Names[i : i+1]
	}
	return spec.Names
}

// lists reports whether a node is one of several that another holds.
func (p *checked) lists(around, n ast.Node, whole bool) bool {
	switch around := around.(type) {
	case *ast.CompositeLit:
		t := p.info.TypeOf(around)
		if t == nil || n == around.Type {
			return false
		}
		_, isStruct := t.Underlying().(*types.Struct)
		return !isStruct
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		_, isStmt := n.(ast.Stmt)
		return isStmt && whole
	case *ast.GenDecl:
		return whole
	}
	return false
}

// external reports whether an object may be used outside of the packages that are compared.
func (c *comparison) external(o types.Object) bool {
	switch {
	case o.Pkg() == nil:
		return true
	case c.declared[o]:
		return false // whoever uses it asks for the flag
	}
	declaring, ours := o.Pkg().Path(), false
	for _, w := range c.worlds {
		if w.rich[declaring] == nil {
			continue
		}
		ours = true
		if o.Exported() && (!c.closed && w.Outside(declaring) || slices.ContainsFunc(w.usersOf(declaring, o.Name(), reachOf(o)), func(n *node) bool { return !c.paths[n.path] })) {
			return true
		}
	}
	return !ours
}
