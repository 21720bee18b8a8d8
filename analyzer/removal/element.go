package removal

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// call writes a call: without the arguments whose parameters are gone. A parameter has to stay where the call was dead when it went, and the argument does something.
func (e *emitter) call(x *ast.CallExpr, h *hoist) {
	e.expr(x.Fun, h)
	gone := e.goneArguments(x)
	for _, i := range e.r.goneParams(e.u, x) {
		if len(e.discard(x.Args[i])) > 0 {
			e.script.holds = append(e.script.holds, e.u.key(e.u.callee(x).Signature().Params().At(i)))
		}
	}
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
			e.hoistFrom(element, e.fieldOf(x, i), h)
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

// hoistFrom keeps what had to run for the flag's value in an element that goes. Where there is no place for it the field has to stay, if it is one of a structure.
func (e *emitter) hoistFrom(element ast.Expr, field objectKey, h *hoist) {
	if kv, ok := element.(*ast.KeyValueExpr); ok {
		element = kv.Value
	}
	switch f := e.fold(element); {
	case !f.known() || !f.ours || len(f.before) == 0:
	case !e.isOpen(h):
		if field != (objectKey{}) {
			e.script.holds = append(e.script.holds, field)
		}
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
	return e.r.elements[x.Elts[i]] || e.r.gone[e.fieldOf(x, i)]
}

// fieldOf is the field that an element of a literal is for; none where that is no structure.
func (e *emitter) fieldOf(x *ast.CompositeLit, i int) objectKey {
	if !e.isStruct(x) {
		return objectKey{}
	}
	if kv, ok := x.Elts[i].(*ast.KeyValueExpr); ok {
		key, ok := kv.Key.(*ast.Ident)
		if !ok {
			return objectKey{}
		}
		return e.u.keyOf(key)
	}
	t := e.u.typeOf(x)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s := t.Underlying().(*types.Struct)
	if i >= s.NumFields() {
		return objectKey{}
	}
	return e.u.key(s.Field(i))
}
