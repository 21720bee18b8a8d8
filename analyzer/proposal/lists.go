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

// listIn is the list that an expression is, if it is a field called after toggles; else nil.
func (l *look) listIn(x ast.Expr) *list {
	selector, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	selection := l.Info.Selections[selector]
	if selection == nil || selection.Kind() != types.FieldVal || !feature.in(selector.Sel.Name) && !flags(selector.Sel.Name) {
		return nil
	}
	texts, ok := selection.Type().Underlying().(*types.Slice)
	if !ok || !isText(texts.Elem()) {
		return nil
	}
	owner := l.owner(selection)
	if owner == nil || owner.Pkg() == nil || owner.Parent() != owner.Pkg().Scope() || !l.Ours(owner.Pkg().Path()) || l.Covered(owner.Pkg().Path()) {
		return nil
	}
	name := owner.Pkg().Path() + "." + owner.Name() + "." + selector.Sel.Name
	if l.listed[name] == nil {
		l.listed[name] = &list{owner: owner, field: selector.Sel.Name}
	}
	return l.listed[name]
}

// contains looks at slices.Contains(config.Experimental, "x").
func (l *look) contains(fn *types.Func, call *ast.CallExpr) {
	if fn.FullName() != "slices.Contains" || len(call.Args) != 2 {
		return
	}
	if key, ok := l.constant(call.Args[1]); ok {
		if list := l.listIn(call.Args[0]); list != nil {
			list.see(key, l.Position(call.Pos()))
		}
	}
}

// ranges notes what is an element of such a list, or of what one is split into.
func (l *look) ranges(loop *ast.RangeStmt) {
	list := l.listIn(loop.X)
	if list == nil {
		list = l.splitOf(loop.X)
	}
	for _, x := range []ast.Expr{loop.Value, loop.Key} {
		if ident, ok := x.(*ast.Ident); ok && list != nil {
			if v, ok := l.Info.Defs[ident].(*types.Var); ok && isText(v.Type()) {
				l.elements[v] = list
			}
		}
	}
}

// split notes opts := strings.Split(element, ",").
func (l *look) split(assign *ast.AssignStmt) {
	if len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return
	}
	if ident, ok := assign.Lhs[0].(*ast.Ident); ok {
		if v, ok := l.Info.Defs[ident].(*types.Var); ok {
			if list := l.splitOf(assign.Rhs[0]); list != nil {
				l.elements[v] = list
			}
		}
	}
}

// splitOf is the list of which an element is split by an expression, or by what a variable holds.
func (l *look) splitOf(x ast.Expr) *list {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return l.elementOf(x)
	case *ast.CallExpr:
		if fn := l.callee(x); fn != nil && len(x.Args) > 0 {
			switch fn.FullName() {
			case "strings.Split", "strings.SplitSeq", "strings.Fields", "strings.FieldsSeq":
				return l.elementOf(x.Args[0])
			}
		}
	}
	return nil
}

// elementOf is the list of which an expression is an element, or nil.
func (l *look) elementOf(x ast.Expr) *list {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if v, ok := l.Info.Uses[x].(*types.Var); ok {
			return l.elements[v]
		}
	case *ast.CallExpr:
		if fn := l.callee(x); fn != nil && len(x.Args) == 1 && (fn.FullName() == "strings.TrimSpace" || fn.FullName() == "strings.ToLower") {
			return l.elementOf(x.Args[0])
		}
	}
	return nil
}

// chooses looks at the cases of a switch over the elements.
func (l *look) chooses(s *ast.SwitchStmt) {
	if s.Tag == nil {
		return
	}
	list := l.elementOf(s.Tag)
	for _, clause := range s.Body.List {
		for _, x := range clause.(*ast.CaseClause).List {
			l.equals(list, x)
		}
	}
}

// equals notes that an element is compared with a key.
func (l *look) equals(list *list, x ast.Expr) {
	if list == nil {
		return
	}
	if key, ok := l.constant(x); ok {
		list.see(key, l.Position(x.Pos()))
	}
}

func (c *Collector) lists() []Proposal {
	var out []Proposal
	for _, list := range c.listed {
		if len(list.keys) == 0 {
			continue
		}
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
	if object == nil || object.Pkg() == nil || !l.Ours(object.Pkg().Path()) || l.Covered(object.Pkg().Path()) || !feature.in(object.Name(), object.Pkg().Name()) && !flags(object.Name()) {
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
