package proof

import (
	"slices"
	"strings"
)

// mayRecover says whether something that a function defers may recover from a panic. Only what is deferred itself can: not a function that it calls.
func (s *side) mayRecover(f *function) bool {
	for _, b := range f.blocks {
		for _, n := range b.code {
			if n.op != opDefer {
				continue
			}
			if t := s.target(n); t == nil || t.recovers() {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.literal, func(t *function) bool { return t.deferring() })
}

// recovers says whether a function that is deferred may recover, as far as that can be told at a glance: it calls recover, or defers something, or makes a literal that does.
func (f *function) recovers() bool {
	for _, b := range f.blocks {
		for _, n := range b.code {
			if n.op == opDefer || strings.HasPrefix(n.key, "builtin recover") {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.literal, (*function).recovers)
}
