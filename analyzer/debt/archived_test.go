package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestArchived(t *testing.T) {
	archived := func(environments ...debt.Environment) debt.Flag {
		return with(flag("a", environments...), func(f *debt.Flag) { f.Archived = true })
	}
	off := mode("prod", debt.ModeCallerDefault, debt.Date{})
	tests := map[string]struct {
		flag     debt.Flag
		fallback debt.Value
		want     string
	}{
		"off":                          {archived(off), "false", `, so this call gets its own default (false): remove it, keep the false side => false`},
		"off, default not constant":    {archived(off), "", `, so this call gets its own default: remove it from the code, or restore it there`},
		"off, but not everywhere":      {archived(off, mode("dev", debt.ModeRules, debt.Date{})), "false", `, so this call gets its own default: remove it from the code, or restore it there`},
		"still served":                 {archived(constant("prod", "true", debt.Date{})), "false", ` and serves true to everyone: remove it, keep the true side => true`},
		"state not known":              {archived(), "false", `: remove it from the code, or restore it there`},
		"served where it is not known": {archived(mode("prod", "", debt.Date{})), "false", `: remove it from the code, or restore it there`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			// A keep does not silence it, and neither stale nor expired nor unused adds to it.
			policy := debt.DefaultPolicy()
			policy.Keep = []debt.Keep{{Key: "a", Reason: "audit"}}
			test.flag.Expires, test.flag.Created = on(t, "2020-01-01"), on(t, "2019-01-01")
			scope := debt.Scope{Whole: true, Sources: []debt.Source{{Name: test.flag.Source, Provider: "launchdarkly", Exclusive: true}}}
			check(t, []debt.Reference{call(ld("a"), 3, test.fallback)}, []debt.Flag{test.flag}, policy, scope,
				`shop/cart.go:3:5 error archived: flag "a" is archived at launchdarkly`+test.want)
			check(t, nil, []debt.Flag{test.flag}, policy, scope)
		})
	}
}

func TestEveryCallOfAnArchivedFlag(t *testing.T) {
	f := with(flag("a"), func(f *debt.Flag) { f.Archived, f.Provider = true, "" })
	refs := []debt.Reference{call(f.ID, 9, "true"), call(f.ID, 3, "true")}
	refs = append(refs, with(refs[0], func(r *debt.Reference) { r.Pos.File = "shop/cart_test.go" }))
	for _, role := range []debt.Role{debt.RoleDeclaration, debt.RoleForward, debt.RoleMention, debt.RoleTestOverride} {
		refs = append(refs, with(refs[0], func(r *debt.Reference) { r.Role = role }))
	}
	policy := debt.DefaultPolicy()
	policy.Rules = map[debt.Rule]debt.Severity{debt.RuleArchived: debt.SeverityWarning}
	check(t, refs, []debt.Flag{f}, policy, debt.Scope{},
		`shop/cart.go:3:5 warning archived: flag "a" is archived: remove it from the code, or restore it there`,
		`shop/cart.go:9:5 warning archived: flag "a" is archived: remove it from the code, or restore it there`,
		`shop/cart_test.go:9:5 warning archived: flag "a" is archived: remove it from the code, or restore it there`)
	policy.Rules[debt.RuleArchived] = debt.SeverityOff
	check(t, refs, []debt.Flag{f}, policy, debt.Scope{})
}
