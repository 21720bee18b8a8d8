package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// known is a State for tests: the flags and verdicts of a table that is written down.
type known struct {
	flags    map[debt.ID]*debt.Flag
	verdicts map[debt.ID]debt.Verdict
	behind   map[string]string // provider of the code → provider of the state
}

func (k known) Resolve(id debt.ID) debt.ID {
	if p := k.behind[id.Provider]; p != "" {
		if other := (debt.ID{Provider: p, Key: id.Key}); k.flags[other] != nil {
			return other
		}
	}
	return id
}

func (k known) Flag(id debt.ID) (*debt.Flag, bool) {
	f, ok := k.flags[id]
	return f, ok
}

func (k known) Verdict(id debt.ID) debt.Verdict {
	if v, ok := k.verdicts[id]; ok {
		return v
	}
	return debt.Verdict{Word: debt.WordUnknown, Serving: debt.Serving{Mode: debt.ModeUnknown}}
}

func day(t testing.TB, s string) debt.Day {
	t.Helper()
	d, err := debt.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func constant(v debt.Value) debt.Serving {
	return debt.Serving{Mode: debt.ModeConstant, Value: v, Outcomes: []debt.Value{v}}
}

// entry enters a flag with one production environment.
func (in *Input) entry(f debt.Flag, v debt.Verdict) {
	k := in.State.(known)
	f.Environments = append(f.Environments, debt.Environment{Name: "production", Production: true, Serving: v.Serving, Since: v.Since})
	k.flags[f.ID], k.verdicts[f.ID] = &f, v
	in.Flags = append(in.Flags, f.ID)
}

// call enters a reference, with a finding at it if a rule is given.
func (in *Input) call(id debt.ID, pos debt.Position, role debt.Role, rule debt.Rule, severity debt.Severity, message string) {
	dir := pos.File[:max(0, strings.LastIndexByte(pos.File, '/'))]
	in.References = append(in.References, debt.Reference{ID: id, Pos: pos, Package: "shop.example/api/" + dir, Func: "Serve", Role: role, Kind: debt.KindBool, Default: "false", Via: []string{"ff.Bool"}})
	if rule == "" {
		return
	}
	forward := in.State.Verdict(in.State.Resolve(id)).Forward
	in.Findings = append(in.Findings, debt.Finding{
		Rule: rule, ID: in.State.Resolve(id), Severity: severity, Pos: pos, Reference: len(in.References) - 1,
		Message: string(rule) + ": " + message, Forward: forward, Fixable: !forward.IsZero(),
	})
}

// say enters what a comment says of a flag.
func (in *Input) say(id debt.ID, pos debt.Position, about debt.About, text string) {
	if in.Notes == nil {
		in.Notes = map[debt.ID][]debt.Note{}
	}
	in.Notes[id] = append(in.Notes[id], debt.Note{About: about, Text: text, Position: pos})
}

// name enters a mention outside of Go.
func (in *Input) name(id debt.ID, pos debt.Position, medium debt.Medium, text string) {
	in.References = append(in.References, debt.Reference{ID: id, Pos: pos, Role: debt.RoleMention, Medium: medium, Text: text})
}

// shop is a service with a bit of everything.
func shop(t testing.TB) Input {
	in := Input{
		Command:  CommandReport,
		Module:   "shop.example/api",
		Now:      day(t, "2026-11-22"),
		Snapshot: Snapshot{Date: day(t, "2026-11-21"), Digest: "sha256:" + strings.Repeat("ab", 32)},
		State:    known{map[debt.ID]*debt.Flag{}, map[debt.ID]debt.Verdict{}, map[string]string{"openfeature": "launchdarkly"}},
		Sources: []debt.Source{
			{Name: "launchdarkly shop", Format: "launchdarkly", Provider: "launchdarkly", Complete: true, Flags: 9},
			{Name: "config/flags.yaml", Format: "goff", Provider: "goff", Complete: true, Exclusive: true, Flags: 3},
		},
		Modules:        []Module{{"shop.example/tools", "tools"}, {"shop.example/api", "."}},
		Configurations: []Configuration{{GOOS: "windows", GOARCH: "amd64"}, {GOOS: "linux", GOARCH: "amd64", Tags: []string{"integration", "e2e"}, Tests: true}},
		Rules: []Rule{
			{debt.RuleStale, debt.SeverityWarning, "a flag that has given everybody the same answer for too long"},
			{debt.RuleNaming, debt.SeverityWarning, "a key that is not written as the team writes keys"},
			{debt.RuleArchived, debt.SeverityError, "a flag that its platform has archived"},
			{debt.RuleUnused, debt.SeverityWarning, "a flag that no code asks for"},
			{debt.RuleUnknown, debt.SeverityWarning, "a key that no platform has"},
			{debt.RuleDynamicKey, debt.SeverityInfo, "a key that is built at run time"},
			{debt.RuleExpired, debt.SeverityWarning, "a flag whose last day is over"},
		},
		Hint: []string{"sources:", "  - file: flags.yaml"},
	}
	ld := func(key string) debt.ID { return debt.ID{Provider: "launchdarkly", Key: debt.Key(key)} }
	of := func(key string) debt.ID { return debt.ID{Provider: "openfeature", Key: debt.Key(key)} }
	goff := func(key string) debt.ID { return debt.ID{Provider: "goff", Key: debt.Key(key)} }
	at := func(s string) debt.Date { return debt.Date{Day: day(t, s), Clock: debt.ClockPlatform} }
	stale := func(since string, limit int, value debt.Value) debt.Verdict {
		return debt.Verdict{Word: debt.WordStale, Severity: debt.SeverityWarning, Type: debt.TypeRelease, Serving: constant(value), Since: at(since), Basis: debt.BasisConstant, Stale: day(t, since) + debt.Day(limit), Forward: value}
	}
	in.entry(debt.Flag{ID: ld("checkout-new-tax"), Kind: debt.KindBool, Owner: "@pay", Ticket: "PAY-12", Created: at("2025-10-06"), Description: "The tax of 2026", Source: "launchdarkly shop",
		Environments: []debt.Environment{{Name: "staging", Serving: constant("true")}}}, stale("2026-03-02", 40, "true"))
	in.entry(debt.Flag{ID: ld("search-v2-ranker"), Kind: debt.KindString, Owner: "@search", Source: "launchdarkly shop"}, stale("2026-07-30", 40, `"bm25"`))
	in.entry(debt.Flag{ID: goff("legacy-csv-export"), Kind: debt.KindBool, Source: "config/flags.yaml", Origin: debt.Position{File: "config/flags.yaml", Line: 12, Column: 1}}, stale("2026-10-01", 40, "false"))
	in.entry(debt.Flag{ID: ld("promo-banner"), Kind: debt.KindBool, Owner: "@web", Archived: true, Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordArchived, Severity: debt.SeverityError, Serving: debt.Serving{Mode: debt.ModeCallerDefault}, Since: at("2026-09-01")})
	in.entry(debt.Flag{ID: ld("old-and-unread"), Kind: debt.KindString, Archived: true, Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordArchived, Severity: debt.SeverityError, Serving: constant(`"jane@example.com"`), Forward: `"jane@example.com"`})
	in.entry(debt.Flag{ID: goff("winter-sale"), Kind: debt.KindBool, Expires: debt.Date{Day: day(t, "2026-02-28"), Clock: debt.ClockMetadata}, Source: "config/flags.yaml", Origin: debt.Position{File: "config/flags.yaml", Line: 20, Column: 1}},
		debt.Verdict{Word: debt.WordActive, Serving: constant("false"), Since: at("2026-11-01"), Reason: "not constant for long enough: stale from 2026-12-11", Stale: day(t, "2026-12-11"), Forward: "false"})
	in.entry(debt.Flag{ID: ld("payments-kill-switch"), Kind: debt.KindBool, Owner: "@pay", Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordHealthy, Type: debt.TypeKillSwitch, Serving: constant("true"), Since: at("2024-01-15"), Reason: "a kill-switch flag is constant on purpose", Forward: "true"})
	in.entry(debt.Flag{ID: ld("checkout-button-colour"), Kind: debt.KindVariant, Owner: "@web", Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordActive, Type: debt.TypeExperiment, Serving: debt.Serving{Mode: debt.ModeSplit, Outcomes: []debt.Value{`"blue"`, `"green"`}, Experiment: true}, Since: at("2026-11-10"), Reason: "production splits"})
	in.entry(debt.Flag{ID: ld("NewAdminUI"), Kind: debt.KindBool, Owner: "@web", Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordActive, Type: debt.TypePermission, Serving: debt.Serving{Mode: debt.ModeRules}, Since: at("2026-05-05"), Reason: "production targets"})
	in.entry(debt.Flag{ID: ld("ledger-migration"), Kind: debt.KindStage, Owner: "@pay", Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordKept, Type: debt.TypeMigration, Serving: debt.Serving{Mode: debt.ModeTime}, Reason: "read-only until the audit"})
	in.entry(debt.Flag{ID: ld("invoice-pdf"), Kind: debt.KindBool, Owner: "@pay", Source: "launchdarkly shop"},
		debt.Verdict{Word: debt.WordUndated, Serving: constant("true"), Reason: "constant, but no date is known", Forward: "true"})
	in.Owners = map[debt.ID]string{goff("winter-sale"): "@web"}

	pos := func(s string, line, column int) debt.Position {
		return debt.Position{File: s, Line: line, Column: column}
	}
	in.call(of("checkout-new-tax"), pos("pay/tax/calc.go", 88, 5), debt.RoleEvaluation, debt.RuleStale, debt.SeverityWarning, `flag "checkout-new-tax" serves true to everyone since 2026-03-02: remove it, keep the true side`)
	in.call(of("checkout-new-tax"), pos("pay/tax/calc.go", 140, 5), debt.RoleEvaluation, debt.RuleStale, debt.SeverityWarning, `flag "checkout-new-tax" serves true to everyone since 2026-03-02: remove it, keep the true side`)
	in.call(of("checkout-new-tax"), pos("pay/refund/refund.go", 41, 9), debt.RoleEvaluation, debt.RuleStale, debt.SeverityWarning, `flag "checkout-new-tax" serves true to everyone since 2026-03-02: remove it, keep the true side`)
	in.call(of("checkout-new-tax"), pos("pay/tax/calc_test.go", 17, 2), debt.RoleTestOverride, "", 0, "")
	in.call(of("checkout-new-tax"), pos("pay/tax/doc.go", 3, 10), debt.RoleMention, "", 0, "")
	in.call(ld("checkout-new-tax"), pos("internal/ff/ff.go", 30, 12), debt.RoleForward, "", 0, "")
	in.name(of("checkout-new-tax"), pos("README.md", 14, 3), debt.MediumProse, "`checkout-new-tax` turns the new tax on")
	in.name(of("checkout-new-tax"), pos("web/app.ts", 7, 21), debt.MediumCode, "const tax = useFlag('checkout-new-tax')")
	in.say(of("checkout-new-tax"), pos("pay/tax/keys.go", 4, 2), debt.AboutOwner, "@tax") // the platform says otherwise
	in.say(of("checkout-new-tax"), pos("pay/tax/keys.go", 5, 2), debt.AboutExpires, "2026-12-31")
	in.say(ld("chekout-new-tax"), pos("pay/tax/keys.go", 9, 2), debt.AboutOwner, "@tax")
	in.say(ld("chekout-new-tax"), pos("pay/tax/keys.go", 9, 2), debt.AboutTicket, "PAY-13")
	in.name(ld("nowhere-else"), pos("web/app.ts", 9, 21), debt.MediumCode, "useFlag('nowhere-else')")
	in.call(ld("search-v2-ranker"), pos("search/rank/rank.go", 61, 14), debt.RoleEvaluation, debt.RuleStale, debt.SeverityWarning, `flag "search-v2-ranker" serves "bm25" to everyone since 2026-07-30: remove it, keep "bm25"`)
	in.call(goff("legacy-csv-export"), pos("report/csv.go", 19, 5), debt.RoleEvaluation, debt.RuleStale, debt.SeverityInfo, `flag "legacy-csv-export" serves false to everyone since 2026-10-01: remove it, keep the false side`)
	in.call(ld("promo-banner"), pos("api/home.go", 40, 7), debt.RoleEvaluation, debt.RuleArchived, debt.SeverityError, `flag "promo-banner" is archived at launchdarkly, so this call gets its own default (false): remove it, keep the false side`)
	in.call(ld("chekout-new-tax"), pos("pay/tax/old.go", 12, 9), debt.RoleEvaluation, debt.RuleUnknown, debt.SeverityWarning, `flag "chekout-new-tax" is not known to launchdarkly: did you mean "checkout-new-tax"?`)
	in.call(ld("payments-kill-switch"), pos("pay/pay.go", 10, 5), debt.RoleEvaluation, "", 0, "")
	in.call(ld("checkout-button-colour"), pos("web/button.go", 22, 11), debt.RoleEvaluation, "", 0, "")
	in.call(ld("NewAdminUI"), pos("api/admin.go", 31, 12), debt.RoleEvaluation, debt.RuleNaming, debt.SeverityWarning, `flag key "NewAdminUI" is not in kebab case: "new-admin-ui" would be`)
	in.call(ld("ledger-migration"), pos("pay/ledger/ledger.go", 77, 10), debt.RoleEvaluation, "", 0, "")
	in.call(ld("invoice-pdf"), pos("pay/invoice/pdf.go", 8, 5), debt.RoleEvaluation, "", 0, "")
	in.References = append(in.References, debt.Reference{ID: debt.ID{Provider: "launchdarkly"}, Pos: pos("exp/exp.go", 40, 9), Package: "shop.example/api/exp", Func: "(*Runner).On", Role: debt.RoleEvaluation, Kind: debt.KindBool, Dynamic: &debt.Affix{Prefix: "exp-", Text: `"exp-" + name`}})
	in.Findings = append(in.Findings,
		debt.Finding{Rule: debt.RuleDynamicKey, ID: debt.ID{Provider: "launchdarkly"}, Severity: debt.SeverityInfo, Pos: pos("exp/exp.go", 40, 9), Reference: len(in.References) - 1, Message: `dynamic-key: the flag key "exp-" + name is built at run time and matches no known flag: ask for each flag by a constant key, or nobody can tell where it is used`},
		debt.Finding{Rule: debt.RuleUnused, ID: goff("winter-sale"), Severity: debt.SeverityWarning, Pos: pos("config/flags.yaml", 20, 1), Reference: -1, Message: `unused: no code asks for flag "winter-sale": delete it in config/flags.yaml`},
	)
	in.looked(StatusEstimated)
	return in
}

// noSources is a first run, without any configuration.
func noSources(t testing.TB) Input {
	in := Input{Command: CommandReport, Module: "shop.example/api", Now: day(t, "2026-11-22"), State: nil,
		Hint: []string{"# .flagdebt.yml", "sources:", "  - provider: launchdarkly   # 3 flags in the code", "    format: launchdarkly", "    file: flags.json         # flagdebt snapshot writes one"}}
	for i, key := range []string{"checkout-new-tax", "checkout-new-tax", "checkout-new-tax", "search-v2-ranker", "legacy-csv-export"} {
		in.References = append(in.References, debt.Reference{ID: debt.ID{Provider: "launchdarkly", Key: debt.Key(key)}, Pos: debt.Position{File: fmt.Sprintf("pay/p%d.go", i%2), Line: 10 * (i + 1), Column: 5}, Package: fmt.Sprintf("shop.example/api/pay%d", i%2), Func: "Run", Role: debt.RoleEvaluation, Kind: debt.KindBool, Default: "false"})
	}
	for i := range 8 {
		in.References = append(in.References, debt.Reference{ID: debt.ID{Provider: "launchdarkly"}, Pos: debt.Position{File: "exp/exp.go", Line: 10 + i, Column: 3}, Package: "shop.example/api/exp", Role: debt.RoleEvaluation, Dynamic: &debt.Affix{Prefix: "exp-", Suffix: strings.Repeat("x", i)}})
	}
	return in
}

// nothing is a repository without flags.
func nothing(t testing.TB) Input {
	return Input{Command: CommandReport, Module: "quiet.example/lib", Now: day(t, "2026-11-22"), Snapshot: Snapshot{Date: day(t, "2026-11-22")},
		Sources: []debt.Source{{Name: "flags.yaml", Format: "goff", Provider: "goff", Complete: true}}}
}

// hostileTexts are keys, paths and words that try to be something else.
func hostileTexts() []string {
	return []string{
		"\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "a|b", "`tick`", "``two``", "line\nbreak\r\nand\ttab", "@everyone", "#123 and me/it#4", "[x](https://evil.example)", "![i](//evil)",
		"<!-- comment -->", "<img src=x onerror=alert(1)>", "\u202egnp.exe\u2066", "\u0085\u009b31m", "\xff\xfe broken", `back\slash`, `both\|pipe`, "**bold** _it_ ~~no~~ $x$ &amp; www.evil.example",
		strings.Repeat("long", 60), "漢字キー", "e\u0301migre\u0301", "zero\u200bwidth", "- item", " ",
	}
}

// looked adds what the removal of three flags of the shop would do: one leaves something behind, one is complete, one is refused.
func (in *Input) looked(status Status) {
	at := func(file string, line, column int) debt.Position {
		return debt.Position{File: file, Line: line, Column: column}
	}
	id := func(provider, key string) debt.ID { return debt.ID{Provider: provider, Key: debt.Key(key)} }
	in.Removals = map[debt.ID]*Removal{
		id("launchdarkly", "checkout-new-tax"): {
			To: "true", Verdict: "checked", Status: status, Deleted: 212, Added: 31,
			Files: []string{"pay/tax/refund.go", "pay/tax/calc.go"}, Sites: []debt.Position{at("pay/tax/calc.go", 88, 6), at("pay/tax/refund.go", 41, 12)},
			Obstacles:    []Obstacle{{debt.CodeGenerated, at("pay/gen.go", 7, 3), "the place is in a generated file", "change the generator's input"}},
			Declarations: []Declaration{{"func", "oldTax", at("pay/tax/calc.go", 12, 1)}, {"method", "rates.old", at("pay/tax/calc.go", 20, 1)}, {"test", "TestOldTax", at("pay/tax/calc_test.go", 30, 1)}, {"import", "math", at("pay/tax/calc.go", 5, 2)}},
			Dropped:      []Dropped{{at("pay/tax/calc.go", 88, 40), "tenant(o)", false}, {at("pay/tax/refund.go", 41, 30), "o.Customer.ID", true}},
			Checklist:    []Mention{{at("README.md", 14, 3), debt.MediumProse, "`checkout-new-tax` turns the new tax on"}},
			Next:         `archive "checkout-new-tax" on LaunchDarkly after this is deployed`,
			Proof: &Proof{
				Functions:   12,
				Assumptions: []Assumption{{"argument", at("pay/tax/calc.go", 88, 40), "tenant(o) was called for the evaluation alone"}, {"import", debt.Position{}, "nothing relies on the initialisation of math"}},
				Differences: []Difference{{"TestRates", at("pay/tax/calc_test.go", 44, 2), debt.Position{}, "call `t.Run` is missing after the change", true}, {"calc", debt.Position{}, at("pay/tax/calc.go", 90, 3), "`audit()` runs before `charge()` now", false}},
			},
		},
		id("launchdarkly", "search-v2-ranker"): {To: `"bm25"`, Verdict: "proven", Status: status, Complete: true, Deleted: 18, Added: 4, Files: []string{"search/rank.go"}, Sites: []debt.Position{at("search/rank.go", 9, 2)}, Proof: &Proof{Functions: 1}},
		id("goff", "legacy-csv-export"):        {Verdict: "refused", Status: StatusRefused, Obstacles: []Obstacle{{Code: debt.CodePrerequisite, What: `flag "csv" has "legacy-csv-export" as a prerequisite`, Do: "remove that flag, or its prerequisite, first"}}},
	}
}

const hashOfTests = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// clean is the shop in which three flags were asked for, before or after their removal was written.
func clean(t testing.TB, written bool) Input {
	in := shop(t)
	status := StatusPlanned
	if written {
		status = StatusApplied
	}
	in.looked(status)
	in.Command, in.Findings, in.References, in.Flags, in.Incomplete = CommandClean, nil, nil, nil, nil
	for id, m := range in.Removals {
		in.Flags = append(in.Flags, id)
		if written && m.Status == StatusApplied {
			m.Commit = "0123456789abcdef0123456789abcdef01234567"
		}
	}
	in.Change = &Change{
		Written: written,
		Files: []ChangedFile{
			{"search/rank.go", hashOfTests, hashOfTests, 4, 1, "--- a/search/rank.go\n+++ b/search/rank.go\n@@ -1,6 +1,3 @@\n package search\n \n-func rank() string {\n-\tif ranker() == \"bm25\" {\n-\t\treturn \"```\"\n-\t}\n+func rank() string {}\n\\ No newline at end of file\n"},
			{"pay/old.go", hashOfTests, "", 1, 0, "--- a/pay/old.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-package pay\n"},
		},
		Edits: []debt.Edit{{File: "search/rank.go", Start: 30, End: 80, New: "{}"}, {File: "search/rank.go", Start: 10, End: 20}},
	}
	if written {
		in.Change.Branch = "tidy"
	}
	return in
}

// verified is a clean-up of the shop that somebody made by hand.
func verified(t testing.TB) Input {
	in := shop(t)
	in.looked(StatusPlanned)
	proof := in.Removals[debt.ID{Provider: "launchdarkly", Key: "checkout-new-tax"}].Proof
	return Input{Command: CommandVerify, Module: in.Module, Now: in.Now, Verification: &Verification{
		Base: "main", Head: "the work tree", Proof: *proof, Packages: []string{"shop.example/pay/tax", "shop.example/pay"},
		Fixed: []Fixed{{debt.ID{Provider: "launchdarkly", Key: "checkout-new-tax"}, "true"}, {debt.ID{Provider: "goff", Key: "csv"}, `"on"`}},
	}}
}

// proposed is a repository with toggles of its own, and a broken package.
func proposed(t testing.TB) Input {
	return Input{
		Command: CommandInit, Module: "shop.example/toggles", Now: day(t, "2026-11-22"),
		Hint: []string{"version: 1", "flags:", "  apis:", "  # functions that are asked by a key: 2 uses of 1 key: new-tax", "  #   pay/tax.go:12:5", "  - {package: shop.example/toggles, methods: [Enabled], key: {arg: 0}, value: bool}"},
		Proposals: []Proposal{{
			Looks: "functions that are asked by a key", Section: "apis", Entry: "{package: shop.example/toggles, methods: [Enabled], key: {arg: 0}, value: bool}",
			Uses: 2, Keys: []string{"new-tax"}, Places: []debt.Position{{File: "pay/tax.go", Line: 12, Column: 5}},
		}},
		Incomplete: []Incomplete{{Place: "pay/card.go:3:1", What: "expected declaration"}, {What: "the go command is slow"}},
	}
}

// hostile is a repository that attacks whoever reads its report.
func hostile(t testing.TB) Input {
	in := Input{Command: CommandReport, Module: "evil\x1b[2J|`x`", Now: day(t, "2026-11-22"), Snapshot: Snapshot{Date: day(t, "2026-01-01"), Old: true},
		State:    known{map[debt.ID]*debt.Flag{}, map[debt.ID]debt.Verdict{}, nil},
		Sources:  []debt.Source{{Name: "fl|ags\x1b[31m.yaml", Format: "goff", Provider: "goff", Problem: "page 3 of 4\nfailed: <b>| @ops"}},
		Removals: map[debt.ID]*Removal{}, Change: &Change{}, Verification: &Verification{}}
	for i, text := range hostileTexts() {
		id := debt.ID{Provider: "goff", Key: debt.Key(text)}
		value, err := debt.ValueOf(text)
		if err != nil {
			t.Fatal(err)
		}
		in.entry(debt.Flag{ID: id, Kind: debt.KindString, Owner: "@o" + text, Description: text, Source: text},
			debt.Verdict{Word: debt.WordStale, Serving: constant(value), Since: debt.Date{Day: day(t, "2026-01-01") + debt.Day(i), Clock: debt.ClockGit}, Stale: day(t, "2026-03-01") + debt.Day(i), Forward: value})
		in.call(id, debt.Position{File: "dir/" + text + ".go", Line: i + 1, Column: 1}, debt.RoleEvaluation, debt.RuleStale, debt.SeverityWarning, "flag "+text+" is stale")
		in.References = append(in.References, debt.Reference{ID: debt.ID{Provider: "goff"}, Pos: debt.Position{File: text + ".go", Line: i + 1, Column: 1}, Package: text, Role: debt.RoleEvaluation, Dynamic: &debt.Affix{Text: text}})
		in.say(id, debt.Position{File: text + ".go", Line: 1, Column: 1}, debt.AboutTicket, text)
		in.name(id, debt.Position{File: text + ".ts", Line: 1, Column: 1}, debt.Medium("m"+text), text)
		in.Findings = append(in.Findings, debt.Finding{Rule: debt.RuleExpired, ID: debt.ID{Key: debt.Key(text + "*")}, Severity: debt.SeverityInfo, Reference: -1, Message: "expired: the keep of " + text + " ended"})
		in.Incomplete = append(in.Incomplete, Incomplete{Place: text, What: text}, Incomplete{What: text})
		if i%4 != 0 { // some were not looked at
			continue
		}
		pos := debt.Position{File: text, Line: 1, Column: 1}
		in.Removals[id] = &Removal{
			To: value, Verdict: "checked", Status: StatusPlanned, Files: []string{text}, Sites: []debt.Position{pos}, Obstacles: []Obstacle{{debt.CodeTest, pos, text, text}},
			Declarations: []Declaration{{"test", text, pos}}, Dropped: []Dropped{{pos, text, true}}, Checklist: []Mention{{pos, debt.Medium(text), text}}, Next: text,
			Proof: &Proof{Assumptions: []Assumption{{text, pos, text}}, Differences: []Difference{{text, pos, pos, text, i%8 == 0}}},
		}
		in.Hint = append(in.Hint, "# "+text)
		in.Proposals = append(in.Proposals, Proposal{Looks: text, Section: text, Entry: text, Uses: i, Places: []debt.Position{{File: text, Line: 1, Column: 1}}})
		in.Verification = &Verification{Base: text, Head: text, Fixed: []Fixed{{id, value}}, Packages: []string{text}, Proof: *in.Removals[id].Proof}
		in.Change.Files = append(in.Change.Files, ChangedFile{File: text, Before: hashOfTests, After: hashOfTests, Diff: "--- a\n+++ b\n@@ -1 +1 @@\n-\t" + strings.ReplaceAll(text, "\n", "\n ") + "\n+x\n"})
	}
	return in
}

// inputs are the runs that the goldens in testdata come from.
func inputs(t testing.TB) map[string]Input {
	return map[string]Input{"shop": shop(t), "no-sources": noSources(t), "nothing": nothing(t), "hostile": hostile(t), "clean": clean(t, false), "cleaned": clean(t, true), "verified": verified(t), "proposed": proposed(t)}
}
