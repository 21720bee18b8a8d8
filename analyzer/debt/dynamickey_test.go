package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestDynamicKey is fault 42.
func TestDynamicKey(t *testing.T) {
	flags := []debt.Flag{flag("exp-a"), flag("exp-b"), flag("exp-c"), flag("exp-d"), flag("ops-a-x"), flag("ops-b-x"),
		with(flag("ops-old-x"), func(f *debt.Flag) { f.Archived = true })}
	for _, key := range []string{"u1", "u2", "u3"} {
		flags = append(flags, with(flag(key), func(f *debt.Flag) { f.Provider = "unleash" }))
	}
	const end = `: ask for each flag by a constant key, or nobody can tell where it is used`
	tests := map[string]struct {
		provider string
		affix    *debt.Affix
		want     string
	}{
		"many":                {"launchdarkly", &debt.Affix{Prefix: "exp-", Text: `"exp-"+name`}, `the flag key "exp-"+name is built at run time and may be any of 4 known flags ("exp-a", "exp-b" and 2 more)`},
		"two":                 {"launchdarkly", &debt.Affix{Prefix: "ops-", Suffix: "-x", Text: `key(n)`}, `the flag key key(n) is built at run time and may be "ops-a-x" or "ops-b-x"`},
		"exactly the affixes": {"launchdarkly", &debt.Affix{Suffix: "a-x", Prefix: "ops-"}, `the flag key is built at run time and may be "ops-a-x"`},
		"three":               {"unleash", &debt.Affix{Prefix: "u"}, `the flag key is built at run time and may be "u1", "u2" or "u3"`},
		"one":                 {"openfeature", &debt.Affix{Suffix: "b-x"}, `the flag key is built at run time and may be "ops-b-x"`},
		"none":                {"launchdarkly", &debt.Affix{Prefix: "zz"}, `the flag key is built at run time and matches no known flag`},
		"anything":            {"launchdarkly", &debt.Affix{Text: "key"}, `the flag key key is built at run time and may be any of the 6 known flags`},
		"no affix":            {"launchdarkly", nil, `the flag key is built at run time and may be any of the 6 known flags`},
		"no flags":            {"flagd", &debt.Affix{Prefix: "zz"}, `the flag key is built at run time`},
		"any provider":        {"", &debt.Affix{Prefix: "ops-b"}, `the flag key is built at run time and may be "ops-b-x"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			ref := dynamic(test.provider, 3, test.affix)
			scope := debt.Scope{Providers: map[string][]string{"openfeature": {"launchdarkly"}}}
			check(t, []debt.Reference{ref}, flags, debt.DefaultPolicy(), scope, `shop/cart.go:3:5 info dynamic-key: `+test.want+end)
			got := debt.Judge([]debt.Reference{ref}, flags, day(t, now), debt.DefaultPolicy(), scope)
			if got[0].Key != "" || got[0].Provider != test.provider || got[0].Reference != 0 {
				t.Errorf("finding of %v at reference %d", got[0].ID, got[0].Reference)
			}
		})
	}
}

func TestDynamicKeyLeavesAlone(t *testing.T) {
	ref := dynamic("launchdarkly", 3, &debt.Affix{Text: "key"})
	check(t, []debt.Reference{
		with(ref, func(r *debt.Reference) { r.Pos.File = "shop/cart_test.go" }),
		with(ref, func(r *debt.Reference) { r.Role = debt.RoleForward }),
		with(ref, func(r *debt.Reference) { r.Role = debt.RoleTestOverride }),
	}, nil, debt.DefaultPolicy(), debt.Scope{})
	check(t, []debt.Reference{ref}, nil, debt.Policy{Rules: map[debt.Rule]debt.Severity{debt.RuleDynamicKey: debt.SeverityOff}}, debt.Scope{})
}
