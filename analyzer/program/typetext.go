package program

import (
	"fmt"
	"go/types"
	"strings"
)

// typeText is a text that identical types have in common, and no others, whichever checks they come from. types.TypeString gives another text for an alias than for what it stands for.
func typeText(t types.Type) string {
	var w typeWriter
	w.write(t)
	return w.String()
}

type typeWriter struct{ strings.Builder }

func (w *typeWriter) write(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		w.WriteString(types.Typ[t.Kind()].Name()) // that of byte is uint8
	case *types.Named:
		w.name(t.Obj())
		w.list(t.TypeArgs().Len(), "[", "]", func(i int) { w.write(t.TypeArgs().At(i)) })
	case *types.TypeParam:
		fmt.Fprintf(w, "$%d", t.Index())
	case *types.Pointer:
		w.WriteByte('*')
		w.write(t.Elem())
	case *types.Slice:
		w.WriteString("[]")
		w.write(t.Elem())
	case *types.Array:
		fmt.Fprintf(w, "[%d]", t.Len())
		w.write(t.Elem())
	case *types.Map:
		w.WriteString("map[")
		w.write(t.Key())
		w.WriteByte(']')
		w.write(t.Elem())
	case *types.Chan:
		w.WriteString(map[types.ChanDir]string{types.SendRecv: "chan(", types.SendOnly: "chan<-(", types.RecvOnly: "<-chan("}[t.Dir()])
		w.write(t.Elem())
		w.WriteByte(')')
	case *types.Signature:
		w.WriteString("func")
		w.list(t.TypeParams().Len(), "[", "]", func(i int) { w.write(t.TypeParams().At(i).Constraint()) })
		w.tuple(t.Params())
		if t.Variadic() {
			w.WriteString("...")
		}
		w.tuple(t.Results())
	case *types.Struct:
		w.WriteString("struct")
		w.list(t.NumFields(), "{", "}", func(i int) {
			fmt.Fprintf(w, "%s %t %q ", t.Field(i).Id(), t.Field(i).Embedded(), t.Tag(i))
			w.write(t.Field(i).Type())
		})
	case *types.Interface:
		w.WriteString("interface")
		w.list(t.NumMethods(), "{", "}", func(i int) {
			w.WriteString(t.Method(i).Id())
			w.write(t.Method(i).Signature())
		})
		if !t.IsMethodSet() { // which only constrains type parameters
			w.list(t.NumEmbeddeds(), "(", ")", func(i int) { w.write(t.EmbeddedType(i)) })
		}
	case *types.Union:
		w.list(t.Len(), "(", ")", func(i int) {
			fmt.Fprintf(w, "%t ", t.Term(i).Tilde())
			w.write(t.Term(i).Type())
		})
	default:
		panic(fmt.Sprintf("program: a type of kind %T", t))
	}
}

// name writes the name of a declared type. There is one package of a path among those whose types are compared.
func (w *typeWriter) name(object *types.TypeName) {
	if object.Pkg() != nil {
		w.WriteString(object.Pkg().Path())
		w.WriteByte('.')
	}
	w.WriteString(object.Name())
}

func (w *typeWriter) tuple(t *types.Tuple) {
	w.WriteByte('(')
	w.list(t.Len(), "", "", func(i int) { w.write(t.At(i).Type()) })
	w.WriteByte(')')
}

// list writes a list; nothing for an empty one.
func (w *typeWriter) list(n int, open, end string, element func(i int)) {
	if n == 0 {
		return
	}
	w.WriteString(open)
	for i := range n {
		if i > 0 {
			w.WriteByte(',')
		}
		element(i)
	}
	w.WriteString(end)
}
