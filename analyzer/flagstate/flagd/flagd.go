// Package flagd reads the flag definitions of flagd, OpenFeature's daemon, and takes flags out of them: JSON or YAML, one file per environment.
package flagd

import (
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Provider is the provider of the flags.
const Provider = "flagd"

// Decode reads a flag set: flags is a map from keys to definitions, or a list of definitions with a key. The file is complete, since flagd knows only what its sources hold.
func Decode(data []byte, _ debt.Day) (*document.Decoded, error) {
	root, err := document.Parse(data)
	if err != nil {
		return nil, err
	}
	flags := root.Get("flags")
	f := &file{Decoded: &document.Decoded{Complete: true}, evaluators: root.Get("$evaluators"), metadata: root.Get("metadata")}
	switch {
	case flags.Is(document.Object):
		for _, m := range flags.Members {
			f.flag(m)
		}
	case flags.Is(document.Array):
		for _, item := range flags.Items {
			f.listed(item)
		}
	default:
		return nil, root.Errorf("write the flags as a map or a list under flags", "the file holds no flags of flagd")
	}
	return f.Decoded, nil
}

// file is one flag set while it is read.
type file struct {
	*document.Decoded
	evaluators *document.Node
	metadata   *document.Node
}

// listed reads a definition that names its key itself.
func (f *file) listed(n *document.Node) {
	key := n.Member("key")
	if key == nil || key.Value.Scalar() == "" {
		f.Skip(n.Errorf("give it a key", "a flag has no key"))
		return
	}
	pos := key.Value.Pos()
	f.flag(document.Member{Key: key.Value.Scalar(), Line: pos.Line, Column: pos.Column, Value: n})
}

func (f *file) flag(m document.Member) {
	flag := debt.Flag{ID: debt.ID{Provider: Provider, Key: debt.Key(m.Key)}, Origin: m.Pos()}
	var values []*document.Node
	if variants := m.Value.Get("variants"); variants.Is(document.Object) {
		for _, variant := range variants.Members {
			values = append(values, variant.Value)
		}
	}
	flag.Kind = document.KindOf(values)
	outcomes, err := f.outcomes(m.Value)
	if err != nil {
		f.Problem(document.AsProblem(err))
		outcomes = document.Outcomes{Unknown: "the definition could not be read"}
	}
	flag.Environments = []debt.Environment{{Name: debt.AnyEnvironment, Serving: outcomes.Serving(), Rules: outcomes.Rules}}
	f.Describe(&flag, m.Value.Get("metadata"))
	f.Describe(&flag, f.metadata) // flagd hands the set's metadata to every flag that does not set it
	f.Add(flag)
}

// outcomes is what a definition serves. A disabled flag, and one without a default variant, leaves the answer to the default of the call.
func (f *file) outcomes(n *document.Node) (out document.Outcomes, err error) {
	if !n.Is(document.Object) {
		return out, n.Errorf("write state, variants and defaultVariant", "a flag is %s", n.Kind)
	}
	variants, err := readVariants(n)
	if err != nil {
		return out, err
	}
	switch state := n.Get("state"); state.Scalar() {
	case "DISABLED":
		out.Always(document.CallerDefault)
		return out, nil
	case "ENABLED":
	default:
		return out, at(state, n).Errorf("write ENABLED or DISABLED", "a flag's state is %s", document.Quote(state.Scalar()))
	}
	t := &targeting{variants: variants, evaluators: f.evaluators, out: &out}
	if t.fallback, err = defaultVariant(n, variants); err != nil {
		return out, err
	}
	if rules := n.Get("targeting"); rules.Has() && !(rules.Kind == document.Object && len(rules.Members) == 0) {
		t.collect(rules, out.Always, 0)
	} else {
		out.Always(t.fallback)
	}
	return out, nil
}

func readVariants(n *document.Node) (map[string]debt.Value, error) {
	node := n.Get("variants")
	if !node.Is(document.Object) || len(node.Members) == 0 {
		return nil, at(node, n).Errorf("add variants", "a flag has no variants")
	}
	variants := make(map[string]debt.Value, len(node.Members))
	for _, m := range node.Members {
		value, err := m.Value.Value()
		if err != nil {
			return nil, err
		}
		variants[m.Key] = value
	}
	return variants, nil
}

// defaultVariant is the value of the default variant, or the default of the call if there is none.
func defaultVariant(n *document.Node, variants map[string]debt.Value) (debt.Value, error) {
	name := n.Get("defaultVariant")
	if name.Scalar() == "" && !name.Is(document.Array) && !name.Is(document.Object) {
		return document.CallerDefault, nil
	}
	value, ok := variants[name.Scalar()]
	if !ok {
		return "", name.Errorf("name one of the variants", "there is no variant %s", document.Quote(name.Scalar()))
	}
	return value, nil
}

// at is the node, or what is around it if it is missing.
func at(n, around *document.Node) *document.Node {
	if n == nil {
		return around
	}
	return n
}
