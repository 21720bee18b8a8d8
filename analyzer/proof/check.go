package proof

import (
	"cmp"
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// check is one comparison of two versions.
type check struct {
	Question
	before, after *side
	result        *Result
	said          map[string]bool
	interfaces    map[string][]*types.TypeName // of packages whose code we do not see, by the names of their methods
}

// run brings both sides into one form and compares them, package by package.
func (c *check) run() {
	c.before = newSide(c.Before, c.External, c.Test, newForce(c.Before, c.assume))
	c.after = newSide(c.After, c.External, c.Test, newForce(c.After, func(AssumptionCode, token.Pos, string) {}))
	c.before.partial, c.after.partial = c.Partial, c.Partial
	now := c.pairs()
	c.before.absent = map[types.Object]bool{}
	for _, p := range c.before.packages {
		if q := now[p.name]; q != nil {
			c.absent(p, q)
		}
	}
	c.lower(now)
	c.before.assume, c.after.assume = c.assume, c.assume
	c.signatures(now)
	c.uneven(now)
	c.reduce(now)
	seen, has := map[string]bool{}, map[string]bool{}
	for _, p := range c.before.packages {
		has[p.name] = true
	}
	for _, p := range c.before.packages {
		plain := strings.TrimSuffix(p.name, testSuffix)
		c.pkg(p, now[p.name], plain != p.name && has[plain] && now[plain] != nil)
	}
	for _, p := range now {
		seen[p.name] = true
	}
	for _, q := range c.after.packages {
		if !seen[q.name] {
			c.difference(Difference{Func: q.name, Now: c.now(filePos(q)), What: "the package is new", Test: q.test})
		}
	}
}

// lower translates both versions, package by package.
func (c *check) lower(now map[string]*pkg) {
	for _, p := range c.before.packages {
		c.before.lower(p)
		if q := now[p.name]; q != nil {
			c.after.lower(q)
			c.same(p, q)
		}
	}
	for _, q := range c.after.packages {
		c.after.lower(q)
	}
	for _, s := range []*side{c.before, c.after} {
		for _, p := range s.packages {
			s.units = append(s.units, p.order...)
		}
	}
}

// signatures notes which functions take or give something else on the other side, or are only on one.
func (c *check) signatures(now map[string]*pkg) {
	c.before.only, c.after.only = map[*unit]bool{}, map[*unit]bool{}
	for _, v := range c.after.units {
		c.after.only[v] = true
	}
	for _, p := range c.before.packages {
		q := now[p.name]
		for _, u := range p.order {
			var v *unit
			if q != nil {
				v = q.units[u.name]
			}
			if v == nil {
				c.before.only[u], u.elide = true, true
				continue
			}
			delete(c.after.only, v)
			x, y := u.top.src.Signature, v.top.src.Signature
			if x.Params().Len() != y.Params().Len() || x.Results().Len() != y.Results().Len() {
				u.top.now, v.top.now = y, x
				u.elide, v.elide = true, true // so that what only led to a panic does not hold on to a parameter
			}
		}
	}
}

// pairs are the packages of the new code by the names of those of the original that they are compared with. One that has lost its last test, or has got its first, is compared with what is there.
func (c *check) pairs() map[string]*pkg {
	is, was := map[string]*pkg{}, map[string]bool{}
	for _, p := range c.after.packages {
		is[p.name] = p
	}
	for _, p := range c.before.packages {
		was[p.name] = true
	}
	now := map[string]*pkg{}
	for _, p := range c.before.packages {
		other := p.name + testSuffix
		if plain, ok := strings.CutSuffix(p.name, testSuffix); ok {
			other = plain
		}
		switch {
		case is[p.name] != nil:
			now[p.name] = is[p.name]
		case is[other] != nil && !was[other]:
			now[p.name] = is[other]
		}
	}
	return now
}

func filePos(p *pkg) token.Pos {
	if len(p.Files) == 0 {
		return token.NoPos
	}
	return p.Files[0].Package
}

// reduce normalises both sides as far as it goes. What only computed operands of an evaluation is taken out where the new code does not do it any more: last, so that only what can happen is looked for there.
func (c *check) reduce(now map[string]*pkg) {
	for _, s := range []*side{c.before, c.after} {
		for _, u := range s.units {
			u.normalise(s) // which does nothing where the other side has the same
		}
	}
	for again, round := true, 0; again && round < 50; round++ {
		again = c.before.learn()
		again = c.after.learn() || again
		if again {
			continue
		}
		if c.before.stage < inlining {
			c.before.stage++
			c.after.stage++
			again = true
			continue
		}
		for _, p := range c.before.packages {
			for _, u := range p.order {
				var v *unit
				if q := now[p.name]; q != nil {
					v = q.units[u.name]
				}
				if u.open() && u.drop(v) {
					u.normalise(c.before)
					again = true
				}
			}
		}
	}
}

// pkg compares a package with what became of it. Of one with its tests, only these count if it was compared without them.
func (c *check) pkg(p, q *pkg, plain bool) {
	switch {
	case q == nil:
		c.goneAll(p, plain)
		return
	case p.failed != "" || q.failed != "":
		c.difference(Difference{Func: p.name, Pos: c.was(filePos(p)), Now: c.now(filePos(q)), What: "the package could not be translated: " + cmp.Or(p.failed, q.failed), Test: p.test})
		return
	}
	for _, u := range p.order {
		v := q.units[u.name]
		if v == nil {
			c.gone(u)
			continue
		}
		if isInit(u) || plain && !u.test && u.top.name != "init" {
			continue // the initialization of the package calls it, or it has been compared without the tests
		}
		c.units(u, v)
	}
	for _, v := range q.order {
		if p.units[v.name] == nil && !isInit(v) {
			c.difference(Difference{Func: v.name, Now: c.now(v.top.src.Pos()), What: "the function is new", Test: c.inTest(c.After.Fset, v.top.src.Pos())})
		}
	}
	c.declarations(p, q)
}

// units compares two functions, and says how they differ.
func (c *check) units(u, v *unit) {
	if isInit(u) {
		return // the initialization of the package calls it
	}
	switch {
	case u.alike:
		c.result.Functions += len(u.functions)
		return
	case u.huge:
		c.difference(Difference{Func: u.name, Pos: c.was(u.top.src.Pos()), Now: c.now(v.top.src.Pos()), What: fmt.Sprintf("the test is too large to be compared: it has %d steps", u.size), Test: true})
		return
	}
	m := c.compared(u, v)
	if m != nil && m.bad != nil && c.elide(u, v) {
		m = c.compared(u, v)
	}
	if m == nil {
		return
	}
	c.result.Functions += len(m.frames)
	if m.bad == nil {
		c.lost(m, u, v)
	}
	if m.bad != nil {
		c.explain(u, v, m)
		return
	}
	for _, n := range m.dropped {
		if c.before.asksOnly(n, maxReading) {
			c.assume(OtherEvaluation, n.pos, c.before.text(n)+" is not evaluated any more, and nothing needs what else it does")
			continue
		}
		c.assume(DroppedPanic, n.pos, c.before.text(n)+" is not evaluated any more, and would not have panicked")
	}
	c.fed(u)
}

// compared compares two functions; nil is a failure, which has been told.
func (c *check) compared(u, v *unit) (m *comparison) {
	why := recovered(func() { m = c.compareUnits(u, v) })
	if why == "" {
		return m
	}
	c.difference(Difference{Func: u.name, Pos: c.was(u.top.src.Pos()), Now: c.now(v.top.src.Pos()), What: "the comparison failed: " + why, Test: c.inTest(c.Before.Fset, u.top.src.Pos())})
	return nil
}

// fed lists the calls of a unit that only fed an evaluation.
func (c *check) fed(u *unit) {
	for _, n := range u.gone {
		if !u.silent[n] {
			c.assume(DroppedCall, n.pos, c.before.text(n)+" only computed what the evaluation was given, and is not called any more")
		}
	}
}

// isInit says whether a unit is a function named init that the source declares.
func isInit(u *unit) bool { return strings.HasPrefix(u.top.src.Name(), "init#") }

// gone notes that a function is gone. That nothing of what is left uses it follows from that all of it is the same on the other side, which does not have it.
func (c *check) gone(u *unit) {
	if isInit(u) {
		return
	}
	pos := u.top.src.Pos()
	test := c.inTest(c.Before.Fset, pos)
	c.result.Deleted = append(c.result.Deleted, Deleted{Func: u.name, Pos: c.was(pos), Test: test})
	if c.typeGone(u) {
		// nothing that is left makes a value with the method
	} else if o := u.top.src.Object(); o != nil && !test && c.External(o) {
		c.difference(Difference{Func: u.name, Pos: c.was(pos), What: "the function is gone, and may be used from outside"})
	} else if o, ok := o.(*types.Func); ok && !test && u.top.src.Signature.Recv() != nil {
		c.method(u, o)
	}
	c.fed(u)
}

// typeGone says whether a function is a method of a type that is gone, too, and that nobody outside can name.
func (c *check) typeGone(u *unit) bool {
	recv := u.top.src.Signature.Recv()
	if recv == nil {
		return false
	}
	named, ok := types.Unalias(typeparamsDeref(recv.Type())).(*types.Named)
	if !ok || c.External(named.Obj()) {
		return false
	}
	return !slices.ContainsFunc(c.after.packages, func(p *pkg) bool {
		return p.Types.Path() == named.Obj().Pkg().Path() && p.Types.Scope().Lookup(named.Obj().Name()) != nil
	})
}

func (c *check) goneAll(p *pkg, plain bool) {
	for _, u := range p.order {
		if !isInit(u) && u.top.name != "init" && (u.test || !plain) {
			c.gone(u)
		}
	}
	if !p.test {
		c.assume(ImportDropped, filePos(p), "the package "+p.name+" is gone, and its initialization with it")
	}
}

func (c *check) was(pos token.Pos) token.Position { return c.Before.Fset.Position(pos) }
func (c *check) now(pos token.Pos) token.Position { return c.After.Fset.Position(pos) }

func (c *check) inTest(fset *token.FileSet, pos token.Pos) bool {
	return pos.IsValid() && c.Test(fset.Position(pos).Filename)
}

func (c *check) assume(code AssumptionCode, pos token.Pos, text string) {
	a := Assumption{Code: code, Pos: c.was(pos), Text: text, Test: c.inTest(c.Before.Fset, pos)}
	if key := fmt.Sprint(a); !c.said[key] {
		c.said[key] = true
		c.result.Assumptions = append(c.result.Assumptions, a)
	}
}

func (c *check) difference(d Difference) {
	if key := fmt.Sprint(d); !c.said[key] {
		c.said[key] = true
		c.result.Differences = append(c.result.Differences, d)
	}
}

// sort puts what is said into the order of the source.
func (c *check) sort() {
	at := func(a, b token.Position) int {
		return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Offset, b.Offset))
	}
	slices.SortStableFunc(c.result.Assumptions, func(a, b Assumption) int { return cmp.Or(at(a.Pos, b.Pos), cmp.Compare(a.Text, b.Text)) })
	slices.SortStableFunc(c.result.Differences, func(a, b Difference) int {
		return cmp.Or(at(cmp.Or(a.Pos, a.Now), cmp.Or(b.Pos, b.Now)), cmp.Compare(a.What, b.What))
	})
	slices.SortStableFunc(c.result.Deleted, func(a, b Deleted) int { return at(a.Pos, b.Pos) })
	c.result.Deleted = slices.CompactFunc(c.result.Deleted, func(a, b Deleted) bool { return a == b })
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
