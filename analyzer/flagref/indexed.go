package flagref

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// byIndex reports whether a call gives what many flags give, of which keys then ask for one.
func (s callShape) byIndex() bool { return s.api != nil && s.api.Key.Index }

// asksOfMany are the places where a map that such a call gives is indexed with a key: each asks for the flag as a call would.
func (f *finder) asksOfMany() []*site {
	f.many = map[*ast.CallExpr]*several{}
	for _, s := range f.sites {
		for _, shape := range f.shapes(s) {
			if shape.byIndex() {
				f.many[s.call] = &several{site: s}
			}
		}
	}
	if len(f.many) == 0 {
		return nil
	}
	for ident := range f.Info.Uses {
		if many := f.manyIn(ident); many != nil {
			many.all++
		}
	}
	var sites []*site
	for _, file := range f.Files {
		f.inspect(file, func(n ast.Node, in scope, _ []ast.Node) {
			index, ok := n.(*ast.IndexExpr)
			if !ok {
				return
			}
			if many := f.manyIn(index.X); many != nil && isText(f.typeOf(index.Index)) {
				many.indexed++
				sites = append(sites, &site{call: many.call, callee: many.callee, index: index, scope: in})
			}
		})
	}
	return sites
}

// several counts what is done with what such a call gives.
type several struct {
	*site
	all     int // of the variable that holds it
	indexed int // of these, or the call itself, with a key
}

// escapes reports whether more is done with it than to ask for flags by their keys, so that any flag may be asked for.
func (u *several) escapes() bool { return u.indexed == 0 || u.all > u.indexed }

// manyIn is the call whose map an expression is: the call itself, or a variable that gets its first result and nothing else.
func (f *finder) manyIn(x ast.Expr) *several {
	x = ast.Unparen(x)
	if v := f.variable(x); v != nil && !f.assignments().changed[v] && f.assignments().values[v] != nil {
		x = ast.Unparen(f.assignments().values[v])
	}
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return nil
	}
	return f.many[call]
}

// recordMany records a call that names none of the flags that it gives. Where a key asks for each, these are the references.
func (f *finder) recordMany(s *site, shape callShape) {
	fn, ok := s.callee.(*types.Func)
	if !ok || fn.Signature().Results().Len() == 0 {
		return // the rule does not fit the function
	}
	_, isMap := fn.Signature().Results().At(0).Type().Underlying().(*types.Map)
	if isMap && f.many[s.call].escapes() || !isMap && !shape.Elems {
		f.addDynamic(s, shape, debt.Affix{Text: sourceText(s.call)})
	}
}

// namesKeys reports whether a call that may name the flags that it shall give does so.
func (f *finder) namesKeys(s *site, shape callShape) bool {
	arg := s.arg(shape.Key)
	if !shape.Elems || arg == nil || f.Info.Types[arg].IsNil() {
		return false
	}
	if path := shape.path(); path != nil && f.literal(arg) != nil {
		return f.field(arg, path[0]) != nil
	}
	return true
}
