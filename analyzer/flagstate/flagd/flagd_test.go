package flagd

import (
	"fmt"
	"strings"
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
	tests := []struct {
		name, fallback, targeting string
		want                      debt.Serving
	}{
		{"default", `"a"`, `{}`, constant("1")},
		{"no default", `null`, `null`, with(debt.ModeCallerDefault)},
		{"if", `"a"`, `{"if":[{"var":"x"},"b"]}`, with(debt.ModeRules, "1", "2")},
		{"if with an else", `"b"`, `{"if":[{"var":"x"},"a","c"]}`, constant("1")},
		{"else if", `"a"`, `{"if":[{"var":"x"},"a",{"var":"y"},"b","c"]}`, with(debt.ModeRules, "1", "2")},
		{"nested", `"a"`, `{"if":[true,{"if":[true,null,"b"]},"c"]}`, with(debt.ModeRules, "1", "2")},
		{"null without a default", `null`, `{"if":[{"var":"x"},"a",null]}`, with(debt.ModeRules, "1")},
		{"fractional", `"a"`, `{"fractional":[["a",1],["b",1]]}`, with(debt.ModeSplit, "1", "2")},
		{"fractional without weights", `"a"`, `{"fractional":[{"var":"x"},["a"],["b"]]}`, with(debt.ModeSplit, "1", "2")},
		{"fractional with one share", `"a"`, `{"fractional":[["a",100],["b",0]]}`, constant("1")},
		{"fractional away from the default", `"b"`, `{"fractional":[["a",100]]}`, with(debt.ModeRules, "1", "2")},
		{"fractional in a branch", `"a"`, `{"if":[true,{"fractional":[["a",1],["b",1]]}]}`, with(debt.ModeRules, "1", "2")},
		{"malformed bucket", `"a"`, `{"fractional":[["a",1,2]]}`, unknown("a bucket is not a variant and a weight")},
		{"not a variant", `"a"`, `{"if":[true,"z","a"]}`, with(debt.ModeRules, "1")},
		{"comparison without true and false", `"a"`, `{"==":[{"var":"x"},1]}`, with(debt.ModeCallerDefault)},
		{"and", `"a"`, `{"and":[{"in":["x",{"var":"y"}]},"b"]}`, with(debt.ModeRules, "2")},
		{"reference", `"a"`, `{"$ref":"even"}`, with(debt.ModeRules, "1", "2")},
		{"missing reference", `"a"`, `{"$ref":"odd"}`, unknown(`there is no evaluator "odd"`)},
		{"endless reference", `"a"`, `{"$ref":"loop"}`, unknown("the targeting refers to itself or is too large")},
		{"exploding reference", `"a"`, `{"$ref":"bomb"}`, unknown("the targeting refers to itself or is too large")},
		{"computed", `"a"`, `{"var":"x"}`, unknown("the targeting computes the variant (var)")},
		{"list", `"a"`, `["a"]`, unknown("the targeting results in a list")},
		{"two operators", `"a"`, `{"if":[],"or":[]}`, unknown("the targeting is not an operator with its operands")},
	}
	for _, tt := range tests {
		text := fmt.Sprintf(`{"flags":{"x":{"state":"ENABLED","variants":{"a":1,"b":2,"c":1.0},"defaultVariant":%s,"targeting":%s}},
			"$evaluators":{"even":{"if":[{"var":"x"},"b","a"]},"loop":{"$ref":"loop"},"bomb":{"if":[true,{"$ref":"bomb"},{"$ref":"bomb"}]}}}`, tt.fallback, tt.targeting)
		d, err := Decode([]byte(text), 0)
		if err != nil || len(d.Problems) > 0 {
			t.Errorf("%s: %v %v", tt.name, err, d)
			continue
		}
		got := d.Flags[0].Environments[0].Serving
		if len(got.Outcomes) == 0 {
			got.Outcomes = nil
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestMistakes(t *testing.T) {
	for definition, want := range map[string]string{
		`{"state": "On", "variants": {"a": 1}, "defaultVariant": "a"}`:      `1:27: a flag's state is "On": write ENABLED or DISABLED`,
		`{"state": "ENABLED", "variants": {}}`:                              "1:50: a flag has no variants: add variants",
		`{"state": "ENABLED", "variants": {"a": 1}, "defaultVariant": "b"}`: `1:78: there is no variant "b": name one of the variants`,
		`3`: "1:17: a flag is a number: write state, variants and defaultVariant",
	} {
		d, err := Decode([]byte(`{"flags": {"x": `+definition+`}}`), 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Problems) != 1 || strings.TrimPrefix(d.Problems[0].Error(), ":") != want {
			t.Errorf("%s: %v, want %s", definition, d.Problems, want)
		}
		if got := d.Flags[0].Environments[0].Serving.Mode; got != debt.ModeUnknown || !d.Complete {
			t.Errorf("%s: serves %s", definition, got)
		}
	}
}

func TestList(t *testing.T) {
	d, err := Decode([]byte(`
flags:
  - {key: on, state: ENABLED, variants: {on: true, off: false}, defaultVariant: off}
  - {state: ENABLED}
  - {key: on, state: DISABLED, variants: {on: true}}
metadata: {owner: team, version: 3}
`), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Flags) != 1 || d.Complete || len(d.Problems) != 2 {
		t.Fatalf("%+v", d)
	}
	f := d.Flags[0]
	if f.Key != "on" || f.Owner != "team" || f.Origin != (debt.Position{Line: 3, Column: 11}) || f.Environments[0].Serving.Note != "defined twice" {
		t.Errorf("%+v", f)
	}
	if got := d.Problems[1].What; got != `the flag "on" is defined here and on line 3` {
		t.Error(got)
	}
	if _, err := Decode([]byte(`{"flags": 3}`), 0); err == nil || !strings.Contains(err.Error(), "the file holds no flags of flagd") {
		t.Error(err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"flags":{"x":{"state":"ENABLED","variants":{"a":1},"defaultVariant":"a","targeting":{"if":[{"$ref":"r"},"a",{"fractional":[["a",1]]}]},"metadata":{"created":"2025-01-01"}}},"$evaluators":{"r":{"and":[true,{"$ref":"r"}]}}}`,
		"flags:\n  - {key: on, state: DISABLED, variants: {on: true}}\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Decode(data, 0)
		if err != nil {
			return
		}
		for _, flag := range d.Flags {
			s := flag.Environments[0].Serving
			if (s.Mode == debt.ModeConstant) != !s.Value.IsZero() || s.Mode == "" || flag.Key == "" {
				t.Errorf("flag %+v", flag)
			}
		}
	})
}
