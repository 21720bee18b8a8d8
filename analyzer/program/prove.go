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

// proves compares the code as an attempt leaves it with the code as it was read.
func (r *remover) proves(a *attempt) *Proof {
	c := &comparison{worlds: []*world{r.world}, choices: a.choices, closed: r.options.Closed, paths: map[string]bool{}, declared: map[types.Object]bool{}, namesakes: map[namesake]bool{}}
	for _, n := range r.order {
		if a.gate.edited(n) {
			c.paths[n.path] = true
		}
	}
	for _, change := range a.gate.changes {
		c.name(change)
	}
	versions := func() (before, after *version) {
		return r.version(nil, c.paths, c.same), r.version(a.gate, c.paths, c.same)
	}
	p := r.provesShortly(a, c, versions)
	if p == nil {
		p = c.run(versions)
	}
	for _, file := range a.outcome.list() {
		if r.files[file.Display] == "" {
			p.Differences = append(p.Differences, Difference{Pos: debt.Position{File: file.Display}, What: "the file is built only for others, and was not compared", Test: isTest(file.Name)})
		}
	}
	return p
}

// provesShortly compares only the functions that may have changed. It is nil where that does not tell.
func (r *remover) provesShortly(a *attempt, c *comparison, versions func() (before, after *version)) *Proof {
	c.wrappers()
	c.same = r.unchanged(a, c)
	defer func() { c.same = nil }()
	if c.same.functions == 0 {
		return nil
	}
	p, _ := c.compare(versions())
	p.Functions += c.same.functions
	if !p.Proven() {
		return nil
	}
	return p
}

// comparison is the state of comparing two versions.
type comparison struct {
	worlds    []*world // from which the versions are: one, or two
	choices   []removal.Choice
	closed    bool                  // no other module uses the packages
	paths     map[string]bool       // of the packages that are compared
	declared  map[types.Object]bool // what declares one of the flags
	namesakes map[namesake]bool     // packages that only have a name of what changed
	same      *unchanged            // functions that are not looked at; nil: all are
}

// namesake is a package that has the name of what another package declares, and means something else by it.
type namesake struct{ path, declaring, name string }

// name adds the packages that name a declaration which changed. One of tests is used by tests alone, and what is proven is the program without them.
func (c *comparison) name(changed change) {
	if !token.IsExported(changed.name) || c.worlds[0].ofTests(changed) {
		return
	}
	for _, w := range c.worlds {
		for _, n := range w.usersOf(changed.pkg, changed.name, changed.reach) {
			if w.means(n, changed) {
				c.paths[n.path] = true
			} else {
				c.namesakes[namesake{n.path, changed.pkg, changed.name}] = true
			}
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
	result := proof.Check(proof.Question{Before: was, After: is, Test: isTest, External: c.external, Partial: c.same != nil && !c.same.tests})
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

// external reports whether an object may be used outside of the packages that are compared.
func (c *comparison) external(o types.Object) bool {
	switch {
	case o.Pkg() == nil:
		return true
	case c.declared[o]:
		return false // whoever uses it asks for the flag
	case c.same != nil && c.same.mention(o):
		return true
	}
	declaring, ours := o.Pkg().Path(), false
	for _, w := range c.worlds {
		if w.rich[declaring] == nil {
			continue
		}
		ours = true
		if o.Exported() && (!c.closed && w.Outside(declaring) || slices.ContainsFunc(w.usersOf(declaring, o.Name(), reachOf(o)), func(n *node) bool { return !c.paths[n.path] && !c.namesakes[namesake{n.path, declaring, o.Name()}] })) {
			return true
		}
	}
	return !ours
}
