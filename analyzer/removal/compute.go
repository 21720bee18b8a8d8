package removal

import (
	"go/ast"
	"go/types"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// Compute plans the removal of flags from the packages that refer to them, and from those that turn out to hang on them. The order of packages and choices is of no consequence. It changes nothing.
func Compute(world World, packages []*Package, choices []Choice, options Options) (*Plan, error) {
	registered, stays, spared := map[debt.ID]debt.Position{}, map[*ast.CallExpr]debt.Obstacle{}, map[objectKey]bool{}
	packages = slices.SortedFunc(slices.Values(packages), func(a, b *Package) int { return strings.Compare(a.Path, b.Path) })
	for {
		r := newRemover(world, choices, options)
		r.registered, r.stays, r.spared = registered, stays, spared
		r.run(packages)
		again := r.staying()
		again = r.revived() || again
		again = r.holding() || again
		for _, choice := range choices {
			if r.keepsDeclaration(choice.ID) {
				continue
			}
			if needs := r.needsRegistration(choice.ID); needs != nil {
				registered[choice.ID] = *needs
				again = true
			}
		}
		if !again {
			return r.plan(), nil
		}
	}
}

// staying notes the evaluations that turned out to have to stay, of whose results nothing is known then, and reports whether there are new ones.
func (r *remover) staying() bool {
	before := len(r.stays)
	for _, p := range r.touched {
		maps.Copy(r.stays, r.scripts[p.decl].stays)
	}
	return len(r.stays) > before
}

// holding notes the fields and parameters that turned out to have to stay, and reports whether there are new ones.
func (r *remover) holding() bool {
	before := len(r.spared)
	for _, p := range r.touched {
		for _, field := range r.scripts[p.decl].holds {
			r.spared[field] = true
		}
	}
	return len(r.spared) > before
}

// keepsDeclaration reports whether what declares a flag stays.
func (r *remover) keepsDeclaration(id debt.ID) bool {
	_, needed := r.registered[id]
	return needed || r.choices[id].Scope == FoldOnly
}

// needsRegistration is the first place that stays and asks for the flag when it runs, or forces a value of it: without the registration it would fail. There may be none.
func (r *remover) needsRegistration(id debt.ID) *debt.Position {
	if r.blocked() || r.options.Local {
		return nil
	}
	for _, field := range r.fields {
		if field == id {
			return nil // a field that stays is its own registration
		}
	}
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			if ref.ID == id && ref.Dynamic == nil && r.asks(u, ref) && !r.removes(u, ref) {
				return &ref.Pos
			}
		}
	}
	return nil
}

// asks reports whether a reference asks for the flag or forces it, by itself or by the list or map of a test that it is an entry of, or may do so in the function that gets it.
func (r *remover) asks(u *unit, ref *flagref.Ref) bool {
	switch ref.Role {
	case debt.RoleEvaluation, debt.RoleTestOverride:
		return true
	case debt.RoleMention:
		x, ok := ref.Node.(ast.Expr)
		if !ok {
			return false
		}
		if u.isArgument(x) {
			return r.gathered(u, x) == nil
		}
		element := u.elementAround(x)
		return u.file(x).test && (u.indexed(x) != nil || element != nil && u.isForced(element))
	}
	return false
}

// isArgument reports whether a function gets an expression as what it is: one that takes anything prints it.
func (u *unit) isArgument(x ast.Expr) bool {
	if selector, ok := u.parent[x].(*ast.SelectorExpr); ok && selector.Sel == x {
		x = selector
	}
	x = u.unparened(x)
	call, ok := u.parent[x].(*ast.CallExpr)
	if !ok || call.Fun == x {
		return false
	}
	if u.Info.Types[call.Fun].IsType() {
		return u.isArgument(call) // string(features.X)
	}
	return !u.takesAnything(call, x)
}

// takesAnything reports whether the parameter for an argument of a call has no type of its own.
func (u *unit) takesAnything(call *ast.CallExpr, x ast.Expr) bool {
	signature, ok := u.typeOf(call.Fun).Underlying().(*types.Signature)
	i := slices.Index(call.Args, x)
	if !ok || i < 0 || signature.Params().Len() == 0 {
		return false
	}
	last := signature.Params().Len() - 1
	t := signature.Params().At(min(i, last)).Type()
	if list, isList := t.(*types.Slice); isList && signature.Variadic() && i >= last && !call.Ellipsis.IsValid() {
		t = list.Elem()
	}
	iface, ok := t.Underlying().(*types.Interface)
	_, generic := types.Unalias(t).(*types.TypeParam)
	return ok && !generic && iface.Empty()
}

// removes reports whether nothing of a reference remains.
func (r *remover) removes(u *unit, ref *flagref.Ref) bool {
	s := r.scripts[u.decl(ref.Node)]
	at := ref.Node.Pos()
	if call, ok := ref.Node.(*ast.CallExpr); ok {
		at = call.Lparen // what the method is called on may remain
	}
	return s != nil && (s.covered(ref.Node) || !s.live(at) || r.leavesPair(u, ref))
}

// run computes the removal.
func (r *remover) run(packages []*Package) {
	options := r.options
	for _, p := range packages {
		r.start(r.unit(p))
	}
	if r.blocked() {
		return
	}
	if !options.Local {
		for _, u := range r.sorted {
			r.declarations(u)
		}
		r.named()
		for _, u := range r.sorted {
			r.tests(u)
		}
		r.emptyTables()
		r.keepBoth()
		r.emptyStructs()
		r.keyElements()
	}
	r.settle()
	if !options.Local {
		if r.emptyTables() {
			r.settle()
		}
		for r.dropLost() {
			r.emptyTables()
			r.settle()
		}
	}
	r.noteScripts()
	if !options.Local {
		r.finish()
	}
}

// touch has the declaration around a node written anew.
func (r *remover) touch(u *unit, n ast.Node) {
	decl := u.decl(n)
	if decl == nil || r.scripts[decl] != nil {
		return
	}
	f := u.file(n)
	if f.generated {
		return
	}
	r.scripts[decl] = &script{}
	r.touched = append(r.touched, place{unit: u, file: f, decl: decl})
	r.changed = true
}

// settle writes all concerned declarations again and again, until nothing new is learned of them.
func (r *remover) settle() {
	kept, swings := math.MaxInt, 0
	for r.changed = true; r.changed; {
		r.changed = false
		for i := 0; i < len(r.touched); i++ {
			r.look(&r.touched[i])
		}
		for i := 0; i < len(r.touched); i++ {
			r.write(&r.touched[i])
		}
		r.undeclare()
		for i := 0; i < len(r.touched) && !r.options.Local; i++ {
			r.learn(&r.touched[i])
		}
		r.prune()
		if !r.options.Local {
			r.loneFlags()
		}
		if n := r.assigning(); !r.changed && 0 < n && n < kept {
			kept, r.changed = n, true // what this round took out may have been the last to read one of them
		}
		if !r.changed && swings < maxSwings && r.swung() {
			swings, r.changed = swings+1, true
		}
	}
}

// maxSwings bounds how often settle goes on for a declaration alone of which each script makes the next another one.
const maxSwings = 4

// swung writes the declarations again whose scripts this round changed, since a script goes by what the last one left alive in it, as jumps to a label. It reports whether that makes a difference.
func (r *remover) swung() bool {
	swung := false
	for i := range r.touched {
		if p := &r.touched[i]; p.swings {
			r.write(p)
			swung = swung || p.swings
		}
	}
	return swung
}

// noteScripts notes what stood in the way when the declarations were written last.
func (r *remover) noteScripts() {
	for _, p := range r.touched {
		for _, o := range r.scripts[p.decl].obstacles {
			r.note(o)
		}
	}
}

// assigning is how many variables are still given what an evaluation gives.
func (r *remover) assigning() int {
	n := 0
	for _, p := range r.touched {
		n += r.scripts[p.decl].assigns
	}
	return n
}

// views are the code as it was and as it will be.
func (r *remover) views(u *unit) (before, after *view) {
	before = &view{r: r, u: u, known: r.was}
	return before, &view{r: r, u: u, after: true, known: r.known, was: r.was}
}

// look follows the values through a declaration.
func (r *remover) look(p *place) {
	before, after := r.views(p.unit)
	for _, v := range []*view{before, after} {
		if !v.after && p.looked {
			continue
		}
		var returns []returned
		switch d := p.decl.(type) {
		case *ast.FuncDecl:
			if d.Body != nil {
				returns = v.function(d.Type, d.Body, map[objectKey]value{}).returns
			}
		case *ast.GenDecl:
			w := &walk{view: v, assignments: &assignments{}, env: map[objectKey]value{}, zeroed: map[objectKey]bool{}}
			w.expr(d)
		}
		if v.after {
			p.now = returns
		} else {
			p.before, p.looked = returns, true
		}
	}
}

// write writes the script of a declaration.
func (r *remover) write(p *place) {
	before, after := r.views(p.unit)
	before.ends, after.ends = map[ast.Stmt]bool{}, map[ast.Stmt]bool{}
	e := &emitter{script: &script{}, view: after, before: before, file: p.file}
	if r.baseline[p.decl] {
		e.literals(p.decl)
	} else {
		e.decl(p.decl)
	}
	p.swings = !e.script.leavesAs(r.scripts[p.decl])
	r.scripts[p.decl] = e.script
	if fn, ok := p.decl.(*ast.FuncDecl); !ok || !e.isGone(fn.Name) {
		r.bodies[p.decl] = e.script
	}
}

// retreat leaves a function as it is but for the evaluations, which the value replaces.
func (r *remover) retreat(u *unit, n ast.Node, code debt.Code, what string) {
	decl := u.decl(n)
	if r.baseline[decl] {
		return
	}
	r.baseline[decl] = true
	r.changed = true
	r.refuse(u, n, code, what)
}

// dead reports whether a node begins in source that does not remain.
func (r *remover) dead(u *unit, n ast.Node) bool {
	s := r.scripts[u.decl(n)]
	return s != nil && !s.live(n.Pos())
}

// refuse notes an obstacle.
func (r *remover) refuse(u *unit, n ast.Node, code debt.Code, what string) {
	r.note(r.obstacle(u, n, code, what))
}

// note adds an obstacle to those that are known, once for a place.
func (r *remover) note(o debt.Obstacle) {
	if !slices.Contains(r.obstacles, o) {
		r.obstacles = append(r.obstacles, o)
	}
}

// obstacle is what stands in the way at a node.
func (r *remover) obstacle(u *unit, n ast.Node, code debt.Code, what string) debt.Obstacle {
	o := debt.Obstacle{Code: code, Pos: u.position(n.Pos()), What: what, ID: r.idAt(n)}
	for _, text := range debt.Codes {
		if text.Code == code {
			o.Do = lowerFirst(strings.TrimSuffix(text.Do, "."))
		}
	}
	return o
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// idAt is the flag that a node asks for, or the first one of the removal.
func (r *remover) idAt(n ast.Node) debt.ID {
	var id debt.ID
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && id == (debt.ID{}) {
			if s := r.seeds[call]; s != nil {
				id = s.ref.ID
			}
		}
		return true
	})
	if id == (debt.ID{}) {
		ids := make([]debt.ID, 0, len(r.choices))
		for other := range r.choices {
			ids = append(ids, other)
		}
		id = slices.MinFunc(ids, debt.ID.Compare)
	}
	return id
}

// blocked reports whether an obstacle leaves nothing to do.
func (r *remover) blocked() bool {
	return slices.ContainsFunc(r.obstacles, func(o debt.Obstacle) bool { return !o.Code.Partial() })
}
