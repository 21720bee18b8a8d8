package config_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

var equalRegexps = cmp.Comparer(func(a, b *regexp.Regexp) bool {
	return (a == nil) == (b == nil) && (a == nil || a.String() == b.String())
})

func parseFile(t *testing.T, path string) *config.Config {
	t.Helper()
	c, err := config.Load(path, path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func day(t *testing.T, text string) debt.Day {
	t.Helper()
	d, err := debt.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseSample(t *testing.T) {
	file := "testdata/sample.yml"
	policy := debt.DefaultPolicy()
	policy.Types = []debt.TypeRule{{Tag: "killswitch", Type: debt.TypeKillSwitch}, {Key: "ops-*", Type: debt.TypeOps}}
	policy.Rules = map[debt.Rule]debt.Severity{debt.RuleUnused: debt.SeverityOff, debt.RuleNaming: debt.SeverityError}
	policy.Keep = []debt.Keep{{
		Key: "legacy-csv", Reason: "contract until spring", Until: day(t, "2027-03-31"), By: "@pay",
		Pos: debt.Position{File: file, Line: 5, Column: 8},
	}}
	policy.Naming = debt.Naming{
		Default: &debt.Pattern{Style: debt.StyleKebab},
		Types:   map[debt.Type]*debt.Pattern{debt.TypeKillSwitch: {Regexp: regexp.MustCompile("^ops-.*-kill$"), Example: "ops-search-kill"}},
	}
	want := &config.Config{
		File:    file,
		Version: 1,
		Flags: config.Catalogue{
			APIs: []config.API{{
				Packages: config.Strings{"shop.example/api/internal/ff"}, Receivers: config.Strings{"Client"}, Methods: config.Strings{"On"},
				Key: config.KeyPos{Arg: 1}, Default: config.DefaultPos{Arg: new(2)}, Value: debt.KindBool,
				Pos: debt.Position{File: file, Line: 2, Column: 16},
			}},
			Registries: []config.Registry{},
		},
		Sources: []config.Source{
			{File: "flags.goff.yaml", Exclusive: true, Pos: debt.Position{File: file, Line: 3, Column: 11}},
			{File: "ld.json", Format: "launchdarkly", Environments: config.Environments{Production: []string{"production"}}, Pos: debt.Position{File: file, Line: 3, Column: 53}},
		},
		Policy:      policy,
		MinSeverity: debt.SeverityWarning,
	}
	if diff := cmp.Diff(want, parseFile(t, file), equalRegexps); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestParseMinimal(t *testing.T) {
	want := &config.Config{File: "f", Version: 1, Policy: debt.DefaultPolicy(), MinSeverity: debt.SeverityWarning}
	for _, text := range []string{
		"version: 1",
		"\ufeffversion: 1\r\npolicy:\r\nkeep:\r\nnaming:\r\nflags:\r\nsources:\r\n",
		"--- # begin\nversion: 1\npolicy: {max-age: {}}\n...\n",
		`{"version": 1}`,
	} {
		got, err := config.Parse("f", []byte(text))
		if err != nil {
			t.Errorf("Parse(%q): %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", text, diff)
		}
	}
}

// TestParseFull reads every field. What it means is checked where YAML is known to mislead. It is fault 52.
func TestParseFull(t *testing.T) {
	c := parseFile(t, "testdata/full.yml")
	check := func(what string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	api, object := c.Flags.APIs[0], c.Flags.Registries[0]
	check("on", config.Strings{"on", "yes", "true", "1e3"}, api.On)
	check("off", config.Strings{"off"}, api.Off)
	check("receiver", config.Strings{"", "Client"}, api.Receivers)
	check("via", config.Strings{"shop.example/ff.Inner"}, api.Via)
	check("result", config.ResultPos{Error: new(1), Detail: new(2), Field: "Value", Getter: "GetValue", Opposite: "Off"}, api.Result)
	check("option", config.DefaultPos{Arg: new(1), Option: "WithDefault"}, api.Default)
	check("default in the declaration", config.DefaultPos{Decl: true}, c.Flags.APIs[1].Default)
	check("constant default", config.DefaultPos{Value: `{"a":"x","b":[1,2.50,null]}`}, c.Flags.APIs[2].Default)
	check("no default", config.DefaultPos{}, c.Flags.APIs[3].Default)
	check("constants", config.Strings{"Flag*", "{Use,Enable}*"}, c.Flags.Registries[4].Constants)
	check("lists", config.SpecFields{Names: config.Strings{"Enabled"}}, c.Flags.Registries[5].Fields)
	check("contexts", []config.Context{{Packages: config.Strings{"shop.example/target"}, Methods: config.Strings{"New*"}, Pos: debt.Position{File: c.File, Line: 54, Column: 7}}}, c.Flags.Contexts)
	check("defaults", config.Strings{"Default"}, object.Defaults)
	check("stage", new(2), object.Stage)
	check("stages", map[string]config.Stage{"beta": {Default: "true"}, "ga": {Default: "true", Locked: true}}, object.Stages)
	check("options", config.SpecOptions{From: "From", To: "To", Description: "Text", URL: "URL"}, object.Options)
	check("fields", config.SpecFields{Names: config.Strings{"NewTax", "{Use,Enable}*"}}, c.Flags.Registries[3].Fields)
	check("address", config.KeyPos{Arg: 1, Address: true}, c.Flags.APIs[4].Key)
	check("pairs", config.KeyPos{Pairs: true}, c.Flags.APIs[5].Key)
	check("keys", config.Strings{"FEATURE_{A,B}*", "new-tax"}, api.Keys)
	check("index and path", config.KeyPos{Field: "Requests.Key", Elems: true, Index: true}, c.Flags.APIs[6].Key)
	check("index", config.KeyPos{Index: true}, c.Flags.APIs[7].Key)
	check("target", new(0), c.Flags.Registries[6].Target)
	check("variables", config.Strings{"Enabled*"}, c.Flags.Registries[7].Variables)
	check("functions", config.Strings{"", "Features"}, c.Flags.Registries[8].Types)
	check("complete", new(false), c.Sources[0].Complete)
	check("providers", map[string][]string{"openfeature": {"go-feature-flag", "launchdarkly"}}, c.Providers)
	check("max-age", map[debt.Type]int{debt.TypeUnknown: 42, debt.TypeRelease: 42, debt.TypeExperiment: 40, debt.TypeMigration: 90, debt.TypePermission: 365}, c.Policy.MaxAge)
	check("numbers", []int{0, 14, 5}, []int{c.Policy.Grace, c.Policy.MaxStateAge, c.Policy.GateMinors})
	check("types", []debt.TypeRule{{Key: "ops-*", Tag: "infra", Type: debt.TypeOps}}, c.Policy.Types)
	check("rules", map[debt.Rule]debt.Severity{debt.RuleUnused: debt.SeverityOff, debt.RuleNaming: debt.SeverityError, debt.RuleDynamicKey: debt.SeverityInfo}, c.Policy.Rules)
	check("keep", []debt.Keep{
		{Key: "true", Provider: "launchdarkly", Reason: "a flag may be called true", Until: day(t, "2027-03-31"), By: "on", Pos: debt.Position{File: c.File, Line: 72, Column: 5}},
		{Key: "null", Reason: "1e3", Pos: debt.Position{File: c.File, Line: 73, Column: 5}},
	}, c.Policy.Keep)
	check("min-severity", debt.SeverityInfo, c.MinSeverity)
	check("now", day(t, "2026-11-22"), c.Now)
}

// TestTooLong has texts that are longer than any sensible one, each at the limit and one byte beyond. It is fault 61.
func TestTooLong(t *testing.T) {
	for name, test := range map[string]struct {
		before, after string
		limit         int
		want          string
	}{
		"text":    {"version: 1\nkeep: [{key: a, reason: ", "}]", 10_000, `f:2:25: "reason" is longer than 10000 bytes: shorten it`},
		"glob":    {"version: 1\nkeep: [{reason: a, key: ", "}]", 1000, `f:2:25: "key" is longer than 1000 bytes: shorten it`},
		"pattern": {"version: 1\nnaming: {pattern: ", "}", 1000, `f:2:19: the pattern is longer than 1000 bytes: shorten it`},
		"method":  {"version: 1\nflags: {apis: [{package: a.example/b, key: {arg: 0}, methods: ", "}]}", 1000, `f:2:63: "` + strings.Repeat("a", 60) + `"… is too long: use several entries`},
	} {
		if _, err := config.Parse("f", []byte(test.before+strings.Repeat("a", test.limit)+test.after)); err != nil {
			t.Errorf("%s at the limit: %v", name, err)
		}
		_, err := config.Parse("f", []byte(test.before+strings.Repeat("a", test.limit+1)+test.after))
		if err == nil || err.Error() != test.want {
			t.Errorf("%s beyond the limit\n got %v\nwant %s", name, err, test.want)
		}
	}
}

// TestBadBytes has the files that a text archive cannot hold.
func TestBadBytes(t *testing.T) {
	for text, want := range map[string]string{
		"version: 1\nnow: \xff":        `f:2:6: the file is not UTF-8 text: save it as UTF-8`,
		"version: 1\na\x00b: 1":        `f:2:2: the character '\x00' is not allowed: remove it`,
		"ü: \u2028":                    `f:1:5: '\u2028' breaks the line in YAML only: end the line as all others`,
		"version: 1\rnow: 2026-11-22":  `f:1:11: '\r' breaks the line in YAML only: end the line as all others`,
		"\ufeff\ufeffversion: 1":       `f:1:1: the character '\ufeff' is not allowed: remove it`,
		"\xff\xfev\x00e\x00r\x00":      `f:1:1: the file is not UTF-8 text: save it as UTF-8`,
		"":                             `f:1:1: the file is empty: add at least "version: 1"`,
		"version: 1\r\nnow: never\r\n": `f:2:6: "never" is not a date: write it as 2006-01-02`,
	} {
		_, err := config.Parse("f", []byte(text))
		if err == nil || err.Error() != want {
			t.Errorf("Parse(%q)\n got %v\nwant %s", text, err, want)
		}
	}
}
