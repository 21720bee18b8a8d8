package proof

import (
	"go/token"
	"go/types"
	"slices"
)

// uneven notes the variables of packages, the fields and the parameters that one side uses more often than the other: what they hold may have been put in their places. Where that is one constant, it is folded on both sides; so whatever uses and calls them has to be looked at.
func (c *check) uneven(now map[string]*pkg) {
	was, is := c.before.mentions(), c.after.mentions()
	open := func(x, y any) {
		for _, u := range append(was[x], is[y]...) {
			u.reopen()
		}
	}
	c.before.uneven, c.after.uneven = map[types.Object]token.Pos{}, map[types.Object]token.Pos{}
	for _, p := range c.before.packages {
		q := now[p.name]
		if q == nil {
			continue
		}
		for x, y := range variablesOfBoth(p.Types.Scope(), q.Types.Scope()) {
			if len(was[x]) != len(is[y]) {
				c.before.uneven[x], c.after.uneven[y] = x.Pos(), x.Pos()
				open(x, y)
			}
		}
		for _, u := range p.order {
			if v := q.units[u.name]; v != nil && !slices.Equal(u.paramUses(), v.paramUses()) {
				u.top.uneven, v.top.uneven = true, true
				open(u.top.src, v.top.src)
			}
		}
	}
}

// variablesOfBoth are the variables of a package, and the fields of its structures that may be folded, with what they are on the other side.
func variablesOfBoth(was, is *types.Scope) map[*types.Var]*types.Var {
	both := map[*types.Var]*types.Var{}
	for _, name := range was.Names() {
		switch x := was.Lookup(name).(type) {
		case *types.Var:
			if y, ok := is.Lookup(name).(*types.Var); ok {
				both[x] = y
			}
		case *types.TypeName:
			y, ok := is.Lookup(name).(*types.TypeName)
			if !ok {
				continue
			}
			sx, ok1 := x.Type().Underlying().(*types.Struct)
			sy, ok2 := y.Type().Underlying().(*types.Struct)
			if !ok1 || !ok2 {
				continue
			}
			for f := range sx.Fields() {
				if g := fieldOf(sy, f.Name()); g != nil && isPlain(f.Type()) {
					both[f] = g
				}
			}
		}
	}
	return both
}

// mentions are the units that use a variable of a package, a field or a function, as often as they do.
func (s *side) mentions() map[any][]*unit {
	found := map[any][]*unit{}
	for _, u := range s.units {
		if u.refers == nil {
			s.referred(u)
		}
		for _, fn := range u.refers {
			if t := s.body(fn); t != nil {
				found[t.src] = append(found[t.src], u)
			}
		}
		u.each(func(n *node) {
			if (n.op == opField || n.op == opFieldAddr) && isPlain(n.obj.Type()) {
				found[origin(n.obj)] = append(found[origin(n.obj)], u)
			}
			for i := range n.args {
				if a := n.arg(i); a.op == opGlobal && a.obj != nil {
					found[a.obj] = append(found[a.obj], u)
				}
			}
		})
	}
	return found
}

// reopen has a unit compared although the other side has the same. What the initialization of a package calls is compared with it.
func (u *unit) reopen() {
	if !u.alike || len(u.top.blocks) == 0 {
		return
	}
	u.alike, u.changed = false, true
	if isInit(u) || u.top.initializes() {
		for _, other := range u.pkg.order {
			if isInit(other) || other.top.initializes() {
				other.reopen()
			}
		}
	}
}

// paramUses is how often the parameters of a function are used.
func (u *unit) paramUses() []int {
	count := make([]int, len(u.top.params))
	u.each(func(n *node) {
		for i := range n.args {
			if a := n.arg(i); a.op == opParam && a.fn == u.top {
				count[a.index]++
			}
		}
	})
	return count
}
