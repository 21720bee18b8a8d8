package unleash

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestServing(t *testing.T) {
	constant := func(v debt.Value) debt.Serving {
		return debt.Serving{Mode: debt.ModeConstant, Value: v, Outcomes: []debt.Value{v}}
	}
	with := func(mode debt.Mode, outcomes ...debt.Value) debt.Serving {
		return debt.Serving{Mode: mode, Outcomes: outcomes}
	}
	unknown := func(note string) debt.Serving { return debt.Serving{Mode: debt.ModeUnknown, Note: note} }
	rollout := func(percentage, rest string) string {
		return `{"name":"flexibleRollout","parameters":{"rollout":"` + percentage + `","stickiness":"default"}` + rest + `}`
	}
	const variants = `,"variants":[{"name":"a","weight":500},{"name":"b","weight":500}]`
	tests := []struct {
		name, enabled, strategies string
		want                      debt.Serving
	}{
		{"disabled", "false", `[{"name":"default"}]`, constant("false")},
		{"no strategy", "true", `[]`, constant("true")},
		{"strategies not told", "true", `null`, unknown("the strategies are not in the export")},
		{"disabled, strategies not told", "false", `null`, constant("false")},
		{"enabled not told", "null", `[]`, unknown("whether it is enabled is not told")},
		{"default", "true", `[{"name":"default","parameters":{}}]`, constant("true")},
		{"all strategies disabled", "true", `[{"name":"default","disabled":true}]`, unknown("all strategies are disabled")},
		{"one strategy disabled", "true", `[{"name":"default","disabled":true},` + rollout("100", "") + `]`, constant("true")},
		{"100 %", "true", `[` + rollout("100", "") + `]`, constant("true")},
		{"50 %", "true", `[` + rollout("50", "") + `]`, with(debt.ModeSplit, "false", "true")},
		{"0 %", "true", `[` + rollout("0", "") + `]`, constant("false")},
		{"unreadable %", "true", `[` + rollout("all", "") + `]`, with(debt.ModeSplit, "false", "true")},
		{"100 % of those with a user", "true", `[{"name":"flexibleRollout","parameters":{"rollout":"100","stickiness":"userId"}}]`, with(debt.ModeSplit, "false", "true")},
		{"old random rollout", "true", `[{"name":"gradualRolloutRandom","parameters":{"percentage":"100"}}]`, constant("true")},
		{"constraint", "true", `[` + rollout("100", `,"constraints":[{}]`) + `]`, with(debt.ModeRules, "false", "true")},
		{"segment", "true", `[{"name":"default","segments":[1]}]`, with(debt.ModeRules, "false", "true")},
		{"users", "true", `[{"name":"userWithId","parameters":{"userIds":"1"}}]`, with(debt.ModeRules, "false", "true")},
		{"users or everybody", "true", `[{"name":"userWithId"},{"name":"default"}]`, constant("true")},
		{"variants", "true", `[` + rollout("100", variants) + `]`, with(debt.ModeSplit, `"a"`, `"b"`)},
		{"variants for a segment", "true", `[` + rollout("100", variants+`,"segments":[1]`) + `]`, with(debt.ModeRules, `"a"`, `"b"`, "false")},
		{"one variant with weight", "true", `[` + rollout("100", `,"variants":[{"name":"a","weight":1000},{"name":"b","weight":0}]`) + `]`, constant("true")},
		{"variants, disabled", "false", `[` + rollout("100", variants) + `]`, constant("false")},
	}
	for _, tt := range tests {
		text := fmt.Sprintf(`{"name":"x","environments":[{"name":"p","enabled":%s,"strategies":%s}]}`, tt.enabled, tt.strategies)
		d, err := Decode([]byte(text), 0)
		if err != nil || len(d.Problems) > 0 {
			t.Errorf("%s: %v %v", tt.name, err, d)
			continue
		}
		if diff := cmp.Diff(tt.want, d.Flags[0].Environments[0].Serving); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestParents(t *testing.T) {
	const variants = `[{"name":"flexibleRollout","parameters":{"rollout":"100"},"variants":[{"name":"a","weight":500},{"name":"b","weight":500}]}]`
	tests := []struct {
		name, dependency, parent string
		mode                     debt.Mode
		value                    debt.Value
	}{
		{"on", `{"feature":"p"}`, `"enabled":true,"strategies":[]`, debt.ModeConstant, "true"},
		{"off", `{"feature":"p","enabled":true}`, `"enabled":false,"strategies":[]`, debt.ModeConstant, "false"},
		{"wanted off and off", `{"feature":"p","enabled":false}`, `"enabled":false,"strategies":[]`, debt.ModeConstant, "true"},
		{"wanted off and on", `{"feature":"p","enabled":false}`, `"enabled":true,"strategies":[]`, debt.ModeConstant, "false"},
		{"sometimes on", `{"feature":"p"}`, `"enabled":true,"strategies":[{"name":"userWithId"}]`, debt.ModeRules, ""},
		{"not told", `{"feature":"p"}`, `"enabled":true`, debt.ModeRules, ""},
		{"any variant", `{"feature":"p"}`, `"enabled":true,"strategies":` + variants, debt.ModeConstant, "true"},
		{"one of two variants", `{"feature":"p","variants":["a"]}`, `"enabled":true,"strategies":` + variants, debt.ModeRules, ""},
		{"both variants", `{"feature":"p","variants":["a","b"]}`, `"enabled":true,"strategies":` + variants, debt.ModeConstant, "true"},
		{"another variant", `{"feature":"p","variants":["c"]}`, `"enabled":true,"strategies":` + variants, debt.ModeConstant, "false"},
		{"missing", `{"feature":"q"}`, `"enabled":true,"strategies":[]`, debt.ModeRules, ""},
		{"itself", `{"feature":"x"}`, `"enabled":true,"strategies":[]`, debt.ModeUnknown, ""},
	}
	for _, tt := range tests {
		text := fmt.Sprintf(`{"features":[{"name":"x","dependencies":[%s],"environments":[{"name":"e","enabled":true,"strategies":[]}]},{"name":"p","environments":[{"name":"e",%s}]}],"total":2}`, tt.dependency, tt.parent)
		d, err := Decode([]byte(text), 0)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := d.Flags[0].Environments[0].Serving; got.Mode != tt.mode || got.Value != tt.value {
			t.Errorf("%s: %+v", tt.name, got)
		}
		if len(d.Flags[0].Prerequisites) != 1 || !d.Complete {
			t.Errorf("%s: %+v", tt.name, d)
		}
	}
}

func TestFields(t *testing.T) {
	d, err := Decode([]byte(`{"features":[
		{"name":"gone","type":"permission","archivedAt":"2026-01-01T00:00:00Z","lastSeenAt":"2026-01-02T00:00:00Z","environments":[{"name":"p","enabled":true,"strategies":[]}]},
		{"name":"done","type":"operational","lifecycle":{"stage":"completed","status":"discarded"},"tags":[{"type":"jira","value":"X-1"}]},
		{"type":"release"}],"total":5}`), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Flags) != 2 || d.Complete || d.Total != 5 || len(d.Problems) != 1 {
		t.Fatalf("%+v", d)
	}
	gone, done := d.Flags[0], d.Flags[1]
	if !gone.Archived || gone.Type != debt.TypePermission || gone.Environments[0].Serving.Mode != debt.ModeCallerDefault || gone.Evaluated.Day.String() != "2026-01-02" {
		t.Errorf("%+v", gone)
	}
	if done.Mark != "completed (discarded)" || done.Type != debt.TypeOps || len(done.Tags) != 1 || done.Tags[0] != "jira:X-1" {
		t.Errorf("%+v", done)
	}
	for _, text := range []string{`{}`, `[]`, `{"features":{}}`, `{"name":"x"}`} {
		if d, err := Decode([]byte(text), 0); err == nil {
			t.Errorf("%s: %+v, want an error", text, d)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"features":[{"name":"x","createdAt":"2025-01-01"}],"featureStrategies":[{"name":"default","featureName":"x"}],"featureEnvironments":[{"featureName":"x","environment":"p","enabled":true}],"dependencies":[{"feature":"x","dependencies":[{"feature":"x"}]}]}`,
		`{"name":"x","environments":[{"name":"p","enabled":true,"strategies":[{"name":"flexibleRollout","parameters":{"rollout":"5"},"variants":[{"name":"a"},{"name":"b","weight":0,"overrides":[1]}]}]}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Decode(data, 0)
		if err != nil {
			return
		}
		for _, flag := range d.Flags {
			for _, e := range flag.Environments {
				if s := e.Serving; (s.Mode == debt.ModeConstant) != !s.Value.IsZero() || s.Mode == "" || flag.Key == "" {
					t.Errorf("flag %+v", flag)
				}
			}
		}
	})
}
