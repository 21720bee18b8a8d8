package flagd

import (
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Delete takes a flag's definition out of a flag set, and the shared evaluators that nothing refers to without it.
func Delete(data []byte, key debt.Key) ([]debt.Edit, error) {
	root, err := document.Parse(data)
	if err != nil {
		return nil, err
	}
	definition, step, err := find(root.Get("flags"), string(key))
	if err != nil {
		return nil, err
	}
	draft := document.NewDraft(data)
	for _, path := range append([][]document.Step{{{Key: "flags"}, step}}, lonely(root, definition)...) {
		edits, err := document.Delete(draft.Bytes(), path...)
		if err != nil {
			return nil, err
		}
		draft.Apply(edits)
	}
	return draft.Edits(), nil
}

// Empty reports whether a flag set has neither flags nor anything else that says something; comments do not count.
func Empty(data []byte) bool {
	if document.Hollow(data) {
		return true
	}
	root, err := document.Parse(data)
	if err != nil || !root.Is(document.Object) {
		return false
	}
	return !slices.ContainsFunc(root.Members, func(m document.Member) bool {
		return m.Key != "$schema" && (len(m.Value.Members) > 0 || len(m.Value.Items) > 0 || m.Value.Scalar() != "")
	})
}

// find is a flag's definition among the flags, and the step to it.
func find(flags *document.Node, key string) (*document.Node, document.Step, error) {
	if flags.Is(document.Object) {
		if definition := flags.Get(key); definition != nil {
			return definition, document.Step{Key: key}, nil
		}
	}
	var found *document.Node
	var step document.Step
	for i, item := range flags.List() {
		if item.Get("key").Scalar() != key {
			continue
		}
		if found != nil {
			return nil, step, item.Errorf("keep one of them", "the flag %s is defined here and on line %d", document.Quote(key), found.Line)
		}
		found, step.Index = item, i
	}
	if found == nil {
		return nil, step, flags.Errorf("look at the file: it may have changed", "there is no flag %s", document.Quote(key))
	}
	return found, step, nil
}

// lonely is the paths to the evaluators to which nothing refers without the definition, but did with it. Those that nobody used before are left: somebody may be about to use them.
func lonely(root, definition *document.Node) [][]document.Step {
	evaluators := root.Member("$evaluators")
	if evaluators == nil || !evaluators.Value.Is(document.Object) {
		return nil
	}
	used := map[string]bool{}
	follow(definition, nil, evaluators.Value, used)
	kept := map[string]bool{}
	for _, m := range root.Members {
		if m.Key != evaluators.Key {
			follow(m.Value, definition, evaluators.Value, kept)
		}
	}
	for _, m := range evaluators.Value.Members {
		if !used[m.Key] {
			follow(m.Value, nil, evaluators.Value, kept)
		}
	}
	var paths [][]document.Step
	for _, m := range evaluators.Value.Members {
		if used[m.Key] && !kept[m.Key] {
			paths = append(paths, []document.Step{{Key: evaluators.Key}, {Key: m.Key}})
		}
	}
	if len(paths) > 0 && len(paths) == len(evaluators.Value.Members) {
		return [][]document.Step{{{Key: evaluators.Key}}}
	}
	return paths
}

// follow collects the evaluators to which a node refers, also by way of other evaluators. It does not look into the node except.
func follow(n, except, evaluators *document.Node, seen map[string]bool) {
	if n == except {
		return
	}
	for _, item := range n.Items {
		follow(item, except, evaluators, seen)
	}
	for _, m := range n.Members {
		follow(m.Value, except, evaluators, seen)
		name := m.Value.Scalar()
		if m.Key != "$ref" || seen[name] {
			continue
		}
		seen[name] = true
		if evaluator := evaluators.Get(name); evaluator != nil {
			follow(evaluator, except, evaluators, seen)
		}
	}
}
