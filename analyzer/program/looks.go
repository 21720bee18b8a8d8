package program

import (
	"go/ast"
	"go/token"
	"go/types"
)

// looks reports whether a function does nothing but return what it finds, by its source: a getter.
func (w *world) looks(fn *types.Func) bool {
	if !fn.Pos().IsValid() {
		return false
	}
	at := w.fset.PositionFor(fn.Pos(), false)
	getters, ok := w.getters[at.Filename]
	if !ok {
		getters = w.gettersOf(at.Filename)
		w.getters[at.Filename] = getters
	}
	return getters[at.Offset] == fn.Name()
}

// gettersOf are the getters that a file declares, by the offsets of their names.
func (w *world) gettersOf(name string) map[int]string {
	fset := token.NewFileSet() // the file is looked at only here
	file, err := parse(name, false, reading{fset: fset, read: w.read})
	if file == nil || err != nil {
		return nil
	}
	getters := map[int]string{}
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && onlyReturns(fn.Body) {
			getters[fset.PositionFor(fn.Name.Pos(), false).Offset] = fn.Name.Name
		}
	}
	return getters
}

// onlyReturns reports whether a body is one return of what calls nothing and waits for nothing.
func onlyReturns(body *ast.BlockStmt) bool {
	if body == nil || len(body.List) != 1 {
		return false
	}
	ret, ok := body.List[0].(*ast.ReturnStmt)
	ast.Inspect(body.List[0], func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			ok = false
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		}
		return ok
	})
	return ok && len(ret.Results) > 0
}
