package document

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func after(text string, edits []debt.Edit) string {
	d := NewDraft([]byte(text))
	d.Apply(edits)
	return string(d.Bytes())
}

func TestDelete(t *testing.T) {
	key := func(keys ...string) (path []Step) {
		for _, k := range keys {
			path = append(path, Step{Key: k})
		}
		return path
	}
	for _, tt := range []struct {
		text, want string
		path       []Step
	}{
		{`[1, 2, 3]`, `[1, 3]`, []Step{{Index: 1}}},
		{`{"a": [{"b": 1, "c": 2}]}`, `{"a": [{"c": 2}]}`, []Step{{Key: "a"}, {Index: 0}, {Key: "b"}}},
		{"a:\n  - b: 1\n    c: 2\n  - d: 3\ne: 4\n", "a:\n  - b: 1\n  - d: 3\ne: 4\n", []Step{{Key: "a"}, {Index: 0}, {Key: "c"}}},
		{"a:\n  b:\n    c: 1\n  # of a\nd: 2\n", "a:\n  b: {}\n  # of a\nd: 2\n", key("a", "b", "c")},
		{"'a:b' : # c\n  b: 1\n", "'a:b' : {} # c\n", key("a:b", "b")},
		{"a #b: # c\n", "", key("a", "b")},
		{"é: {ü: 1, ö: 2}\n", "é: {ö: 2}\n", key("é", "ü")},
		{"a: &x !y {b: 1}\n", "a: &x !y {}\n", key("a", "b")},
		{"a: {b, c: 1}\n", "a: {c: 1}\n", key("a", "b")},
		{"a: [b: 1, c]\n", "a: [c]\n", []Step{{Key: "a"}, {Index: 0}}},
		{"a: [*x]\n", "", key("a")},
		{"x: &x 1\na: [*x, it's \"b\" #1\n]\n", "x: &x 1\na: [it's \"b\" #1\n]\n", []Step{{Key: "a"}, {Index: 0}}},
		{"a: {b: http://x#y, c: 'it''s, }', d: \"\\\"}\"}\n", "a: {d: \"\\\"}\"}\n", nil},
		{"- - a\n  - b\n- c\n", "- - a\n- c\n", []Step{{Index: 0}, {Index: 1}}},
		{"- - a\n  - b\n", "", []Step{{Index: 0}, {Index: 0}}}, // it shares its line with the list around it
		{`{"a": 1}`, "", key("b")},
		{`{"a": 1}`, "", key("a", "b")},
		{`{"a": 1}`, "", nil},
		{`[1]`, "", []Step{{Index: 1}}},
		{`[1]`, "", []Step{{Index: -1}}},
		{"a: 1\n", "", key("b")},
		{"- 1\n", "", []Step{{Index: 1}}},
	} {
		text, paths := tt.text, [][]Step{tt.path}
		if tt.path == nil && tt.want != "" {
			paths = [][]Step{key("a", "b"), key("a", "c")}
		}
		var err error
		var edits []debt.Edit
		for _, path := range paths {
			if edits, err = Delete([]byte(text), path...); err == nil {
				text = after(text, edits)
			}
		}
		if tt.want == "" {
			if problem := new(debt.InputError); !errors.As(err, &problem) || problem.What == "" || problem.Do == "" {
				t.Errorf("%q without %v: %q, %v, want an input error", tt.text, tt.path, text, err)
			}
		} else if err != nil || text != tt.want {
			t.Errorf("%q without %v: %q, %v, want %q", tt.text, tt.path, text, err, tt.want)
		}
	}
}

func TestDeleteTOML(t *testing.T) {
	for _, tt := range []struct{ text, key, want string }{
		{"['']\na = 1\n[b]\n", "", "[b]\n"},
		{"a = 1\n['']\na = 2\n", "a", "['']\na = 2\n"},
		{"a = 1\n['']\na = 2\n", "", "a = 1\n"},
		{"[a]\nb = 1\n# end\n\n[c]\n", "a", "[c]\n"},
		{"a = \"\"\"\nx\n# y\"\"\"\nb = 1\n", "b", "a = \"\"\"\nx\n# y\"\"\"\n"},
		{"# head\n[a.x]\n# of a\n[a.y]\n[b]\n", "a", "# head\n[b]\n"},
		{"[a]\nb = 1\n# vim: ft=toml\n", "a", "# vim: ft=toml\n"},
	} {
		edits, err := DeleteTOML([]byte(tt.text), tt.key)
		if got := after(tt.text, edits); err != nil || got != tt.want {
			t.Errorf("%q without %q: %q, %v, want %q", tt.text, tt.key, got, err, tt.want)
		}
	}
	for _, text := range []string{"", "a = ", "b = 1"} {
		if edits, err := DeleteTOML([]byte(text), "a"); err == nil {
			t.Errorf("%q: %v", text, edits)
		}
	}
}

// A file that no longer holds what the deletion was computed for must not be written, whatever went wrong.
func TestWrongDeletionsAreRefused(t *testing.T) {
	text := "a: 1\nb: 2\n"
	for _, edits := range [][]debt.Edit{
		nil, {{Start: 0, End: 4}}, {{Start: 0, End: 10}}, {{Start: 5, End: 10}}, {{Start: 0, End: 5, New: "c: 1\n"}}, {{Start: 0, End: 8}}, {{Start: 0, End: 5}, {Start: 8, End: 9, New: "3"}},
	} {
		remove := func([]byte, *Node, []Step) ([]debt.Edit, error) { return edits, nil }
		if got, err := verified([]byte(text), []Step{{Key: "a"}}, Parse, remove); (err == nil) != (after(text, edits) == "\nb: 2\n") {
			t.Errorf("%v: %v, %v", edits, got, err)
		}
	}
}

func TestDraftComposesEdits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		original := "0123456789abcdef"[:random.IntN(17)]
		d, want := NewDraft([]byte(original)), original
		for range 1 + random.IntN(4) {
			var edits []debt.Edit
			next, at := "", 0
			for range random.IntN(3) {
				start := at + random.IntN(len(want)-at+1)
				end := start + random.IntN(len(want)-start+1)
				edit := debt.Edit{Start: start, End: end, New: "XYZ"[:random.IntN(4)]}
				edits = append(edits, edit)
				next += want[at:start] + edit.New
				at = end
			}
			want = next + want[at:]
			d.Apply(edits)
		}
		if got := string(d.Bytes()); got != want {
			t.Fatalf("%q became %q, want %q", original, got, want)
		}
		if got := after(original, d.Edits()); got != want {
			t.Fatalf("%q with %+v is %q, want %q", original, d.Edits(), got, want)
		}
		for i, e := range d.Edits() {
			if i > 0 && e.Start <= d.Edits()[i-1].End || e.Start == e.End && e.New == "" {
				t.Fatalf("%+v are not in order, or change nothing", d.Edits())
			}
		}
	}
}

func TestComments(t *testing.T) {
	for text, want := range map[string]bool{
		"# new-tax": true, "# see new-tax, please": true, "# (new-tax)": true, "# new-tax-eu": false, "# old_new-tax and new-tax": true, "# new-taxes": false, "# anew-tax": false, "#": false,
	} {
		if got := names(text, "new-tax"); got != want {
			t.Errorf("%q names new-tax: %v", text, got)
		}
	}
}
