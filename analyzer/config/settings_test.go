package config_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// hosted decodes a file as golangci-lint does with its own: YAML to Go values, which go through JSON to the plugin.
func hosted(t *testing.T, text []byte) (direct, viaJSON map[string]any) {
	t.Helper()
	if err := yaml.Unmarshal(text, &direct); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(direct)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(encoded, &viaJSON); err != nil {
		t.Fatal(err)
	}
	return direct, viaJSON
}

func TestParseSettingsInline(t *testing.T) {
	text, err := os.ReadFile("testdata/sample.yml")
	if err != nil {
		t.Fatal(err)
	}
	want := parseFile(t, "testdata/sample.yml").Canonical()
	direct, viaJSON := hosted(t, text)
	delete(viaJSON, "version") // which may be left out
	for name, values := range map[string]map[string]any{"direct": direct, "via JSON": viaJSON} {
		c, plugin, err := config.ParseSettings(values)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(string(want), string(c.Canonical())); diff != "" {
			t.Errorf("%s: not the configuration of the file (-want +got):\n%s", name, diff)
		}
		if plugin != (config.Plugin{}) {
			t.Errorf("%s: plugin = %+v", name, plugin)
		}
		if pos := c.Policy.Keep[0].Pos.String(); pos != "settings.keep[0]" {
			t.Errorf("%s: the keep stands at %s", name, pos)
		}
	}
}

func TestParseSettingsPointer(t *testing.T) {
	now := day(t, "2026-11-22")
	for name, test := range map[string]struct {
		values map[string]any
		want   config.Plugin
	}{
		"nothing":      {nil, config.Plugin{}},
		"version":      {map[string]any{"version": 1.0}, config.Plugin{}},
		"all":          {map[string]any{"config": "conf/flags.yml", "now": "2026-11-22", "min-severity": "error"}, config.Plugin{Config: "conf/flags.yml", Now: now, MinSeverity: debt.SeverityError}},
		"time":         {map[string]any{"now": time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}, config.Plugin{Now: now}},
		"time in JSON": {map[string]any{"now": "2026-11-22T00:00:00Z"}, config.Plugin{Now: now}},
	} {
		c, plugin, err := config.ParseSettings(test.values)
		if err != nil || c != nil || plugin != test.want {
			t.Errorf("%s: ParseSettings = %v, %+v, %v", name, c, plugin, err)
		}
	}
}

func TestBadSettings(t *testing.T) {
	endless := map[string]any{}
	endless["flags"] = endless
	for _, test := range []struct {
		values map[string]any
		want   string
	}{
		{map[string]any{"polciy": 1}, `settings.polciy: unknown field "polciy": did you mean "policy"?`},
		{map[string]any{"confg": "a"}, `settings.confg: unknown field "confg": did you mean "config"?`},
		{map[string]any{"config": ""}, `settings.config: config is empty: name the file, or remove the setting to have it looked for`},
		{map[string]any{"config": 3}, `settings.config: "config" is 3, not a text: put it in quotes`},
		{map[string]any{"config": "a.yml", "keep": []any{}}, `settings.keep: the configuration is in a file and here: move it into the file that config names, or remove config`},
		{map[string]any{"policy": map[string]any{"grace": "90 dayz"}}, `settings.policy.grace: "90 dayz" is not a duration: write a number of days or weeks, as in 90d or 6w`},
		{map[string]any{"policy": map[string]any{"gate-minors": 1.5}}, `settings.policy.gate-minors: "gate-minors" is "1.5": write a whole number`},
		{map[string]any{"policy": map[string]any{"gate-minors": math.Inf(1)}}, `settings.policy.gate-minors: "gate-minors" is "+Inf": write a whole number`},
		{map[string]any{"keep": []any{map[string]any{"key": true, "reason": "r"}}}, `settings.keep[0].key: "key" is true, not a text: put it in quotes`},
		{map[string]any{"keep": []map[string]string{{"key": "a"}}}, `settings.keep[0]: "reason" is missing: say why the flag stays`},
		{map[string]any{"keep": []any{nil}}, `settings.keep[0]: an entry of "keep" is empty: remove it`},
		{map[string]any{"now": time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)}, `settings.now: "2026-11-22T07:00:00Z" is not a date: write it as 2006-01-02`},
		{map[string]any{"min-severity": nil}, `settings.min-severity: "min-severity" has no value: give it one, or remove the line`},
		{map[string]any{"version": 2}, `settings.version: version 2 of the schema is not known: use a newer flagdebt (this one reads version 1)`},
		{map[string]any{"flags": func() {}}, `settings.flags: a Go value of type func() cannot be a setting: write what YAML can hold`},
		{map[string]any{"a\nb": 1}, `settings.a\nb: unknown field "a\nb": use config, flags, keep, min-severity, naming, now, policy, providers, sources or version`},
		{map[string]any{"naming": map[string]any{"pattern": "["}, "sources": []any{map[string]any{"file": "/x"}}},
			"settings.naming.pattern: the pattern is no regular expression (missing closing ]: `[`): correct it, in the syntax of Go's regexp\n" +
				`settings.sources[0].file: the path "/x" is absolute: write it relative to the directory of the configuration`},
	} {
		c, _, err := config.ParseSettings(test.values)
		if err == nil || c != nil || err.Error() != test.want {
			t.Errorf("ParseSettings(%v)\n got %v\nwant %s", test.values, err, test.want)
			continue
		}
		checkErrors(t, test.want, err)
	}
	if _, _, err := config.ParseSettings(endless); err == nil || !strings.Contains(err.Error(), "nested more than 100 deep") {
		t.Errorf("settings that contain themselves: %v", err)
	}
}
