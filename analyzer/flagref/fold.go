package flagref

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// folded is what is known of a key expression: a constant, a parameter of an enclosing function, or the constant ends of a text that is built at run time.
type folded struct {
	key   string
	known bool       // key is the whole value
	param *types.Var // the value is this parameter, unchanged
	field string     // or this field of it, or of what the method is called on
	affix debt.Affix
}

// maxFold bounds how many variables are followed, which also ends cycles.
const maxFold = 8

// fold evaluates a key expression as far as the source decides it, and marks its identifiers as accounted for.
func (f *finder) fold(expr ast.Expr) folded {
	folded := f.foldDepth(expr, maxFold)
	if !folded.known && folded.param == nil {
		folded.affix.Text = sourceText(expr)
	}
	return folded
}

func (f *finder) foldDepth(expr ast.Expr, depth int) folded {
	if depth == 0 {
		return folded{}
	}
	if tv := f.Info.Types[expr]; tv.Value != nil {
		f.consume(expr)
		if tv.Value.Kind() == constant.String {
			return folded{key: constant.StringVal(tv.Value), known: true}
		}
		return folded{} // a numeric flag id is no key
	}
	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return f.foldDepth(expr.X, depth)
	case *ast.Ident:
		return f.foldVariable(expr, depth)
	case *ast.BinaryExpr:
		return f.foldConcatenation(expr, depth)
	case *ast.CallExpr:
		return f.foldCall(expr, depth)
	case *ast.SelectorExpr:
		return f.foldField(expr)
	}
	return folded{}
}

// foldField knows the field of a parameter, or of what a method is called on, of which nothing is changed.
func (f *finder) foldField(selector *ast.SelectorExpr) folded {
	v, ok := f.Info.Uses[selector.Sel].(*types.Var)
	if !ok || !v.IsField() {
		return folded{}
	}
	ident, ok := ast.Unparen(selector.X).(*ast.Ident)
	if !ok {
		return folded{}
	}
	owner, ok := f.Info.Uses[ident].(*types.Var)
	a := f.assignments()
	if !ok || !a.params[owner] && !a.receivers[owner] || a.changed[owner] || a.altered[owner] {
		return folded{}
	}
	return folded{param: owner, field: v.Name()}
}

// foldVariable follows a variable that gets its value once.
func (f *finder) foldVariable(ident *ast.Ident, depth int) folded {
	v, ok := f.Info.Uses[ident].(*types.Var)
	if !ok || v.IsField() {
		return folded{}
	}
	a := f.assignments()
	if a.changed[v] {
		return folded{}
	}
	if a.params[v] || a.receivers[v] {
		return folded{param: v}
	}
	if v.Parent() == f.Types.Scope() && v.Exported() {
		return folded{} // another package may assign it
	}
	if value := a.values[v]; value != nil {
		return f.foldDepth(value, depth-1)
	}
	return folded{}
}

// foldConcatenation handles "exp-" + name: what is constant at either end is kept.
func (f *finder) foldConcatenation(expr *ast.BinaryExpr, depth int) folded {
	if expr.Op != token.ADD {
		return folded{}
	}
	x, y := f.foldDepth(expr.X, depth), f.foldDepth(expr.Y, depth)
	if x.known && y.known {
		return folded{key: x.key + y.key, known: true}
	}
	var affix debt.Affix
	affix.Prefix, affix.Suffix = x.affix.Prefix, y.affix.Suffix
	if x.known {
		affix.Prefix = x.key + y.affix.Prefix
	}
	if y.known {
		affix.Suffix = x.affix.Suffix + y.key
	}
	return folded{affix: affix}
}

// foldCall sees through conversions, and knows the ends of what fmt.Sprintf makes.
func (f *finder) foldCall(call *ast.CallExpr, depth int) folded {
	if tv := f.Info.Types[call.Fun]; tv.IsType() && len(call.Args) == 1 {
		from := f.Info.TypeOf(call.Args[0])
		if from == nil || !(isText(tv.Type) && isText(from)) && !types.Identical(tv.Type.Underlying(), from.Underlying()) {
			return folded{} // string(rune) and the like make another text
		}
		return f.foldDepth(call.Args[0], depth)
	}
	fn, ok := calleeOf(f.Info, call).(*types.Func)
	if !ok || fn.FullName() != "fmt.Sprintf" || len(call.Args) == 0 {
		return folded{}
	}
	format := f.foldDepth(call.Args[0], depth)
	if !format.known {
		return folded{}
	}
	if len(call.Args) == 1 && !strings.Contains(format.key, "%") {
		return format
	}
	return folded{affix: affixOf(format.key)}
}

// consume marks the identifiers of an expression as part of a key that is accounted for.
func (f *finder) consume(expr ast.Expr) {
	ast.Inspect(expr, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			f.consumed[ident] = true
		}
		return true
	})
}

// value is the constant value of an expression, or none.
func (f *finder) value(expr ast.Expr) debt.Value {
	tv := f.Info.Types[expr]
	if tv.Value == nil {
		return ""
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		return debt.BoolValue(constant.BoolVal(tv.Value))
	case constant.String:
		v, err := debt.ValueOf(constant.StringVal(tv.Value))
		if err != nil {
			return "" // not valid UTF-8
		}
		return v
	case constant.Int:
		return debt.Value(tv.Value.ExactString())
	case constant.Float:
		number, _ := constant.Float64Val(tv.Value)
		v, err := debt.ValueOf(number)
		if err != nil {
			return "" // beyond what JSON can say
		}
		return v
	}
	return ""
}

// isText reports whether every value of a type is a string: string, a type defined by it, or a type parameter that admits nothing else.
func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		return isTextSet(param.Constraint().Underlying())
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

func isTextSet(constraint types.Type) bool {
	iface, ok := constraint.(*types.Interface)
	if !ok || iface.NumEmbeddeds() == 0 {
		return false
	}
	for embedded := range iface.EmbeddedTypes() {
		union, ok := embedded.(*types.Union)
		if !ok {
			if !isText(embedded) {
				return false
			}
			continue
		}
		for term := range union.Terms() {
			if !isText(term.Type()) {
				return false
			}
		}
	}
	return true
}

// maxText is the number of bytes of a key expression that messages quote.
const maxText = 60

// sourceText is an expression as source, shortened for messages.
func sourceText(expr ast.Expr) string {
	text := types.ExprString(expr)
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "") + "…"
	}
	return text
}
