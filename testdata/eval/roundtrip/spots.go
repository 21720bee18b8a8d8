package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
)

// spot is a place in a file that can be made to depend on a flag: consecutive statements, or the condition of an if or for.
type spot struct {
	start, end int // offsets: of whole lines for statements, of the condition itself otherwise

	condition bool
	loose     bool // of a condition: its outermost operator is ||

	results  bool // the function has results
	complete bool // a form that may go on after the statements would not compile: they end their list, and may end the function
	returns  bool // they end with a return
	breaks   bool // a switch around them would catch a break
}

// maxStatements bounds how many statements are taken together.
const maxStatements = 6

// finder looks for spots.
type finder struct {
	source []byte
	file   *token.File
	spots  []spot
}

// find lists the spots of a file.
func (f *file) find() error {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, f.name, f.source, parser.ParseComments)
	if err != nil {
		return err
	}
	s := &finder{source: f.source, file: fset.File(tree.FileStart)}
	for _, decl := range tree.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && !jumps(fn.Body) {
			s.function(fn.Type, fn.Recv, fn.Body)
		}
	}
	f.spots, f.listed = s.spots, true
	return nil
}

// jumps reports whether a function has labels to go to: what may be wrapped is another question then.
func jumps(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if branch, ok := n.(*ast.BranchStmt); ok && branch.Tok == token.GOTO {
			found = true
		}
		return !found
	})
	return found
}

// function looks at a function's body, and at those of the literals in it by themselves.
func (s *finder) function(signature *ast.FuncType, recv *ast.FieldList, body *ast.BlockStmt) {
	params := map[string]bool{}
	for _, list := range []*ast.FieldList{recv, signature.Params, signature.Results} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				params[name.Name] = true
			}
		}
	}
	results := signature.Results != nil && len(signature.Results.List) > 0
	s.list(body.List, params, results)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			s.function(n.Type, nil, n.Body)
			return false
		case *ast.BlockStmt:
			if n != body {
				s.list(n.List, nil, results)
			}
		case *ast.CaseClause:
			s.list(n.Body, nil, results)
		case *ast.CommClause:
			s.list(n.Body, nil, results)
		case *ast.IfStmt:
			s.cond(n.Cond)
		case *ast.ForStmt:
			s.cond(n.Cond)
		}
		return true
	})
}

// cond adds a condition.
func (s *finder) cond(cond ast.Expr) {
	if cond == nil {
		return
	}
	binary, ok := cond.(*ast.BinaryExpr)
	s.spots = append(s.spots, spot{
		start: s.file.Offset(cond.Pos()), end: s.file.Offset(cond.End()), condition: true, loose: ok && binary.Op == token.LOR,
	})
}

// list adds the runs of statements that a block of their own does not change.
func (s *finder) list(list []ast.Stmt, params map[string]bool, results bool) {
	before := map[string]bool{} // what the scope has declared so far
	for name := range params {
		before[name] = true
	}
	for i := range list {
		for j := i; j < min(len(list), i+maxStatements); j++ {
			run := list[i : j+1]
			if !wrappable(run[len(run)-1]) {
				break
			}
			if closed(run, list[j+1:], before) {
				s.add(run, j == len(list)-1, results)
			}
		}
		for name := range declared(list[i : i+1]) {
			before[name] = true
		}
	}
}

// wrappable leaves labels and fallthrough where they are.
func wrappable(stmt ast.Stmt) bool {
	switch stmt := stmt.(type) {
	case *ast.LabeledStmt, *ast.EmptyStmt, *ast.CaseClause, *ast.CommClause:
		return false
	case *ast.BranchStmt:
		return stmt.Tok != token.FALLTHROUGH
	}
	return true
}

// closed reports whether statements mean the same in a block of their own: nothing that they declare is named after them, and nothing that they seem to declare was there before, since := would not make it anew.
func closed(run, after []ast.Stmt, before map[string]bool) bool {
	names := declared(run)
	for name := range names {
		if before[name] {
			return false
		}
	}
	if len(names) == 0 {
		return true
	}
	free := true
	for _, stmt := range after {
		ast.Inspect(stmt, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok && names[ident.Name] {
				free = false
			}
			return free
		})
	}
	return free
}

// declared are the names that statements declare in their own scope.
func declared(list []ast.Stmt) map[string]bool {
	names := map[string]bool{}
	for _, stmt := range list {
		switch stmt := stmt.(type) {
		case *ast.AssignStmt:
			for _, left := range stmt.Lhs {
				if ident, ok := left.(*ast.Ident); ok && stmt.Tok == token.DEFINE && ident.Name != "_" {
					names[ident.Name] = true
				}
			}
		case *ast.DeclStmt:
			for _, spec := range stmt.Decl.(*ast.GenDecl).Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						names[name.Name] = true
					}
				case *ast.TypeSpec:
					names[spec.Name.Name] = true
				}
			}
		}
	}
	return names
}

// add adds a run of statements that has its lines for itself.
func (s *finder) add(run []ast.Stmt, last, results bool) {
	start, end := s.file.Offset(run[0].Pos()), s.file.Offset(run[len(run)-1].End())
	lineStart := bytes.LastIndexByte(s.source[:start], '\n') + 1
	lineEnd := len(s.source)
	if i := bytes.IndexByte(s.source[end:], '\n'); i >= 0 {
		lineEnd = end + i + 1
	}
	rest := bytes.TrimSpace(s.source[end:lineEnd])
	if len(bytes.TrimSpace(s.source[lineStart:start])) > 0 || len(rest) > 0 && !bytes.HasPrefix(rest, []byte("//")) {
		return
	}
	_, returns := run[len(run)-1].(*ast.ReturnStmt)
	s.spots = append(s.spots, spot{
		start: s.above(lineStart), end: lineEnd, results: results, returns: returns, breaks: breaks(run), complete: last && ends(run[len(run)-1]),
	})
}

// ends reports whether a function may end with a statement.
func ends(stmt ast.Stmt) bool {
	switch stmt := stmt.(type) {
	case *ast.ReturnStmt, *ast.BranchStmt, *ast.ForStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.BlockStmt:
		return true
	case *ast.IfStmt:
		return stmt.Else != nil
	case *ast.ExprStmt:
		call, ok := stmt.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		ident, ok := call.Fun.(*ast.Ident)
		return ok && ident.Name == "panic"
	}
	return false
}

// breaks reports whether statements have a break for what is around them.
func breaks(run []ast.Stmt) bool {
	found := false
	for _, stmt := range run {
		ast.Inspect(stmt, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
				return false
			case *ast.BranchStmt:
				found = found || n.Tok == token.BREAK && n.Label == nil
			}
			return !found
		})
	}
	return found
}

// above is the beginning of the comment lines directly above a line: they belong to what is said below them, and what is put between would take them over.
func (s *finder) above(lineStart int) int {
	for lineStart > 0 {
		previous := bytes.LastIndexByte(s.source[:lineStart-1], '\n') + 1
		if !bytes.HasPrefix(bytes.TrimSpace(s.source[previous:lineStart]), []byte("//")) {
			break
		}
		lineStart = previous
	}
	return lineStart
}
