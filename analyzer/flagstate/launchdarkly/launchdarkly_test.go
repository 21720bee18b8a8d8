package launchdarkly

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// serve decodes SDK data in which the flag x has the configuration, and answers what x serves.
func serve(t *testing.T, configuration string, others ...string) (debt.Serving, []*debt.InputError) {
	t.Helper()
	text := fmt.Sprintf(`{"flags":{"x":{"variations":["a","b","a"],%s}%s}}`, configuration, strings.Join(append([]string{""}, others...), ","))
	d, err := Decode([]byte(text), 0)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	s := d.Flags[0].Environments[0].Serving
	if len(s.Outcomes) == 0 {
		s.Outcomes = nil
	}
	return s, d.Problems
}

func TestServing(t *testing.T) {
	constant := func(v debt.Value) debt.Serving {
		return debt.Serving{Mode: debt.ModeConstant, Value: v, Outcomes: []debt.Value{v}}
	}
	with := func(mode debt.Mode, outcomes ...debt.Value) debt.Serving {
		return debt.Serving{Mode: mode, Outcomes: outcomes}
	}
	experiment := func(s debt.Serving) debt.Serving {
		s.Experiment = true
		return s
	}
	const on = `"on":true,"offVariation":1,"fallthrough":{"variation":0}`
	pre := func(configuration string) string { return `"p":{"variations":[1,1],` + configuration + `}` }
	requires := on + `,"prerequisites":[{"key":"p","variation":0}]`
	tests := []struct {
		name, configuration string
		others              []string
		want                debt.Serving
	}{
		{"on", on, nil, constant(`"a"`)},
		{"off", `"on":false,"offVariation":1,"fallthrough":{"variation":0}`, nil, constant(`"b"`)},
		{"off without a variation", `"on":false,"offVariation":null,"fallthrough":{"variation":0}`, nil, with(debt.ModeCallerDefault)},
		{"deleted", on + `,"deleted":true`, nil, with(debt.ModeCallerDefault)},
		{"target", on + `,"targets":[{"values":["u"],"variation":1}]`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"context target", on + `,"contextTargets":[{"values":["u"],"variation":1,"contextKind":"org"}]`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"target of nobody", on + `,"targets":[{"values":[],"variation":1}]`, nil, constant(`"a"`)},
		{"target of the same value", on + `,"targets":[{"values":["u"],"variation":2}]`, nil, constant(`"a"`)},
		{"segment", on + `,"rules":[{"variation":1,"clauses":[{"op":"segmentMatch","values":["s"]}]}]`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"rollout in a rule", on + `,"rules":[{"rollout":{"variations":[{"variation":0,"weight":1},{"variation":1,"weight":99999}]}}]`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"rollout", `"on":true,"fallthrough":{"rollout":{"variations":[{"variation":0,"weight":1},{"variation":1,"weight":99999}]}}`, nil, with(debt.ModeSplit, `"a"`, `"b"`)},
		{"weight 0", `"on":true,"fallthrough":{"rollout":{"variations":[{"variation":0,"weight":100000},{"variation":1,"weight":0}]}}`, nil, constant(`"a"`)},
		{"experiment on a winner", `"on":true,"fallthrough":{"rollout":{"kind":"experiment","variations":[{"variation":0,"weight":100000}]}}`, nil, experiment(constant(`"a"`))},
		{"prerequisite met", requires, []string{pre(`"on":true,"fallthrough":{"variation":0}`)}, constant(`"a"`)},
		{"prerequisite off", requires, []string{pre(`"on":false,"offVariation":0,"fallthrough":{"variation":0}`)}, constant(`"b"`)},
		{"prerequisite at another variation of the same value", requires, []string{pre(`"on":true,"fallthrough":{"variation":1}`)}, constant(`"b"`)},
		{"prerequisite split", requires, []string{pre(`"on":true,"fallthrough":{"rollout":{"variations":[{"variation":0,"weight":1},{"variation":1,"weight":1}]}}`)}, with(debt.ModeRules, `"a"`, `"b"`)},
		{"prerequisite missing", requires, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"prerequisite deleted", requires, []string{pre(`"on":true,"fallthrough":{"variation":0},"deleted":true`)}, constant(`"b"`)},
		{"prerequisite cycle", requires, []string{pre(`"on":true,"fallthrough":{"variation":0},"prerequisites":[{"key":"x","variation":0}]`)}, debt.Serving{Mode: debt.ModeUnknown, Note: "prerequisite cycle"}},
		{"prerequisite on, its own off, and off is what is wanted", requires, []string{pre(`"on":true,"offVariation":0,"fallthrough":{"variation":1},"prerequisites":[{"key":"q","variation":0}]`), `"q":{"variations":[1],"on":false,"fallthrough":{"variation":0}}`}, constant(`"a"`)},
		{"no rules", `"on":true`, nil, debt.Serving{Mode: debt.ModeUnknown, Note: "the rules are not in the export"}},
		{"neither on nor off", `"fallthrough":{"variation":0}`, nil, debt.Serving{Mode: debt.ModeUnknown, Note: "whether it is on is not told"}},
		{"no such variation", `"on":true,"fallthrough":{"variation":9}`, nil, debt.Serving{Mode: debt.ModeUnknown, Note: "it serves a variation that does not exist"}},
		{"rule without a result", on + `,"rules":[{"clauses":[]}]`, nil, debt.Serving{Mode: debt.ModeUnknown, Note: "a rule serves nothing"}},
		{"summary", `"on":true,"_summary":{"variations":{"0":{"isFallthrough":true},"1":{"isOff":true}}}`, nil, constant(`"a"`)},
		{"summary with a rule", `"on":true,"_summary":{"variations":{"0":{"isFallthrough":true},"1":{"isOff":true,"rules":1}}}`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"summary with a target", `"on":true,"_summary":{"variations":{"0":{"isFallthrough":true},"1":{"targets":2}}}`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
		{"summary with a rollout", `"on":true,"_summary":{"variations":{"0":{"rollout":50000},"1":{"rollout":50000}}}`, nil, with(debt.ModeSplit, `"a"`, `"b"`)},
		{"summary off", `"on":false,"_summary":{"variations":{"0":{"isFallthrough":true},"1":{"isOff":true}}}`, nil, constant(`"b"`)},
		{"summary off without a variation", `"on":false,"_summary":{"variations":{"0":{"isFallthrough":true}}}`, nil, with(debt.ModeCallerDefault)},
		{"summary with a prerequisite", `"on":true,"_summary":{"prerequisites":1,"variations":{"0":{"isFallthrough":true},"1":{"isOff":true}}}`, nil, with(debt.ModeRules, `"a"`, `"b"`)},
	}
	for _, tt := range tests {
		got, problems := serve(t, tt.configuration, tt.others...)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		if len(problems) > 0 != (tt.name == "no such variation") {
			t.Errorf("%s: %v", tt.name, problems)
		}
	}
}

func TestCompleteness(t *testing.T) {
	const a, b = `{"key":"a","variations":[]}`, `{"key":"b","variations":[]}`
	const self = `"_links":{"self":{"href":"/api/v2/flags/p?limit=20"}}`
	tests := []struct {
		name, text string
		complete   bool
		total      int
	}{
		{"all", `{"items":[` + a + `],"totalCount":1,` + self + `}`, true, 1},
		{"all without a count", `{"items":[` + a + `],` + self + `}`, true, 0},
		{"first page", `{"items":[` + a + `],"totalCount":2,"_links":{"next":{"href":"x"}}}`, false, 2},
		{"last page", `{"items":[` + a + `],"totalCount":2,` + self + `}`, false, 2},
		{"last page without a count", `{"items":[` + a + `],"_links":{"prev":{"href":"x"}}}`, false, 0},
		{"filtered", `{"items":[` + a + `],"totalCount":1,"_links":{"self":{"href":"/api/v2/flags/p?filter=tags:x"}}}`, false, 0},
		{"an entry that is no flag", `{"items":[` + a + `,{"name":"launched"}],"totalCount":2,` + self + `}`, false, 2},
		{"pages", `[{"items":[` + a + `],"totalCount":2},{"items":[` + b + `],"totalCount":2}]`, true, 2},
		{"overlapping pages", `[{"items":[` + a + `],"totalCount":2},{"items":[` + a + `],"totalCount":2}]`, false, 2},
		{"flag", a, false, 0},
		{"SDK data", `{"flags":{},"segments":{}}`, true, 0},
	}
	for _, tt := range tests {
		d, err := Decode([]byte(tt.text), 0)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if d.Complete != tt.complete || d.Total != tt.total {
			t.Errorf("%s: complete %t, total %d", tt.name, d.Complete, d.Total)
		}
	}
	for _, text := range []string{`{}`, `[]`, `[1]`, `{"flags":[]}`, `5`} {
		if d, err := Decode([]byte(text), 0); err == nil {
			t.Errorf("%s: %+v, want an error", text, d)
		}
	}
}

func TestFields(t *testing.T) {
	d, err := Decode([]byte(`{"items":[
		{"key":"old","temporary":true,"archived":true,"archivedDate":1790000000000,"variations":[{"value":true},{"value":false}],"_maintainerTeam":{"key":"core"},
		 "environments":{"production":{"on":true,"lastModified":1748764800000,"fallthrough":{"variation":0}}}},
		{"key":"move","purpose":"migration","creationDate":null,"variations":[{"value":"off"},{"value":"live"}],"customProperties":{"k":{"name":"Support ticket","value":["T-1","T-2"]}}}
	]}`), 0)
	if err != nil {
		t.Fatal(err)
	}
	old, move := d.Flags[0], d.Flags[1]
	if e := old.Environments[0]; !old.Archived || old.Owner != "core" || e.Serving.Mode != debt.ModeCallerDefault || e.Since.Day.String() != "2026-09-21" || e.Since.Clock != debt.ClockPlatform {
		t.Errorf("%+v", old)
	}
	if move.Type != debt.TypeMigration || move.Kind != debt.KindStage || move.Ticket != "T-1" || !move.Created.IsZero() || move.Permanent || len(move.Environments) > 0 {
		t.Errorf("%+v", move)
	}
}

func TestFileDataYAML(t *testing.T) {
	d, err := Decode([]byte("flagValues:\n  on: true\n  name: off\n  size: {a: 1}\nflags:\n  x: {on: true, variations: [1, 2], fallthrough: {variation: 1}}\n"), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range d.Flags {
		got = append(got, fmt.Sprintf("%s %s %s %d:%d", f.Key, f.Kind, f.Environments[0].Serving.Value, f.Origin.Line, f.Origin.Column))
	}
	if diff := cmp.Diff([]string{"x int 2 6:3", "on bool true 2:3", `name string "off" 3:3`, `size json {"a":1} 4:3`}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"items":[{"key":"x","kind":"boolean","creationDate":1739178764120,"temporary":true,"variations":[{"value":true}],"environments":{"production":{"on":true,"fallthrough":{"rollout":{"variations":[{"variation":0,"weight":1}]}},"offVariation":null,"prerequisites":[{"key":"x","variation":0}]}}}],"totalCount":1}`,
		`{"flags":{"x":{"on":true,"variations":[1],"fallthrough":{"variation":0}}},"flagValues":{"y":1}}`,
		`{"items":[{"key":"x","variations":[{"value":1}],"environments":{"p":{"on":true,"_summary":{"variations":{"0":{"isOff":true,"rollout":1}},"prerequisites":1}}}}]}`,
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
