package removal

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"
	"unique"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// objectKey names an object by the place of its declaration: p and p [p.test] have different objects for it.
type objectKey struct {
	file   unique.Handle[string] // many maps have it as their key: a name would be hashed as a whole
	offset int
}

// name is the file of the declaration, or "" for an object that no source declares.
func (k objectKey) name() string {
	if k == (objectKey{}) {
		return ""
	}
	return k.file.Value()
}

// keyAt is the key of an object that is declared at a place.
func (u *unit) keyAt(pos token.Pos) objectKey {
	p := u.Fset.PositionFor(pos, false)
	return objectKey{unique.Make(p.Filename), p.Offset}
}

// unit is a package with what a removal asks about its syntax.
type unit struct {
	*Package
	files    []*file
	byPos    []*file // the same in the order of their places
	parent   map[ast.Node]ast.Node
	uses     map[objectKey][]*ast.Ident // every identifier that refers to the object, its declaration aside
	defs     map[objectKey]*ast.Ident
	types    []*types.TypeName // at package level, by name
	gates    map[ast.Node]bool // calls that ask a gate for a flag
	keys     map[types.Object]objectKey
	spoken   map[string]bool                   // words in texts; nil as long as nobody asked
	demands  map[string]bool                   // methods of interfaces in functions; nil as long as nobody asked
	texts    map[string][]ast.Expr             // see testTexts; nil as long as nobody asked
	literals []keyLiteral                      // see keyLiterals; nil as long as nobody asked
	namings  map[ast.Decl][]naming             // see namesIn, of the declarations that somebody asked about
	said     map[bool][]sentence               // see sentences, of tests and of the rest; nil as long as nobody asked
	elided   map[objectKey][]*ast.CompositeLit // literals of a named type that do not write it, by the type
	assigned map[*ast.BlockStmt]*assignments   // of bodies, as far as somebody asked
	tests    map[*ast.BlockStmt][]*ast.Ident   // see exercised, as far as somebody asked
	boxes    map[objectKey]bool                // named types that decoders may reach; nil as long as nobody asked
}

// file is one file of a unit, and what becomes of it.
type file struct {
	unit      *unit
	syntax    *ast.File
	token     *token.File
	name      string
	test      bool
	generated bool
}

func newUnit(p *Package) *unit {
	u := &unit{Package: p, parent: map[ast.Node]ast.Node{}, uses: map[objectKey][]*ast.Ident{}, defs: map[objectKey]*ast.Ident{}, gates: map[ast.Node]bool{}, keys: map[types.Object]objectKey{}, elided: map[objectKey][]*ast.CompositeLit{}, assigned: map[*ast.BlockStmt]*assignments{}, tests: map[*ast.BlockStmt][]*ast.Ident{}, namings: map[ast.Decl][]naming{}}
	for _, syntax := range p.Files {
		f := &file{unit: u, syntax: syntax, token: p.Fset.File(syntax.FileStart), generated: ast.IsGenerated(syntax) || elsewhere(p.Fset, syntax)}
		f.name = f.token.Name()
		f.test = strings.HasSuffix(f.name, "_test.go")
		u.files = append(u.files, f)
		u.read(syntax)
	}
	u.readImplicits()
	for _, name := range p.Types.Scope().Names() {
		if tn, ok := p.Types.Scope().Lookup(name).(*types.TypeName); ok {
			u.types = append(u.types, tn)
		}
	}
	for i := range p.Refs {
		if asksGate(&p.Refs[i]) {
			u.gates[p.Refs[i].Node] = true
		}
	}
	u.byPos = slices.SortedFunc(slices.Values(u.files), func(a, b *file) int { return cmp.Compare(a.syntax.FileStart, b.syntax.FileStart) })
	return u
}

// elsewhere reports whether a //line directive of the file says that another one was written by hand.
func elsewhere(fset *token.FileSet, syntax *ast.File) bool {
	return slices.ContainsFunc(syntax.Decls, func(decl ast.Decl) bool {
		return fset.PositionFor(decl.End(), true).Filename != fset.PositionFor(decl.End(), false).Filename
	})
}

// read notes the parents of all nodes of a file, and its identifiers by object.
func (u *unit) read(syntax *ast.File) {
	var path []ast.Node
	ast.Inspect(syntax, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		if len(path) > 0 {
			u.parent[n] = path[len(path)-1]
		}
		path = append(path, n)
		if lit, ok := n.(*ast.CompositeLit); ok && lit.Type == nil {
			if name := typeName(u.typeOf(lit)); name != nil {
				u.elided[u.key(name)] = append(u.elided[u.key(name)], lit)
			}
		}
		if ident, ok := n.(*ast.Ident); ok {
			if object := u.Info.Uses[ident]; object != nil {
				k := u.key(object)
				u.uses[k] = append(u.uses[k], ident)
			}
			if object := u.Info.Defs[ident]; object != nil {
				u.defs[u.key(object)] = ident
			}
		}
		return true
	})
}

// readImplicits notes what declares the variables of type switches.
func (u *unit) readImplicits() {
	for n, object := range u.Info.Implicits {
		if clause, ok := n.(*ast.CaseClause); ok { // the variable of a type switch, one for each clause
			if assign, ok := u.parent[u.parent[clause]].(*ast.TypeSwitchStmt); ok {
				if define, ok := assign.Assign.(*ast.AssignStmt); ok {
					u.defs[u.key(object)], _ = define.Lhs[0].(*ast.Ident)
				}
			}
		}
	}
}

// typeName is the name of a named type, or of what a pointer points to.
func typeName(t types.Type) *types.TypeName {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj()
	}
	return nil
}

// key is the key of an object; zero for those that no source declares.
func (u *unit) key(object types.Object) objectKey {
	switch o := object.(type) {
	case *types.Var:
		object = o.Origin()
	case *types.Func:
		object = o.Origin()
	}
	if k, ok := u.keys[object]; ok {
		return k
	}
	var k objectKey
	if object.Pos().IsValid() {
		k = u.keyAt(object.Pos())
	}
	if _, isImport := object.(*types.PkgName); isImport && k != (objectKey{}) {
		k.offset = -k.offset - 1 // import "x" stands where its path does: nothing else may
	}
	u.keys[object] = k
	return k
}

// object is what an identifier declares or refers to. Most refer to something, and only the name of an embedded field, which is that of its type, does both.
func (u *unit) object(ident *ast.Ident) types.Object {
	used := u.Info.Uses[ident]
	if _, isType := used.(*types.TypeName); used != nil && !isType {
		return used
	}
	if object := u.Info.Defs[ident]; object != nil {
		return object
	}
	return used
}

// naming is an identifier that refers to an object.
type naming struct {
	ident  *ast.Ident
	object types.Object
}

// namesIn are the identifiers of a declaration that refer to something, in order. They stay the same for all removals, and each looks at them several times.
func (u *unit) namesIn(decl ast.Decl) []naming {
	found, ok := u.namings[decl]
	if !ok {
		ast.Inspect(decl, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok {
				if object := u.Info.Uses[ident]; object != nil {
					found = append(found, naming{ident, object})
				}
			}
			return true
		})
		u.namings[decl] = slices.Clip(found)
	}
	return found
}

// keyOf is the key of what an identifier declares or refers to.
func (u *unit) keyOf(ident *ast.Ident) objectKey {
	if object := u.object(ident); object != nil {
		return u.key(object)
	}
	if assign, ok := u.parent[ident].(*ast.AssignStmt); ok {
		if _, ok := u.parent[assign].(*ast.TypeSwitchStmt); ok { // stands for the variables of all clauses
			return u.keyAt(ident.Pos())
		}
	}
	return objectKey{}
}

// file is the file that a node stands in.
func (u *unit) file(n ast.Node) *file {
	pos := n.Pos()
	i := sort.Search(len(u.byPos), func(i int) bool { return pos <= u.byPos[i].syntax.FileEnd })
	if i == len(u.byPos) || pos < u.byPos[i].syntax.FileStart {
		return nil
	}
	return u.byPos[i]
}

// decl is the declaration at package level around a node.
func (u *unit) decl(n ast.Node) ast.Decl {
	f := u.file(n)
	if f == nil {
		return nil
	}
	decls := f.syntax.Decls
	i := sort.Search(len(decls), func(i int) bool { return decls[i].End() > n.Pos() })
	if i == len(decls) || n.Pos() < start(decls[i]) {
		return nil
	}
	return decls[i]
}

// start is where a declaration begins, with its comment.
func start(d ast.Decl) token.Pos {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc != nil {
			return d.Doc.Pos()
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return d.Doc.Pos()
		}
	}
	return d.Pos()
}

// outward yields the nodes around a node, from the node itself outwards.
func (u *unit) outward(n ast.Node) func(func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		for ; n != nil; n = u.parent[n] {
			if !yield(n) {
				return
			}
		}
	}
}

// function is the innermost function around a node, a *ast.FuncDecl or *ast.FuncLit, or nil.
func (u *unit) function(n ast.Node) ast.Node {
	for around := range u.outward(u.parent[n]) {
		switch around.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return around
		}
	}
	return nil
}

// position is where a node stands, as messages say it.
func (u *unit) position(pos token.Pos) debt.Position {
	p := u.Fset.PositionFor(pos, false)
	if u.Display != nil {
		p.Filename = u.Display(p.Filename)
	}
	return debt.Position{File: p.Filename, Line: p.Line, Column: p.Column}
}

// text is a node as source.
func (u *unit) text(n ast.Node) string {
	f := u.file(n)
	src := u.Source(f.name)
	return string(src[f.token.Offset(n.Pos()):f.token.Offset(n.End())])
}

// typeOf is the type of an expression, the invalid one where it has none.
func (u *unit) typeOf(e ast.Expr) types.Type {
	if t := u.Info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// callee is the function that a call names statically, or nil.
func (u *unit) callee(call *ast.CallExpr) *types.Func {
	fun := ast.Unparen(call.Fun)
	switch f := fun.(type) {
	case *ast.IndexExpr:
		fun = f.X
	case *ast.IndexListExpr:
		fun = f.X
	}
	var ident *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		ident = f
	case *ast.SelectorExpr:
		ident = f.Sel
	default:
		return nil
	}
	fn, _ := u.Info.Uses[ident].(*types.Func)
	if fn == nil {
		return nil
	}
	return fn.Origin()
}

// isLocal reports whether a variable lives inside a function: a parameter, a result or a local.
func isLocal(v *types.Var) bool {
	return !v.IsField() && v.Pkg() != nil && v.Parent() != v.Pkg().Scope()
}

// unparened is ast.Unparen for the parent side: the outermost parentheses around an expression.
func (u *unit) unparened(e ast.Expr) ast.Expr {
	for {
		p, ok := u.parent[e].(*ast.ParenExpr)
		if !ok {
			return e
		}
		e = p
	}
}

// list is the statement list that holds a statement, or nil.
func (u *unit) list(s ast.Stmt) []ast.Stmt {
	switch parent := u.parent[s].(type) {
	case *ast.BlockStmt:
		return parent.List
	case *ast.CaseClause:
		if slices.Contains(parent.Body, s) {
			return parent.Body
		}
	case *ast.CommClause:
		if slices.Contains(parent.Body, s) {
			return parent.Body
		}
	}
	return nil
}
