package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestStaleMessages(t *testing.T) {
	old := on(t, "2025-06-01")
	prod := func(value debt.Value) debt.Environment { return constant("prod", value, old) }
	off := mode("prod", debt.ModeCallerDefault, old)
	longText := debt.Value(`"a greeting that is much longer than a line of a terminal"`)
	tests := map[string]struct {
		flag debt.Flag
		ref  debt.Reference
		want string
	}{
		"true": {flag("a", prod("true")), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone since 2025-06-01: remove it, keep the true side => true`},
		"all environments agree": {flag("a", constant("dev", "false", debt.Date{}), prod("false")), call(ld("a"), 3, ""),
			`warning stale: flag "a" serves false to everyone since 2025-06-01: remove it, keep the false side => false`},
		"string": {flag("a", prod(`"blue"`)), with(call(ld("a"), 3, `"red"`), func(r *debt.Reference) { r.Kind = debt.KindString }),
			`warning stale: flag "a" serves "blue" to everyone since 2025-06-01: remove it, keep "blue" => "blue"`},
		"long string": {flag("a", prod(longText)), with(call(ld("a"), 3, ""), func(r *debt.Reference) { r.Kind = debt.KindString }),
			`warning stale: flag "a" serves "a greeting that is much longer than a … to everyone since 2025-06-01: remove it, keep "a greeting that is much longer than a … => ` + string(longText)},
		"of another kind": {flag("a", prod(`"blue"`)), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves "blue" to everyone since 2025-06-01: this call asks for a value of kind bool, so correct it or remove it by hand`},
		"by git": {flag("a", constant("prod", "true", by(t, debt.ClockGit, "2025-06-01"))), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone (since 2025-06-01 by git): remove it, keep the true side => true`},
		"modified": {with(flag("a", constant("prod", "true", debt.Date{})), func(f *debt.Flag) { f.Modified, f.Created = old, on(t, "2024-01-01") }), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone (last modified 2025-06-01): remove it, keep the true side => true`},
		"created": {with(flag("a", constant("prod", "true", debt.Date{})), func(f *debt.Flag) { f.Created = by(t, debt.ClockMetadata, "2025-02-10") }), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone (created 2025-02-10 by its metadata; no date of the last change is known): remove it, keep the true side => true`},
		"production only": {flag("a", prod("true"), constant("staging", "false", old)), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone in production since 2025-06-01, but staging serves false: once it serves only true there too, remove it and keep the true side`},
		"unknown elsewhere": {flag("a", prod("true"), mode("dev", "", old)), call(ld("a"), 3, "true"),
			`warning stale: flag "a" serves true to everyone in production since 2025-06-01, but dev has an unknown state: once it serves only true there too, remove it and keep the true side`},
		"experiment elsewhere": {flag("a", prod("true"), with(constant("dev", "true", old), func(e *debt.Environment) { e.Serving.Experiment = true })), call(ld("a"), 3, "true"),
			`warning stale: flag "a" serves true to everyone in production since 2025-06-01, but dev runs an experiment: once it serves only true there too, remove it and keep the true side`},
		"several elsewhere": {flag("a", prod("true"), mode("dev", debt.ModeRules, old), mode("qa", debt.ModeSplit, old), mode("ci", debt.ModeTime, old), mode("eu", debt.ModeCallerDefault, old)), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone in production since 2025-06-01, but ci, dev and 2 more differ: once it serves only true there too, remove it and keep the true side`},
		"off elsewhere, with this very default": {flag("a", prod("true"), mode("staging", debt.ModeCallerDefault, old)), call(ld("a"), 3, "true"),
			`warning stale: flag "a" serves true to everyone since 2025-06-01: remove it, keep the true side => true`},
		"off": {flag("a", off), call(ld("a"), 3, "false"),
			`warning stale: flag "a" is off at launchdarkly since 2025-06-01, so every call gets its own default (false here): remove it, keep the false side => false`},
		"off, any kind": {flag("a", off), with(call(ld("a"), 3, "1"), func(r *debt.Reference) { r.Kind = debt.KindInt }),
			`warning stale: flag "a" is off at launchdarkly since 2025-06-01, so every call gets its own default (1 here): remove it, keep 1 => 1`},
		"off, default not constant": {flag("a", off), call(ld("a"), 3, ""),
			`warning stale: flag "a" is off at launchdarkly since 2025-06-01, so every call gets its own default (not a constant here): pass a constant default, or remove the call by hand`},
		"off, but on elsewhere": {flag("a", off, constant("dev", "true", old)), call(ld("a"), 3, "false"),
			`warning stale: flag "a" is off at launchdarkly in production since 2025-06-01, so every call gets its own default (false here), but dev serves true: once it is off there too, remove it`},
		"off, and the same elsewhere": {flag("a", off, constant("dev", "false", old)), call(ld("a"), 3, "false"),
			`warning stale: flag "a" is off at launchdarkly since 2025-06-01, so every call gets its own default (false here): remove it, keep the false side => false`},
		"last of two productions": {flag("a", constant("prod-eu", "true", on(t, "2025-05-01")), constant("prod-us", "true", on(t, "2025-07-01"))), call(ld("a"), 3, "false"),
			`warning stale: flag "a" serves true to everyone since 2025-07-01: remove it, keep the true side => true`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			check(t, []debt.Reference{test.ref}, []debt.Flag{test.flag}, debt.DefaultPolicy(), debt.Scope{}, "shop/cart.go:3:5 "+test.want)
		})
	}
}

// Everything here must give no finding at all.
func TestNotStale(t *testing.T) {
	old := on(t, "2024-01-01")
	healthy := func(typ debt.Type) debt.Flag {
		return with(flag("a", constant("prod", "true", old)), func(f *debt.Flag) { f.Type = typ })
	}
	base := healthy(debt.TypeRelease)
	tests := map[string]struct {
		flags  []debt.Flag
		word   debt.Word
		reason string
	}{
		"kill switch": {[]debt.Flag{healthy(debt.TypeKillSwitch)}, debt.WordHealthy, "a kill-switch flag is constant on purpose"},
		"permission":  {[]debt.Flag{healthy(debt.TypePermission)}, debt.WordHealthy, "a permission flag is constant on purpose"},
		"permanent":   {[]debt.Flag{with(base, func(f *debt.Flag) { f.Permanent = true })}, debt.WordHealthy, "it is marked as permanent"},
		"no limit":    {[]debt.Flag{healthy("custom")}, debt.WordHealthy, "the policy has no age limit for type custom"},
		"experiment": {[]debt.Flag{with(base, func(f *debt.Flag) {
			e := f.Environments[0]
			e.Serving.Experiment = true
			f.Environments = []debt.Environment{e}
		})}, debt.WordActive, "an experiment is running"},
		"prerequisite": {[]debt.Flag{with(base, func(f *debt.Flag) { f.Dependents = []debt.ID{ld("b")} }), flag("b")}, debt.WordActive, `flag "b" has it as a prerequisite`},
		"prerequisite of a flag that no source has": {[]debt.Flag{with(base, func(f *debt.Flag) { f.Dependents = []debt.ID{ld("b")} })}, debt.WordActive, `flag "b" has it as a prerequisite`},
		"undated":           {[]debt.Flag{flag("a", constant("prod", "true", debt.Date{}))}, debt.WordUndated, "constant, but no date is known"},
		"no environment":    {[]debt.Flag{with(flag("a"), func(f *debt.Flag) { f.Created = old })}, debt.WordUnknownState, "no production environment"},
		"no production":     {[]debt.Flag{flag("a", constant("dev", "true", old))}, debt.WordUnknownState, "no production environment"},
		"unknown":           {[]debt.Flag{flag("a", with(mode("prod", debt.ModeUnknown, old), func(e *debt.Environment) { e.Serving.Note = "prerequisite cycle" }))}, debt.WordUnknownState, "prerequisite cycle"},
		"unknown in one":    {[]debt.Flag{flag("a", constant("prod-eu", "true", old), mode("prod-us", "", old))}, debt.WordUnknownState, "the state in prod-us is not known"},
		"without a value":   {[]debt.Flag{flag("a", constant("prod", "", old))}, debt.WordUnknownState, "the state in prod is not known"},
		"split":             {[]debt.Flag{flag("a", mode("prod", debt.ModeSplit, old))}, debt.WordActive, "production serves several values by percentage"},
		"rules":             {[]debt.Flag{flag("a", mode("prod", debt.ModeRules, old))}, debt.WordActive, "production serves several values by targeting"},
		"scheduled":         {[]debt.Flag{flag("a", mode("prod", debt.ModeTime, old))}, debt.WordActive, "production has a scheduled change"},
		"values differ":     {[]debt.Flag{flag("a", constant("prod-eu", "true", old), constant("prod-us", "false", old))}, debt.WordActive, "the production environments serve different values"},
		"off in one":        {[]debt.Flag{flag("a", constant("prod-eu", "true", old), mode("prod-us", debt.ModeCallerDefault, old))}, debt.WordActive, "some production environments serve a value, others the default of the call"},
		"two sources":       {[]debt.Flag{base, with(flag("a", constant("prod", "false", old)), func(f *debt.Flag) { f.Source = "b.yaml" })}, debt.WordUnknownState, "two sources disagree"},
		"young":             {[]debt.Flag{flag("a", constant("prod", "true", on(t, "2025-11-01")))}, debt.WordActive, "not constant for long enough: stale from 2025-12-11"},
		"young in one":      {[]debt.Flag{flag("a", constant("prod-eu", "true", on(t, "2025-11-01")), constant("prod-us", "true", old))}, debt.WordActive, "not constant for long enough: stale from 2025-12-11"},
		"no date in one":    {[]debt.Flag{flag("a", constant("prod-eu", "true", debt.Date{}), constant("prod-us", "true", old))}, debt.WordUndated, "constant, but no date is known"},
		"modified recently": {[]debt.Flag{with(flag("a", constant("prod", "true", debt.Date{})), func(f *debt.Flag) { f.Created, f.Modified = old, on(t, "2025-11-01") })}, debt.WordActive, "not constant for long enough: stale from 2025-12-11"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			check(t, []debt.Reference{call(ld("a"), 3, "false")}, test.flags, debt.DefaultPolicy(), debt.Scope{})
			v := debt.NewTable(test.flags, day(t, now), debt.DefaultPolicy(), debt.Scope{}).Verdict(ld("a"))
			if v.Word != test.word || v.Reason != test.reason || v.Severity != debt.SeverityOff {
				t.Errorf("verdict is %s (%s), severity %s; want %s (%s), off", v.Word, v.Reason, v.Severity, test.word, test.reason)
			}
		})
	}
}

func TestStaleOnceTheDependentIsArchived(t *testing.T) {
	needed := with(flag("a", constant("prod", "true", on(t, "2025-01-01"))), func(f *debt.Flag) { f.Dependents = []debt.ID{ld("b"), ld("a")} })
	archived := with(flag("b"), func(f *debt.Flag) { f.Archived = true })
	check(t, []debt.Reference{call(ld("a"), 3, "false")}, []debt.Flag{needed, archived}, debt.DefaultPolicy(), debt.Scope{},
		`shop/cart.go:3:5 warning stale: flag "a" serves true to everyone since 2025-01-01: remove it, keep the true side => true`)
}

// A release flag that is constant since 2025-01-01 is stale from day 40 on (2025-02-10), and a warning 30 days after that (2025-03-12).
func TestStaleDays(t *testing.T) {
	tests := []struct {
		now      string
		rule     map[debt.Rule]debt.Severity
		word     debt.Word
		severity debt.Severity
	}{
		{"2025-02-09", nil, debt.WordActive, debt.SeverityOff},
		{"2025-02-10", nil, debt.WordStale, debt.SeverityInfo},
		{"2025-03-11", nil, debt.WordStale, debt.SeverityInfo},
		{"2025-03-12", nil, debt.WordStale, debt.SeverityWarning},
		{"2025-03-11", map[debt.Rule]debt.Severity{debt.RuleStale: debt.SeverityError}, debt.WordStale, debt.SeverityInfo},
		{"2025-03-12", map[debt.Rule]debt.Severity{debt.RuleStale: debt.SeverityError}, debt.WordStale, debt.SeverityError},
		{"2025-03-11", map[debt.Rule]debt.Severity{debt.RuleStale: debt.SeverityInfo}, debt.WordStale, debt.SeverityInfo},
		{"2025-03-12", map[debt.Rule]debt.Severity{debt.RuleStale: debt.SeverityInfo}, debt.WordStale, debt.SeverityInfo},
		{"2025-03-11", map[debt.Rule]debt.Severity{debt.RuleStale: debt.SeverityOff}, debt.WordStale, debt.SeverityOff},
		{"2025-03-12", map[debt.Rule]debt.Severity{debt.RuleStale: debt.SeverityOff}, debt.WordStale, debt.SeverityOff},
	}
	for _, test := range tests {
		policy := debt.DefaultPolicy()
		policy.Rules = test.rule
		table := debt.NewTable([]debt.Flag{flag("a", constant("prod", "true", on(t, "2025-01-01")))}, day(t, test.now), policy, debt.Scope{})
		v := table.Verdict(ld("a"))
		if v.Word != test.word || v.Severity != test.severity {
			t.Errorf("on %s with %v: %s, %s; want %s, %s", test.now, test.rule, v.Word, v.Severity, test.word, test.severity)
		}
		if v.Stale != day(t, "2025-02-10") {
			t.Errorf("stale from %s", v.Stale)
		}
		findings := table.Judge([]debt.Reference{call(ld("a"), 1, "false")})
		if reported := len(findings) == 1 && findings[0].Severity == test.severity; reported == (test.severity == debt.SeverityOff) {
			t.Errorf("on %s with %v: findings %v", test.now, test.rule, lines(findings))
		}
	}
}

func TestMaxAgeByType(t *testing.T) {
	tests := map[string]struct {
		maxAge map[debt.Type]int
		typ    debt.Type
		rules  []debt.TypeRule
		stale  string
	}{
		"own entry":                 {map[debt.Type]int{debt.TypeOps: 90}, debt.TypeOps, nil, "2025-04-01"},
		"no entry":                  {map[debt.Type]int{debt.TypeRelease: 40}, debt.TypeOps, nil, ""},
		"unknown counts as release": {map[debt.Type]int{debt.TypeRelease: 40}, debt.TypeUnknown, nil, "2025-02-10"},
		"unknown by itself":         {map[debt.Type]int{debt.TypeRelease: 40, debt.TypeUnknown: 10}, debt.TypeUnknown, nil, "2025-01-11"},
		"nothing":                   {nil, debt.TypeRelease, nil, ""},
		"rule by key":               {map[debt.Type]int{debt.TypeOps: 90}, debt.TypeRelease, []debt.TypeRule{{}, {Key: "b*", Type: debt.TypeKillSwitch}, {Key: "?", Type: debt.TypeOps}, {Key: "a", Type: debt.TypeKillSwitch}}, "2025-04-01"},
		"rule by tag":               {map[debt.Type]int{debt.TypeOps: 90}, debt.TypeRelease, []debt.TypeRule{{Tag: "t", Type: debt.TypeOps}}, "2025-04-01"},
		"rule by both":              {map[debt.Type]int{debt.TypeOps: 90}, debt.TypeOps, []debt.TypeRule{{Key: "b", Tag: "t", Type: debt.TypeKillSwitch}, {Key: "a", Tag: "u", Type: debt.TypeKillSwitch}}, "2025-04-01"},
		"rule to kill switch":       {map[debt.Type]int{debt.TypeRelease: 90}, debt.TypeRelease, []debt.TypeRule{{Key: "*", Tag: "t", Type: debt.TypeKillSwitch}}, ""},
	}
	for name, test := range tests {
		f := flag("a", constant("prod", "true", on(t, "2025-01-01")))
		f.Type, f.Tags = test.typ, []string{"s", "t"}
		v := debt.NewTable([]debt.Flag{f}, day(t, now), debt.Policy{MaxAge: test.maxAge, Types: test.rules}, debt.Scope{}).Verdict(ld("a"))
		if v.Stale.String() != test.stale || (v.Word == debt.WordStale) != (test.stale != "") {
			t.Errorf("%s: %s, stale from %q; want %q", name, v.Word, v.Stale, test.stale)
		}
	}
}

func TestStaleGate(t *testing.T) {
	rows := func(versions ...string) []debt.GateVersion {
		var all []debt.GateVersion
		for _, v := range versions {
			locked := v[len(v)-1] == '!'
			if locked {
				v = v[:len(v)-1]
			}
			all = append(all, debt.GateVersion{Version: v, Default: "true", Locked: locked})
		}
		return all
	}
	tests := map[string]struct {
		gate debt.Gate
		want string
		word debt.Word
	}{
		"old":               {debt.Gate{Locked: true, Versions: rows("0.9", "0.12", "0.15!", "0.16!"), Current: "0.19"}, `is locked to true since version 0.15 (newest is 0.19): remove it, keep the true side => true`, debt.WordStale},
		"exactly three":     {debt.Gate{Locked: true, Versions: rows("v1.32.0!"), Current: "1.35.2-alpha"}, `is locked to true since version v1.32.0 (newest is 1.35.2-alpha): remove it, keep the true side => true`, debt.WordStale},
		"two":               {debt.Gate{Locked: true, Versions: rows("1.32!"), Current: "1.34"}, "", debt.WordActive},
		"unlocked between":  {debt.Gate{Locked: true, Versions: rows("1.20!", "1.25", "1.34!"), Current: "1.35"}, "", debt.WordActive},
		"other major":       {debt.Gate{Locked: true, Versions: rows("0.32!"), Current: "1.35"}, "", debt.WordUndated},
		"no current":        {debt.Gate{Locked: true, Versions: rows("0.32!")}, "", debt.WordUndated},
		"no number":         {debt.Gate{Locked: true, Versions: rows("next!"), Current: "1.9"}, "", debt.WordUndated},
		"nothing before -":  {debt.Gate{Locked: true, Versions: rows("1.-2!"), Current: "1.9"}, "", debt.WordUndated},
		"no minor":          {debt.Gate{Locked: true, Versions: rows("1!"), Current: "1.9"}, "", debt.WordUndated},
		"huge":              {debt.Gate{Locked: true, Versions: rows("1.99999999999999999999!"), Current: "1.9"}, "", debt.WordUndated},
		"no locked version": {debt.Gate{Locked: true, Versions: rows("1.2"), Current: "1.9"}, "", debt.WordUndated},
	}
	for name, test := range map[string]struct {
		gate debt.Gate
		want string
		word debt.Word
	}{
		"its last version": {debt.Gate{Locked: true, Versions: rows("v0.90.0!"), Until: "v0.118.0", Current: "v0.118.0"}, `is locked to true and was to go by version v0.118.0 (newest is v0.118.0): remove it, keep the true side => true`, debt.WordStale},
		"next major":       {debt.Gate{Locked: true, Until: "v0.118.0", Current: "v1.2.0"}, `is locked to true and was to go by version v0.118.0 (newest is v1.2.0): remove it, keep the true side => true`, debt.WordStale},
		"before the end":   {debt.Gate{Locked: true, Versions: rows("v0.90.0!"), Until: "v0.118.0", Current: "v0.117.0"}, "", debt.WordActive},
		"no end":           {debt.Gate{Locked: true, Versions: rows("v0.90.0!"), Until: "later", Current: "v0.117.0"}, "", debt.WordUndated},
	} {
		tests[name] = test
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			env := constant("*", "true", on(t, "2020-01-01"))
			env.Production = true
			f := debt.Flag{ID: debt.ID{Provider: "k8s", Key: "X"}, Environments: []debt.Environment{env}, Gate: &test.gate, Source: "code"}
			var want []string
			if test.want != "" {
				want = []string{`shop/cart.go:3:5 warning stale: flag "X" ` + test.want}
			}
			check(t, []debt.Reference{call(f.ID, 3, "")}, []debt.Flag{f}, debt.DefaultPolicy(), debt.Scope{}, want...)
			v := debt.NewTable([]debt.Flag{f}, day(t, now), debt.DefaultPolicy(), debt.Scope{}).Verdict(f.ID)
			if v.Word != test.word || v.Basis != debt.BasisVersion || v.Stale != 0 {
				t.Errorf("verdict is %s by %s, stale from %q; want %s", v.Word, v.Basis, v.Stale, test.word)
			}
		})
	}
}
