package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestExpired(t *testing.T) {
	expires := func(date string) func(*debt.Flag) {
		return func(f *debt.Flag) { f.Expires = by(t, debt.ClockMetadata, date) }
	}
	young := constant("prod", "true", on(t, "2025-11-20"))
	refs := []debt.Reference{call(ld("a"), 3, "false"), call(ld("a"), 5, "false")}
	check(t, refs, []debt.Flag{with(flag("a", young), expires("2025-11-22"))}, debt.DefaultPolicy(), debt.Scope{}) // its last day
	check(t, refs, []debt.Flag{with(flag("a", young), expires("2025-11-21"))}, debt.DefaultPolicy(), debt.Scope{},
		`shop/cart.go:3:5 warning expired: flag "a" expired on 2025-11-21, and this call gets true everywhere: remove it, keep the true side => true`,
		`shop/cart.go:5:5 warning expired: flag "a" expired on 2025-11-21, and this call gets true everywhere: remove it, keep the true side => true`)
	check(t, refs[:1], []debt.Flag{with(flag("a", mode("prod", debt.ModeRules, debt.Date{})), expires("2025-11-21"))}, debt.DefaultPolicy(), debt.Scope{},
		`shop/cart.go:3:5 warning expired: flag "a" expired on 2025-11-21: remove it, or move the date if it is still needed`)

	t.Run("beside stale", func(t *testing.T) {
		check(t, refs[:1], []debt.Flag{with(flag("a", constant("prod", "true", on(t, "2025-01-01"))), expires("2025-11-21"))}, debt.DefaultPolicy(), debt.Scope{},
			`shop/cart.go:3:5 warning stale: flag "a" serves true to everyone since 2025-01-01: remove it, keep the true side => true`,
			`shop/cart.go:3:5 warning expired: flag "a" expired on 2025-11-21, and this call gets true everywhere: remove it, keep the true side => true`)
	})
	t.Run("without a call", func(t *testing.T) {
		f := with(flag("a"), expires("2025-11-21"))
		placed := with(f, func(f *debt.Flag) { f.Origin = debt.Position{File: "flags.yaml", Line: 4} })
		want := `flags.yaml:4 warning expired: flag "a" expired on 2025-11-21, and no code asks for it: delete it, or move the date`
		whole := debt.Scope{Whole: true}
		check(t, nil, []debt.Flag{placed}, debt.DefaultPolicy(), whole, want)
		check(t, nil, []debt.Flag{placed}, debt.DefaultPolicy(), debt.Scope{})
		named := debt.Reference{ID: placed.ID, Pos: debt.Position{File: "web/app.ts", Line: 7, Column: 3}, Role: debt.RoleMention, Medium: debt.MediumCode}
		check(t, []debt.Reference{named}, []debt.Flag{placed}, debt.DefaultPolicy(), whole,
			`flags.yaml:4 warning expired: flag "a" expired on 2025-11-21, and only web/app.ts:7 names it: remove it there, or move the date`)
		check(t, []debt.Reference{with(named, func(r *debt.Reference) { r.Medium = debt.MediumProse })}, []debt.Flag{placed}, debt.DefaultPolicy(), whole, want)
		check(t, nil, []debt.Flag{f}, debt.DefaultPolicy(), whole) // it may belong to another repository
		check(t, []debt.Reference{dynamic("launchdarkly", 3, nil)}, []debt.Flag{placed}, debt.Policy{Rules: map[debt.Rule]debt.Severity{debt.RuleDynamicKey: 0}}, whole)
		check(t, []debt.Reference{with(refs[0], func(r *debt.Reference) { r.Role = debt.RoleTestOverride })}, []debt.Flag{placed}, debt.DefaultPolicy(), whole, want)
	})
}

// TestExpiredKeep is fault 46.
func TestExpiredKeep(t *testing.T) {
	pos := debt.Position{File: ".flagdebt.yml", Line: 7, Column: 3}
	keep := debt.Keep{Key: "ops-*", Reason: "waiting for the audit", Until: day(t, now), Pos: pos}
	f := flag("ops-a", constant("prod", "true", on(t, "2025-01-01")))
	refs := []debt.Reference{call(f.ID, 3, "false")}
	policy := debt.DefaultPolicy()

	policy.Keep = []debt.Keep{keep} // its last day
	check(t, refs, []debt.Flag{f}, policy, debt.Scope{Whole: true})

	stale := `shop/cart.go:3:5 warning stale: flag "ops-a" serves true to everyone since 2025-01-01: remove it, keep the true side => true`
	keep.Until--
	policy.Keep = []debt.Keep{keep, with(keep, func(k *debt.Keep) { k.Reason, k.Pos.Line = "", 8 })}
	check(t, refs, []debt.Flag{f}, policy, debt.Scope{Whole: true},
		`.flagdebt.yml:7:3 warning expired: the keep of "ops-*" ended on 2025-11-21 (waiting for the audit): renew it with a reason, or delete it`,
		`.flagdebt.yml:8:3 warning expired: the keep of "ops-*" ended on 2025-11-21: renew it with a reason, or delete it`,
		stale)
	check(t, refs, []debt.Flag{f}, policy, debt.Scope{}, stale)
	policy.Rules = map[debt.Rule]debt.Severity{debt.RuleExpired: debt.SeverityOff}
	check(t, refs, []debt.Flag{f}, policy, debt.Scope{Whole: true}, stale)
}

func TestKeep(t *testing.T) {
	f := with(flag("Ops-A", constant("prod", "true", on(t, "2025-01-01"))), func(f *debt.Flag) {
		f.Expires, f.Origin = on(t, "2025-01-01"), debt.Position{File: "flags.yaml", Line: 2}
	})
	scope := debt.Scope{Whole: true, Sources: []debt.Source{{Name: f.Source, Provider: "launchdarkly", Exclusive: true}}}
	calls := []debt.Reference{call(f.ID, 3, "false")}
	tests := map[string]struct {
		keep debt.Keep
		word debt.Word
	}{
		"glob":           {debt.Keep{Key: "Ops*"}, debt.WordKept},
		"with an end":    {debt.Keep{Key: "Ops-A", Until: day(t, "2030-01-01"), Provider: "launchdarkly"}, debt.WordKept},
		"other provider": {debt.Keep{Key: "Ops-A", Provider: "unleash"}, debt.WordStale},
		"other key":      {debt.Keep{Key: "ops-a"}, debt.WordStale},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			policy := debt.DefaultPolicy()
			policy.Naming.Default = &debt.Pattern{Style: debt.StyleKebab}
			policy.Keep = []debt.Keep{test.keep}
			table := debt.NewTable([]debt.Flag{f}, day(t, now), policy, scope)
			v := table.Verdict(f.ID)
			if v.Word != test.word || (v.Kept != nil) != (test.word == debt.WordKept) {
				t.Errorf("verdict is %s, kept by %v; want %s", v.Word, v.Kept, test.word)
			}
			kept := test.word == debt.WordKept
			if got := table.Judge(calls); (len(got) == 0) != kept { // stale, expired, naming
				t.Errorf("with a call: %q", lines(got))
			}
			if got := table.Judge(nil); (len(got) == 0) != kept { // unused, expired
				t.Errorf("without a call: %q", lines(got))
			}
		})
	}
}
