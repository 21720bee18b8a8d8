package debt_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// world is everything that a table is made of.
type world struct {
	flags []debt.Flag
	now   debt.Day
	p     debt.Policy
	s     debt.Scope
}

func newWorld(t *testing.T) *world {
	p := debt.DefaultPolicy()
	p.Naming = debt.Naming{Default: &debt.Pattern{Style: debt.StyleKebab}}
	p.Rules = map[debt.Rule]debt.Severity{}
	p.Keep = []debt.Keep{{Key: "ops-*", Reason: "audit", Until: day(t, "2025-12-01"), Pos: debt.Position{File: ".flagdebt.yml", Line: 3}}}
	stale := with(flag("old", constant("prod", "true", on(t, "2025-01-01")), constant("dev", "true", on(t, "2025-01-01"))), func(f *debt.Flag) {
		f.Evaluated, f.Created = on(t, "2025-11-01"), on(t, "2024-01-01")
	})
	young := with(flag("young", constant("prod", "true", on(t, "2025-11-01"))), func(f *debt.Flag) { f.Expires = on(t, "2025-12-24") })
	return &world{
		flags: []debt.Flag{stale, young, with(flag("gone"), func(f *debt.Flag) { f.Archived = true }), flag("ops-a", constant("prod", "false", on(t, "2025-01-01")))},
		now:   day(t, now),
		p:     p,
		s: debt.Scope{Whole: true, Sources: []debt.Source{{Name: "launchdarkly:shop", Provider: "launchdarkly", Complete: true, Exclusive: true}},
			Providers: map[string][]string{"openfeature": {"launchdarkly"}}},
	}
}

func (w *world) table() *debt.Table { return debt.NewTable(w.flags, w.now, w.p, w.s) }

func TestDigest(t *testing.T) {
	same := newWorld(t).table().Digest()
	if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(same) {
		t.Fatalf("digest is %q", same)
	}
	for name, change := range map[string]func(w *world){
		"nothing":            func(w *world) {},
		"the next day":       func(w *world) { w.now++ },
		"last evaluation":    func(w *world) { w.flags[0].Evaluated = on(t, "2025-11-21") },
		"description":        func(w *world) { w.flags[0].Description, w.flags[0].Owner, w.flags[0].Ticket = "d", "@o", "T-1" },
		"creation":           func(w *world) { w.flags[0].Created = on(t, "2023-01-01") },
		"a young flag's day": func(w *world) { w.flags[1].Environments[0].Since = on(t, "2025-11-02") },
		"number of flags":    func(w *world) { w.s.Sources[0].Flags = 7 },
		"reason of a keep":   func(w *world) { w.p.Keep[0].Reason, w.p.Keep[0].By = "other", "me" },
		"explicit default":   func(w *world) { w.p.Rules[debt.RuleUnknown] = debt.SeverityWarning },
		"order":              func(w *world) { slices.Reverse(w.flags) },
	} {
		w := newWorld(t)
		change(w)
		if w.table().Digest() != same {
			t.Errorf("%s changes the digest", name)
		}
	}
	off := newWorld(t)
	off.p.Rules[debt.RuleNaming] = debt.SeverityOff
	silent := off.table().Digest()
	off.p.Naming.Default.Style = debt.StyleSnake
	if off.table().Digest() != silent {
		t.Error("naming changes the digest although it is off")
	}
	for name, change := range map[string]func(w *world){
		"a flag gets stale":    func(w *world) { w.now = day(t, "2025-12-11") },
		"a flag expires":       func(w *world) { w.now = day(t, "2025-12-25") },
		"a keep ends":          func(w *world) { w.now = day(t, "2025-12-02") },
		"value":                func(w *world) { w.flags[0].Environments[0].Serving.Value = "false" },
		"value in staging":     func(w *world) { w.flags[0].Environments[1].Serving.Value = "false" },
		"date":                 func(w *world) { w.flags[0].Environments[0].Since = on(t, "2025-01-02") },
		"clock":                func(w *world) { w.flags[0].Environments[0].Since.Clock = debt.ClockGit },
		"new key":              func(w *world) { w.flags = append(w.flags, flag("new")) },
		"restored":             func(w *world) { w.flags[2].Archived = false },
		"origin":               func(w *world) { w.flags[0].Origin.Line = 7 },
		"type rule":            func(w *world) { w.p.Types = []debt.TypeRule{{Key: "*", Type: debt.TypeKillSwitch}} },
		"type rule for others": func(w *world) { w.p.Types = []debt.TypeRule{{Key: "x", Type: debt.TypeKillSwitch}} },
		"severity":             func(w *world) { w.p.Rules[debt.RuleUnknown] = debt.SeverityError },
		"stale severity":       func(w *world) { w.p.Rules[debt.RuleStale] = debt.SeverityError },
		"archived off":         func(w *world) { w.p.Rules[debt.RuleArchived] = debt.SeverityOff },
		"no longer complete":   func(w *world) { w.s.Sources[0].Complete = false },
		"no longer exclusive":  func(w *world) { w.s.Sources[0].Exclusive = false },
		"whole":                func(w *world) { w.s.Whole = false },
		"providers":            func(w *world) { w.s.Providers["openfeature"] = []string{"unleash"} },
		"naming":               func(w *world) { w.p.Naming.Default.Style = debt.StyleSnake },
		"example":              func(w *world) { w.p.Naming.Default.Example = "a-b" },
		"expression":           func(w *world) { w.p.Naming.Default.Regexp = regexp.MustCompile("a") },
		"another keep":         func(w *world) { w.p.Keep = append(w.p.Keep, debt.Keep{Key: "x"}) },
		"prerequisite":         func(w *world) { w.flags[0].Dependents = []debt.ID{ld("young")} },
	} {
		w := newWorld(t)
		change(w)
		if w.table().Digest() == same {
			t.Errorf("%s does not change the digest", name)
		}
	}
}

// The graces end at their own times, each of which is a new verdict.
func TestDigestOverTime(t *testing.T) {
	w := newWorld(t)
	w.p.Keep = nil
	w.flags = []debt.Flag{flag("a", constant("prod", "true", on(t, "2025-01-01")))}
	var changes []string
	before := ""
	for w.now = day(t, "2025-01-01"); w.now < day(t, "2026-01-01"); w.now++ {
		if digest := w.table().Digest(); digest != before {
			changes, before = append(changes, w.now.String()), digest
		}
	}
	if diff := cmp.Diff([]string{"2025-01-01", "2025-02-10", "2025-03-12"}, changes); diff != "" {
		t.Error(diff)
	}
}

// Whatever is changed at random: worlds with one digest give the same findings.
func TestSameDigestSameFindings(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var refs []debt.Reference
	for i, key := range []string{"old", "young", "gone", "ops-a", "odl", "Old", "ops-b"} {
		for j, provider := range []string{"launchdarkly", "openfeature", "unleash", ""} {
			refs = append(refs, call(debt.ID{Provider: provider, Key: debt.Key(key)}, 10*i+j, "true"), with(call(debt.ID{Provider: provider, Key: debt.Key(key)}, 200+10*i+j, ""), func(r *debt.Reference) { r.Kind = debt.KindString }))
		}
	}
	refs = append(refs, dynamic("launchdarkly", 90, &debt.Affix{Prefix: "o", Text: `"o"+x`}), dynamic("", 91, &debt.Affix{Prefix: "you"}))
	found := map[string][]string{} // by digest
	repeated := 0
	for range 2000 {
		w := newWorld(t)
		for range 1 + random.IntN(3) {
			w.mutate(random)
		}
		table := w.table()
		digest := table.Digest()
		for _, which := range [][]debt.Reference{refs, refs[:9], nil} {
			// With and without the references, since unused speaks only without.
			key := digest + string(rune('a'+len(which)))
			got := lines(table.Judge(which))
			want, seen := found[key]
			if !seen {
				found[key] = got
				continue
			}
			repeated++
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("one digest, two answers:\n%s", diff)
			}
		}
	}
	if len(found) < 300 || repeated < 300 {
		t.Errorf("%d digests, %d repeated: the test is too weak", len(found), repeated)
	}
}

// mutate changes one thing of the world.
func (w *world) mutate(random *rand.Rand) {
	pick := func(n int) int { return random.IntN(n) }
	f := &w.flags[pick(len(w.flags))]
	days := debt.Day(pick(120))
	date := debt.Date{Day: w.now - days, Clock: []debt.Clock{debt.ClockPlatform, debt.ClockGit}[pick(2)]}
	modes := []debt.Mode{debt.ModeUnknown, debt.ModeConstant, debt.ModeCallerDefault, debt.ModeSplit, debt.ModeRules, debt.ModeTime}
	severity := debt.Severity(pick(4))
	switch pick(24) {
	case 0:
		w.now += debt.Day(pick(60))
	case 1, 2, 3:
		if len(f.Environments) > 0 {
			e := &f.Environments[pick(len(f.Environments))]
			e.Serving = debt.Serving{Mode: modes[pick(len(modes))], Value: []debt.Value{"true", "false", `"x"`}[pick(3)], Experiment: pick(5) == 0}
		}
	case 4:
		if len(f.Environments) > 0 {
			f.Environments[pick(len(f.Environments))].Since = date
		}
	case 5:
		f.Environments = append(f.Environments, debt.Environment{Name: "prod-2", Production: pick(2) == 0, Since: date, Serving: debt.Serving{Mode: modes[pick(3)], Value: "true"}})
	case 6:
		f.Created, f.Modified = date, debt.Date{}
	case 7:
		f.Expires = date
	case 8:
		f.Archived = !f.Archived
	case 9:
		f.Permanent = true
	case 10:
		f.Type = debt.Types[pick(len(debt.Types))]
	case 11:
		f.Dependents = append(f.Dependents, w.flags[pick(len(w.flags))].ID)
	case 12:
		f.Gate = &debt.Gate{Locked: true, Versions: []debt.GateVersion{{Version: "1.2", Locked: true}}, Current: []string{"1.3", "1.5", "1.6"}[pick(3)]}
	case 13:
		f.Origin = debt.Position{File: "f.yaml", Line: pick(3)}
	case 14:
		f.Source = []string{"code", "other"}[pick(2)]
	case 15:
		f.Provider = []string{"unleash", "openfeature"}[pick(2)]
	case 16:
		w.p.Rules[debt.Rules[pick(len(debt.Rules))]] = severity
	case 17:
		w.p.Types = append(w.p.Types, debt.TypeRule{Key: []string{"o*", "old", "*"}[pick(3)], Type: debt.Types[pick(len(debt.Types))]})
	case 18:
		w.p.Keep = append(w.p.Keep, debt.Keep{Key: []string{"o*", "odl", "young"}[pick(3)], Provider: []string{"", "launchdarkly", "unleash"}[pick(3)], Until: []debt.Day{0, w.now - days, w.now + days}[pick(3)]})
	case 19:
		w.p.Grace, w.p.GateMinors = pick(60), pick(5)
	case 20:
		w.p.MaxAge = map[debt.Type]int{debt.TypeRelease: pick(100)}
	case 21:
		w.p.Naming.Types = map[debt.Type]*debt.Pattern{debt.Types[pick(3)]: {Style: debt.Styles[pick(3)], Example: []string{"", "x"}[pick(2)]}}
	case 22:
		s := debt.Source{Name: []string{"launchdarkly:shop", "other", "code"}[pick(3)], Provider: []string{"launchdarkly", "unleash"}[pick(2)], Complete: pick(2) == 0, Exclusive: pick(2) == 0}
		if pick(4) == 0 {
			s.Problem = "broken"
		}
		w.s.Sources = append(w.s.Sources, s)
	case 23:
		w.s.Whole = false
		if pick(2) == 0 {
			w.s.Providers = map[string][]string{"openfeature": {"unleash", "launchdarkly"}, "": {"unleash"}}
		}
	}
}
