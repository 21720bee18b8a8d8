package debt

import "slices"

// keep is an exception together with whether it holds on the day of the judgement.
type keep struct {
	Keep
	live bool
}

// newKeeps finds out which exceptions hold: those without an end, and the others up to and including their last day.
func newKeeps(keeps []Keep, now Day) []keep {
	judged := make([]keep, len(keeps))
	for i, k := range keeps {
		judged[i] = keep{k, k.Until == 0 || now <= k.Until}
	}
	return judged
}

// matches reports whether the exception is about the flag.
func (k *Keep) matches(id ID) bool {
	return (k.Provider == "" || k.Provider == id.Provider) && glob(k.Key, string(id.Key))
}

// kept is the first exception that holds for the flag, or nil.
func (t *Table) kept(id ID) *Keep {
	for i := range t.keeps {
		if k := &t.keeps[i]; k.live && k.matches(id) {
			return &k.Keep
		}
	}
	return nil
}

// keptExactly is the first exception that names a key without a flag in full. A glob keeps flags that exist: it must not hide a misspelt key, which is no flag at all.
func (t *Table) keptExactly(id ID) *Keep {
	providers := append([]string{id.Provider}, t.behind(id.Provider)...)
	for i := range t.keeps {
		k := &t.keeps[i]
		if k.live && Key(k.Key) == id.Key && (k.Provider == "" || slices.Contains(providers, k.Provider)) {
			return &k.Keep
		}
	}
	return nil
}
