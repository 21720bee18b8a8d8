package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// emitter writes the script of one declaration.
type emitter struct {
	*script
	*view
	before *view // the code as it was
	file   *file
	// tail says which jump would go where control goes anyway: at the end of the statements that are being written.
	tail token.Token
}

// fork is the emitter for a part whose script may not be used.
func (e *emitter) fork() *emitter {
	inner := *e
	inner.script = &script{}
	return &inner
}

// refuse notes an obstacle, which holds as long as the declaration is written like this.
func (e *emitter) refuse(n ast.Node, code debt.Code, what string) {
	e.script.obstacles = append(e.script.obstacles, e.r.obstacle(e.u, n, code, what))
}

// decl writes a declaration at package level.
func (e *emitter) decl(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		e.funcDecl(d)
	case *ast.GenDecl:
		e.genDecl(d)
	}
}

func (e *emitter) funcDecl(d *ast.FuncDecl) {
	if e.isGone(d.Name) {
		e.delete(d)
		return
	}
	e.signature(d.Type)
	if d.Body == nil {
		return
	}
	e.body(d.Type, d.Body)
}

// body writes the body of a function.
func (e *emitter) body(typ *ast.FuncType, body *ast.BlockStmt) {
	saved := e.tail
	e.tail = token.ILLEGAL
	if typ.Results == nil || len(typ.Results.List) == 0 {
		e.tail = token.RETURN
	}
	exits := e.list(body.List, false)
	e.tail = saved
	if typ.Results != nil && len(typ.Results.List) > 0 && !exits && e.before.listExits(body.List) {
		e.r.retreat(e.u, body, debt.CodeMissingReturn, "the function would end without a return")
	}
}

// signature takes parameters that are gone out of a signature.
func (e *emitter) signature(typ *ast.FuncType) {
	e.fields(typ.Params)
}

// fields takes parameters that are gone out of a list, and the types of those that leave no name to it.
func (e *emitter) fields(list *ast.FieldList) {
	if list == nil {
		return
	}
	var fields []ast.Node
	dead := map[int]bool{}
	for i, field := range list.List {
		fields = append(fields, field)
		n := 0
		for _, name := range field.Names {
			if e.isGone(name) {
				n++
			}
		}
		if n > 0 && n == len(field.Names) {
			dead[i] = true
		} else if n > 0 {
			var idents []ast.Node
			for _, name := range field.Names {
				idents = append(idents, name)
			}
			e.elements(token.NoPos, token.NoPos, idents, func(i int) bool { return e.isGone(field.Names[i]) })
		}
	}
	e.elements(list.Opening, list.Closing, fields, func(i int) bool { return dead[i] })
}

// isGone reports whether the object of an identifier goes.
func (e *emitter) isGone(ident *ast.Ident) bool {
	return e.r.gone[e.u.keyOf(ident)]
}

// hoist collects operands that have to stay as statements before the one that is being written. It is open as long as nothing stands before them that may have an effect.
type hoist struct {
	passed   []ast.Expr // what stands before
	operands []ast.Expr
}

// isOpen reports whether operands can go into a hoist, if there is one. What stands before them is looked at only now: few statements have such operands.
func (e *emitter) isOpen(h *hoist) bool {
	return h != nil && !slices.ContainsFunc(h.passed, func(x ast.Expr) bool { return e.r.effect(e.u, x) > pure })
}

// expr writes an expression. Without a hoist, nothing that has an effect may go.
func (e *emitter) expr(x ast.Expr, h *hoist) {
	if x == nil {
		return
	}
	f := e.fold(x)
	switch {
	case !f.changes(x):
		e.children(x, h)
	case f.written() && !f.value.whole():
		e.stays(x)
	case f.written() && f.value.null && !e.typed(x, e.u.typeOf(x)):
		e.children(x, h) // nil has no type of its own
	case len(f.before) > 0 && !e.isOpen(h), len(f.onTrue)+len(f.onFalse) > 0:
		if e.r.evaluated(x) {
			e.refuse(x, debt.CodeEffect, "an argument of the evaluation has an effect that cannot be kept in order: "+e.u.text(f.before[0]))
			return
		}
		b, binary := x.(*ast.BinaryExpr)
		if binary && e.leaves(b, h) {
			h.operands = append(h.operands, e.fold(b.X).before...)
			e.keep(b, folded{keep: b.Y}, nil)
			break
		}
		for _, operand := range f.before {
			e.refuse(operand, debt.CodeEffect, "the operand has an effect that cannot be kept in order elsewhere")
		}
		if binary && e.answered(b, f) {
			e.keep(b, folded{keep: b.X}, nil)
			break
		}
		e.children(x, nil) // the literal in the place of the flag is always right
	case f.written():
		if h != nil {
			h.operands = append(h.operands, f.before...)
		}
		e.literalAt(x, f.value)
	default:
		if h != nil {
			h.operands = append(h.operands, outside(f.before, f.keep)...)
		}
		e.keep(x, f, h)
	}
	if h != nil && !e.script.covered(x) {
		h.passed = append(h.passed, x)
	}
}

// outside are the operands that are not in what remains, which sees to its own.
func outside(operands []ast.Expr, remains ast.Expr) []ast.Expr {
	return slices.DeleteFunc(slices.Clone(operands), func(x ast.Expr) bool { return within(x, remains) })
}

// answered reports whether the left operand of x && y or x || y has the value of both: the right one is not evaluated then, or has nothing to add.
func (e *emitter) answered(b *ast.BinaryExpr, both folded) bool {
	if b.Op != token.LAND && b.Op != token.LOR || !both.known() {
		return false
	}
	left := e.fold(b.X)
	return left.ours && left.value.plain() && left.value.equal(both.value) && len(left.before) == len(both.before)
}

// leaves reports whether the left operand of x && y or x || y leaves the value to the right one, and what it does has a place before the statement. A variable stays, which may have no other use.
func (e *emitter) leaves(b *ast.BinaryExpr, h *hoist) bool {
	left := e.fold(b.X)
	return e.isOpen(h) && !e.readsLocal(b.X) && left.ours && left.value.plain() && len(left.onTrue)+len(left.onFalse) == 0 &&
		(b.Op == token.LAND && left.value.isTrue() || b.Op == token.LOR && left.value.isFalse())
}

// readsLocal reports whether an expression names a variable of a function.
func (e *emitter) readsLocal(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			v, ok := e.u.object(ident).(*types.Var)
			found = found || ok && isLocal(v)
		}
		return !found
	})
	return found
}

// stays says that an evaluation gives more than one value that could be written in its place, so that it has to stay.
func (e *emitter) stays(x ast.Expr) {
	if call, ok := ast.Unparen(x).(*ast.CallExpr); ok && e.r.seeds[call] != nil {
		e.script.stay(call, e.r.obstacle(e.u, call, debt.CodeDetailUsed, explanationUsed))
		return
	}
	e.refuse(x, debt.CodeDetailUsed, "the evaluation's result is used as a whole")
}

// stayIn says that an expression stays as it is, with the evaluations in it, so that what they are handed to stays, too, and so do the parameters of what it calls.
func (e *emitter) stayIn(x ast.Expr, why debt.Obstacle) {
	e.script.obstacles = append(e.script.obstacles, why)
	ast.Inspect(x, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if e.r.seeds[call] != nil {
			e.script.stay(call, why)
		}
		if fn := e.u.callee(call); fn != nil {
			for param := range fn.Signature().Params().Variables() {
				e.script.holds = append(e.script.holds, e.u.key(param))
			}
		}
		return true
	})
}

// keep writes what remains of an expression, with the parentheses that it needs.
func (e *emitter) keep(x ast.Expr, f folded, h *hoist) {
	inner := f.keep
	for !needsParens(e.u, x, inner, f.negated) {
		p, ok := inner.(*ast.ParenExpr)
		if !ok {
			break
		}
		inner = p.X
	}
	if f.negated {
		e.negate(x, inner, h)
		return
	}
	e.take(x, inner)
	e.expr(inner, h)
}

// negate writes !inner in the place of outer.
func (e *emitter) negate(outer, inner ast.Expr, h *hoist) {
	if b, ok := ast.Unparen(inner).(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) && !e.fold(b).changes(b) {
		if tornApart(e.u, outer, b) {
			e.take(outer, inner) // with parentheses
		} else {
			e.narrow(outer, b)
		}
		opposite := "!="
		if b.Op == token.NEQ {
			opposite = "=="
		}
		e.cutToken(b.OpPos, len(b.Op.String()), opposite)
		e.children(b, h)
		return
	}
	if _, parens := inner.(*ast.ParenExpr); !parens {
		if _, binary := inner.(*ast.BinaryExpr); binary {
			e.narrow(outer, inner)
			e.insert(inner.Pos(), "!(")
			e.insert(inner.End(), ")")
			e.expr(inner, nil)
			return
		}
	}
	e.narrow(outer, inner)
	e.insert(inner.Pos(), "!")
	e.expr(inner, h)
}

// cutToken puts other text in the place of an operator.
func (e *emitter) cutToken(pos token.Pos, length int, text string) {
	e.exchange(pos, pos+token.Pos(length), text)
}

// children writes the parts of an expression that stays at its own level.
func (e *emitter) children(x ast.Expr, h *hoist) {
	switch x := x.(type) {
	case *ast.BasicLit:
		if l := e.r.listings[x]; l != nil {
			e.replace(x, quoted(x, l.left()))
		}
	case *ast.ParenExpr:
		e.expr(x.X, h)
	case *ast.SelectorExpr:
		e.expr(x.X, h)
	case *ast.StarExpr:
		e.expr(x.X, h)
	case *ast.UnaryExpr:
		e.expr(x.X, h)
	case *ast.BinaryExpr:
		e.expr(x.X, h)
		if x.Op == token.LAND || x.Op == token.LOR {
			h = nil // not evaluated in every case
		}
		e.expr(x.Y, h)
	case *ast.IndexExpr:
		e.expr(x.X, h)
		e.expr(x.Index, h)
	case *ast.SliceExpr:
		for _, part := range []ast.Expr{x.X, x.Low, x.High, x.Max} {
			e.expr(part, h)
		}
	case *ast.TypeAssertExpr:
		e.expr(x.X, h)
	case *ast.KeyValueExpr:
		e.expr(x.Key, h)
		e.expr(x.Value, h)
	case *ast.CallExpr:
		e.call(x, h)
	case *ast.CompositeLit:
		e.composite(x, h)
	case *ast.FuncLit:
		e.signature(x.Type)
		e.body(x.Type, x.Body)
	case *ast.StructType, *ast.InterfaceType:
		e.typeExpr(x)
	}
}

// leftovers are the parts for operands that stay as statements of their own, and sees to it that each is one.
func (e *emitter) leftovers(operands []ast.Expr) []part {
	var parts []part
	for _, x := range operands {
		for {
			p, ok := x.(*ast.ParenExpr)
			if !ok {
				break
			}
			x = p.X
		}
		inner, h := e.fork(), &hoist{}
		inner.children(x, h)
		if slices.ContainsFunc(h.operands, e.changed) { // its text cannot move
			inner, h = e.fork(), &hoist{}
			inner.children(x, nil)
		}
		before := ""
		for _, operand := range h.operands {
			before += e.line(operand) + "\n"
		}
		if !e.isStatement(x) {
			before += "_ = "
		}
		if before != "" {
			e.insert(x.Pos(), before)
		}
		parts = append(parts, whole(x))
		e.add(inner.script)
	}
	return parts
}

// isStatement reports whether an expression may stand as a statement.
func (e *emitter) isStatement(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.CallExpr:
		if e.u.Info.Types[x.Fun].IsType() {
			return false
		}
		if ident, ok := ast.Unparen(x.Fun).(*ast.Ident); ok {
			if b, ok := e.u.Info.Uses[ident].(*types.Builtin); ok {
				return strings.Contains(" clear close copy delete panic print println recover ", " "+b.Name()+" ")
			}
		}
		return !wantsUse(e.u.callee(x))
	case *ast.UnaryExpr:
		return x.Op == token.ARROW
	}
	return false
}

// wantsUse reports whether go vet wants the result of a function to be used: that of String and Error, and of the functions that are there to compute.
func wantsUse(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	return speaks(fn) || fn.Pkg() != nil && fn.Signature().Recv() == nil && (computing[fn.Pkg().Path()] || computing[fn.FullName()])
}
