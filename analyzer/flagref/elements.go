package flagref

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// path is the fields that lead from the argument to the key.
func (s callShape) path() []string {
	if s.api == nil || s.api.Key.Field == "" {
		return nil
	}
	return strings.Split(s.api.Key.Field, ".")
}

// elements are the keys of a call that names several: in a literal of a list, in the entries of that of a map, as variable arguments, or at the end of a path of fields. False where the source does not show them.
func (f *finder) elements(s *site, shape callShape) (keys []ast.Expr, shown bool) {
	if !shape.Elems {
		return nil, false
	}
	list := s.variable(shape.Key)
	if arg := s.arg(shape.Key); list == nil && arg != nil {
		list = []ast.Expr{arg}
	}
	for _, x := range list {
		found := f.keysIn(x, shape.path())
		if found == nil {
			return nil, false
		}
		keys = append(keys, found...)
		shown = true
	}
	return keys, shown
}

// keysIn are the keys in an expression: what stands at the end of a path of fields, through the literals of structs and lists; of a map, its entries. Nil where the source does not show them.
func (f *finder) keysIn(x ast.Expr, path []string) []ast.Expr {
	lit := f.literal(x)
	switch {
	case lit == nil && (len(path) > 0 || isList(f.typeOf(x))):
		return nil
	case lit == nil:
		return []ast.Expr{x}
	case isList(f.typeOf(lit)):
		return f.keysInList(lit, path)
	case len(path) > 0:
		if value := f.field(lit, path[0]); value != nil {
			return f.keysIn(value, path[1:])
		}
	}
	return nil
}

func (f *finder) keysInList(lit *ast.CompositeLit, path []string) []ast.Expr {
	keys := []ast.Expr{} // of an empty list there are none
	_, isMap := f.typeOf(lit).Underlying().(*types.Map)
	for _, element := range lit.Elts {
		kv, isPair := element.(*ast.KeyValueExpr)
		if isPair && isMap && len(path) == 0 {
			keys = append(keys, kv)
			continue
		}
		if isPair {
			element = kv.Value
		}
		found := f.keysIn(element, path)
		if found == nil {
			return nil
		}
		keys = append(keys, found...)
	}
	return keys
}

// isList reports whether a type is a slice, an array or a map.
func isList(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
		return true
	}
	return false
}

// addElements records each of several keys as a reference.
func (f *finder) addElements(s *site, shape callShape, list []ast.Expr) {
	for _, element := range list {
		ref := f.reference(s, shape, "")
		if kv, ok := element.(*ast.KeyValueExpr); ok {
			element = kv.Key
			ref.Default = ""
		}
		folded := f.fold(element)
		switch {
		case folded.param != nil && f.forwards(s, folded.param):
			f.addForward(s, shape, element)
			continue
		case !shape.about(folded):
			continue
		case folded.known:
			ref.Key = debt.Key(folded.key)
		default:
			ref.Dynamic = &folded.affix
		}
		f.add(Ref{Reference: ref, Node: element, Key: element, Held: shape.held, API: shape.api}, s.scope)
	}
}
