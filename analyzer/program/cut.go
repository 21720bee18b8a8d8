package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// cutBodies removes what importers cannot see.
func cutBodies(file *ast.File) {
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
			fn.Body = emptyBody(fn)
		}
	}
}

// emptyBody is the shortest legal body of a function: none where there are results to return, and an empty one where there has to be one, as for init. A generic function needs one that does not end without a return.
func emptyBody(fn *ast.FuncDecl) *ast.BlockStmt {
	body := &ast.BlockStmt{Lbrace: fn.Body.Lbrace, Rbrace: fn.Body.Rbrace}
	switch {
	case fn.Type.Results.NumFields() == 0:
		return body
	case fn.Type.TypeParams.NumFields() == 0:
		return nil
	}
	body.List = []ast.Stmt{&ast.ForStmt{For: fn.Body.Lbrace, Body: &ast.BlockStmt{Lbrace: fn.Body.Lbrace, Rbrace: fn.Body.Rbrace}}}
	return body
}

// withoutBodies is a copy of a file without what importers cannot see. The rest is shared.
func withoutBodies(file *ast.File) *ast.File {
	return without(file, func(*ast.FuncDecl) bool { return true }, emptyBody)
}

// without is a copy of a file with less in the place of the bodies of some functions.
func without(file *ast.File, cut func(*ast.FuncDecl) bool, left func(*ast.FuncDecl) *ast.BlockStmt) *ast.File {
	short := *file
	short.Decls = slices.Clone(file.Decls)
	for i, decl := range short.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && cut(fn) {
			bare := *fn
			bare.Body = left(fn)
			short.Decls[i] = &bare
		}
	}
	return &short
}

// isRun reports whether a declaration only has a call run when the program starts that gets a function literal, as suites of tests do. Nothing can name it.
func isRun(decl ast.Decl) bool {
	gen, ok := decl.(*ast.GenDecl)
	if !ok || gen.Tok != token.VAR || gen.Lparen.IsValid() {
		return false
	}
	spec, ok := gen.Specs[0].(*ast.ValueSpec)
	return ok && spec.Type == nil && len(spec.Names) == 1 && spec.Names[0].Name == "_" && len(spec.Values) == 1 && getsFunction(spec.Values[0])
}

// getsFunction reports whether an expression is a call with a function literal among its arguments.
func getsFunction(x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	return ok && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		_, ok := arg.(*ast.FuncLit)
		return ok
	})
}

// usesUnseen reports whether an import that seems not to be used stands in a file with a body that was left out and has its name, or one of its package's names where it has none. A local variable of that name hides the mistake.
func (c *checked) usesUnseen(pos token.Pos) bool {
	for _, file := range c.files {
		for _, spec := range file.Imports {
			if spec.Pos() <= pos && pos < spec.End() {
				names := c.namesOf(spec)
				for name := range c.namedUnseen(file) {
					if names(name) {
						return true
					}
				}
			}
		}
	}
	return false
}

// namedUnseen are the names in what was left out of a file.
func (c *checked) namedUnseen(file *ast.File) map[string]bool {
	if found, ok := c.unseen[file]; ok {
		return found
	}
	found := map[string]bool{}
	for _, decl := range c.cut {
		if file.FileStart <= decl.Pos() && decl.Pos() < file.FileEnd {
			mentions(decl, func(name string) bool { found[name] = true; return false })
		}
	}
	if c.unseen == nil {
		c.unseen = map[*ast.File]map[string]bool{}
	}
	c.unseen[file] = found
	return found
}

// namesOf tells what an import is used by.
func (c *checked) namesOf(spec *ast.ImportSpec) func(name string) bool {
	object := c.info.Implicits[spec]
	if spec.Name != nil {
		object = c.info.Defs[spec.Name]
	}
	imported, ok := object.(*types.PkgName)
	switch {
	case !ok:
		return func(string) bool { return true }
	case imported.Name() == ".":
		return func(name string) bool { return imported.Imported().Scope().Lookup(name) != nil }
	}
	return func(name string) bool { return name == imported.Name() }
}

// mentions reports whether a declaration has one of some names.
func mentions(decl ast.Decl, names func(string) bool) bool {
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		ident, ok := n.(*ast.Ident)
		found = found || ok && names(ident.Name)
		return !found
	})
	return found
}
