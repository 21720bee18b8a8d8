package launchdarkly

import (
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// sdkData reads what an SDK holds of one environment: definitions under flags, and constants under flagValues. It is all that the environment has, but it has neither dates nor owners.
func sdkData(d *document.Decoded, root *document.Node) {
	d.Complete = true
	if flags := root.Get("flags"); flags.Is(document.Object) {
		for _, m := range flags.Members {
			sdkFlag(d, m)
		}
	}
	if values := root.Get("flagValues"); values.Is(document.Object) {
		for _, m := range values.Members {
			flagValue(d, m)
		}
	}
}

func sdkFlag(d *document.Decoded, m document.Member) {
	f := debt.Flag{ID: debt.ID{Provider: Provider, Key: debt.Key(m.Key)}, Origin: m.Pos()}
	f.Archived = m.Value.Get("deleted").True()
	values := m.Value.Get("variations").List()
	f.Kind = document.KindOf(values)
	r := &reader{Decoded: d, flag: &f}
	r.readVariations(values)
	a := r.answer(debt.AnyEnvironment, m.Value)
	if f.Archived {
		a = document.Gone(f.Key, debt.AnyEnvironment)
	}
	f.Environments = []debt.Environment{{Name: debt.AnyEnvironment}}
	d.Add(f, a)
}

// flagValue reads a constant of file data.
func flagValue(d *document.Decoded, m document.Member) {
	f := debt.Flag{ID: debt.ID{Provider: Provider, Key: debt.Key(m.Key)}, Origin: m.Pos(), Kind: document.KindOf([]*document.Node{m.Value})}
	f.Environments = []debt.Environment{{Name: debt.AnyEnvironment}}
	a := document.Answer{Key: f.Key, Environment: debt.AnyEnvironment}
	value, err := m.Value.Value()
	if err != nil {
		d.Problem(document.AsProblem(err))
		a.Met.Outcomes.Unknown = "the value could not be read"
	} else {
		a.Met.Outcomes.Always(value)
		a.Met.Variants = []string{variant(0)}
	}
	d.Add(f, a)
}
