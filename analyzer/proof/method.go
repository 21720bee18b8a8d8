package proof

import (
	"fmt"
	"go/types"
)

// method looks at a method that is gone: what is called statically differs by itself, but a value in an interface may be asked for it. It is refused where our code asks, or where an interface that others declare is no longer implemented by a value that is put into one; otherwise only reflection could tell.
func (c *check) method(u *unit, o *types.Func) {
	asked := c.asserted(o)
	for _, named := range c.having(o) {
		if now := c.methodNow(named, o); now != nil {
			c.difference(Difference{Func: u.name, Pos: c.was(o.Pos()), Now: c.now(now.Pos()), What: "the method is gone, and " + now.FullName() + " takes its place", Test: u.test})
			return
		}
		if !c.isBoxedType(named) {
			continue
		}
		name := named.Obj().Name()
		i := asked
		if i == "" {
			i = c.foreign(named, o)
		}
		if i != "" {
			c.difference(Difference{Func: u.name, Pos: c.was(o.Pos()), What: fmt.Sprintf("the method is gone, and a value of type %s may be asked whether it is a %s", name, i), Test: u.test})
			return
		}
	}
	c.assume(MethodRemoved, o.Pos(), "nothing finds by reflection that the method "+u.name+" is gone")
}

// methodNow is the method of that name that the type has on the other side, or nil.
func (c *check) methodNow(named *types.Named, o *types.Func) *types.Func {
	for _, p := range c.after.packages {
		if p.Types.Path() != named.Obj().Pkg().Path() {
			continue
		}
		if tn, ok := p.Types.Scope().Lookup(named.Obj().Name()).(*types.TypeName); ok {
			m, _, _ := types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, p.Types, o.Name())
			if m, ok := m.(*types.Func); ok {
				return m
			}
		}
	}
	return nil
}

// having are the types of the original that have a method, by themselves or by embedding.
func (c *check) having(o *types.Func) []*types.Named {
	var out []*types.Named
	for _, p := range c.before.packages {
		scope := p.Types.Scope()
		for _, name := range scope.Names() {
			tn, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
				continue
			}
			named, ok := tn.Type().(*types.Named)
			if !ok {
				continue
			}
			if m, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, o.Pkg(), o.Name()); m == o {
				out = append(out, named)
			}
		}
	}
	return out
}

// isBoxedType says whether the program puts a value of the type into an interface, or something that leads to one.
func (c *check) isBoxedType(named *types.Named) bool {
	found := c.Partial // a body that is not there may do it
	seen := map[types.Type]bool{}
	for _, u := range c.before.units {
		if u.test {
			continue
		}
		u.each(func(n *node) {
			if n.op == opBox {
				found = found || reaches(n.arg(0).typ, named, seen)
			}
			for i := range n.args {
				if a := n.arg(i); a.op == opBox {
					found = found || reaches(a.arg(0).typ, named, seen)
				}
			}
		})
	}
	return found
}

// asserted is an interface with the method that the program asks values for.
func (c *check) asserted(o *types.Func) string {
	found := ""
	if c.Partial { // a body that is not there does not name the method, but it may name an interface that has it
		found = c.declared(o)
	}
	for _, u := range c.before.units {
		if u.test {
			continue
		}
		u.each(func(n *node) {
			if n.op != opAssert {
				return
			}
			t := n.typ
			if tuple, ok := t.(*types.Tuple); ok {
				t = tuple.At(0).Type()
			}
			if i, ok := t.Underlying().(*types.Interface); ok && hasMethod(i, o) {
				found = t.String()
			}
		})
	}
	return found
}

// declared is an interface with the method that one of the packages declares.
func (c *check) declared(o *types.Func) string {
	for _, p := range c.before.packages {
		for _, name := range p.Types.Scope().Names() {
			if tn, ok := p.Types.Scope().Lookup(name).(*types.TypeName); ok {
				if i, ok := tn.Type().Underlying().(*types.Interface); ok && hasMethod(i, o) {
					return tn.Type().String()
				}
			}
		}
	}
	return ""
}

func hasMethod(i *types.Interface, o *types.Func) bool {
	for m := range i.Methods() {
		if m.Id() == o.Id() {
			return true
		}
	}
	return false
}

// foreign is an interface of a package whose code we do not see that has the method and that the type implements.
func (c *check) foreign(named *types.Named, o *types.Func) string {
	if !o.Exported() {
		return ""
	}
	if c.interfaces == nil {
		c.interfaces = map[string][]*types.TypeName{}
		ours := map[*types.Package]bool{}
		for _, p := range c.before.packages {
			ours[p.Types] = true
		}
		seen := map[*types.Package]bool{}
		for _, p := range c.before.packages {
			c.index(p.Types, ours, seen)
		}
		e := types.Universe.Lookup("error").(*types.TypeName)
		c.interfaces["Error"] = append(c.interfaces["Error"], e)
	}
	for _, tn := range c.interfaces[o.Name()] {
		i := tn.Type().Underlying().(*types.Interface)
		if types.Implements(named, i) || types.Implements(types.NewPointer(named), i) {
			return tn.Type().String()
		}
	}
	return ""
}

// index lists the interfaces of the packages below by the names of their methods.
func (c *check) index(p *types.Package, ours, seen map[*types.Package]bool) {
	if seen[p] {
		return
	}
	seen[p] = true
	for _, imported := range p.Imports() {
		c.index(imported, ours, seen)
	}
	if ours[p] {
		return
	}
	for _, name := range p.Scope().Names() {
		tn, ok := p.Scope().Lookup(name).(*types.TypeName)
		if !ok || !tn.Exported() {
			continue
		}
		i, ok := tn.Type().Underlying().(*types.Interface)
		if !ok || !i.IsMethodSet() {
			continue
		}
		if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() > 0 {
			continue
		}
		for m := range i.Methods() {
			c.interfaces[m.Name()] = append(c.interfaces[m.Name()], tn)
		}
	}
}
