package document

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

type parser struct {
	name  string
	parse func([]byte) (*Node, error)
}

func parsers() []parser { return []parser{{"json", JSON}, {"yaml", YAML}, {"toml", TOML}} }

// position of the member at a path of keys.
func keyAt(t *testing.T, n *Node, path ...string) debt.Position {
	t.Helper()
	var m *Member
	for _, key := range path {
		if m = n.Member(key); m == nil {
			t.Fatalf("no member %q", key)
		}
		n = m.Value
	}
	return m.Pos()
}

func TestPositions(t *testing.T) {
	texts := map[string]string{
		"json": "\ufeff{\n  \"é\": 1, \"b\": {\n\t\"c\": [true]}}",
		"yaml": "\ufeffé: 1\nü: {ö: 2, c: [true]}\nb:\n  c: x\n",
		"toml": "\ufeffb.x = 1\n[\"é\".c]\ny = { \"ü\" = [1], z = 2 }\n[[t]]\n a = 1\n",
	}
	want := map[string]map[string]debt.Position{
		"json": {"é": {Line: 2, Column: 3}, "b": {Line: 2, Column: 12}, "b c": {Line: 3, Column: 2}},
		"yaml": {"é": {Line: 1, Column: 1}, "ü c": {Line: 2, Column: 13}, "b c": {Line: 4, Column: 3}},
		"toml": {"b x": {Line: 1, Column: 3}, "é c": {Line: 2, Column: 7}, "é c y z": {Line: 3, Column: 19}},
	}
	for _, p := range parsers() {
		root, err := p.parse([]byte(texts[p.name]))
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		for path, pos := range want[p.name] {
			if got := keyAt(t, root, strings.Fields(path)...); got != pos {
				t.Errorf("%s: %s stands at %v, want %v", p.name, path, got, pos)
			}
		}
	}
}

func TestValues(t *testing.T) {
	tests := []struct {
		parse parser
		text  string
		want  debt.Value
	}{
		{parsers()[0], `{"v":{"b":[1,"<&>",null],"a":1.0}}`, `{"a":1,"b":[1,"<&>",null]}`},
		{parsers()[0], `{"v":9007199254740993}`, `9007199254740993`},
		{parsers()[0], `{"v":123456789012345678901234567890}`, `123456789012345678901234567890`},
		{parsers()[0], `{"v":-0}`, `0`},
		{parsers()[0], `{"v":1e2}`, `100`},
		{parsers()[0], `{"v":"\u00e9\n"}`, `"é\n"`},
		{parsers()[1], `v: 0x10`, `16`},
		{parsers()[1], `v: 1_000`, `1000`},
		{parsers()[1], `v: on`, `"on"`},
		{parsers()[1], `v: True`, `true`},
		{parsers()[1], `v: "true"`, `"true"`},
		{parsers()[1], `v: 2025-02-10`, `"2025-02-10"`},
		{parsers()[1], `v: ~`, `null`},
		{parsers()[1], "a: &x {k: 1}\nv: {<<: *x, l: *x}", `{"k":1,"l":{"k":1}}`},
		{parsers()[1], "a: &x {k: 1, m: 2}\nb: &y {k: 3}\nv: {<<: [*y, *x], m: 4}", `{"k":3,"m":4}`},
		{parsers()[2], `v = 2025-02-10T00:00:00Z`, `"2025-02-10T00:00:00Z"`},
		{parsers()[2], `v = [0x10, 1.50, 'x', false]`, `[16,1.5,"x",false]`},
		{parsers()[2], "[[v]]\na=1\n[[v]]\na=2\n[v.b]\nc=3", `[{"a":1},{"a":2,"b":{"c":3}}]`},
	}
	for _, tt := range tests {
		root, err := tt.parse.parse([]byte(tt.text))
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		got, err := root.Get("v").Value()
		if err != nil || got != tt.want {
			t.Errorf("%s: value %s, %v, want %s", tt.text, got, err, tt.want)
		}
	}
}

// TestYAMLKeysStayAsWritten is fault 52.
func TestYAMLKeysStayAsWritten(t *testing.T) {
	root, err := YAML([]byte("on: 1\nno: 2\nnull: 3\ntrue: 4\n0o7: 5\n1e3: 6\n~: 7\n2025-02-10: 8\n"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range root.Members {
		keys = append(keys, m.Key)
	}
	if diff := cmp.Diff([]string{"on", "no", "null", "true", "0o7", "1e3", "~", "2025-02-10"}, keys); diff != "" {
		t.Error(diff)
	}
}

// TestMistakes is fault 49 and fault 51.
func TestMistakes(t *testing.T) {
	tests := []struct {
		parser int
		text   string
		want   string
	}{
		{0, "", "is empty: "},
		{0, " \n\ufeff"[:2], "is empty: "},
		{0, "<!DOCTYPE html><html>", "looks like an HTML page: "},
		{1, "<html>", "looks like an HTML page: "},
		{0, "{\n \"a\": 1,\n \"a\": 2}", `the key "a" stands here and on line 2: `},
		{1, "a: 1\nb: 2\na: 3", `the key "a" stands here and on line 1: `},
		{2, "a = 1\na = 2", "is not valid TOML ("},
		{2, "[a]\n[a]", "is not valid TOML ("},
		{0, `{"a": [1, 2`, "the file ends in the middle of the JSON: "},
		{0, `{"a": "b`, "the file ends in the middle of the JSON: "},
		{0, `{"a": 1,}`, `"}" follows a comma: `},
		{0, `{"a" 1}`, `"1" stands where the colon after a key must: `},
		{0, `{a: 1}`, `"a" stands where a key in quotes must: `},
		{0, `[1 2]`, `"2" stands where a comma or ] must: `},
		{0, `{"a": nul}`, `"nul" is not a JSON value: `},
		{0, `{"a": 01}`, `"01" is not a JSON value: `},
		{0, `{"a": "\x"}`, "a text has an escape that JSON does not know: "},
		{0, "{\"a\": \"\n\"}", "a text has a line break or control character in it: "},
		{0, `{} {}`, `"{" follows the end of the document: `},
		{0, "{\"a\": \"\xff\"}", "is not UTF-8: "},
		{0, "\xff\xfe{\x00}\x00", "is UTF-16: "},
		{0, strings.Repeat("[", 200), "is nested more than 100 levels deep: "},
		{1, strings.Repeat("[", 200) + strings.Repeat("]", 200), "is nested more than 100 levels deep: "},
		{2, "a = " + strings.Repeat("[", 200) + strings.Repeat("]", 200), "is nested more than 100 levels deep: "},
		{2, "a = " + strings.Repeat("[", 1_000_000), "is nested more than 100 levels deep: "},
		{2, strings.Repeat("a.", 200) + "a = 1", "is nested more than 100 levels deep: "},
		{1, "a:\n\tb: 1", "is not valid YAML ("},
		{1, "a: 1\n---\nb: 2", "a second YAML document begins: "},
		{1, "# nothing\n", "holds no values, only comments: "},
		{1, "? [a]\n: b", "a key is a list or a map: "},
		{1, "a: &a [*a]", "the alias *a contains itself: "},
		{1, "<<: 1", "<< merges a number: "},
		{1, bomb(), "aliases expand to more than 100000 values: "},
	}
	for _, tt := range tests {
		p := parsers()[tt.parser]
		_, err := p.parse([]byte(tt.text))
		problem := new(debt.InputError)
		if !errors.As(err, &problem) {
			t.Errorf("%s %.40q: %v, want an input error", p.name, tt.text, err)
			continue
		}
		if text := problem.What + ": " + problem.Do; !strings.HasPrefix(text, tt.want) || problem.Do == "" {
			t.Errorf("%s %.40q: %s, want %s", p.name, tt.text, text, tt.want)
		}
	}
}

// bomb is a document that expands to a billion values.
func bomb() string {
	text := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 9 {
		n := string(rune('0' + i))
		m := string(rune('1' + i))
		text += "a" + m + ": &a" + m + " [" + strings.TrimSuffix(strings.Repeat("*a"+n+", ", 10), ", ") + "]\n"
	}
	return text
}

func TestMistakePositions(t *testing.T) {
	tests := []struct {
		parser int
		text   string
		want   debt.Position
	}{
		{0, "{\n \"a\": 1,\n \"a\": 2}", debt.Position{Line: 3, Column: 2}},
		{0, "{\n \"é\": nul}", debt.Position{Line: 2, Column: 8}},
		{1, "a: 1\n  b: 2\n", debt.Position{Line: 2, Column: 3}},
		{1, "é: {ü: 1, ü: 2}\n", debt.Position{Line: 1, Column: 13}},
		{2, "a = 1\nb = \n", debt.Position{Line: 2, Column: 5}},
	}
	for _, tt := range tests {
		_, err := parsers()[tt.parser].parse([]byte(tt.text))
		problem := new(debt.InputError)
		if !errors.As(err, &problem) || problem.Pos != tt.want {
			t.Errorf("%q: %v, want a mistake at %v", tt.text, err, tt.want)
		}
	}
}

func TestManyMembers(t *testing.T) {
	var text strings.Builder
	for i := range 3 * manyMembers {
		text.WriteString(strings.Repeat("k", i+1) + ": 1\n")
	}
	root, err := YAML([]byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 * manyMembers {
		if m := root.Member(strings.Repeat("k", i+1)); m == nil || m.Line != i+1 {
			t.Errorf("member %d is %v", i, m)
		}
	}
	if root.Member("x") != nil || root.Get("k").Get("x") != nil {
		t.Error("a member that is not there was found")
	}
}

func TestKindOf(t *testing.T) {
	tests := map[string]debt.Kind{
		`[true, false]`: debt.KindBool, `["a"]`: debt.KindString, `[1, 2]`: debt.KindInt, `[1, 2.5]`: debt.KindFloat, `[1.0]`: debt.KindFloat,
		`[{}, []]`: debt.KindJSON, `[true, "a"]`: debt.KindUnknown, `[]`: debt.KindUnknown, `[1, true, 1.5]`: debt.KindUnknown,
	}
	for text, want := range tests {
		root, err := JSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := KindOf(root.Items); got != want {
			t.Errorf("%s: kind %q, want %q", text, got, want)
		}
	}
}

// TestParseTime is fault 57.
func TestParseTime(t *testing.T) {
	tests := map[string]string{
		"2025-02-10": "2025-02-10T00:00:00Z", "2025-02-10T23:30:00-02:00": "2025-02-11T01:30:00Z", "2025-02-10T09:12:44.120Z": "2025-02-10T09:12:44Z",
		"2025-02-10 09:12:44": "2025-02-10T09:12:44Z", "2025-02-10T09:12": "2025-02-10T09:12:00Z",
		"1739178764": "2025-02-10T09:12:44Z", "1739178764120": "2025-02-10T09:12:44Z", "1739178764120.5": "2025-02-10T09:12:44Z", "1739178764120000": "2025-02-10T09:12:44Z",
	}
	for text, want := range tests {
		got, err := ParseTime(text)
		if err != nil || got.Format("2006-01-02T15:04:05Z07:00") != want {
			t.Errorf("%s: %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "10/02/2025", "20250210", "1.79e18", "0001-01-01", "NaN", "+Inf", "-1", "2025-02-30", "soon"} {
		if got, err := ParseTime(text); err == nil {
			t.Errorf("%q: %v, want an error", text, got)
		}
	}
}

// TestCheckKey is fault 55.
func TestCheckKey(t *testing.T) {
	for _, key := range []string{"new-tax", "a b", "ключ", strings.Repeat("k", MaxKey)} {
		if problem := CheckKey(key, debt.Position{}); problem != nil {
			t.Errorf("%.20q: %v", key, problem)
		}
	}
	for key, want := range map[string]string{
		"": "a flag has no key", " \t": "a flag has no key", "a\x00b": `the key "a\x00b" has a control character in it`, "a\x1b[31m": `the key "a\x1b[31m" has a control character in it`,
		strings.Repeat("k", MaxKey+1): `the key "` + strings.Repeat("k", maxQuoted) + `…" is longer than 1000 bytes`,
	} {
		if problem := CheckKey(key, debt.Position{}); problem == nil || problem.What != want {
			t.Errorf("%.20q: %v, want %s", key, problem, want)
		}
	}
}

func TestOutcomes(t *testing.T) {
	tests := []struct {
		name    string
		collect func(*Outcomes)
		want    debt.Serving
	}{
		{"nothing", func(*Outcomes) {}, debt.Serving{Mode: debt.ModeUnknown, Note: "nothing is served"}},
		{"one", func(o *Outcomes) { o.Always("1"); o.Targeted("1") }, debt.Serving{Mode: debt.ModeConstant, Value: "1", Outcomes: []debt.Value{"1"}}},
		{"share", func(o *Outcomes) { o.Always("2"); o.Always("1"); o.Targeted("3") }, debt.Serving{Mode: debt.ModeSplit, Outcomes: []debt.Value{"1", "2", "3"}}},
		{"rule", func(o *Outcomes) { o.Always("1"); o.Targeted("2") }, debt.Serving{Mode: debt.ModeRules, Outcomes: []debt.Value{"1", "2"}}},
		{"caller", func(o *Outcomes) { o.Always(CallerDefault) }, debt.Serving{Mode: debt.ModeCallerDefault}},
		{"caller or one", func(o *Outcomes) { o.Always("1"); o.Targeted(CallerDefault) }, debt.Serving{Mode: debt.ModeRules, Outcomes: []debt.Value{"1"}}},
		{"future", func(o *Outcomes) { o.Always("1"); o.Scheduled = true }, debt.Serving{Mode: debt.ModeTime, Outcomes: []debt.Value{"1"}}},
		{"unknown", func(o *Outcomes) { o.Always("1"); o.Unknown = "why" }, debt.Serving{Mode: debt.ModeUnknown, Note: "why"}},
	}
	for _, tt := range tests {
		var o Outcomes
		tt.collect(&o)
		got := o.Serving()
		if len(got.Outcomes) == 0 {
			got.Outcomes = nil
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestDuplicateFlag(t *testing.T) {
	d := &Decoded{}
	environments := func() []debt.Environment {
		return []debt.Environment{{Name: "*", Serving: debt.Serving{Mode: debt.ModeConstant, Value: "true"}}}
	}
	d.Add(debt.Flag{ID: debt.ID{Key: "a"}, Environments: environments(), Origin: debt.Position{Line: 1}})
	d.Add(debt.Flag{ID: debt.ID{Key: "a"}, Environments: environments(), Origin: debt.Position{Line: 7}})
	if len(d.Flags) != 1 || d.Flags[0].Environments[0].Serving.Mode != debt.ModeUnknown {
		t.Errorf("flags: %+v", d.Flags)
	}
	if len(d.Problems) != 1 || d.Problems[0].What != `the flag "a" is defined here and on line 1` || d.Problems[0].Pos.Line != 7 {
		t.Errorf("problems: %v", d.Problems)
	}
}

func fuzz(f *testing.F, parse func([]byte) (*Node, error), seeds ...string) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := parse(data)
		if err != nil {
			if problem := new(debt.InputError); !errors.As(err, &problem) || problem.What == "" || problem.Do == "" || strings.ContainsAny(problem.Error(), "\n\x00\x1b") {
				t.Errorf("the error is no answer: %q", err)
			}
			return
		}
		lines := strings.Count(string(data), "\n") + 1
		var walk func(n *Node)
		walk = func(n *Node) {
			if n.Line < 1 || n.Column < 1 || n.Line > lines+1+strings.Count(string(data), "\r") && !strings.ContainsAny(string(data), "\u0085\u2028\u2029") {
				t.Errorf("a node stands at %d:%d of %d lines", n.Line, n.Column, lines)
			}
			for _, item := range n.Items {
				walk(item)
			}
			for _, m := range n.Members {
				if n.Get(m.Key) != m.Value {
					t.Errorf("the member %q is not found", m.Key)
				}
				walk(m.Value)
			}
		}
		walk(root)
		if value, err := root.Value(); err == nil {
			if again, err := debt.ParseValue([]byte(value)); err != nil || again != value {
				t.Errorf("the value %s reads as %s, %v", value, again, err)
			}
		}
	})
}

func FuzzJSON(f *testing.F) {
	fuzz(f, JSON, `{"a":[1,-2.5e3,"\u00e9",null,true,{"b":{}}]}`, `[`, `{"a":1,"a":2}`, "\ufeff\"x\"")
}

func FuzzYAML(f *testing.F) {
	fuzz(f, YAML, "a: &x [1, on, ~]\nb: *x\n<<: {c: 1}\n", "é: {ü: 0x1F}\n", "a: &a [*a]", "? x\n: - y\n", "?", bomb())
}

func FuzzTOML(f *testing.F) {
	fuzz(f, TOML, "a.b = 1\n[c]\nd = [1, {e = 'f'}]\n[[g]]\nh = 2025-02-10\n", "[a]\n[a]", "\"\" = 0")
}
