package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

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
	same := func(other types.Type) bool {
		return other != nil && (types.Identical(other, t) || resultOf(other) != nil) // any function type takes a function literal
	}
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
