package flagref

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// notesIn reads the notes of a comment, in one line each: its line, what it is about, and its text.
func notesIn(text string) []string {
	var lines []commentLine
	for i, line := range strings.Split(text, "\n") {
		lines = append(lines, commentLine{strings.TrimSpace(line), debt.Position{File: "a.go", Line: i + 1}})
	}
	var got []string
	for _, n := range readNotes(lines) {
		got = append(got, strings.TrimPrefix(n.Position.String(), "a.go:")+" "+string(n.About)+" "+n.Text)
	}
	return got
}

// TestReadNotes wants what comments say of flags, and nothing that prose only seems to say.
func TestReadNotes(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"gate of Kubernetes", "owner: @tallclair, @other\nkep: https://kep.k8s.io/3386\nalpha: v1.25\nbeta: v1.27\nGA: v1.31\n\nEnables it.",
			[]string{"1 owner @tallclair", "2 ticket https://kep.k8s.io/3386", "3 stage alpha v1.25", "4 stage beta v1.27", "5 stage ga v1.31"}},
		{"owners without commas", "Owner: @a @b", []string{"1 owner @a"}},
		{"a group", "Owner: sig-storage", []string{"1 owner sig-storage"}},
		{"a group and a person", "Owner: sig-storage / @ada", []string{"1 owner sig-storage"}},
		{"a team of several words", "team: the checkout team.", []string{"1 owner the checkout team"}},
		{"a sentence", "owner: whoever has time to look after it", nil},
		{"nobody", "owner:", nil},
		{"an address", "owner: ada@shop.example", []string{"1 owner ada@shop.example"}},
		{"tickets", "ticket: PAY-12\nissue: #34.\nrollout issue: shop/api#5\njira: soon", []string{"1 ticket PAY-12", "2 ticket #34", "3 ticket shop/api#5"}},
		{"days", "created: 2025-06-01\nexpires: 2026-03-31 or later\nremove by: 2026-13-01", []string{"1 created 2025-06-01", "2 expires 2026-03-31"}},
		{"versions", "remove in: 1.34\nremoved in: v2.0.0, or so\nremoval: soon", []string{"1 removal 1.34", "2 removal v2.0.0"}},
		{"beside a row", "remove in 1.30", []string{"1 removal 1.30"}},
		{"beside a row, past", "Removed in v1.30.", []string{"1 removal v1.30"}},
		{"beside a row, after a plan", "default and lock to true in 1.29, remove in 1.31", []string{"1 removal 1.31"}},
		{"beside a row, in words", "locked; to be removed in Kubernetes 1.31", []string{"1 removal 1.31"}},
		{"a day", "remove after 2026-01-31", []string{"1 expires 2026-01-31"}},
		{"a plan", "GA in 0.21", nil},
		{"no version", "remove in 2 releases", nil},
		{"deprecated", "Allows it.\n\nDeprecated: planned to be\nremoved in 0.21. Temporary option.\n\nOther was removed in 0.1.", []string{"3 removal 0.21"}},
		{"deprecated stage", "deprecated: v1.29", []string{"1 stage deprecated v1.29"}},
		{"another thing's end", "It replaces the old API, which was\nremoved in 1.22, and the one\nthat was deleted in 1.20.", nil},
		{"another thing's end in a clause", "The old API, removed in 1.22, did it.", nil},
		{"to do", "TODO(ada): remove it in 1.34", []string{"1 removal 1.34", "1 owner ada"}},
		{"to do with a ticket and a day", "TODO(PAY-12, 2026-02-01): tidy up", []string{"1 ticket PAY-12", "1 expires 2026-02-01"}},
		{"to do with an issue", "TODO(#12) tidy up", []string{"1 ticket #12"}},
		{"to do with a link", "FIXME(https://shop.example/x): tidy up", []string{"1 ticket https://shop.example/x"}},
		{"to do without a name", "TODO: ask ada", nil},
		{"to do with a remark", "TODO(this is not a name): x", nil},
		{"owner before to do", "TODO(bo): x\nowner: ada", []string{"2 owner ada"}},
		{"link", "See https://github.com/shop/api/issues/12.", []string{"1 ticket https://github.com/shop/api/issues/12"}},
		{"link with a label", "kep: https://github.com/shop/api/issues/12", []string{"1 ticket https://github.com/shop/api/issues/12"}},
		{"other link", "See https://shop.example/docs.", nil},
		{"prose", "Enables UTF-8, as RFC-1 says: the owner is told.", nil},
		{"label in prose", "This is what the owner: sees.", nil},
		{"nothing", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, notesIn(tt.text)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// FuzzReadNotes wants that no comment breaks the reader, and that all it reads is in it.
func FuzzReadNotes(f *testing.F) {
	f.Add("owner: @a, @b\nalpha: v1.2\nremove in 1.30")
	f.Add("TODO(a, 2026-01-02, PAY-1): remove in v1.2.3-x\n\nDeprecated: remove after 2026-02-30")
	f.Add("kep: https://kep.k8s.io/1).\nremoval:\n:")
	f.Fuzz(func(t *testing.T, text string) {
		var lines []commentLine
		for i, line := range strings.Split(text, "\n") {
			lines = append(lines, commentLine{line, debt.Position{File: "a.go", Line: i + 1}})
		}
		for _, n := range readNotes(lines) {
			if n.Text == "" || n.Line < 1 || n.Line > len(lines) {
				t.Errorf("note %+v of %q", n, text)
			}
			for word := range strings.FieldsSeq(strings.ToLower(n.Text)) {
				if !strings.Contains(strings.ToLower(text), word) {
					t.Errorf("note %+v of %q has %q", n, text, word)
				}
			}
			flag := debt.Flag{Gate: &debt.Gate{Versions: []debt.GateVersion{{Stage: "BETA"}}}}
			flag.Fill([]debt.Note{n})
		}
	})
}
