package debt

import (
	"cmp"
	"slices"
)

// answer is what one environment gives to a call, as far as the forward value is concerned.
type answer struct {
	environment string
	production  bool
	experiment  bool
	mode        Mode
	value       Value // iff mode is constant
}

// outlook is the answer of every environment, those of production first. Code runs in all of them, so that a value may replace a call only if all give it.
type outlook []answer

func newOutlook(f *Flag) outlook {
	o := make(outlook, 0, len(f.Environments))
	for _, e := range f.Environments {
		a := answer{e.Name, e.Production, e.Serving.Experiment, e.Serving.understood(), ""}
		if a.mode == ModeConstant {
			a.value = e.Serving.Value
		}
		o = append(o, a)
	}
	slices.SortFunc(o, func(a, b answer) int {
		if a.production != b.production {
			if a.production {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.environment, b.environment), cmp.Compare(a.mode, b.mode), cmp.Compare(a.value, b.value))
	})
	return o
}

// forward is the value that a call with this default gets in every environment, or the environments that stand against it. Both are empty where the default that decides is not constant, or production is not known.
func (o outlook) forward(fallback Value) (Value, outlook) {
	if len(o) == 0 || !o[0].production {
		return "", nil
	}
	target := fallback
	if i := slices.IndexFunc(o, func(a answer) bool { return a.production && a.mode == ModeConstant }); i >= 0 {
		target = o[i].value
	}
	var against outlook
	for _, a := range o {
		if got, certain := a.to(fallback); !certain || got != target {
			against = append(against, a)
		}
	}
	if len(against) > 0 {
		return "", against
	}
	return target, nil
}

// to is what a call with this default gets, if that is certain.
func (a answer) to(fallback Value) (value Value, certain bool) {
	switch {
	case a.experiment: // its end will change the answer
		return "", false
	case a.mode == ModeConstant:
		return a.value, true
	case a.mode == ModeCallerDefault:
		return fallback, true
	}
	return "", false
}

// words say what the environment does, to follow its name.
func (a answer) words() string {
	switch {
	case a.experiment:
		return "runs an experiment"
	case a.mode == ModeConstant:
		return "serves " + short(a.value)
	case a.mode == ModeCallerDefault:
		return "is off"
	case a.mode == ModeSplit:
		return "serves several values by percentage"
	case a.mode == ModeRules:
		return "serves several values by targeting"
	case a.mode == ModeTime:
		return "has a scheduled change"
	}
	return "has an unknown state"
}

// fits says whether a call that asks for kind can get the value; otherwise SDKs answer with an error and the default.
func (v Value) fits(kind Kind) bool {
	if v == "" {
		return false
	}
	first, integral := v[0], !slices.ContainsFunc([]byte(v), func(b byte) bool { return b == '.' || b == 'e' || b == 'E' })
	number := first == '-' || '0' <= first && first <= '9'
	switch kind {
	case KindBool:
		return v == "true" || v == "false"
	case KindString, KindVariant, KindStage:
		return first == '"'
	case KindInt:
		return number && integral
	case KindFloat:
		return number
	}
	return true
}
