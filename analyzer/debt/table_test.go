package debt_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestResolve(t *testing.T) {
	at := func(provider, key string) debt.ID { return debt.ID{Provider: provider, Key: debt.Key(key)} }
	var flags []debt.Flag
	for _, id := range []debt.ID{at("flagd", "a"), at("flagd", "both"), at("launchdarkly", "both"), at("launchdarkly", "b"), at("toggle", "b"), at("toggle", "own")} {
		flags = append(flags, debt.Flag{ID: id, Description: id.String()})
	}
	scope := debt.Scope{
		Sources:   []debt.Source{{Provider: "toggle"}, {Provider: "launchdarkly"}},
		Providers: map[string][]string{"openfeature": {"launchdarkly", "flagd"}, "toggle": {"flagd", "launchdarkly"}, "empty": {}},
	}
	table := debt.NewTable(flags, day(t, now), debt.DefaultPolicy(), scope)
	for _, test := range []struct{ id, want debt.ID }{
		{at("openfeature", "both"), at("launchdarkly", "both")},
		{at("openfeature", "a"), at("flagd", "a")},
		{at("openfeature", "none"), at("openfeature", "none")},
		{at("toggle", "both"), at("flagd", "both")},
		{at("toggle", "b"), at("launchdarkly", "b")},
		{at("toggle", "own"), at("toggle", "own")},
		{at("flagd", "b"), at("flagd", "b")},
		{at("empty", "b"), at("empty", "b")},
		{at("", "b"), at("toggle", "b")}, // in the order of the sources
		{at("", "a"), at("flagd", "a")},  // which only a flag names
		{at("", "none"), at("", "none")},
	} {
		if got := table.Resolve(test.id); got != test.want {
			t.Errorf("%s resolves to %s, want %s", test.id, got, test.want)
		}
	}
	for id, want := range map[debt.ID]string{at("toggle", "b"): "toggle/b", at("openfeature", "b"): "launchdarkly/b"} {
		if f, ok := table.Flag(id); !ok || f.Description != want {
			t.Errorf("flag of %s is %v", id, f)
		}
	}
	if f, ok := table.Flag(at("openfeature", "none")); ok {
		t.Errorf("found %v", f)
	}
}

func TestProduction(t *testing.T) {
	d1, d2 := on(t, "2025-01-01"), on(t, "2025-02-02")
	experiment := with(constant("prod-us", "true", d2), func(e *debt.Environment) { e.Serving.Experiment = true })
	split := with(mode("prod-us", debt.ModeSplit, d1), func(e *debt.Environment) { e.Serving.Outcomes = []debt.Value{"true", "false"} })
	tests := map[string]struct {
		environments []debt.Environment
		want         debt.Serving
		since        debt.Date
	}{
		"constant":        {[]debt.Environment{constant("prod-eu", "true", d1), constant("prod-us", "true", d2), constant("dev", "false", debt.Date{})}, debt.Serving{Mode: debt.ModeConstant, Value: "true", Outcomes: []debt.Value{"true"}}, d2},
		"caller default":  {[]debt.Environment{mode("prod-eu", debt.ModeCallerDefault, d2), mode("prod-us", debt.ModeCallerDefault, d1)}, debt.Serving{Mode: debt.ModeCallerDefault}, d2},
		"experiment":      {[]debt.Environment{constant("prod-eu", "true", d1), experiment}, debt.Serving{Mode: debt.ModeConstant, Value: "true", Outcomes: []debt.Value{"true"}, Experiment: true}, d2},
		"split":           {[]debt.Environment{constant("prod-eu", "true", d1), split}, debt.Serving{Mode: debt.ModeSplit, Outcomes: []debt.Value{"false", "true"}}, d1},
		"split and off":   {[]debt.Environment{mode("prod-eu", debt.ModeCallerDefault, d1), split}, debt.Serving{Mode: debt.ModeSplit, Outcomes: []debt.Value{"false", "true"}}, d1},
		"rules win":       {[]debt.Environment{mode("prod-eu", debt.ModeRules, d1), split}, debt.Serving{Mode: debt.ModeRules, Outcomes: []debt.Value{"false", "true"}}, d1},
		"time wins":       {[]debt.Environment{mode("prod-eu", debt.ModeTime, d1), mode("prod-us", debt.ModeRules, d1)}, debt.Serving{Mode: debt.ModeTime}, d1},
		"unknown wins":    {[]debt.Environment{mode("prod-eu", debt.ModeTime, d1), mode("prod-us", "what", d1)}, debt.Serving{Mode: debt.ModeUnknown, Note: "the state in prod-us is not known"}, d1},
		"first note":      {[]debt.Environment{mode("prod-us", "", d1), mode("prod-eu", "", d1)}, debt.Serving{Mode: debt.ModeUnknown, Note: "the state in prod-eu is not known"}, d1},
		"no environments": {[]debt.Environment{{Name: debt.AnyEnvironment, Production: true}}, debt.Serving{Mode: debt.ModeUnknown, Note: "its state is not known"}, debt.Date{}},
		"one undated":     {[]debt.Environment{constant("prod-eu", "true", d1), constant("prod-us", "true", debt.Date{})}, debt.Serving{Mode: debt.ModeConstant, Value: "true", Outcomes: []debt.Value{"true"}}, debt.Date{}},
		"differ": {[]debt.Environment{constant("prod-eu", "true", d1), constant("prod-us", "false", d2)},
			debt.Serving{Mode: debt.ModeRules, Outcomes: []debt.Value{"false", "true"}, Note: "the production environments serve different values"}, d2},
		"off in one": {[]debt.Environment{constant("prod-eu", "true", d1), mode("prod-us", debt.ModeCallerDefault, d2)},
			debt.Serving{Mode: debt.ModeRules, Outcomes: []debt.Value{"true"}, Note: "some production environments serve a value, others the default of the call"}, d2},
		"none": {[]debt.Environment{constant("dev", "true", d1)}, debt.Serving{Mode: debt.ModeUnknown, Note: "no production environment"}, debt.Date{}},
	}
	for name, test := range tests {
		f := flag("a", test.environments...)
		serving, since := f.Production()
		if diff := cmp.Diff(test.want, serving); diff != "" || since != test.since {
			t.Errorf("%s: since %s, want %s; serving (-want +got):\n%s", name, since.Day, test.since.Day, diff)
		}
	}
}

func TestVerdictForward(t *testing.T) {
	old := on(t, "2025-01-01")
	for name, test := range map[string]struct {
		environments []debt.Environment
		want         debt.Value
	}{
		"everywhere":      {[]debt.Environment{constant("dev", "true", old), constant("prod", "true", old)}, "true"},
		"production only": {[]debt.Environment{constant("dev", "false", old), constant("prod", "true", old)}, ""},
		"off":             {[]debt.Environment{mode("prod", debt.ModeCallerDefault, old)}, ""},
		"off in staging":  {[]debt.Environment{mode("dev", debt.ModeCallerDefault, old), constant("prod", "true", old)}, ""},
		"no production":   {[]debt.Environment{constant("dev", "true", old)}, ""},
	} {
		v := debt.NewTable([]debt.Flag{flag("a", test.environments...)}, day(t, now), debt.DefaultPolicy(), debt.Scope{}).Verdict(ld("a"))
		if v.Forward != test.want {
			t.Errorf("%s: forward value is %q, want %q", name, v.Forward, test.want)
		}
	}
}

// A source is asked at run time, so that its state decides over the declaration in code.
func TestSourceDecidesOverDeclaration(t *testing.T) {
	declared := with(flag("a"), func(f *debt.Flag) { f.Source, f.Gate = "code", &debt.Gate{} })
	served := flag("a", constant("prod", "true", on(t, "2025-01-01")))
	plain := with(declared, func(f *debt.Flag) { f.Gate = nil })
	for _, flags := range [][]debt.Flag{{declared, served}, {served, declared}, {plain, served}, {served, plain}} {
		v := debt.NewTable(flags, day(t, now), debt.DefaultPolicy(), debt.Scope{}).Verdict(ld("a"))
		if v.Word != debt.WordStale {
			t.Errorf("verdict is %s (%s)", v.Word, v.Reason)
		}
	}
}

func TestFingerprint(t *testing.T) {
	f := debt.Finding{Rule: debt.RuleStale, ID: ld("a"), Message: "stale: m", Severity: debt.SeverityInfo, Pos: debt.Position{File: "a.go", Line: 3, Column: 4}}
	same := f.Fingerprint("F")
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(same) {
		t.Errorf("fingerprint is %q", same)
	}
	if same != "dc0b24dfcfefa563" {
		t.Errorf("fingerprint is %s: a change makes every baseline of every user void", same)
	}
	moved := with(f, func(f *debt.Finding) {
		f.Pos.Line, f.Pos.Column, f.Message, f.Severity, f.Reference = 9, 9, "stale: n", debt.SeverityError, 7
	})
	if moved.Fingerprint("F") != same {
		t.Error("line, message or severity is part of the fingerprint")
	}
	for name, other := range map[string]string{
		"rule":     with(f, func(f *debt.Finding) { f.Rule = debt.RuleArchived }).Fingerprint("F"),
		"provider": with(f, func(f *debt.Finding) { f.Provider = "unleash" }).Fingerprint("F"),
		"key":      with(f, func(f *debt.Finding) { f.Key = "b" }).Fingerprint("F"),
		"file":     with(f, func(f *debt.Finding) { f.Pos.File = "b.go" }).Fingerprint("F"),
		"function": f.Fingerprint("G"),
		"border":   with(f, func(f *debt.Finding) { f.Provider, f.Key = "launchdarklya", "" }).Fingerprint("F"),
	} {
		if other == same {
			t.Errorf("the %s is not part of the fingerprint", name)
		}
	}
}

func TestSeverities(t *testing.T) {
	if len(debt.Rules) != 7 {
		t.Fatalf("%d rules", len(debt.Rules))
	}
	for rule, want := range map[debt.Rule]debt.Severity{
		debt.RuleArchived: debt.SeverityError, debt.RuleDynamicKey: debt.SeverityInfo, debt.RuleStale: debt.SeverityWarning,
		debt.RuleUnknown: debt.SeverityWarning, debt.RuleUnused: debt.SeverityWarning, debt.RuleExpired: debt.SeverityWarning, debt.RuleNaming: debt.SeverityWarning,
	} {
		if got := rule.DefaultSeverity(); got != want {
			t.Errorf("%s is %s by default, want %s", rule, got, want)
		}
	}
}

// Findings at one position come in the order of the rules.
func TestOrderOfFindings(t *testing.T) {
	f := with(flag("Bad", constant("prod", "true", on(t, "2025-01-01"))), func(f *debt.Flag) { f.Expires = on(t, "2025-02-01") })
	policy := debt.DefaultPolicy()
	policy.Naming.Default = &debt.Pattern{Style: debt.StyleKebab}
	refs := []debt.Reference{call(ld("Bad"), 3, "false"), with(call(ld("Bad"), 2, "false"), func(r *debt.Reference) { r.Pos.File = "a.go" })}
	var got []string
	for _, finding := range debt.Judge(refs, []debt.Flag{f}, day(t, now), policy, debt.Scope{}) {
		got = append(got, finding.Pos.File+" "+string(finding.Rule))
	}
	want := []string{"a.go stale", "a.go expired", "a.go naming", "shop/cart.go stale", "shop/cart.go expired"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
