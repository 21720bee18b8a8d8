package flagref

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// collect notes every call, literal and constant of the package, with the functions around it.
func (f *finder) collect() {
	for _, file := range f.Files {
		for _, decl := range file.Decls {
			fn, _ := decl.(*ast.FuncDecl)
			f.collectIn(decl, scope{decl: fn})
		}
	}
}

func (f *finder) collectIn(root ast.Node, in scope) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			inner := scope{decl: in.decl, lits: append(in.lits[:len(in.lits):len(in.lits)], n)}
			f.collectIn(n.Body, inner)
			return false
		case *ast.CallExpr:
			f.collectCall(n, in)
		case *ast.CompositeLit:
			f.literals = append(f.literals, placed[*ast.CompositeLit]{n, in})
		case *ast.GenDecl:
			if n.Tok == token.CONST && in.decl == nil { // inside a function a constant names a gate that is declared elsewhere
				for _, spec := range n.Specs {
					f.consts = append(f.consts, placed[*ast.ValueSpec]{spec.(*ast.ValueSpec), in})
				}
			}
		}
		return true
	})
}

func (f *finder) collectCall(call *ast.CallExpr, in scope) {
	callee := calleeOf(f.Info, call)
	if callee == nil {
		return // a conversion, a builtin, or a call of what another call returned
	}
	s := &site{call: call, callee: callee, scope: in}
	switch fun := unindexed(call.Fun).(type) {
	case *ast.Ident:
		f.called[fun] = true
	case *ast.SelectorExpr:
		f.called[fun.Sel] = true
		if selection := f.Info.Selections[fun]; selection != nil && selection.Kind() == types.MethodExpr {
			s.shift = 1
		}
	}
	f.sites = append(f.sites, s)
}

// calleeOf is the function or the function-typed variable that a call names, the generic one for an instance; nil for anything else.
func calleeOf(info *types.Info, call *ast.CallExpr) types.Object {
	switch callee := typeutil.Callee(info, call).(type) {
	case *types.Func:
		return callee.Origin()
	case *types.Var:
		return callee.Origin()
	}
	return nil
}

// unindexed is the expression below parentheses and type arguments.
func unindexed(expr ast.Expr) ast.Expr {
	switch e := ast.Unparen(expr).(type) {
	case *ast.IndexExpr:
		return ast.Unparen(e.X)
	case *ast.IndexListExpr:
		return ast.Unparen(e.X)
	default:
		return e
	}
}

// arg is the i-th argument of the function that is called, or nil: a spread f(args...) and a multi-value f(g()) hide it.
func (s *site) arg(i int) ast.Expr {
	i += s.shift
	if i >= len(s.call.Args) {
		return nil
	}
	if s.call.Ellipsis.IsValid() && i == len(s.call.Args)-1 {
		return nil
	}
	return s.call.Args[i]
}

// variable are the arguments of a call from one on where they are those of a variadic parameter, one by one; else nil.
func (s *site) variable(i int) []ast.Expr {
	fn, ok := s.callee.(*types.Func)
	if !ok || s.call.Ellipsis.IsValid() || i+s.shift >= len(s.call.Args) {
		return nil
	}
	if sig := fn.Signature(); !sig.Variadic() || i != sig.Params().Len()-1 {
		return nil
	}
	return s.call.Args[i+s.shift:]
}
