package program

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// capture tells packages of the fields in which another package keeps the answer of a flag: a server is made by who reads the flags, and reads the field itself. Who does so need not see who writes it.
func (in *inference) capture(ctx context.Context) error {
	fields := map[string]held{}
	several := map[string]bool{}
	for _, captures := range in.captures {
		for _, field := range captures {
			old, again := fields[field.Key]
			several[field.Key] = several[field.Key] || again && old.Object.ID != field.Object.ID
			fields[field.Key] = field
		}
	}
	for key := range fields {
		if several[key] || in.objects[key] != nil {
			delete(fields, key)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	words := map[string]bool{}
	declaring := map[string]bool{}
	for _, field := range fields {
		in.objects[field.Key], in.holding[field.Name] = field.Object, true
		words[field.Name], declaring[field.Package] = true, true
	}
	in.known = slices.SortedFunc(maps.Values(fields), func(a, b held) int { return strings.Compare(a.Key, b.Key) })
	in.base = in.ruleBase()
	return in.lookAgain(ctx, words, func(n *node) bool { return in.sees(n, declaring, map[*node]bool{}) })
}

// sees reports whether a package is one of some, or imports one, be it by way of others.
func (in *inference) sees(n *node, paths map[string]bool, seen map[*node]bool) bool {
	if paths[n.path] {
		return true
	}
	seen[n] = true
	for _, dep := range n.deps {
		if dep.main && !seen[dep] && in.sees(dep, paths, seen) {
			return true
		}
	}
	return false
}
