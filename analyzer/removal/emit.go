package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
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

func (e *emitter) refuse(n ast.Node, code debt.Code, what string) {
	e.r.refuse(e.u, n, code, what)
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

// signature takes parameters and results that are gone out of a signature.
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

// genDecl writes a group of constants, variables or types. Imports come last of all.
func (e *emitter) genDecl(d *ast.GenDecl) {
	if d.Tok == token.CONST && e.allSpecsGone(d) {
		for _, spec := range d.Specs {
			e.delete(spec)
		}
		return
	}
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			e.valueSpec(d, spec)
		case *ast.TypeSpec:
			if e.isGone(spec.Name) {
				e.delete(spec)
				continue
			}
			e.typeExpr(spec.Type)
		}
	}
}

// allSpecsGone reports whether nothing of a group stays.
func (e *emitter) allSpecsGone(d *ast.GenDecl) bool {
	for _, spec := range d.Specs {
		if slices.ContainsFunc(spec.(*ast.ValueSpec).Names, func(name *ast.Ident) bool { return name.Name != "_" && !e.isGone(name) }) {
			return false
		}
	}
	return len(d.Specs) > 0
}

// typeExpr takes fields and interface methods that are gone out of a type.
func (e *emitter) typeExpr(t ast.Expr) {
	ast.Inspect(t, func(n ast.Node) bool {
		var list *ast.FieldList
		switch n := n.(type) {
		case *ast.StructType:
			list = n.Fields
			if e.allFieldsGone(list) {
				e.replace(n, "struct{}")
				return false
			}
		case *ast.InterfaceType:
			list = n.Methods
		default:
			return true
		}
		for _, field := range list.List {
			dead := func(i int) bool { return e.isGone(field.Names[i]) }
			n := 0
			for i := range field.Names {
				if dead(i) {
					n++
				}
			}
			switch {
			case n == 0:
			case n == len(field.Names):
				e.delete(field)
			default:
				var idents []ast.Node
				for _, name := range field.Names {
					idents = append(idents, name)
				}
				e.elements(token.NoPos, token.NoPos, idents, dead)
			}
		}
		return true
	})
}

// allFieldsGone reports whether a structure had fields and none stays.
func (e *emitter) allFieldsGone(list *ast.FieldList) bool {
	for _, field := range list.List {
		if len(field.Names) == 0 || slices.ContainsFunc(field.Names, func(name *ast.Ident) bool { return !e.isGone(name) }) {
			return false
		}
	}
	return len(list.List) > 0
}

// valueSpec writes constants or variables, at package level or in a function.
func (e *emitter) valueSpec(d *ast.GenDecl, spec *ast.ValueSpec) {
	gone := 0
	for _, name := range spec.Names {
		if e.isGone(name) {
			gone++
		}
	}
	switch {
	case gone == 0:
		if spec.Type != nil {
			e.typeExpr(spec.Type)
		}
		for _, x := range spec.Values {
			e.expr(x, nil)
		}
	case gone == len(spec.Names) && usesIota(d):
		for _, name := range spec.Names { // the values of those that follow count the lines
			e.replace(name, "_")
		}
		e.dropComments(spec)
	case gone == len(spec.Names):
		e.delete(spec)
	case len(spec.Values) == 0 || len(spec.Values) == len(spec.Names):
		dead := func(i int) bool { return e.isGone(spec.Names[i]) }
		e.elements(token.NoPos, token.NoPos, nodes(spec.Names), dead)
		e.elements(token.NoPos, token.NoPos, nodes(spec.Values), dead)
		for i, x := range spec.Values {
			if !dead(i) {
				e.expr(x, nil)
			}
		}
	default:
		for _, name := range spec.Names {
			if e.isGone(name) {
				e.replace(name, "_")
			}
		}
	}
}

// dropComments takes out what is said of a constant of which only the place stays.
func (e *emitter) dropComments(spec *ast.ValueSpec) {
	e.step(func(f *rewrite.File) { f.DropLeading(spec) })
	if spec.Comment != nil {
		e.cut(spec.Comment.Pos(), spec.Comment.End())
	}
}

func nodes[N ast.Node](list []N) []ast.Node {
	out := make([]ast.Node, len(list))
	for i, n := range list {
		out[i] = n
	}
	return out
}

// usesIota reports whether the values of a group of constants depend on their places in it.
func usesIota(d *ast.GenDecl) bool {
	found := false
	if d.Tok != token.CONST {
		return false
	}
	for i, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		found = found || i > 0 && len(spec.Values) == 0 // repeats the one above
		for _, x := range spec.Values {
			ast.Inspect(x, func(n ast.Node) bool {
				ident, ok := n.(*ast.Ident)
				found = found || ok && ident.Name == "iota"
				return !found
			})
		}
	}
	return found
}

// hoist collects operands that have to stay as statements before the one that is being written. It is open as long as nothing stands before them that may have an effect.
type hoist struct {
	closed   bool
	operands []ast.Expr
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
	case f.known() && !f.value.plain():
		e.refuseValue(x)
	case f.known() && f.value.null && !e.typed(x, e.u.typeOf(x)):
		e.children(x, h) // nil has no type of its own
	case len(f.before) > 0 && (h == nil || h.closed), len(f.onTrue)+len(f.onFalse) > 0:
		if e.r.evaluated(e.u, x) {
			e.refuse(x, debt.CodeEffect, "an argument of the evaluation has an effect that cannot be kept in order: "+e.u.text(f.before[0]))
			return
		}
		for _, operand := range f.before {
			e.refuse(operand, debt.CodeEffect, "the operand has an effect that cannot be kept in order elsewhere")
		}
		e.children(x, nil) // the literal in the place of the flag is always right
	case f.known():
		if h != nil {
			h.operands = append(h.operands, f.before...)
		}
		e.literalAt(x, f.value)
	default:
		if h != nil {
			h.operands = append(h.operands, f.before...)
		}
		e.keep(x, f, h)
	}
	if h != nil && !h.closed && !e.script.covered(x) && e.r.effect(e.u, x) > pure {
		h.closed = true
	}
}

// refuseValue says that an evaluation gives more than one value that could be written in its place.
func (e *emitter) refuseValue(x ast.Expr) {
	e.refuse(x, debt.CodeDetailUsed, "the evaluation's result is used as a whole")
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
	outer := ast.Expr(x)
	if f.negated {
		e.negate(outer, inner, h)
		return
	}
	e.narrow(outer, inner)
	e.expr(inner, h)
}

// negate writes !inner in the place of outer.
func (e *emitter) negate(outer, inner ast.Expr, h *hoist) {
	if b, ok := ast.Unparen(inner).(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) && !e.fold(b).changes(b) {
		e.narrow(outer, b)
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
	e.cut(pos, pos+token.Pos(length))
	e.insert(pos, text)
}

// needsParens reports whether what remains needs its parentheses in the place of the outer expression.
func needsParens(u *unit, outer, inner ast.Expr, negated bool) bool {
	p, ok := inner.(*ast.ParenExpr)
	if !ok {
		return true // has none to lose
	}
	binary, ok := p.X.(*ast.BinaryExpr)
	if !ok {
		_, lit := p.X.(*ast.CompositeLit)
		return lit
	}
	if negated {
		return true
	}
	at := ast.Node(outer)
	switch parent := u.parent[at].(type) {
	case *ast.BinaryExpr:
		return parent.Op.Precedence() > binary.Op.Precedence() || parent.Op.Precedence() == binary.Op.Precedence() && parent.Op != binary.Op
	case *ast.UnaryExpr, *ast.StarExpr, *ast.SelectorExpr, *ast.IndexExpr, *ast.TypeAssertExpr:
		return true
	}
	return holdsLiteral(p.X)
}

// holdsLiteral reports whether a composite literal would be taken for the block of an if.
func holdsLiteral(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		_, lit := n.(*ast.CompositeLit)
		found = found || lit
		return !found
	})
	return found
}

// literalAt writes a known value in the place of an expression.
func (e *emitter) literalAt(x ast.Expr, known value) {
	t := e.u.typeOf(x)
	text := e.u.literal(known, t, e.typed(x, t))
	if strings.HasSuffix(text, ")") || strings.Contains(text, "time.") {
		e.script.named = append(e.script.named, t)
	}
	e.replace(x, text)
}

// typed reports whether the place of an expression gives an untyped constant the expression's type.
func (e *emitter) typed(x ast.Expr, t types.Type) bool {
	x = e.u.unparened(x)
	same := func(other types.Type) bool { return other != nil && types.Identical(other, t) }
	switch parent := e.u.parent[x].(type) {
	case *ast.AssignStmt:
		if i := slices.Index(parent.Rhs, x); i >= 0 && parent.Tok == token.ASSIGN && len(parent.Lhs) == len(parent.Rhs) {
			return same(e.u.Info.TypeOf(parent.Lhs[i]))
		}
		return parent.Tok != token.ASSIGN && parent.Tok != token.DEFINE
	case *ast.ValueSpec:
		return parent.Type != nil && same(e.u.Info.TypeOf(parent.Type))
	case *ast.ReturnStmt:
		if sig := e.u.enclosing(parent); sig != nil && sig.Results().Len() == len(parent.Results) {
			return same(sig.Results().At(slices.Index(parent.Results, x)).Type())
		}
	case *ast.CallExpr:
		if e.u.infers(parent) {
			return false // the argument decides the type
		}
		if sig, ok := e.u.typeOf(parent.Fun).Underlying().(*types.Signature); ok {
			if i := slices.Index(parent.Args, x); i >= 0 {
				return same(paramType(sig, i, parent.Ellipsis.IsValid()))
			}
		}
		return e.u.Info.Types[parent.Fun].IsType()
	case *ast.BinaryExpr:
		other := parent.X
		if other == x {
			other = parent.Y
		}
		return same(e.u.Info.TypeOf(other)) && e.u.Info.Types[other].Value == nil
	case *ast.KeyValueExpr:
		return same(e.elementType(parent, x))
	case *ast.CompositeLit:
		return same(e.elementType(parent, x))
	}
	return false
}

// infers reports whether a call leaves type arguments to its arguments.
func (u *unit) infers(call *ast.CallExpr) bool {
	var ident *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		ident = fun
	case *ast.SelectorExpr:
		ident = fun.Sel
	default:
		return false
	}
	_, ok := u.Info.Instances[ident]
	return ok
}

// elementType is the type of the place of an element in a composite literal.
func (e *emitter) elementType(place ast.Node, x ast.Expr) types.Type {
	lit, ok := place.(*ast.CompositeLit)
	kv, keyed := place.(*ast.KeyValueExpr)
	if keyed {
		lit, ok = e.u.parent[kv].(*ast.CompositeLit)
	}
	if !ok {
		return nil
	}
	t := e.u.typeOf(lit)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		if keyed {
			return e.u.Info.TypeOf(kv.Key)
		}
		if i := slices.Index(lit.Elts, x); i >= 0 && i < t.NumFields() {
			return t.Field(i).Type()
		}
	case *types.Map:
		if keyed && kv.Key == x {
			return t.Key()
		}
		return t.Elem()
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	}
	return nil
}

func paramType(sig *types.Signature, i int, spread bool) types.Type {
	n := sig.Params().Len()
	if sig.Variadic() && i >= n-1 && !spread {
		if slice, ok := sig.Params().At(n - 1).Type().(*types.Slice); ok {
			return slice.Elem()
		}
	}
	if i < n {
		return sig.Params().At(i).Type()
	}
	return nil
}

// enclosing is the signature of the function around a node.
func (u *unit) enclosing(n ast.Node) *types.Signature {
	switch fn := u.function(n).(type) {
	case *ast.FuncDecl:
		if object, ok := u.Info.Defs[fn.Name].(*types.Func); ok {
			return object.Signature()
		}
	case *ast.FuncLit:
		sig, _ := u.typeOf(fn).(*types.Signature)
		return sig
	}
	return nil
}

// children writes the parts of an expression that stays at its own level.
func (e *emitter) children(x ast.Expr, h *hoist) {
	switch x := x.(type) {
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

// call writes a call: without the arguments whose parameters are gone.
func (e *emitter) call(x *ast.CallExpr, h *hoist) {
	e.expr(x.Fun, h)
	gone := e.goneArguments(x)
	e.elements(x.Lparen, x.Rparen, nodes(x.Args), func(i int) bool { return gone[i] })
	for i, arg := range x.Args {
		if !gone[i] {
			e.expr(arg, h)
		}
	}
}

// goneArguments are the arguments of a call whose parameters are gone.
func (e *emitter) goneArguments(x *ast.CallExpr) map[int]bool {
	gone := map[int]bool{}
	for _, i := range e.r.goneParams(e.u, x) {
		gone[i] = true
	}
	for i, arg := range x.Args {
		if e.r.element(e.u, arg) {
			gone[i] = true
		}
	}
	return gone
}

// composite writes a composite literal: without the fields that are gone, and the elements that name the flag.
func (e *emitter) composite(x *ast.CompositeLit, h *hoist) {
	if x.Type != nil {
		e.typeExpr(x.Type)
	}
	e.elements(x.Lbrace, x.Rbrace, nodes(x.Elts), func(i int) bool { return e.goneElement(x, i) })
	for i, element := range x.Elts {
		if e.goneElement(x, i) {
			continue
		}
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			if _, isField := kv.Key.(*ast.Ident); !isField || !e.isStruct(x) {
				e.expr(kv.Key, h)
			}
			e.expr(kv.Value, h)
			continue
		}
		e.expr(element, h)
	}
}

func (e *emitter) isStruct(x *ast.CompositeLit) bool {
	t := e.u.typeOf(x)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

func (e *emitter) goneElement(x *ast.CompositeLit, i int) bool {
	element := x.Elts[i]
	if e.r.element(e.u, element) {
		return true
	}
	if !e.isStruct(x) {
		return false
	}
	if kv, ok := element.(*ast.KeyValueExpr); ok {
		key, ok := kv.Key.(*ast.Ident)
		return ok && e.isGone(key)
	}
	t := e.u.typeOf(x)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s := t.Underlying().(*types.Struct)
	return i < s.NumFields() && e.r.gone[e.u.key(s.Field(i))]
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
		if !e.isStatement(x) {
			e.insert(x.Pos(), "_ = ")
		}
		parts = append(parts, whole(x))
		e.children(x, nil)
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
		return !isText(e.u.callee(x))
	case *ast.UnaryExpr:
		return x.Op == token.ARROW
	}
	return false
}

// isText reports whether a function is String or Error, whose result go vet wants to be used.
func isText(fn *types.Func) bool {
	return fn != nil && (fn.Name() == "String" || fn.Name() == "Error") && fn.Signature().Params().Len() == 0 && fn.Signature().Results().Len() == 1
}
