package proposal

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Collector collects evidence, package by package. It is safe for concurrent use.
type Collector struct {
	// Ours reports whether a package is one of those that are looked at, and not of a dependency.
	Ours func(path string) bool
	// Known reports whether flags are found by a function without a proposal: a rule is about it, or it passes a key on to what a rule is about.
	Known func(*types.Func) bool
	// Covered reports whether a rule is about the package.
	Covered func(path string) bool

	mu          sync.Mutex
	called      map[string]*callee
	fields      map[string]*structure
	makers      map[string]*maker
	objectTypes map[string]*object
	listed      map[string]*list
	mapped      map[string]*mapping
	asked       map[string]*methodSet
	settings    map[string]*setting
}

// Package is one type-checked package.
type Package struct {
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	// Position is where a place is, as people are shown it.
	Position func(token.Pos) debt.Position
}

// look is a look at one file.
type look struct {
	*Collector
	*Package
	addressed map[*ast.SelectorExpr]bool // whose address somebody else gets, as who reads the command line
	written   map[*ast.SelectorExpr]bool // which get a value, or whose address is taken
	held      map[*types.Var]*variable   // environment variables by the variables that hold their texts
	texts     map[*types.Var]string      // constants by the variables that hold them
	elements  map[*types.Var]*list       // lists by the variables that hold an element, or the parts of one
}

// Add looks at a package. What tests do speaks for nothing.
func (c *Collector) Add(pkg Package) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.called == nil {
		c.called, c.fields, c.makers, c.objectTypes, c.listed, c.mapped, c.asked, c.settings = map[string]*callee{}, map[string]*structure{}, map[string]*maker{}, map[string]*object{}, map[string]*list{}, map[string]*mapping{}, map[string]*methodSet{}, map[string]*setting{}
	}
	for _, file := range pkg.Files {
		if strings.HasSuffix(pkg.Fset.Position(file.Package).Filename, "_test.go") {
			continue
		}
		l := &look{Collector: c, Package: &pkg, addressed: map[*ast.SelectorExpr]bool{}, written: map[*ast.SelectorExpr]bool{}, held: map[*types.Var]*variable{}, texts: map[*types.Var]string{}, elements: map[*types.Var]*list{}}
		ast.Inspect(file, func(n ast.Node) bool {
			l.node(n)
			return true
		})
	}
}

// node looks at what surrounds before what is within, so that a selector is known to be written or addressed when it is met.
func (l *look) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.UnaryExpr:
		if selector, ok := ast.Unparen(n.X).(*ast.SelectorExpr); ok && n.Op == token.AND {
			l.written[selector] = true
		}
	case *ast.AssignStmt:
		for _, left := range n.Lhs {
			if selector, ok := ast.Unparen(left).(*ast.SelectorExpr); ok {
				l.written[selector] = true
			}
		}
		l.hold(n)
		l.name(n)
		l.split(n)
	case *ast.RangeStmt:
		l.ranges(n)
	case *ast.SwitchStmt:
		l.chooses(n)
	case *ast.BinaryExpr:
		l.compare(n)
	case *ast.CallExpr:
		l.call(n)
	case *ast.SelectorExpr:
		l.field(n)
	case *ast.IndexExpr:
		l.index(n)
	case *ast.ValueSpec:
		l.declares(n)
	}
}

// callee is the function that a call names, if its package is one of a module.
func (l *look) callee(call *ast.CallExpr) *types.Func {
	fn, ok := typeutil.Callee(l.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return nil
	}
	return fn.Origin()
}

// constant is the text that an expression is, if it looks like a key: a constant, or a variable that was given one.
func (l *look) constant(x ast.Expr) (string, bool) {
	text, ok := textOf(l.Info, x)
	if ident, isIdent := ast.Unparen(x).(*ast.Ident); isIdent && !ok {
		if v, isVar := l.Info.Uses[ident].(*types.Var); isVar {
			text, ok = l.texts[v]
		}
	}
	return text, ok && isKey(text)
}

// name notes key := "new-tax", as long as nothing else is assigned.
func (l *look) name(assign *ast.AssignStmt) {
	for i, left := range assign.Lhs {
		ident, ok := left.(*ast.Ident)
		if !ok {
			continue
		}
		if v, ok := l.Info.Defs[ident].(*types.Var); ok && len(assign.Lhs) == len(assign.Rhs) {
			if text, ok := textOf(l.Info, assign.Rhs[i]); ok {
				l.texts[v] = text
			}
		} else if v, ok := l.Info.Uses[ident].(*types.Var); ok {
			delete(l.texts, v)
		}
	}
}

// receiver is the name of the type that a method is declared on, or "".
func receiver(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// isText reports whether the values of a type are strings.
func isText(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

func isBool(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

// named is the name of a named type, through one pointer, or nil.
func named(t types.Type) *types.TypeName {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj()
	}
	return nil
}
