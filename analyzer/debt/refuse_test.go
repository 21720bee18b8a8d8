package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestReadValue(t *testing.T) {
	for _, test := range []struct {
		text string
		kind debt.Kind
		want debt.Value
	}{
		{"true", debt.KindBool, "true"},
		{"true", debt.KindUnknown, "true"},
		{"true", debt.KindString, `"true"`},
		{"on", debt.KindString, `"on"`},
		{"on", debt.KindVariant, `"on"`},
		{`"on"`, debt.KindString, `"on"`},
		{"on", debt.KindBool, `"on"`}, // fits no call, which is said there
		{"3", debt.KindInt, "3"},
		{"3", debt.KindString, `"3"`},
		{"", debt.KindString, `""`},
		{"null", debt.KindString, `"null"`},
		{`{"b": 1, "a": 2}`, debt.KindJSON, `{"a":2,"b":1}`},
		{"1 2", debt.KindUnknown, `"1 2"`},
	} {
		if got := debt.ReadValue(test.text, test.kind); got != test.want {
			t.Errorf("%q as %q is %s, want %s", test.text, test.kind, got, test.want)
		}
	}
}

func TestNamed(t *testing.T) {
	house := func(key string) debt.ID { return debt.ID{Provider: "house", Key: debt.Key(key)} }
	feature := func(key string) debt.ID { return debt.ID{Provider: "openfeature", Key: debt.Key(key)} }
	mention := with(call(ld("spoken-of"), 7, ""), func(r *debt.Reference) { r.Role = debt.RoleMention })
	refs := []debt.Reference{
		call(ld("both"), 1, "false"), call(house("both"), 2, "false"), call(feature("one"), 3, "false"), call(ld("one"), 4, "false"),
		call(house("a:b"), 5, "false"), mention, dynamic("launchdarkly", 8, &debt.Affix{}),
	}
	flags := []debt.Flag{flag("one"), flag("unread"), {ID: house("one")}}
	table := debt.NewTable(flags, day(t, now), debt.DefaultPolicy(), debt.Scope{Providers: map[string][]string{"openfeature": {"launchdarkly"}}})
	for _, test := range []struct {
		name string
		want debt.ID
		code debt.Code
	}{
		{"one", ld("one"), ""}, // in the words of the state, and not the in-house one that no code reads
		{"openfeature:one", ld("one"), ""},
		{"launchdarkly:one", ld("one"), ""},
		{"house:one", house("one"), ""},
		{"unread", ld("unread"), ""},
		{"spoken-of", ld("spoken-of"), ""},
		{"a:b", house("a:b"), ""},
		{"house:a:b", house("a:b"), ""},
		{"both", debt.ID{Key: "both"}, debt.CodeAmbiguous},
		{"house:both", house("both"), ""},
		{"none", debt.ID{Key: "none"}, debt.CodeNotFound},
		{"nobody:one", debt.ID{Key: "nobody:one"}, debt.CodeNotFound},
		{"", debt.ID{}, debt.CodeNotFound},
	} {
		got, obstacle := table.Named(test.name, refs)
		if got != test.want || codeOf(obstacle) != test.code {
			t.Errorf("%q is %v (%v), want %v (%q)", test.name, got, obstacle, test.want, test.code)
		}
	}
	_, obstacle := table.Named("both", refs)
	if want := `several providers have a flag "both": name one: house:both or launchdarkly:both`; obstacle.Error() != want {
		t.Errorf("%s, want %s", obstacle, want)
	}
}

func codeOf(o *debt.Obstacle) debt.Code {
	if o == nil {
		return ""
	}
	return o.Code
}

// TestRemovable holds every answer of the state against what a person may ask for: nothing, a value, and force. An entry is the value that stays, or the code of what stands in the way.
func TestRemovable(t *testing.T) {
	since := on(t, "2025-01-01")
	on, off := constant("production", "true", since), mode("production", debt.ModeCallerDefault, since)
	experiment := with(on, func(e *debt.Environment) { e.Serving.Experiment = true })
	boolean := []debt.Reference{call(ld("f"), 1, "false"), call(ld("f"), 2, "true")}
	equal := []debt.Reference{call(ld("f"), 1, "false"), call(ld("f"), 2, "false")}
	text := []debt.Reference{with(call(ld("f"), 1, `"old"`), func(r *debt.Reference) { r.Kind = debt.KindString })}
	ofType := func(typ debt.Type) debt.Flag { return with(flag("f", on), func(f *debt.Flag) { f.Type = typ }) }
	archived := func(f debt.Flag) debt.Flag { f.Archived = true; return f }
	tests := map[string]struct {
		flags []debt.Flag
		refs  []debt.Reference
		keep  []debt.Keep
		// The answers without --to, with --to true, with --to false; and the same with --force.
		want, forced [3]string
	}{
		"constant":                 {flags: []debt.Flag{flag("f", on)}, refs: boolean, want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"off":                      {flags: []debt.Flag{flag("f", off)}, refs: boolean, want: [3]string{"", "mixed-serving", "mixed-serving"}, forced: [3]string{"", "true", "false"}},
		"off, one default":         {flags: []debt.Flag{flag("f", off)}, refs: equal, want: [3]string{"", "mixed-serving", "false"}, forced: [3]string{"", "true", "false"}},
		"no source":                {refs: boolean, want: [3]string{"no-value", "true", "false"}, forced: [3]string{"no-value", "true", "false"}},
		"no production":            {flags: []debt.Flag{flag("f", constant("staging", "true", since))}, refs: boolean, want: [3]string{"no-value", "true", "false"}, forced: [3]string{"no-value", "true", "false"}},
		"state not known":          {flags: []debt.Flag{flag("f", mode("production", debt.ModeUnknown, since))}, refs: boolean, want: [3]string{"no-value", "true", "false"}, forced: [3]string{"no-value", "true", "false"}},
		"rules":                    {flags: []debt.Flag{flag("f", mode("production", debt.ModeRules, since))}, refs: boolean, want: [3]string{"mixed-serving", "mixed-serving", "mixed-serving"}, forced: [3]string{"mixed-serving", "true", "false"}},
		"scheduled":                {flags: []debt.Flag{flag("f", mode("production", debt.ModeTime, since))}, refs: boolean, want: [3]string{"mixed-serving", "mixed-serving", "mixed-serving"}, forced: [3]string{"mixed-serving", "true", "false"}},
		"experiment":               {flags: []debt.Flag{flag("f", experiment)}, refs: boolean, want: [3]string{"mixed-serving", "mixed-serving", "mixed-serving"}, forced: [3]string{"mixed-serving", "true", "false"}},
		"staging differs":          {flags: []debt.Flag{flag("f", on, constant("staging", "false", since))}, refs: boolean, want: [3]string{"mixed-serving", "mixed-serving", "mixed-serving"}, forced: [3]string{"mixed-serving", "true", "false"}},
		"staging off, one agrees":  {flags: []debt.Flag{flag("f", on, mode("staging", debt.ModeCallerDefault, since))}, refs: boolean, want: [3]string{"mixed-serving", "mixed-serving", "mixed-serving"}, forced: [3]string{"mixed-serving", "true", "false"}},
		"staging off, all agree":   {flags: []debt.Flag{flag("f", on, mode("staging", debt.ModeCallerDefault, since))}, refs: boolean[1:], want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"another kind":             {flags: []debt.Flag{flag("f", on)}, refs: text, want: [3]string{"value-kind", "value-kind", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"another kind, silent":     {refs: text, want: [3]string{"no-value", "value-kind", "value-kind"}, forced: [3]string{"no-value", "true", "false"}},
		"kill switch":              {flags: []debt.Flag{ofType(debt.TypeKillSwitch)}, refs: boolean, want: [3]string{"kill-switch", "kill-switch", "kill-switch"}, forced: [3]string{"true", "true", "false"}},
		"permission":               {flags: []debt.Flag{ofType(debt.TypePermission)}, refs: boolean, want: [3]string{"kill-switch", "kill-switch", "kill-switch"}, forced: [3]string{"true", "true", "false"}},
		"permanent":                {flags: []debt.Flag{with(flag("f", on), func(f *debt.Flag) { f.Permanent = true })}, refs: boolean, want: [3]string{"kill-switch", "kill-switch", "kill-switch"}, forced: [3]string{"true", "true", "false"}},
		"kept":                     {flags: []debt.Flag{flag("f", on)}, refs: boolean, keep: []debt.Keep{{Key: "f"}}, want: [3]string{"kill-switch", "kill-switch", "kill-switch"}, forced: [3]string{"true", "true", "false"}},
		"archived kill switch":     {flags: []debt.Flag{archived(with(ofType(debt.TypeKillSwitch), func(f *debt.Flag) { f.Permanent = true }))}, refs: boolean, keep: []debt.Keep{{Key: "f"}}, want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"prerequisite":             {flags: []debt.Flag{with(flag("f", on), func(f *debt.Flag) { f.Dependents = []debt.ID{ld("g")} }), flag("g", on)}, refs: boolean, want: [3]string{"prerequisite", "prerequisite", "prerequisite"}, forced: [3]string{"true", "true", "false"}},
		"archived prerequisite":    {flags: []debt.Flag{archived(with(flag("f", on), func(f *debt.Flag) { f.Dependents = []debt.ID{ld("g")} })), flag("g", on)}, refs: boolean, want: [3]string{"prerequisite", "prerequisite", "prerequisite"}, forced: [3]string{"true", "true", "false"}},
		"dependent archived":       {flags: []debt.Flag{with(flag("f", on), func(f *debt.Flag) { f.Dependents = []debt.ID{ld("g")} }), archived(flag("g", on))}, refs: boolean, want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"not read":                 {flags: []debt.Flag{flag("f", on)}, want: [3]string{"true", "true", "false"}, forced: [3]string{"true", "true", "false"}},
		"not read, rules":          {flags: []debt.Flag{flag("f", mode("production", debt.ModeRules, since))}, want: [3]string{"", "true", "false"}, forced: [3]string{"", "true", "false"}},
		"built at run time":        {flags: []debt.Flag{flag("f", on)}, refs: []debt.Reference{dynamic("launchdarkly", 3, &debt.Affix{})}, want: [3]string{"dynamic-key", "dynamic-key", "dynamic-key"}, forced: [3]string{"true", "true", "false"}},
		"built otherwise":          {flags: []debt.Flag{flag("f", on)}, refs: []debt.Reference{dynamic("launchdarkly", 3, &debt.Affix{Prefix: "g"}), dynamic("house", 4, nil)}, want: [3]string{"true", "true", "false"}, forced: [3]string{"true", "true", "false"}},
		"read and built perhaps":   {flags: []debt.Flag{flag("f", on)}, refs: append(boolean[:2:2], dynamic("launchdarkly", 3, nil)), want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"gate, locked":             {flags: []debt.Flag{{ID: ld("f"), Source: "code", Gate: &debt.Gate{Locked: true}, Environments: []debt.Environment{constant("production", "true", debt.Date{})}}}, refs: boolean, want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
		"other flags do not count": {flags: []debt.Flag{flag("f", on)}, refs: append(boolean[:2:2], with(call(ld("g"), 9, ""), func(r *debt.Reference) { r.Kind = debt.KindString })), want: [3]string{"true", "true", "mixed-serving"}, forced: [3]string{"true", "true", "false"}},
	}
	for name, test := range tests {
		policy := debt.DefaultPolicy()
		policy.Keep = test.keep
		table := debt.NewTable(test.flags, day(t, now), policy, debt.Scope{})
		for force, want := range map[bool][3]string{false: test.want, true: test.forced} {
			for i, to := range []debt.Value{"", "true", "false"} {
				value, obstacle := table.Removable(ld("f"), test.refs, debt.Wish{To: to, Force: force})
				got := string(value)
				if obstacle != nil {
					got = string(obstacle.Code)
					if obstacle.ID != ld("f") || obstacle.What == "" || obstacle.Do == "" {
						t.Errorf("%s: the obstacle says too little: %+v", name, *obstacle)
					}
				}
				if got != want[i] {
					t.Errorf("%s, to %q, force %t: %q, want %q (%v)", name, to, force, got, want[i], obstacle)
				}
			}
		}
	}
}

// TestRefusalsInWords holds the refusals to what a person reads of them.
func TestRefusalsInWords(t *testing.T) {
	since := on(t, "2025-01-01")
	on := constant("production", "true", since)
	refs := []debt.Reference{call(ld("f"), 1, "false")}
	for want, f := range map[string]debt.Flag{
		`flag "f" serves true to everyone in production since 2025-01-01, but staging serves false: finish the rollout, or name the value with --to and --force`: flag("f", on, constant("staging", "false", since)),
		`flag "f" serves several values by targeting in production: finish the rollout, or name the value with --to and --force`:                                 flag("f", mode("production", debt.ModeRules, since)),
		`what flag "f" serves is not known: the state in production is not known: name the value that stays with --to`:                                           flag("f", mode("production", debt.ModeUnknown, since)),
		`flag "f" is constant on purpose: it is a kill-switch flag: leave it, or use --force if nobody needs the switch any more`:                                with(flag("f", on), func(f *debt.Flag) { f.Type = debt.TypeKillSwitch }),
		`flag "g" has "f" as a prerequisite: remove that flag, or its prerequisite, first`:                                                                       with(flag("f", on), func(f *debt.Flag) { f.Dependents = []debt.ID{ld("g")} }),
		`shop/cart.go:1:5: this call asks for a value of kind bool, and "x" is none: give a value of the right kind with --to, or correct the call`:              flag("f", constant("production", `"x"`, since)),
	} {
		_, obstacle := debt.NewTable([]debt.Flag{f}, day(t, now), debt.DefaultPolicy(), debt.Scope{}).Removable(ld("f"), refs, debt.Wish{})
		if obstacle == nil || obstacle.Error() != want {
			t.Errorf("%v, want %s", obstacle, want)
		}
	}
	_, obstacle := debt.NewTable([]debt.Flag{flag("f", on)}, day(t, now), debt.DefaultPolicy(), debt.Scope{}).Removable(ld("f"), refs, debt.Wish{To: "false"})
	if want := `flag "f" serves true to everyone, not false: leave --to out, or add --force if it is meant`; obstacle == nil || obstacle.Error() != want {
		t.Errorf("%v, want %s", obstacle, want)
	}
}
