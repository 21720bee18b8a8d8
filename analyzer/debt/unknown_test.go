package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestUnknownSuggestions is fault 54.
func TestUnknownSuggestions(t *testing.T) {
	flags := []debt.Flag{flag("new-checkout"), flag("new-tax"), flag("new-taxi"), flag("abc"), flag("übergröße"),
		with(flag("old-banner"), func(f *debt.Flag) { f.Archived = true }),
		with(flag("elsewhere"), func(f *debt.Flag) { f.Provider = "unleash" })}
	scope := debt.Scope{Sources: []debt.Source{{Name: "a", Provider: "launchdarkly", Complete: true}}}
	none := `, so this call gets its own default: create the flag there, or correct the key`
	for key, want := range map[string]string{
		"new-chekout":   `: did you mean "new-checkout"?`,
		"NewCheckout":   `: did you mean "new-checkout"?`,
		"NEW_CHECK.OUT": `: did you mean "new-checkout"?`,
		"new-chekcout":  `: did you mean "new-checkout"?`,
		"new-ceckot":    `: did you mean "new-checkout"?`,
		"new-cecot":     none,
		"new_taxi":      `: did you mean "new-taxi"?`,
		"new-taxx":      `: did you mean "new-tax"?`, // as near as new-taxi: the first in order
		"new-taxii":     `: did you mean "new-taxi"?`,
		"abd":           `: did you mean "abc"?`,
		"axd":           none,
		"ab":            none,
		"ubergröße":     `: did you mean "übergröße"?`,
		"old-baner":     none,
		"elsewhere":     none,
		"-":             none,
	} {
		check(t, []debt.Reference{call(ld(key), 3, "false")}, flags, debt.DefaultPolicy(), scope,
			`shop/cart.go:3:5 warning unknown: flag "`+key+`" is not known to launchdarkly`+want)
	}
}

func TestUnknownNeedsCompleteSources(t *testing.T) {
	complete := func(provider string) debt.Source {
		return debt.Source{Name: provider, Provider: provider, Complete: true}
	}
	partial := debt.Source{Name: "b", Provider: "launchdarkly"}
	broken := with(complete("launchdarkly"), func(s *debt.Source) { s.Problem = "page 2 could not be read" })
	end := ", so this call gets its own default: create the flag there, or correct the key"
	tests := map[string]struct {
		provider string
		scope    debt.Scope
		want     string
	}{
		"complete":         {"launchdarkly", debt.Scope{Sources: []debt.Source{complete("launchdarkly"), complete("launchdarkly")}}, "launchdarkly"},
		"no source":        {"launchdarkly", debt.Scope{Sources: []debt.Source{complete("unleash")}}, ""},
		"one is partial":   {"launchdarkly", debt.Scope{Sources: []debt.Source{complete("launchdarkly"), partial}}, ""},
		"first is partial": {"launchdarkly", debt.Scope{Sources: []debt.Source{partial, complete("launchdarkly")}}, ""},
		"one is broken":    {"launchdarkly", debt.Scope{Sources: []debt.Source{broken, complete("launchdarkly")}}, ""},
		"mapped": {"openfeature", debt.Scope{Sources: []debt.Source{complete("launchdarkly"), complete("flagd")},
			Providers: map[string][]string{"openfeature": {"launchdarkly", "flagd"}}}, "launchdarkly or flagd"},
		"mapped to a partial one": {"openfeature", debt.Scope{Sources: []debt.Source{partial, complete("flagd")},
			Providers: map[string][]string{"openfeature": {"launchdarkly", "flagd"}}}, ""},
		"mapped to nothing known":    {"openfeature", debt.Scope{Sources: []debt.Source{complete("openfeature")}, Providers: map[string][]string{"openfeature": {"flagd"}}}, ""},
		"any provider":               {"", debt.Scope{Sources: []debt.Source{complete("unleash"), complete("flagd"), complete("unleash")}}, "unleash or flagd"},
		"any provider, none known":   {"", debt.Scope{}, ""},
		"any provider, one not told": {"", debt.Scope{Sources: []debt.Source{complete("unleash"), partial}}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			id, word := debt.ID{Provider: test.provider, Key: "a"}, debt.WordUnknownState
			var want []string
			if test.want != "" {
				want = []string{`shop/cart.go:3:5 warning unknown: flag "a" is not known to ` + test.want + end}
				word = debt.WordUnknown
			}
			check(t, []debt.Reference{call(id, 3, "false")}, nil, debt.DefaultPolicy(), test.scope, want...)
			if v := debt.NewTable(nil, day(t, now), debt.DefaultPolicy(), test.scope).Verdict(id); v.Word != word || (v.Severity == debt.SeverityWarning) != (test.want != "") {
				t.Errorf("verdict is %s, %s; want %s", v.Word, v.Severity, word)
			}
		})
	}
}

func TestUnknownKept(t *testing.T) {
	scope := debt.Scope{Sources: []debt.Source{{Provider: "flagd", Complete: true}}, Providers: map[string][]string{"openfeature": {"flagd"}}}
	id := debt.ID{Provider: "openfeature", Key: "ops-x"}
	want := `shop/cart.go:3:5 warning unknown: flag "ops-x" is not known to flagd, so this call gets its own default: create the flag there, or correct the key`
	for _, test := range []struct {
		keep debt.Keep
		kept bool
	}{
		{debt.Keep{Key: "ops-x"}, true},
		{debt.Keep{Key: "ops-x", Provider: "openfeature"}, true},
		{debt.Keep{Key: "ops-x", Provider: "flagd"}, true},
		{debt.Keep{Key: "ops-x", Provider: "unleash"}, false},
		{debt.Keep{Key: "ops-x", Until: day(t, "2025-01-01")}, false},
		{debt.Keep{Key: "ops-*"}, false},
	} {
		policy := debt.DefaultPolicy()
		policy.Keep = []debt.Keep{test.keep}
		golden, word := []string{want}, debt.WordUnknown
		if test.kept {
			golden, word = nil, debt.WordKept
		}
		check(t, []debt.Reference{call(id, 3, "false")}, nil, policy, scope, golden...)
		if v := debt.NewTable(nil, day(t, now), policy, scope).Verdict(id); v.Word != word {
			t.Errorf("%+v: verdict is %s; want %s", test.keep, v.Word, word)
		}
	}
}

// A flag that code declares is known, whatever the provider's sources say.
func TestDeclaredFlagIsKnown(t *testing.T) {
	f := debt.Flag{ID: debt.ID{Provider: "toggle", Key: "NewTax"}, Source: "code"}
	scope := debt.Scope{Sources: []debt.Source{{Provider: "launchdarkly", Complete: true}}, Providers: map[string][]string{"toggle": {"launchdarkly"}}}
	check(t, []debt.Reference{call(f.ID, 3, "false")}, []debt.Flag{f}, debt.DefaultPolicy(), scope)
}
