package proof

import (
	"fmt"
	"go/constant"
	"go/types"
	"strings"
)

// A part of a variable is named by the way to it: fields by their names and elements by their numbers, each with a dot after it. An element whose number is not known has none.

const someElement = "[]."

// way is what the address of a field or element adds to the way to a part.
func (n *node) way() string {
	if n.op == opFieldAddr {
		return n.obj.Name() + "."
	}
	if i, ok := n.elementNumber(); ok {
		return fmt.Sprintf("[%d].", i)
	}
	return someElement
}

// elementNumber is which element of an array an address is that of, if that is known and there is such an element.
func (n *node) elementNumber() (int64, bool) {
	array, ok := typeparamsDeref(n.arg(0).typ).Underlying().(*types.Array)
	if !ok || !isWhole(n.arg(1)) {
		return 0, false
	}
	i, exact := constant.Int64Val(n.arg(1).val)
	return i, exact && 0 <= i && i < array.Len()
}

func waysOf(path string) []string { return strings.SplitAfter(path, ".")[:strings.Count(path, ".")] }

// overlap says whether two parts may have something in common.
func overlap(x, y string) bool {
	xs, ys := waysOf(x), waysOf(y)
	for i := range min(len(xs), len(ys)) {
		if xs[i] != ys[i] && xs[i] != someElement && ys[i] != someElement {
			return false
		}
	}
	return true
}

// contains says whether a part is in another one, or is that one.
func contains(outer, inner string) bool {
	return strings.HasPrefix(inner, outer) && !strings.Contains(inner, someElement)
}

// typeAt is the type of a part.
func typeAt(t types.Type, path string) types.Type {
	for _, way := range waysOf(path) {
		switch u := t.Underlying().(type) {
		case *types.Struct:
			f := fieldOf(u, strings.TrimSuffix(way, "."))
			if f == nil {
				return nil
			}
			t = f.Type()
		case *types.Array:
			t = u.Elem()
		default:
			return nil
		}
	}
	return t
}

// part is what a part of a value is, if that is known, or nil.
func (u *unit) part(s *side, v *node, path string) *node {
	for _, way := range waysOf(path) {
		t := typeAt(v.typ, way)
		switch {
		case t == nil:
			return nil
		case v.isConst() && v.val == nil:
			v = u.constant(s, nil, t)
		case strings.HasPrefix(v.key, structKey):
			v = v.arg(fieldIndex(v.typ.Underlying().(*types.Struct), strings.TrimSuffix(way, ".")))
		default:
			return nil
		}
	}
	return v
}

// fieldIndex is the place of a field that there is.
func fieldIndex(st *types.Struct, name string) int {
	i := 0
	for st.Field(i).Name() != name {
		i++
	}
	return i
}

func fieldOf(st *types.Struct, name string) *types.Var {
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}
