package removal

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// Compute plans the removal of flags from the packages that refer to them, and from those that turn out to hang on them. The order of packages and choices is of no consequence. It changes nothing.
func Compute(world World, packages []*Package, choices []Choice, options Options) (*Plan, error) {
	r := &remover{
		world: world, options: options, choices: map[debt.ID]*Choice{}, units: map[*Package]*unit{},
		seeds: map[*ast.CallExpr]*seed{}, forwards: map[*ast.CallExpr]*flagref.Ref{},
		facts: map[objectKey]value{}, constant: map[objectKey][]value{}, gone: map[objectKey]bool{}, flags: map[objectKey]bool{},
		doomed: map[ast.Stmt]bool{}, elements: map[ast.Expr]bool{}, methods: map[objectKey][]use{}, declares: map[*ast.AssignStmt]bool{}, literals: map[*ast.FuncLit][]returned{}, literalsBefore: map[*ast.FuncLit][]returned{}, unrolled: map[*ast.RangeStmt]bool{}, told: map[*ast.FuncLit]bool{}, suite: newSuite(), empty: map[objectKey]bool{},
		scripts: map[ast.Decl]*script{}, used: map[objectKey][]use{}, judging: map[*ast.BlockStmt]bool{}, implementing: map[objectKey]bool{}, fields: map[objectKey]debt.ID{}, known: map[*ast.Ident]value{}, was: map[*ast.Ident]value{}, baseline: map[ast.Decl]bool{},
	}
	for i := range choices {
		r.choices[choices[i].ID] = &choices[i]
	}
	for _, p := range slices.SortedFunc(slices.Values(packages), func(a, b *Package) int { return strings.Compare(a.Path, b.Path) }) {
		r.start(r.unit(p))
	}
	if r.blocked() {
		return r.plan(), nil
	}
	if !options.Local {
		for _, u := range r.sortedUnits() {
			r.declarations(u)
			r.tests(u)
		}
		r.emptyTables()
		r.keyElements()
	}
	r.settle()
	if !options.Local {
		r.finish()
	}
	return r.plan(), nil
}

// remover is the state of one removal. Marks are only ever added: what is known of objects, which of them are gone, and which declarations have to be written anew for it.
type remover struct {
	world   World
	options Options
	choices map[debt.ID]*Choice
	units   map[*Package]*unit

	seeds    map[*ast.CallExpr]*seed // evaluations of the flags
	forwards map[*ast.CallExpr]*flagref.Ref

	facts                    map[objectKey]value   // variables, fields and parameters that have one value
	constant                 map[objectKey][]value // functions that return the same in every case
	empty                    map[objectKey]bool    // functions of whose bodies nothing is left
	gone                     map[objectKey]bool    // objects that go
	flags                    map[objectKey]bool    // objects that are the declaration of a flag
	fields                   map[objectKey]debt.ID // fields that are flags
	reads                    []debt.Position       // of such fields
	doomed                   map[ast.Stmt]bool     // statements that go for a reason of their own
	elements                 map[ast.Expr]bool     // elements of lists that go
	methods                  map[objectKey][]use   // of methods of interfaces: those that implement them
	declares                 map[*ast.AssignStmt]bool
	literals, literalsBefore map[*ast.FuncLit][]returned // what function literals return
	told                     map[*ast.FuncLit]bool       // constant function literals whose users are touched
	unrolled                 map[*ast.RangeStmt]bool     // loops over the values of a flag
	suite                    *suite                      // what becomes of tests
	baseline                 map[ast.Decl]bool           // declarations where the value stands in the place of the evaluation, and nothing else

	used         map[objectKey][]use     // all uses of objects, as far as somebody asked
	implementing map[objectKey]bool      // methods whose interfaces do not ask for them any more
	judging      map[*ast.BlockStmt]bool // bodies whose effects are being looked at
	touched      []place                 // in the order of discovery
	scripts      map[ast.Decl]*script
	known        map[*ast.Ident]value
	was          map[*ast.Ident]value
	changed      bool
	public       []use // exported constants that hold a key and may be used elsewhere
	lone         []use // declarations of flags
	obstacles    []debt.Obstacle
	removed      []Decl
}

// place is a declaration that the removal concerns.
type place struct {
	unit *unit
	file *file
	decl ast.Decl
	// returns of a function, as the last round saw them, and as they were.
	now, before []returned
}

// seed is an evaluation of one of the flags.
type seed struct {
	ref     *flagref.Ref
	results []value
}

func (r *remover) unit(p *Package) *unit {
	u := r.units[p]
	if u == nil {
		if p.index == nil {
			p.index = newUnit(p)
		}
		u = p.index
		r.units[p] = u
		for i := range p.Refs {
			if call, ok := p.Refs[i].Node.(*ast.CallExpr); ok && p.Refs[i].Role == debt.RoleForward {
				r.forwards[call] = &p.Refs[i]
			}
		}
	}
	return u
}

// start marks what the references of a package say.
func (r *remover) start(u *unit) {
	for i := range u.Refs {
		ref := &u.Refs[i]
		switch {
		case ref.Dynamic != nil:
			r.startDynamic(u, ref)
		case r.choices[ref.ID] == nil:
		case r.startField(u, ref):
		case ref.Role == debt.RoleEvaluation:
			r.startEvaluation(u, ref)
		}
	}
}

// startDynamic says that a key which is built at run time may be that of a flag.
func (r *remover) startDynamic(u *unit, ref *flagref.Ref) {
	if ident, ok := ref.Node.(*ast.Ident); ok && ref.API != nil {
		r.startValue(u, ref, ident)
		return
	}
	for id, choice := range r.choices {
		key := string(id.Key)
		a := ref.Dynamic
		if ref.Role != debt.RoleEvaluation || choice.Force || id.Provider != ref.Provider || a.Prefix+a.Suffix == "" {
			continue
		}
		if len(key) >= len(a.Prefix)+len(a.Suffix) && strings.HasPrefix(key, a.Prefix) && strings.HasSuffix(key, a.Suffix) {
			r.obstacles = append(r.obstacles, debt.Obstacle{Code: debt.CodeDynamicKey, ID: id, Pos: ref.Pos, What: "the key is built at run time and may be this one: " + a.Text, Do: "look at the place, and use --force if it is not"})
		}
	}
}

// startValue follows an evaluation that a local variable holds as a function value to its calls.
func (r *remover) startValue(u *unit, ref *flagref.Ref, ident *ast.Ident) {
	x := ast.Expr(ident)
	if selector, ok := u.parent[ident].(*ast.SelectorExpr); ok {
		x = selector
	}
	var calls []*ast.CallExpr
	known := false
	if assign, ok := u.parent[x].(*ast.AssignStmt); ok && assign.Tok == token.DEFINE && len(assign.Lhs) == 1 {
		if held, ok := assign.Lhs[0].(*ast.Ident); ok && u.Info.Defs[held] != nil {
			known = true
			for _, use := range u.uses[u.keyOf(held)] {
				call := u.callOf(use)
				known = known && call != nil
				calls = append(calls, call)
			}
		}
	}
	if !known {
		if r.asksHere(u, ref.Provider) {
			r.refuse(u, ident, debt.CodeFunctionValue, "an evaluation is used as a function value, and may be called with the key")
		}
		return
	}
	for _, call := range calls {
		if ref.API.Key.Arg >= len(call.Args) {
			continue
		}
		key := constantString(u.Info.Types[call.Args[ref.API.Key.Arg]].Value)
		choice := r.choices[debt.ID{Provider: ref.Provider, Key: debt.Key(key)}]
		if choice == nil {
			continue
		}
		asked := *ref
		asked.ID, asked.Dynamic, asked.Node, asked.Key, asked.Pos = choice.ID, nil, call, call.Args[ref.API.Key.Arg], u.position(call.Pos())
		r.startEvaluation(u, &asked)
	}
}

// asksHere reports whether the package asks for one of the flags of a provider.
func (r *remover) asksHere(u *unit, provider string) bool {
	return slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool {
		return ref.Provider == provider && ref.Role == debt.RoleEvaluation && r.choices[ref.ID] != nil
	})
}

// startEvaluation marks the value of an evaluation, or says why it cannot be known.
func (r *remover) startEvaluation(u *unit, ref *flagref.Ref) {
	choice := r.choices[ref.ID]
	call, ok := ref.Node.(*ast.CallExpr)
	if !ok {
		r.refuse(u, ref.Node, debt.CodeFunctionValue, "the evaluation is not a call")
		return
	}
	if choice.Scope == Unregister {
		r.refuse(u, call, debt.CodeKeyUsed, "the flag is still evaluated")
		return
	}
	if u.file(call).generated {
		r.refuse(u, call, debt.CodeGenerated, "the evaluation is in a generated file"+generator(u.file(call)))
		return
	}
	if ref.Kind == debt.KindJSON {
		r.refuse(u, call, debt.CodeJSONValue, "the value is a structure")
		return
	}
	s := &seed{ref: ref}
	if ref.API != nil || ref.Key != nil && !r.isWrapper(u, call) {
		s.results = r.resultsOf(u, call, ref, choice)
	} else {
		s.results = r.wrapped(u, call, ref, choice)
	}
	if s.results == nil {
		r.explain(u, call, ref, choice)
		return
	}
	if r.explained(u, call, s.results) {
		r.refuse(u, call, debt.CodeDetailUsed, "the explanation of the evaluation is used")
		return
	}
	r.seeds[call] = s
	r.touch(u, call)
	r.markKey(u, ref)
}

// generator names the input of a generated file, if its head does.
func generator(f *file) string {
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if _, source, ok := strings.Cut(c.Text, "ource: "); ok {
				return ", made of " + strings.TrimSpace(source)
			}
		}
	}
	return ""
}

// explain says why the value of an evaluation is not known.
func (r *remover) explain(u *unit, call *ast.CallExpr, ref *flagref.Ref, choice *Choice) {
	to := cmp.Or(choice.To, ref.Default)
	switch {
	case to.IsZero():
		r.refuse(u, call, debt.CodeNoValue, "the call gets the default that it passes, which is not constant")
	case ref.API == nil:
		r.refuse(u, call, debt.CodeOpaque, "the wrapper does more than pass the answer on")
	default:
		r.refuse(u, call, debt.CodeValueKind, "the call asks for another kind of value than "+string(to))
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
	for r.changed = true; r.changed; {
		r.changed = false
		for i := 0; i < len(r.touched); i++ {
			r.look(&r.touched[i])
		}
		for i := 0; i < len(r.touched); i++ {
			r.write(&r.touched[i])
		}
		for i := 0; i < len(r.touched) && !r.options.Local; i++ {
			r.learn(&r.touched[i])
		}
		r.prune()
		if !r.options.Local {
			r.loneFlags()
		}
	}
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
		var returns []returned
		switch d := p.decl.(type) {
		case *ast.FuncDecl:
			if d.Body != nil {
				returns = v.function(d.Type, d.Body, map[objectKey]value{}).returns
			}
		case *ast.GenDecl:
			w := &walk{view: v, env: map[objectKey]value{}, single: map[objectKey]bool{}, loose: map[objectKey]bool{}, zeroed: map[objectKey]bool{}, late: map[objectKey]bool{}}
			w.expr(d)
		}
		if v.after {
			p.now = returns
		} else {
			p.before = returns
		}
	}
}

// write writes the script of a declaration.
func (r *remover) write(p *place) {
	before, after := r.views(p.unit)
	e := &emitter{script: &script{}, view: after, before: before, file: p.file}
	if r.baseline[p.decl] {
		e.literals(p.decl)
	} else {
		e.decl(p.decl)
	}
	r.scripts[p.decl] = e.script
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

// dead reports whether an identifier is in source that does not remain.
func (r *remover) dead(u *unit, ident *ast.Ident) bool {
	s := r.scripts[u.decl(ident)]
	return s != nil && !s.live(ident.Pos())
}

// refuse notes an obstacle, once for a place.
func (r *remover) refuse(u *unit, n ast.Node, code debt.Code, what string) {
	o := debt.Obstacle{Code: code, Pos: u.position(n.Pos()), What: what, ID: r.idAt(n)}
	for _, text := range debt.Codes {
		if text.Code == code {
			o.Do = lowerFirst(strings.TrimSuffix(text.Do, "."))
		}
	}
	if !slices.Contains(r.obstacles, o) {
		r.obstacles = append(r.obstacles, o)
	}
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

// plan writes down what was found.
func (r *remover) plan() *Plan {
	plan := &Plan{Obstacles: r.obstacles, Removed: r.removed}
	slices.SortFunc(plan.Obstacles, func(a, b debt.Obstacle) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Code, b.Code), a.ID.Compare(b.ID))
	})
	if r.blocked() {
		return &Plan{Obstacles: plan.Obstacles}
	}
	for call, s := range r.seeds {
		_ = call
		plan.Sites = append(plan.Sites, s.ref.Pos)
	}
	plan.Sites = append(plan.Sites, r.reads...)
	slices.SortFunc(plan.Sites, debt.Position.Compare)
	r.files(plan)
	slices.SortFunc(plan.Removed, func(a, b Decl) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	plan.Removed = slices.Compact(plan.Removed)
	return plan
}

// files turns the scripts into edits.
func (r *remover) files(plan *Plan) {
	byFile := map[*file][]*script{}
	for _, p := range r.touched {
		byFile[p.file] = append(byFile[p.file], r.scripts[p.decl])
	}
	for f, scripts := range byFile {
		if r.nothingLeft(f) {
			plan.Deleted = append(plan.Deleted, f.unit.display(f.name))
			continue
		}
		w := rewrite.New(f.unit.Fset, f.syntax, f.unit.Source(f.name))
		steps := 0
		for _, s := range scripts {
			for _, step := range s.steps {
				step(w)
				steps++
			}
		}
		if steps == 0 {
			continue
		}
		for _, spec := range r.unusedImports(f) {
			w.Delete(spec)
		}
		_, edits, err := w.Result()
		if err != nil {
			r.refuse(f.unit, f.syntax, debt.CodeDoesNotCompile, err.Error())
			plan.Obstacles = r.obstacles
			continue
		}
		for _, edit := range edits {
			edit.File = f.unit.display(f.name)
			plan.Edits = append(plan.Edits, edit)
		}
	}
	slices.Sort(plan.Deleted)
	slices.SortFunc(plan.Edits, func(a, b debt.Edit) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start))
	})
	if slices.ContainsFunc(plan.Obstacles, func(o debt.Obstacle) bool { return !o.Code.Partial() }) {
		plan.Edits, plan.Deleted = nil, nil
	}
}

func (u *unit) display(name string) string {
	if u.Display != nil {
		return u.Display(name)
	}
	return name
}

// nothingLeft reports whether nothing but imports is left of a file that had more, and the package has other files.
func (r *remover) nothingLeft(f *file) bool {
	had := false
	for _, d := range f.syntax.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			for _, spec := range gen.Specs {
				if name := spec.(*ast.ImportSpec).Name; name != nil && name.Name == "_" {
					return false // it is there for its effect
				}
			}
			continue
		}
		had = true
		s := r.scripts[d]
		if s == nil || !s.covered(d) && !r.allSpecsGone(s, d) {
			return false
		}
	}
	others := 0
	for _, other := range f.unit.files {
		if other != f && !other.test {
			others++
		}
	}
	return had && f.syntax.Doc == nil && (others > 0 || f.test) && !hasDirective(f.syntax)
}

func (r *remover) allSpecsGone(s *script, d ast.Decl) bool {
	gen, ok := d.(*ast.GenDecl)
	return ok && !slices.ContainsFunc(gen.Specs, func(spec ast.Spec) bool { return !s.covered(spec) })
}

// hasDirective reports whether a file has an instruction for a tool that stands at no declaration.
func hasDirective(f *ast.File) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:generate") || strings.HasPrefix(c.Text, "//go:embed") {
				return true
			}
		}
	}
	return false
}

// unusedImports are the imports of a file whose last use goes.
func (r *remover) unusedImports(f *file) []*ast.ImportSpec {
	var unused []*ast.ImportSpec
	for _, spec := range f.syntax.Imports {
		var object types.Object
		if spec.Name != nil {
			object = f.unit.Info.Defs[spec.Name]
		} else {
			object = f.unit.Info.Implicits[spec]
		}
		if spec.Name != nil && spec.Name.Name == "." {
			if r.unusedDot(f, spec) {
				unused = append(unused, spec)
			}
			continue
		}
		if object == nil || object.Name() == "_" {
			continue
		}
		had, has := false, false
		for _, use := range f.unit.uses[f.unit.key(object)] {
			if r.dead(f.unit, use) {
				had = true
			} else {
				has = true
			}
		}
		if had && !has && !r.imports(f, strings.Trim(spec.Path.Value, "`\"")) {
			unused = append(unused, spec)
		}
	}
	return unused
}

// needed reports whether new text names a type.
func (r *remover) needed(owner *unit, object types.Object) bool {
	if _, ok := object.(*types.TypeName); !ok {
		return false
	}
	key := owner.key(object)
	return slices.ContainsFunc(r.touched, func(p place) bool {
		return slices.ContainsFunc(r.scripts[p.decl].named, func(t types.Type) bool {
			name := typeName(t)
			return name != nil && p.unit.key(name) == key
		})
	})
}

// imports reports whether new text in a file names something of a package.
func (r *remover) imports(f *file, path string) bool {
	return slices.ContainsFunc(r.touched, func(p place) bool {
		return p.file == f && slices.ContainsFunc(r.scripts[p.decl].named, func(t types.Type) bool {
			name := typeName(t)
			return name != nil && name.Pkg() != nil && name.Pkg().Path() == path
		})
	})
}

// unusedDot reports whether the last name that a file has from a dot import goes.
func (r *remover) unusedDot(f *file, spec *ast.ImportSpec) bool {
	path := strings.Trim(spec.Path.Value, "`\"")
	had, has := false, false
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		object := f.unit.Info.Uses[ident]
		if object == nil || object.Pkg() == nil || object.Pkg().Path() != path || object.Parent() != object.Pkg().Scope() {
			return true
		}
		if selector, ok := f.unit.parent[ident].(*ast.SelectorExpr); ok && selector.Sel == ident {
			return true
		}
		if r.dead(f.unit, ident) {
			had = true
		} else {
			has = true
		}
		return true
	})
	return had && !has
}
