package config

import (
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Answer is what a call gives for the value of a flag: the text that means on or off, where there is one for it. It is none where the text true or false would not be one of the flag's.
func (a *API) Answer(to debt.Value) debt.Value {
	if len(a.On)+len(a.Off) == 0 {
		return to
	}
	for _, word := range []struct {
		truth debt.Value
		texts Strings
	}{{debt.BoolValue(true), a.On}, {debt.BoolValue(false), a.Off}} {
		text, _ := debt.ValueOf(string(word.truth)) // a string always encodes
		switch {
		case to == text && !slices.Contains(slices.Concat(a.On, a.Off), string(word.truth)):
			return ""
		case to == word.truth && len(word.texts) == 1:
			on, _ := debt.ValueOf(word.texts[0])
			return on
		case to == word.truth:
			return "" // nobody can tell which of several
		}
	}
	return to
}
