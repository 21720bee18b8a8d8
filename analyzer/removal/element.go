package removal

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

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
		if e.r.elements[arg] {
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
			e.hoistFrom(element, h)
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

// hoistFrom keeps what had to run for the flag's value in an element that goes.
func (e *emitter) hoistFrom(element ast.Expr, h *hoist) {
	if kv, ok := element.(*ast.KeyValueExpr); ok {
		element = kv.Value
	}
	switch f := e.fold(element); {
	case !f.known() || !f.ours || len(f.before) == 0:
	case !e.isOpen(h):
		e.refuse(f.before[0], debt.CodeEffect, "the operand has an effect that cannot be kept in order elsewhere")
	default:
		h.operands = append(h.operands, f.before...)
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
	if e.r.elements[element] {
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
