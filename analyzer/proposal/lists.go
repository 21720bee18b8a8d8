package proposal

import (
	"go/ast"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// list is a field that lists the keys of what is on.
type list struct {
	evidence
	owner *types.TypeName
	field string
}

// contains looks at slices.Contains(config.Experimental, "x").
func (l *look) contains(fn *types.Func, call *ast.CallExpr) {
	if fn.FullName() != "slices.Contains" || len(call.Args) != 2 {
		return
	}
	key, ok := l.constant(call.Args[1])
	selector, isSelector := ast.Unparen(call.Args[0]).(*ast.SelectorExpr)
	if !ok || !isSelector {
		return
	}
	selection := l.Info.Selections[selector]
	if selection == nil || selection.Kind() != types.FieldVal || !feature.in(selector.Sel.Name) && !flag.in(selector.Sel.Name) {
		return
	}
	owner := l.owner(selection)
	if owner == nil || owner.Pkg() == nil || !l.Ours(owner.Pkg().Path()) || l.Covered(owner.Pkg().Path()) {
		return
	}
	name := owner.Pkg().Path() + "." + owner.Name() + "." + selector.Sel.Name
	if l.listed[name] == nil {
		l.listed[name] = &list{owner: owner, field: selector.Sel.Name}
	}
	l.listed[name].see(key, l.Position(call.Pos()))
}

func (c *Collector) lists() []Proposal {
	var out []Proposal
	for _, list := range c.listed {
		p := list.proposal("a list of what is on")
		p.Registry = &config.Registry{Kind: config.EnabledList, Packages: config.Strings{list.owner.Pkg().Path()}, Types: config.Strings{list.owner.Name()}, Fields: config.SpecFields{Names: config.Strings{list.field}}}
		out = append(out, p)
	}
	return out
}

// mapping is a map from keys to booleans: of a type, or in a variable of a package.
type mapping struct {
	evidence
	object types.Object
}

// index looks at enabled["x"].
func (l *look) index(x *ast.IndexExpr) {
	t := l.Info.TypeOf(x.X)
	if t == nil {
		return
	}
	m, ok := t.Underlying().(*types.Map)
	if !ok || !isText(m.Key()) || !isBool(m.Elem()) {
		return
	}
	key, ok := l.constant(x.Index)
	if !ok {
		return
	}
	var object types.Object
	if name := named(t); name != nil {
		object = name
	} else if v := l.variable(x.X); v != nil {
		object = v
	}
	if object == nil || object.Pkg() == nil || !l.Ours(object.Pkg().Path()) || l.Covered(object.Pkg().Path()) || !feature.in(object.Name(), object.Pkg().Name()) && !flag.in(object.Name()) {
		return
	}
	name := object.Pkg().Path() + "." + object.Name()
	if l.mapped[name] == nil {
		l.mapped[name] = &mapping{object: object}
	}
	l.mapped[name].see(key, l.Position(x.Pos()))
}

// variable is the variable of a package that an expression names, or nil.
func (l *look) variable(x ast.Expr) *types.Var {
	var ident *ast.Ident
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		ident = x
	case *ast.SelectorExpr:
		ident = x.Sel
	default:
		return nil
	}
	v, ok := l.Info.Uses[ident].(*types.Var)
	if !ok || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return v
}

func (c *Collector) maps() []Proposal {
	var out []Proposal
	for _, m := range c.mapped {
		p := m.proposal("a map of what is on")
		p.Registry = &config.Registry{Kind: config.BoolMap, Packages: config.Strings{m.object.Pkg().Path()}}
		if _, isType := m.object.(*types.TypeName); isType {
			p.Registry.Types = config.Strings{m.object.Name()}
		} else {
			p.Registry.Variables = config.Strings{m.object.Name()}
		}
		out = append(out, p)
	}
	return out
}
