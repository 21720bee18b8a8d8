package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

var update = flag.Bool("update", false, "write the goldens instead of comparing with them")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got), run with -update if it should:\n%s", name, diff)
	}
}

// saved reads every report of testdata.
func saved(t *testing.T) map[string]*Report {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) < 4 {
		t.Fatalf("%d reports in testdata: %v", len(paths), err)
	}
	reports := map[string]*Report{}
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		r, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		reports[strings.TrimSuffix(filepath.Base(path), ".json")] = r
	}
	return reports
}

func render(t *testing.T, render Renderer, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := render(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRender is fault 86.
func TestRender(t *testing.T) {
	for name, r := range saved(t) {
		for _, command := range []string{CommandCheck, CommandList, CommandReport, CommandWhy, CommandClean, CommandVerify, CommandInit} {
			if command == CommandWhy && len(r.Flags) == 0 {
				continue // why refuses a key that nobody knows
			}
			r.Command = command
			text := render(t, Text, r)
			golden(t, name+"."+command+".txt", text)
			markdown := render(t, Markdown, r)
			golden(t, name+"."+command+".md", markdown)
			for format, got := range map[string][]byte{"text": text, "markdown": markdown} {
				for i, line := range strings.Split(string(got), "\n") {
					inPatch := command == CommandClean && line != "" && strings.ContainsAny(line[:1], " +-")
					if inPatch {
						line = strings.TrimSuffix(line, "\r")
					}
					if strings.TrimRight(line, " ") != line && !inPatch {
						t.Errorf("%s %s %s:%d: space at the end of %q", name, command, format, i+1, line)
					}
					if bad := strings.IndexFunc(line, func(c rune) bool { return c != '\u200b' && !unicode.IsPrint(c) && !(inPatch && c == '\t') }); bad >= 0 {
						t.Errorf("%s %s %s:%d: control character in %q", name, command, format, i+1, line)
					}
				}
				if strings.Contains(string(got), "\n\n\n") || bytes.HasPrefix(got, []byte("\n")) || !bytes.HasSuffix(got, []byte("\n")) || bytes.HasSuffix(got, []byte("\n\n")) {
					t.Errorf("%s %s %s: blank lines where none belong", name, command, format)
				}
			}
		}
	}
}

// TestTextWidth holds the report to the width of a terminal, but for paths that are longer.
func TestTextWidth(t *testing.T) {
	r := saved(t)["shop"]
	r.Command = CommandReport
	for line := range strings.Lines(string(render(t, Text, r))) {
		if w := width(strings.TrimSuffix(line, "\n")); w > textWidth {
			t.Errorf("%d columns: %s", w, line)
		}
	}
}

// TestMarkdownLength is fault 88: what becomes a comment is never longer than GitHub takes, however much there is to say.
func TestMarkdownLength(t *testing.T) {
	in := clean(t, false)
	for i := range 3000 {
		id := debt.ID{Provider: "goff", Key: debt.Key(fmt.Sprintf("%d-%s", i, strings.Repeat("long", 50)))}
		in.entry(debt.Flag{ID: id, Kind: debt.KindBool}, debt.Verdict{Word: debt.WordStale, Serving: constant("true"), Stale: day(t, "2026-03-01"), Forward: "true"})
		in.call(id, debt.Position{File: "a/" + strings.Repeat("long/", 40) + "b.go", Line: i + 1, Column: 1}, debt.RoleEvaluation, debt.RuleStale, debt.SeverityWarning, "flag "+string(id.Key)+" is stale")
		in.Change.Files = append(in.Change.Files, ChangedFile{File: "x.go", Before: hashOfTests, After: hashOfTests, Diff: "--- a/x.go\n+++ b/x.go\n@@ -1 +1 @@\n-\told\n+\tnew\n"})
	}
	r := New(in)
	for _, command := range []string{CommandCheck, CommandList, CommandReport, CommandClean} {
		r.Command = command
		text := render(t, Markdown, r)
		if n := utf8.RuneCount(text); n > 65_536 {
			t.Errorf("%s: %d characters", command, n)
		}
		if command != CommandReport && !strings.Contains(string(text), "more") || command == CommandClean && strings.Count(string(text), "The other differences are too long to be shown here.") != 1 {
			t.Errorf("%s: nothing says that there is more", command)
		}
	}
}

// TestRenderFromRun renders what was never saved, which must not make a difference.
func TestRenderFromRun(t *testing.T) {
	reports := saved(t)
	for name, in := range inputs(t) {
		if name == "hostile" {
			continue // has names that are not UTF-8
		}
		for format, f := range Renderers() {
			if diff := cmp.Diff(string(render(t, f, reports[name])), string(render(t, f, New(in)))); diff != "" {
				t.Errorf("%s as %s (-saved +run):\n%s", name, format, diff)
			}
		}
	}
}
