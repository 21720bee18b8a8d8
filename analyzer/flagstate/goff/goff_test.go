package goff

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

func today(t testing.TB) debt.Day {
	t.Helper()
	day, err := debt.ParseDay("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// flagOf decodes a file with one flag, x, whose variations are a: 1 and b: 2, and c: 1 as the same value under another name.
func flagOf(t *testing.T, definition string) (debt.Flag, []*debt.InputError) {
	t.Helper()
	d, err := Decode([]byte("x:\n  variations: {a: 1, b: 2, c: 1}\n"+definition), today(t))
	if err != nil {
		t.Fatal(err)
	}
	return d.Flags[0], d.Problems
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
	tests := []struct {
		name, definition string
		want             debt.Serving
		since            string
	}{
		{"plain", "  defaultRule: {variation: a}", constant("1"), ""},
		{"no default rule", "  disable: false", with(debt.ModeCallerDefault), ""},
		{"other name, same value", "  targeting: [{query: q, variation: c}]\n  defaultRule: {variation: a}", constant("1"), ""},
		{"rule", "  targeting: [{query: q, variation: b}]\n  defaultRule: {variation: a}", with(debt.ModeRules, "1", "2"), ""},
		{"disabled rule", "  targeting: [{query: q, variation: b, disable: true}]\n  defaultRule: {variation: a}", constant("1"), ""},
		{"a rule without a query catches nothing for sure", "  targeting: [{variation: b}]\n  defaultRule: {variation: a}", with(debt.ModeRules, "1", "2"), ""},
		{"split in a rule only", "  targeting: [{query: q, percentage: {a: 1, b: 1}}]\n  defaultRule: {variation: a}", with(debt.ModeRules, "1", "2"), ""},
		{"zero weight", "  defaultRule: {percentage: {a: 100, b: 0}}", constant("1"), ""},
		{"percentage before variation", "  defaultRule: {percentage: {b: 3}, variation: a}", constant("2"), ""},
		{"empty percentage", "  defaultRule: {percentage: {}, variation: a}", constant("1"), ""},
		{"same value twice", "  defaultRule: {percentage: {a: 50, c: 50}}", constant("1"), ""},
		{"disabled", "  disable: true\n  defaultRule: {variation: a}", with(debt.ModeCallerDefault), ""},
		{"bucketing key may be missing", "  bucketingKey: team\n  defaultRule: {variation: a}", with(debt.ModeRules, "1"), ""},
		{"window passed", "  experimentation: {start: 2026-01-01T00:00:00Z, end: 2026-02-01T00:00:00Z}\n  defaultRule: {variation: a}", with(debt.ModeCallerDefault), "2026-02-01"},
		{"window to come", "  experimentation: {start: 2027-01-01T00:00:00Z}\n  defaultRule: {variation: a}", with(debt.ModeTime), ""},
		{"window open, single value", "  experimentation: {start: 2026-01-01T00:00:00Z, end: 2027-01-01T00:00:00Z}\n  defaultRule: {variation: a}", experiment(with(debt.ModeTime, "1")), "2026-01-01"},
		{"window without an end", "  experimentation: {start: 2026-01-01T00:00:00Z}\n  defaultRule: {variation: a}", experiment(constant("1")), "2026-01-01"},
		{"window open, split", "  experimentation: {end: 2027-01-01T00:00:00Z}\n  defaultRule: {percentage: {a: 1, b: 1}}", experiment(with(debt.ModeSplit, "1", "2")), ""},
		{"rollout to come", "  defaultRule: {progressiveRollout: {initial: {variation: a, date: 2027-01-01T00:00:00Z}, end: {variation: b, date: 2027-02-01T00:00:00Z}}}", with(debt.ModeTime, "1"), ""},
		{"rollout under way", "  defaultRule: {progressiveRollout: {initial: {variation: a, date: 2026-01-01T00:00:00Z}, end: {variation: b, date: 2027-02-01T00:00:00Z}}}", with(debt.ModeTime, "1", "2"), ""},
		{"rollout done", "  defaultRule: {progressiveRollout: {initial: {variation: a, date: 2026-01-01T00:00:00Z}, end: {variation: b, date: 2026-02-01T00:00:00Z}}}", constant("2"), "2026-02-01"},
		{"rollout to 101 is to 100", "  defaultRule: {progressiveRollout: {initial: {variation: a, date: 2026-01-01T00:00:00Z}, end: {variation: b, percentage: 101, date: 2026-02-01T00:00:00Z}}}", constant("2"), "2026-02-01"},
		{"rollout to a part", "  defaultRule: {progressiveRollout: {initial: {variation: a, date: 2026-01-01T00:00:00Z}, end: {variation: b, percentage: 80, date: 2026-02-01T00:00:00Z}}}", with(debt.ModeSplit, "1", "2"), "2026-02-01"},
		{"step due", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, defaultRule: {variation: b}}]", constant("2"), "2026-02-01"},
		{"steps in the order of their dates", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-03-01T00:00:00Z, defaultRule: {variation: b}}, {date: 2026-02-01T00:00:00Z, defaultRule: {variation: a}}]", constant("2"), "2026-03-01"},
		{"a variation does not displace percentages", "  defaultRule: {percentage: {a: 100}}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, defaultRule: {variation: b}}]", constant("1"), "2026-02-01"},
		{"a negative percentage takes out", "  defaultRule: {percentage: {a: 50, b: 50}}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, defaultRule: {percentage: {a: -1}}}]", constant("2"), "2026-02-01"},
		{"rules merge by name", "  targeting: [{name: r, query: q, variation: b}]\n  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, targeting: [{name: r, disable: true}]}]", constant("1"), "2026-02-01"},
		{"rules without a name are added", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, targeting: [{query: q, variation: b}]}]", with(debt.ModeRules, "1", "2"), "2026-02-01"},
		{"a step enables", "  disable: true\n  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, disable: false}]", constant("1"), "2026-02-01"},
		{"a step changes a variation", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-02-01T00:00:00Z, variations: {a: 7}}]", constant("7"), "2026-02-01"},
		{"step to come", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-12-01T00:00:00Z, disable: true}]", with(debt.ModeTime, "1"), ""},
		{"step later today", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-11-22T09:00:00Z, disable: true}]", with(debt.ModeTime, "1"), ""},
		{"step yesterday in UTC, today where it was written", "  defaultRule: {variation: a}\n  scheduledRollout: [{date: 2026-11-22T01:00:00+02:00, defaultRule: {variation: b}}]", constant("2"), "2026-11-21"},
		{"unknown variation", "  defaultRule: {variation: z}", debt.Serving{Mode: debt.ModeUnknown, Note: `there is no variation "z"`}, ""},
		{"percentages of nothing", "  defaultRule: {percentage: {a: 0}}", debt.Serving{Mode: debt.ModeUnknown, Note: "the percentages add up to nothing"}, ""},
		{"incomplete rollout", "  defaultRule: {progressiveRollout: {initial: {variation: a}}}", debt.Serving{Mode: debt.ModeUnknown, Note: "a progressive rollout is incomplete"}, ""},
		{"empty rule", "  defaultRule: {}", debt.Serving{Mode: debt.ModeUnknown, Note: "a rule serves nothing"}, ""},
	}
	for _, tt := range tests {
		f, problems := flagOf(t, tt.definition)
		e := f.Environments[0]
		if len(e.Serving.Outcomes) == 0 {
			e.Serving.Outcomes = nil
		}
		if diff := cmp.Diff(tt.want, e.Serving); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		if e.Since.Day.String() != tt.since || e.Since.Day != 0 && e.Since.Clock != debt.ClockPlatform {
			t.Errorf("%s: since %v, want %s", tt.name, e.Since, tt.since)
		}
		if (tt.want.Mode == debt.ModeUnknown) != (len(problems) == 1) {
			t.Errorf("%s: problems %v", tt.name, problems)
		}
	}
}

func TestMistakes(t *testing.T) {
	tests := map[string]string{
		"  defaultRule: {variation: [a]}":                                          "3:28: a list stands where a variation's name must: write the name of a variation",
		"  disable: \"true\"":                                                      "3:12: a text stands where a boolean must: write true or false",
		"  targeting: {a: b}":                                                      "3:14: a map stands where a list must: write a list",
		"  defaultRule: {percentage: {a: half}}":                                   "3:33: a percentage is a text: write a number",
		"  experimentation: {start: soon}":                                         `3:28: "soon" is not a date: write it as 2006-01-02 or 2006-01-02T15:04:05Z`,
		"  scheduledRollout: [{date: 2026-02-01, disable: 1}]":                     "3:50: a number stands where a boolean must: write true or false",
		"  defaultRule: {progressiveRollout: {end: 5}}":                            "3:43: a number stands where a map must: write a map",
		"  defaultRule: {variation: a}\n  metadata: {created: 13/01/2025}":         `4:23: "13/01/2025" is not a date: write it as 2006-01-02 or 2006-01-02T15:04:05Z`,
		"  defaultRule: {progressiveRollout: {initial: {percentage: x, date: 1}}}": "3:60: a percentage is a text: write a number",
	}
	for definition, want := range tests {
		f, problems := flagOf(t, definition)
		if len(problems) != 1 || strings.TrimPrefix(problems[0].Error(), ":") != want {
			t.Errorf("%s: %v, want %s", definition, problems, want)
		}
		unknown := f.Environments[0].Serving.Mode == debt.ModeUnknown
		if unknown == strings.Contains(definition, "metadata") {
			t.Errorf("%s: serves %v", definition, f.Environments[0].Serving)
		}
	}
}

func TestWholeFileMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"- a\n":                      "the file holds a list",
		"x: 1\nx: 2\n":               `the key "x" stands here and on line 1`,
		"[x]\na = 1\n[x]\n":          "is not valid TOML (",
		"{\"x\": ":                   "the file ends in the middle of the JSON",
		"<html><body>Sign in</html>": "looks like an HTML page",
	} {
		_, err := Decode([]byte(text), today(t))
		problem := new(debt.InputError)
		if !errors.As(err, &problem) || !strings.HasPrefix(problem.What, want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestKeys(t *testing.T) {
	d, err := Decode([]byte("on: {variations: {yes: true, no: false}, defaultRule: {variation: yes}}\nnull: {variations: {1: a}, defaultRule: {variation: 1}}\n\"a\\x07b\": {}\n1.5: 3\n"), today(t))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, f := range d.Flags {
		keys = append(keys, string(f.Key)+" "+string(f.Kind)+" "+string(f.Environments[0].Serving.Value))
	}
	if diff := cmp.Diff([]string{"on bool true", `null string "a"`, "1.5  "}, keys); diff != "" {
		t.Error(diff)
	}
	if len(d.Problems) != 3 || d.Complete {
		t.Errorf("problems %v, complete %t", d.Problems, d.Complete)
	}
}

func TestMetadata(t *testing.T) {
	f, problems := flagOf(t, `  defaultRule: {variation: a}
  metadata: {Team: search, lifecycle: Kill_Switch, created_at: 1739178764120, remove_by: 2027-01-01, jira: PAY-1, tags: [b, a, b], description: " text ", permanent: true}`)
	want := debt.Flag{
		Owner: "search", Type: debt.TypeKillSwitch, Ticket: "PAY-1", Description: "text", Tags: []string{"a", "b"}, Permanent: true,
		Created: debt.Date{Day: debt.DayOf(must(document.ParseTime("2025-02-10"))), Clock: debt.ClockMetadata},
		Expires: debt.Date{Day: debt.DayOf(must(document.ParseTime("2027-01-01"))), Clock: debt.ClockMetadata},
	}
	f.ID, f.Kind, f.Environments, f.Origin = want.ID, "", nil, want.Origin
	if diff := cmp.Diff(want, f); diff != "" || len(problems) > 0 {
		t.Errorf("%v %s", problems, diff)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		"x:\n  variations: {a: 1, b: 2}\n  targeting: [{name: r, query: q, percentage: {a: 1}}]\n  defaultRule: {variation: a}\n  metadata: {created: 2025-01-01}\n",
		`{"x":{"variations":{"a":true},"defaultRule":{"progressiveRollout":{"initial":{"variation":"a","date":"2026-01-01T00:00:00Z"},"end":{"variation":"a","date":"2026-02-01T00:00:00Z"}}}}}`,
		"[x.variations]\na = 1\n[x.defaultRule]\nvariation = 'a'\n[[x.scheduledRollout]]\ndate = 2026-01-01T00:00:00Z\ndisable = true\n",
	} {
		f.Add([]byte(seed))
	}
	now := today(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Decode(data, now)
		if err != nil {
			return
		}
		for _, flag := range d.Flags {
			s := flag.Environments[0].Serving
			if (s.Mode == debt.ModeConstant) != !s.Value.IsZero() || s.Mode == "" || flag.Key == "" || flag.Origin.Line == 0 {
				t.Errorf("flag %+v", flag)
			}
		}
	})
}
