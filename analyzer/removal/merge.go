package removal

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// merge makes x := b of x := a and x = b where a branch that is taken now gives the value, nothing between them names x, and a does nothing. Beyond other statements only a declaration without a value moves.
func (e *emitter) merge(list []ast.Stmt) {
	stmts := e.flatten(list, false)
	if !slices.ContainsFunc(stmts, func(s flat) bool { return s.spliced }) {
		return
	}
	for i, s := range stmts {
		ident, initial := declared(s.stmt)
		if ident == nil || s.spliced || e.script.covered(s.stmt) || initial != nil && len(e.discard(initial)) > 0 || e.isGone(ident) {
			continue
		}
		key := e.u.keyOf(ident)
		for _, later := range stmts[i+1:] {
			if e.script.vanishes(later.stmt) {
				continue
			}
			assign, ok := later.stmt.(*ast.AssignStmt)
			if ok && later.spliced && assign.Tok == token.ASSIGN && len(assign.Lhs) == 1 && len(assign.Rhs) == 1 && e.isUse(assign.Lhs[0], key) && !e.mentions(assign.Rhs[0], key) && !e.isSelf(assign.Lhs[0], assign.Rhs[0]) {
				e.declareAt(s.stmt, ident, assign)
				break
			}
			if e.mentions(later.stmt, key) || e.hasGoto(s.stmt) || !later.spliced && (initial != nil || e.explained(s.stmt)) {
				break
			}
		}
	}
	for i := range stmts {
		e.mergeResults(stmts[:i+1])
	}
}

// mergeResults makes x, err := f() of var x T and x, err = f(), for the last statement of a list.
func (e *emitter) mergeResults(flat []flat) {
	last := flat[len(flat)-1]
	assign, ok := last.stmt.(*ast.AssignStmt)
	if !ok || !last.spliced || assign.Tok != token.ASSIGN || len(assign.Lhs) < 2 || len(assign.Rhs) != 1 || e.script.covered(assign) || slices.ContainsFunc(assign.Lhs, e.declaresIn) {
		return
	}
	decls := map[objectKey]ast.Stmt{}
	for _, left := range assign.Lhs {
		if ident, ok := left.(*ast.Ident); ok && ident.Name != "_" && !e.mentions(assign.Rhs[0], e.u.keyOf(ident)) {
			if s := e.declaration(flat[:len(flat)-1], e.u.keyOf(ident)); s != nil {
				decls[e.u.keyOf(ident)] = s
			}
		}
	}
	if !e.declaresAll(assign, decls) {
		return
	}
	for _, s := range flat {
		if ident, _ := declared(s.stmt); ident != nil && decls[e.u.keyOf(ident)] == s.stmt {
			e.moveDown(s.stmt)
		}
	}
	e.cutToken(assign.TokPos, 1, ":=")
}

// declaration is the statement of a list that declares a variable without a value, and after which the list does not name it; or nil.
func (e *emitter) declaration(flat []flat, key objectKey) ast.Stmt {
	far := false
	for _, s := range slices.Backward(flat) {
		if e.script.covered(s.stmt) {
			continue
		}
		ident, initial := declared(s.stmt)
		switch {
		case ident != nil && e.u.keyOf(ident) == key:
			if initial != nil || s.spliced || far && (e.explained(s.stmt) || e.hasGoto(s.stmt)) {
				return nil
			}
			return s.stmt
		case e.mentions(s.stmt, key):
			return nil
		}
		far = far || ident == nil || initial != nil
	}
	return nil
}

// explained reports whether a comment stands at a statement, which would be about another one if this one moved.
func (e *emitter) explained(s ast.Stmt) bool {
	list := e.u.list(s)
	i := slices.Index(list, s)
	if i < 0 || i+1 == len(list) {
		return true
	}
	from := e.u.parent[s].Pos()
	if i > 0 {
		from = list[i-1].End()
	}
	return e.commented(from, list[i+1].Pos())
}

// declaresAll reports whether := would declare those of the variables whose declarations are given, each with its type, and give the others their values in the same list.
func (e *emitter) declaresAll(assign *ast.AssignStmt, decls map[objectKey]ast.Stmt) bool {
	given, ok := e.u.typeOf(assign.Rhs[0]).(*types.Tuple)
	if !ok || len(decls) == 0 {
		return false
	}
	var list ast.Node
	for _, s := range decls {
		list = e.u.parent[s]
	}
	for i, left := range assign.Lhs {
		ident, ok := left.(*ast.Ident)
		if !ok || e.isGone(ident) {
			return false
		}
		if ident.Name == "_" {
			continue
		}
		key := e.u.keyOf(ident)
		if decls[key] != nil {
			if !types.Identical(given.At(i).Type(), e.u.typeOf(ident)) {
				return false
			}
			continue
		}
		def := e.u.defs[key]
		if def == nil || e.u.parent[e.u.statementOf(def)] != list {
			return false // would be declared anew
		}
	}
	return true
}

func (e *emitter) isUse(x ast.Expr, key objectKey) bool {
	ident, ok := x.(*ast.Ident)
	return ok && e.u.keyOf(ident) == key
}

// flat is a statement of a list as it will be.
type flat struct {
	stmt    ast.Stmt
	spliced bool // comes out of a block that goes
}

// flatten is the list as it will be, as far as conditions are decided.
func (e *emitter) flatten(list []ast.Stmt, spliced bool) []flat {
	var out []flat
	for _, s := range list {
		if cond, ok := s.(*ast.IfStmt); ok && cond.Init == nil {
			if f := e.fold(cond.Cond); f.known() && f.ours && f.value.plain() && len(f.before) == 0 {
				taken := ast.Stmt(cond.Body)
				if f.value.isFalse() {
					taken = cond.Else
				}
				switch taken := taken.(type) {
				case *ast.BlockStmt:
					if !e.collides(cond, taken.List, nil) {
						out = append(out, e.flatten(taken.List, true)...)
						continue
					}
				case *ast.IfStmt:
					out = append(out, e.flatten([]ast.Stmt{taken}, true)...)
					continue
				case nil:
					continue
				}
			}
		}
		out = append(out, flat{s, spliced})
	}
	return out
}

// declared is the variable that a statement declares, alone, and its value, if any.
func declared(s ast.Stmt) (*ast.Ident, ast.Expr) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE && len(s.Lhs) == 1 && len(s.Rhs) == 1 {
			ident, _ := s.Lhs[0].(*ast.Ident)
			return ident, s.Rhs[0]
		}
	case *ast.DeclStmt:
		gen, ok := s.Decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.VAR || len(gen.Specs) != 1 {
			return nil, nil
		}
		spec := gen.Specs[0].(*ast.ValueSpec)
		if len(spec.Names) != 1 {
			return nil, nil
		}
		if len(spec.Values) == 0 {
			return spec.Names[0], nil
		}
		return spec.Names[0], spec.Values[0]
	}
	return nil, nil
}

// declareAt moves the declaration of a variable to an assignment.
func (e *emitter) declareAt(decl ast.Stmt, ident *ast.Ident, assign *ast.AssignStmt) {
	e.moveDown(decl)
	t := e.u.typeOf(ident)
	if e.givesType(assign.Rhs[0], t) {
		e.cutToken(assign.TokPos, 1, ":=")
		return
	}
	e.insert(assign.Pos(), "var ")
	e.insert(assign.Lhs[0].End(), " "+e.typeText(decl, t))
}

// moveDown takes a declaration out that a later statement makes. What is said above it holds for what stands there then.
func (e *emitter) moveDown(decl ast.Stmt) {
	if next := e.nextStatement(decl); next != nil && !e.commented(decl.End(), next.Pos()) {
		e.cut(decl.Pos(), next.Pos())
		return
	}
	e.delete(decl)
}

// nextStatement is the statement that follows in the same list, or nil.
func (e *emitter) nextStatement(s ast.Stmt) ast.Stmt {
	list := e.u.list(s)
	if i := slices.Index(list, s); i >= 0 && i+1 < len(list) {
		return list[i+1]
	}
	return nil
}

// commented reports whether a comment stands between two places.
func (e *emitter) commented(from, to token.Pos) bool {
	return slices.ContainsFunc(e.file.syntax.Comments, func(c *ast.CommentGroup) bool { return from <= c.Pos() && c.End() <= to })
}

// typeText is a type as the declaration writes it, if it does.
func (e *emitter) typeText(decl ast.Stmt, t types.Type) string {
	if d, ok := decl.(*ast.DeclStmt); ok {
		if spec := d.Decl.(*ast.GenDecl).Specs[0].(*ast.ValueSpec); spec.Type != nil {
			e.script.moved = append(e.script.moved, span{spec.Type.Pos(), spec.Type.End()})
			return e.u.text(spec.Type)
		}
	}
	return types.TypeString(t, e.u.qualifier)
}

// givesType reports whether x := expr gives x the type.
func (e *emitter) givesType(x ast.Expr, t types.Type) bool {
	tv := e.u.Info.Types[x]
	if tv.IsNil() {
		return false
	}
	if tv.Value == nil {
		f := e.fold(x)
		return types.Identical(tv.Type, t) && (!f.known() || !f.ours || isDefault(t, f.value.constant))
	}
	switch named := ast.Unparen(x).(type) {
	case *ast.Ident:
		if c, ok := e.u.Info.Uses[named].(*types.Const); ok && !isUntyped(c.Type()) {
			return types.Identical(c.Type(), t)
		}
	case *ast.SelectorExpr:
		if c, ok := e.u.Info.Uses[named.Sel].(*types.Const); ok && !isUntyped(c.Type()) {
			return types.Identical(c.Type(), t)
		}
	case *ast.CallExpr:
		return types.Identical(tv.Type, t) // a conversion
	case *ast.BasicLit:
		basic, ok := types.Unalias(t).(*types.Basic)
		return ok && (named.Kind == token.STRING && basic.Kind() == types.String || named.Kind == token.INT && basic.Kind() == types.Int ||
			named.Kind == token.FLOAT && basic.Kind() == types.Float64 || named.Kind == token.CHAR && basic.Kind() == types.Rune)
	}
	return tv.Value.Kind() != constant.Float && isDefault(t, tv.Value)
}

// isDefault reports whether an untyped constant has the type by itself.
func isDefault(t types.Type, c constant.Value) bool {
	basic, ok := types.Unalias(t).(*types.Basic)
	if !ok || c == nil {
		return false
	}
	switch c.Kind() {
	case constant.Bool:
		return basic.Kind() == types.Bool
	case constant.String:
		return basic.Kind() == types.String
	case constant.Int:
		return basic.Kind() == types.Int
	case constant.Float:
		return basic.Kind() == types.Float64
	}
	return false
}
