// Package flagref finds the places in a type-checked package that ask for, declare or override feature flags.
package flagref

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Package is one type-checked package.
type Package struct {
	// Path is the import path without the suffix of a test variant.
	Path  string
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	// Display maps the name of a file to the one that references shall carry; nil keeps it.
	Display func(file string) string
}

// Facts is what the packages below tell about their objects.
type Facts interface {
	// Wrapper returns what is known of a function of another package, or nil.
	Wrapper(fn *types.Func) *Wrapper
	// Object returns what is known of a flag object of another package, or nil.
	Object(v *types.Var) *Object
	// Declared returns the flags that the packages below declare.
	Declared() []debt.Flag
}

// Ref is a reference and the syntax behind it.
type Ref struct {
	debt.Reference
	// Node is the call that evaluates, or the key of a declaration.
	Node ast.Node
	// Key is the expression that holds the key, nil where there is none.
	Key ast.Expr
	// Field is the field of Key that holds the key, where a wrapper takes a struct.
	Field string
	// Held says that the call names a wrapper by a variable that holds it.
	Held bool
	// Value is the expression of what a test override gives the flag, where one text names both, KEY=VALUE; else nil.
	Value ast.Expr
	// Declared says that a mention is a call that gives the default with which the flag was declared.
	Declared bool
	// Stored says that the node is what holds the value, which somebody else writes there.
	Stored bool
	// Of is the field or variable that a use reads, where that holds what the flag gave at some time; else nil.
	Of *types.Var
	// API is the rule that the call matched; nil for a wrapper, a flag object and everything that is no call.
	API *config.API
	// Nolint says that a //nolint comment covers the place. golangci-lint must not look at it.
	Nolint bool
}

// InStructure reports whether what the flag gives is in a structure with what others give: the reference is a key in a list of them, or an index into what they give.
func (r *Ref) InStructure() bool { return r.API != nil && (r.API.Key.Elems || r.API.Key.Index) }

// Result is everything that Find learned of one package.
type Result struct {
	// Refs are the references in the order of their positions.
	Refs []Ref
	// Flags are the flags that the package declares, by ID.
	Flags []debt.Flag
	// Below are the flags that the packages below declare.
	Below []debt.Flag
	// Wrappers and Objects are for the packages above: see Facts.
	Wrappers map[*types.Func]*Wrapper
	Objects  map[*types.Var]*Object
	// Captures are the fields of other packages to which this one gives the answer of one flag, and Spoiled those fields and variables of which the facts say so and to which it gives something else, too. Who reads one of the former uses the flag, unless some package spoils it.
	Captures map[*types.Var]*Object
	Spoiled  []*types.Var
	// Notes are what comments say of the flags that the package declares, in the order of their positions.
	Notes map[debt.ID][]debt.Note
	// Constants are what comments say of constants of the package, and Keys the constants of any package that hold the keys of references, by path and name.
	Constants map[string][]debt.Note
	Keys      map[debt.ID][]string
}

// Find finds the references of a package. It does not change its arguments and reports the same for the same source, rules and facts.
func Find(pkg Package, rules *Rules, facts Facts) *Result {
	f := &finder{
		Package:  pkg,
		rules:    rules,
		facts:    facts,
		wrappers: map[types.Object]*Wrapper{},
		objects:  map[*types.Var]*Object{},
		consumed: map[*ast.Ident]bool{},
		called:   map[*ast.Ident]bool{},
		captures: map[*types.Var]*Object{},
	}
	f.collect()
	f.declareConstants()
	f.declareMaps()
	f.declareObjects()
	f.declareContainers()
	f.evaluate()
	f.enabledLists()
	f.functionValues()
	f.mentions()
	f.structFlags()
	f.readVariables()
	f.boolMaps()
	f.boolMethods()
	f.capture()
	f.godebugs()
	f.silence()
	res := f.result()
	f.readComments(res)
	return res
}

// finder is the state of one Find.
type finder struct {
	Package
	rules *Rules
	facts Facts

	sites    []*site // every call, in source order
	literals []placed[*ast.CompositeLit]
	consts   []placed[*ast.ValueSpec]
	assigned *assignments                // built on first use
	captures map[*types.Var]*Object      // fields of others that get a flag's answer
	spoiled  []*types.Var                // and those that get something else, too
	written  map[*types.Var]*written     // likewise
	closures map[*ast.FuncLit]*types.Var // by the fields that hold them, likewise
	many     map[*ast.CallExpr]*several  // calls that give what many flags give

	wrappers map[types.Object]*Wrapper                 // functions, methods and closure variables of this package
	objects  map[*types.Var]*Object                    // flag objects of this package, fields of containers included
	fields   map[*types.Var]*registryRule              // of containers that this package registers
	made     map[*ast.CallExpr]made                    // flag objects by the calls that make them
	passed   map[*ast.CallExpr]passed                  // calls that make one of the key that their function gets
	structs  map[*types.Package]map[*types.Var]debt.ID // fields that are flags, as far as somebody asked
	flags    []debt.Flag
	refs     []Ref

	consumed map[*ast.Ident]bool // identifiers that are part of a key already accounted for
	called   map[*ast.Ident]bool // identifiers that name the function of a call
}

// site is a call and where it stands, or an index into a map that a call gives.
type site struct {
	call   *ast.CallExpr
	index  *ast.IndexExpr // whose index is the key; nil for the call itself
	callee types.Object   // *types.Func or *types.Var
	shift  int            // 1 for a call through a method expression, whose first argument is the receiver
	scope  scope
}

// node is what asks for the flag.
func (s *site) node() ast.Expr {
	if s.index != nil {
		return s.index
	}
	return s.call
}

// placed is syntax and where it stands.
type placed[N ast.Node] struct {
	node  N
	scope scope
}

// scope is the enclosing functions of a place, outermost first.
type scope struct {
	decl *ast.FuncDecl
	lits []*ast.FuncLit
}

func (f *finder) result() *Result {
	slices.SortStableFunc(f.refs, func(a, b Ref) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Role, b.Role), a.ID.Compare(b.ID))
	})
	slices.SortStableFunc(f.flags, func(a, b debt.Flag) int { return a.ID.Compare(b.ID) })
	res := &Result{Refs: f.refs, Flags: f.flags, Below: f.facts.Declared(), Wrappers: map[*types.Func]*Wrapper{}, Objects: f.objects, Captures: f.captures, Spoiled: f.spoiled, Notes: map[debt.ID][]debt.Note{}, Constants: map[string][]debt.Note{}, Keys: map[debt.ID][]string{}}
	for object, wrapper := range f.wrappers {
		if fn, ok := object.(*types.Func); ok {
			res.Wrappers[fn] = wrapper
		}
	}
	return res
}

// typeOf is the type of an expression: the invalid type where it has none, in code that does not compile.
func (f *finder) typeOf(e ast.Expr) types.Type {
	if t := f.Info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// add records a reference.
func (f *finder) add(ref Ref, in scope) {
	ref.Pos = f.position(ref.Node.Pos())
	ref.Package = f.Path
	ref.Func = in.name(f.Info)
	f.refs = append(f.refs, ref)
}

func (f *finder) position(pos token.Pos) debt.Position {
	p := f.Fset.Position(pos)
	if f.Display != nil {
		p.Filename = f.Display(p.Filename)
	}
	return debt.Position{File: p.Filename, Line: p.Line, Column: p.Column}
}

// name is the enclosing declared function as Go writes it: Name, Type.Name or (*Type).Name.
func (s scope) name(info *types.Info) string {
	if s.decl == nil {
		return ""
	}
	if fn, ok := info.Defs[s.decl.Name].(*types.Func); ok {
		return shortName(fn)
	}
	return s.decl.Name.Name
}

// shortName is a function's name without its package: Name, Type.Name or (*Type).Name.
func shortName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	named := receiverName(fn)
	if _, ok := types.Unalias(recv.Type()).(*types.Pointer); ok {
		return "(*" + named + ")." + fn.Name()
	}
	return named + "." + fn.Name()
}
