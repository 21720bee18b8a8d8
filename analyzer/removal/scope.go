package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// collides reports whether the names that statements of a block (and an init statement) declare would mean something else, or be declared twice, in the list around the statement.
func (e *emitter) collides(s ast.Stmt, block []ast.Stmt, init ast.Stmt) bool {
	declared := e.declaredIn(block)
	if init != nil {
		declared = append(declared, e.declaredIn([]ast.Stmt{init})...)
	}
	if len(declared) == 0 {
		return false
	}
	s = e.outermost(s)
	list := e.u.list(s)
	if list == nil {
		return true // after a label
	}
	if e.hasGoto(s) {
		return true // which must not jump over a declaration
	}
	around := e.declaredAround(s, list)
	for _, name := range declared {
		if (around[name.Name] || e.usedAfter(s, list, name)) && !e.joins(s, list, block, name) {
			return true
		}
	}
	return false
}

// outermost is the if statement of whose chain a statement is a link, with its label, or the statement itself.
func (e *emitter) outermost(s ast.Stmt) ast.Stmt {
	for {
		if labeled, ok := e.u.parent[s].(*ast.LabeledStmt); ok {
			s = labeled
			continue
		}
		outer, ok := e.u.parent[s].(*ast.IfStmt)
		if !ok || outer.Else != s {
			return s
		}
		s = outer
	}
}

// declaredIn are the names that statements declare in their own list, as it will be.
func (e *emitter) declaredIn(list []ast.Stmt) []*ast.Ident {
	var out []*ast.Ident
	for _, s := range list {
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				continue
			}
			for _, left := range s.Lhs {
				if ident, ok := left.(*ast.Ident); ok && ident.Name != "_" && e.u.Info.Defs[ident] != nil && !e.isGone(ident) {
					out = append(out, ident)
				}
			}
		case *ast.DeclStmt:
			for _, spec := range s.Decl.(*ast.GenDecl).Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						if name.Name != "_" && !e.isGone(name) {
							out = append(out, name)
						}
					}
				case *ast.TypeSpec:
					out = append(out, spec.Name)
				}
			}
		case *ast.LabeledStmt:
			out = append(out, e.declaredIn([]ast.Stmt{s.Stmt})...)
		case *ast.IfStmt:
			out = append(out, e.declaredByBranch(s)...)
		case *ast.SwitchStmt:
			if arms, decided, _ := e.arms(s); decided && firstLive(arms) >= 0 {
				out = append(out, e.declaredIn(slices.Concat(statements(s.Init), arms[firstLive(arms)].clause.Body))...)
			}
		}
	}
	return out
}

// statements is a list of one statement, or of none.
func statements(s ast.Stmt) []ast.Stmt {
	if s == nil {
		return nil
	}
	return []ast.Stmt{s}
}

// declaredByBranch are the names of the init statement and the branch of a decided condition, which move out of their block.
func (e *emitter) declaredByBranch(s *ast.IfStmt) []*ast.Ident {
	f := e.fold(s.Cond)
	if !f.known() || !f.ours {
		return nil
	}
	out := e.declaredIn(statements(s.Init))
	if f.value.isTrue() {
		return append(out, e.declaredIn(s.Body.List)...)
	}
	switch branch := s.Else.(type) {
	case *ast.BlockStmt:
		out = append(out, e.declaredIn(branch.List)...)
	case *ast.IfStmt:
		out = append(out, e.declaredByBranch(branch)...)
	}
	return out
}

// declaredAround are the names that the list around a statement declares without it, and the parameters where the list is the body of a function.
func (e *emitter) declaredAround(s ast.Stmt, list []ast.Stmt) map[string]bool {
	around := map[string]bool{}
	for _, other := range list {
		if other == s {
			continue
		}
		for _, name := range e.declaredIn([]ast.Stmt{other}) {
			around[name.Name] = true
		}
	}
	block, ok := e.u.parent[s].(*ast.BlockStmt)
	if clause, isClause := e.u.parent[s].(*ast.CaseClause); isClause {
		if object := e.u.Info.Implicits[clause]; object != nil {
			around[object.Name()] = true
		}
	}
	if clause, isClause := e.u.parent[s].(*ast.CommClause); isClause && clause.Comm != nil {
		for _, name := range e.declaredIn([]ast.Stmt{clause.Comm}) {
			around[name.Name] = true
		}
	}
	if !ok {
		return around
	}
	var lists []*ast.FieldList
	switch fn := e.u.parent[block].(type) {
	case *ast.FuncDecl:
		lists = []*ast.FieldList{fn.Recv, fn.Type.Params, fn.Type.Results}
	case *ast.FuncLit:
		lists = []*ast.FieldList{fn.Type.Params, fn.Type.Results}
	case *ast.BlockStmt, *ast.IfStmt:
		if outer, isIf := fn.(*ast.IfStmt); !isIf || outer.Body != block && outer.Else != block {
			break
		}
	}
	for _, list := range lists {
		for name := range names(list) {
			around[name.Name] = true
		}
	}
	return around
}

// usedAfter reports whether a name is used after the statement, in its list, for another object than the one that would be declared before it then.
func (e *emitter) usedAfter(s ast.Stmt, list []ast.Stmt, name *ast.Ident) bool {
	i := slices.Index(list, s)
	found := false
	for _, later := range list[i+1:] {
		ast.Inspect(later, func(n ast.Node) bool {
			if ret, ok := n.(*ast.ReturnStmt); ok && e.returnsNamed(ret, name.Name) && !e.r.dead(e.u, ret) {
				found = true
			}
			ident, ok := n.(*ast.Ident)
			if !ok || ident.Name != name.Name || found {
				return !found
			}
			object := e.u.Info.Uses[ident]
			if object == nil || object.Pos() > later.Pos() && object.Pos() < later.End() && object.Parent() != object.Pkg().Scope() {
				return true // declared there
			}
			if v, ok := object.(*types.Var); ok && v.IsField() {
				return true
			}
			if _, selected := e.u.parent[ident].(*ast.SelectorExpr); selected && e.u.parent[ident].(*ast.SelectorExpr).Sel == ident {
				return true
			}
			if label, ok := object.(*types.Label); ok && label != nil {
				return true
			}
			if !e.r.dead(e.u, ident) {
				found = true
			}
			return !found
		})
	}
	return found
}

// returnsNamed reports whether a return statement gives a result without naming it, which has to be in scope there by its name.
func (e *emitter) returnsNamed(s *ast.ReturnStmt, name string) bool {
	sig := e.u.enclosing(s)
	if sig == nil || len(s.Results) > 0 {
		return false
	}
	for result := range sig.Results().Variables() {
		if result.Name() == name {
			return true
		}
	}
	return false
}

// shadows reports whether statements declare a name that an init statement declares too.
func (e *emitter) shadows(list []ast.Stmt, init ast.Stmt) bool {
	if init == nil {
		return false
	}
	names := map[string]bool{}
	for _, name := range e.declaredIn([]ast.Stmt{init}) {
		names[name.Name] = true
	}
	return slices.ContainsFunc(e.declaredIn(list), func(name *ast.Ident) bool { return names[name.Name] })
}

// hasGoto reports whether the function around a statement has a goto, which must not jump over a declaration.
func (e *emitter) hasGoto(s ast.Stmt) bool {
	fn := e.u.function(s)
	if fn == nil {
		return false
	}
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		branch, ok := n.(*ast.BranchStmt)
		found = found || ok && branch.Tok == token.GOTO && !e.r.dead(e.u, branch.Label)
		return !found
	})
	return found
}
