package proof

import (
	"go/token"
	"go/types"
)

// absent notes the variables and fields of a package that the other side does not have.
func (c *check) absent(p, q *pkg) {
	was, is := p.Types.Scope(), q.Types.Scope()
	for _, name := range was.Names() {
		switch o := was.Lookup(name).(type) {
		case *types.Var:
			if _, ok := is.Lookup(name).(*types.Var); !ok {
				c.before.absent[o] = true
			}
		case *types.TypeName:
			other, _ := is.Lookup(name).(*types.TypeName)
			if i, ok := o.Type().Underlying().(*types.Interface); ok {
				c.absentMethods(i, other)
			}
			x, ok1 := o.Type().Underlying().(*types.Struct)
			if !ok1 || other == nil {
				continue
			}
			if y, ok := other.Type().Underlying().(*types.Struct); ok {
				for f := range x.Fields() {
					if fieldOf(y, f.Name()) == nil {
						c.before.absent[f] = true
					}
				}
			}
		}
	}
}

// absentMethods notes the methods of an interface that the other side does not have.
func (c *check) absentMethods(i *types.Interface, other *types.TypeName) {
	has := map[string]bool{}
	if other != nil {
		if j, ok := other.Type().Underlying().(*types.Interface); ok {
			for m := range j.Methods() {
				has[m.Id()] = true
			}
		}
	}
	for m := range i.ExplicitMethods() {
		if !has[m.Id()] {
			c.before.absent[m] = true
		}
	}
}

// declarations compares the types, those of variables too.
func (c *check) declarations(p, q *pkg) {
	was, is := p.Types.Scope(), q.Types.Scope()
	for _, name := range was.Names() {
		o, n := was.Lookup(name), is.Lookup(name)
		if n == nil {
			c.nameGone(o)
			continue
		}
		x, ok1 := o.(*types.TypeName)
		y, ok2 := n.(*types.TypeName)
		if ok1 && ok2 {
			c.typeDeclaration(x, y)
			continue
		}
		v, ok1 := o.(*types.Var)
		w, ok2 := n.(*types.Var)
		if ok1 && ok2 && c.before.typeKey(v.Type()) != c.after.typeKey(w.Type()) {
			c.typeDifference(v, w, "the variable has another type")
		}
	}
	c.imports(p, q)
}

// nameGone finds a type, constant or variable missing that other modules may name. What is left here does without: it compiles.
func (c *check) nameGone(o types.Object) {
	if _, ok := o.(*types.Func); ok || !c.External(o) || c.inTest(c.Before.Fset, o.Pos()) {
		return // functions are compared apart
	}
	c.difference(Difference{Func: o.Pkg().Path() + "." + o.Name(), Pos: c.was(o.Pos()), What: "the declaration is gone, and may be used from outside"})
}

func (c *check) typeDeclaration(x, y *types.TypeName) {
	ux, uy := x.Type().Underlying(), y.Type().Underlying()
	sx, ok1 := ux.(*types.Struct)
	sy, ok2 := uy.(*types.Struct)
	if ok1 && ok2 {
		c.structure(x, y, sx, sy)
		return
	}
	ix, ok1 := ux.(*types.Interface)
	iy, ok2 := uy.(*types.Interface)
	if ok1 && ok2 {
		c.contract(x, y, ix, iy)
		return
	}
	if c.before.typeKey(ux) != c.after.typeKey(uy) {
		c.typeDifference(x, y, "the type is another one")
	}
}

func (c *check) typeDifference(x, y types.Object, what string) {
	c.difference(Difference{Func: x.Pkg().Path() + "." + x.Name(), Pos: c.was(x.Pos()), Now: c.now(y.Pos()), What: what, Test: c.inTest(c.Before.Fset, x.Pos())})
}

// structure compares two structures: fields may be gone or stand elsewhere, nothing else may be different. That nothing needs a field follows from that all functions are the same without it.
func (c *check) structure(x, y *types.TypeName, sx, sy *types.Struct) {
	at, next := map[string]int{}, 0
	for i := range sy.NumFields() {
		at[sy.Field(i).Name()] = i
	}
	moved := false
	for i := range sx.NumFields() {
		f := sx.Field(i)
		j, stays := at[f.Name()]
		switch {
		case !stays:
			c.fieldGone(x, y, f)
			continue
		case c.before.typeKey(f.Type()) != c.after.typeKey(sy.Field(j).Type()):
			c.typeDifference(x, y, "field "+f.Name()+" has another type")
		case sx.Tag(i) != sy.Tag(j):
			c.typeDifference(x, y, "field "+f.Name()+" has another tag")
		}
		moved = moved || j < next
		next = j
		delete(at, f.Name())
	}
	if moved {
		c.assume(FieldMoved, x.Pos(), "nothing sees by reflection that the fields of "+x.Name()+" stand in another order")
	}
	for _, name := range sortedKeys(at) {
		c.typeDifference(x, y, "field "+name+" is new")
	}
}

// fieldGone says what it takes for a field not to be missed.
func (c *check) fieldGone(x, y *types.TypeName, f *types.Var) {
	if f.Embedded() && types.NewMethodSet(types.NewPointer(f.Type())).Len() > 0 {
		c.typeDifference(x, y, "the embedded "+f.Name()+" is gone, and its methods with it")
	}
	if c.External(f) {
		c.typeDifference(x, y, "field "+f.Name()+" is gone, and may be used from outside")
	}
	c.assume(FieldRemoved, f.Pos(), "nothing sees by reflection that "+x.Name()+" has no field "+f.Name()+" any more")
}

// contract compares two interfaces: methods may be gone.
func (c *check) contract(x, y *types.TypeName, ix, iy *types.Interface) {
	has := map[string]string{}
	for m := range ix.Methods() {
		has[m.Id()] = c.before.typeKey(m.Type())
	}
	for m := range iy.Methods() {
		if has[m.Id()] != c.after.typeKey(m.Type()) {
			c.typeDifference(x, y, "method "+m.Name()+" is new or takes or gives something else")
			return
		}
		delete(has, m.Id())
	}
	if len(has) > 0 && c.External(x) {
		c.assume(MethodRemoved, x.Pos(), "nothing outside needs that "+x.Name()+" has more methods")
	}
	if ix.NumMethods() == 0 && !ix.IsMethodSet() && c.before.typeKey(ix) != c.after.typeKey(iy) {
		c.typeDifference(x, y, "the constraint is another one")
	}
}

// imports compares what is initialized before the packages. What is imported by way of another package is initialized all the same.
func (c *check) imports(p, q *pkg) {
	was, is := reached(p.Types), reached(q.Types)
	for _, i := range p.Types.Imports() {
		if path := i.Path(); !is[path] {
			c.assume(ImportDropped, importPos(p, path), p.Types.Path()+" does not import "+path+" any more, and nothing needs that it is initialized for it")
		}
	}
	for _, i := range q.Types.Imports() {
		if path := i.Path(); !was[path] {
			c.assume(ImportAdded, filePos(p), p.Types.Path()+" imports "+path+" now, and that it is initialized changes nothing")
		}
	}
}

// reached are the paths of what a package imports, however far.
func reached(p *types.Package) map[string]bool {
	paths := map[string]bool{}
	var visit func(*types.Package)
	visit = func(p *types.Package) {
		for _, i := range p.Imports() {
			if !paths[i.Path()] {
				paths[i.Path()] = true
				visit(i)
			}
		}
	}
	visit(p)
	return paths
}

func importPos(p *pkg, path string) token.Pos {
	for _, f := range p.Files {
		for _, i := range f.Imports {
			if i.Path.Value == `"`+path+`"` {
				return i.Pos()
			}
		}
	}
	return filePos(p)
}
