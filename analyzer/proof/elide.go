package proof

import (
	"maps"
	"slices"
	"strings"
)

// elide takes out the branches of the original in which nothing but a panic could happen and which the new code does not have, and says whether there were any.
func (c *check) elide(u, v *unit) bool {
	if u.elide {
		return false
	}
	lost := len(u.lost)
	u.elide = true
	for again := true; again; { // a branch without the one in it may do nothing but panic, too
		at := len(u.lost)
		u.spare, u.changed = u.spared(v), true
		for range 2 { // what does nothing any more need not be called
			u.normalise(c.before)
			c.before.facts.results(u)
		}
		u.normalise(c.before)
		again = len(u.lost) > at
	}
	return len(u.lost) > lost
}

// spared counts the blocks that do nothing but what might panic, and that the new code does not have.
func (u *unit) spared(v *unit) map[string]int {
	count := u.panicking()
	for what, n := range v.panicking() {
		count[what] -= n
	}
	maps.DeleteFunc(count, func(_ string, n int) bool { return n <= 0 })
	return count
}

// panicking counts the blocks that do nothing but what might panic, by what that is.
func (u *unit) panicking() map[string]int {
	count := map[string]int{}
	for _, f := range u.functions {
		for _, b := range f.blocks {
			if b.mayOnlyPanic() {
				count[b.panicText()]++
			}
		}
	}
	return count
}

// mayOnlyPanic says whether a block does nothing but what might panic.
func (b *block) mayOnlyPanic() bool {
	return len(b.last().panics) > 0 && !slices.ContainsFunc(b.code[:len(b.code)-1], (*node).isStep)
}

// panicText says what might panic in a block.
func (b *block) panicText() string {
	var out []string
	for _, p := range b.last().panics {
		out = append(out, p.does())
	}
	return strings.Join(out, "\n")
}

// isEmpty says whether a block does nothing before it ends. What depends on its operands alone has no place, so it may move on. What might have panicked, and is not needed otherwise, counts unless it may be lost.
func (u *unit) isEmpty(b *block) bool {
	switch {
	case slices.ContainsFunc(b.code[:len(b.code)-1], (*node).isStep):
		return false
	case len(b.last().panics) == 0:
		return true
	}
	return u.elide && (u.spare == nil || u.spare[b.panicText()] > 0)
}

// lose notes that what might have panicked in an empty block does not any more.
func (u *unit) lose(b *block) {
	last := b.last()
	if len(last.panics) == 0 {
		return
	}
	if u.spare != nil {
		u.spare[b.panicText()]--
	}
	u.lost = append(u.lost, last.panics...)
	last.panics = nil
}

// lost finds what may panic now where nothing else happens. What is gone there is an assumption.
func (c *check) lost(m *comparison, u, v *unit) {
	if len(v.lost) > 0 {
		m.fail(nil, nil, v.lost[0], "panics")
		return
	}
	m.dropped = append(m.dropped, u.lost...)
}
