package flagstate

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

var update = flag.Bool("update", false, "write what deletions leave of files anew")

// keysOf reads the keys behind a case's title. A key with spaces stands alone.
func keysOf(title string) []debt.Key {
	_, text, _ := strings.Cut(title, " | ")
	if strings.ContainsAny(text, `"\`) {
		return []debt.Key{debt.Key(text)}
	}
	var keys []debt.Key
	for _, key := range strings.Fields(text) {
		keys = append(keys, debt.Key(key))
	}
	return keys
}

// applied is the text after edits, which must be in order and not overlap.
func applied(t testing.TB, text []byte, edits []debt.Edit) []byte {
	t.Helper()
	var after []byte
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) || e.File != "" || e.Start == e.End && e.New == "" {
			t.Fatalf("edits %+v of %d bytes", edits, len(text))
		}
		after = append(append(after, text[at:e.Start]...), e.New...)
		at = e.End
	}
	return append(after, text[at:]...)
}

// outcome is what a deletion leaves of a file, or why there is none.
func outcome(t *testing.T, format string, text []byte, keys ...debt.Key) string {
	t.Helper()
	edits, err := Delete(format, text, keys...)
	if err != nil {
		return "error: " + strings.TrimPrefix(err.Error(), ":") + "\n"
	}
	return string(applied(t, text, edits))
}

func TestDelete(t *testing.T) {
	files, err := filepath.Glob("testdata/delete-*.txtar")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d goldens, %v", len(files), err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		format := file[len("testdata/delete-"):strings.LastIndexByte(file, '-')]
		for i := 0; i+1 < len(archive.Files); i += 2 {
			before, after := archive.Files[i], &archive.Files[i+1]
			keys := keysOf(before.Name)
			if len(keys) == 0 || after.Name != "after" {
				t.Fatalf("%s: %q has no keys or no result", file, before.Name)
			}
			for _, variant := range variants() {
				got := strings.ReplaceAll(strings.TrimPrefix(outcome(t, format, variant.of(before.Data), keys...), "\ufeff"), "\r\n", "\n")
				if *update && variant.name == "plain" {
					after.Data = []byte(got)
				}
				if want := string(after.Data); got != want {
					t.Errorf("%s: %s, %s: %s", file, before.Name, variant.name, cmp.Diff(want, got))
				}
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// variant is another form of a file that says the same.
type variant struct {
	name string
	of   func([]byte) []byte
}

func variants() []variant {
	return []variant{
		{"plain", func(text []byte) []byte { return text }},
		{"byte order mark", func(text []byte) []byte { return append([]byte("\ufeff"), text...) }},
		{"CRLF", func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) }},
	}
}

func TestDeleteKeepsAMissingLineEnd(t *testing.T) {
	for _, tt := range []struct{ format, key, before, after string }{
		{"go-feature-flag", "b", "a: {variations: {on: true}}\nb: {variations: {on: true}}", "a: {variations: {on: true}}\n"},
		{"go-feature-flag", "a", "a: {variations: {on: true}}\nb: {variations: {on: true}}", "b: {variations: {on: true}}"},
		{"go-feature-flag", "a", "a: {variations: {on: true}}", "{}"},
		{"go-feature-flag", "b", "{\"a\": {\"variations\": {\"on\": true}},\n\"b\": {\"variations\": {\"on\": true}}\n}", "{\"a\": {\"variations\": {\"on\": true}}\n}"},
		{"go-feature-flag", "b", "[a]\nvariations = {on = true}\n[b]\nvariations = {on = true}", "[a]\nvariations = {on = true}\n"},
		{"flagd", "a", "flags:\n  a: {state: ENABLED, variants: {on: true}}", "flags: {}\n"},
	} {
		if got := outcome(t, tt.format, []byte(tt.before), debt.Key(tt.key)); got != tt.after {
			t.Errorf("%q without %s is %q, want %q", tt.before, tt.key, got, tt.after)
		}
	}
}

func TestDeleteRefusesOddLineEnds(t *testing.T) {
	for text, want := range map[string]string{
		"a: {variations: {on: 1}}\rb: {variations: {on: 1}}\r":        "error: 1:25: a line ends with something other than a line feed: save the file with LF or CRLF line ends\n",
		"a: {variations: {on: 1}}\nb: {variations: {on: \"\u2028\"}}": "error: 2:23: a line ends with something other than a line feed: save the file with LF or CRLF line ends\n",
	} {
		if got := outcome(t, "go-feature-flag", []byte(text), "a"); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestDeleteOfCopies(t *testing.T) {
	for format, file := range map[string]string{
		"csv": "testdata/csv/flags.csv", "unleash": "testdata/unleash/export.json", "launchdarkly": "testdata/launchdarkly/sdk-latest-all.json", "snapshot": "",
	} {
		content := []byte(`{"schema": 1, "digest": ""}`)
		if file != "" {
			var err error
			if content, err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Delete(format, content, "new-checkout"); !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s: %v, want %v", format, err, ErrNotOurs)
		}
		if Empty(format, []byte("{}")) {
			t.Errorf("%s is empty", format)
		}
	}
	if _, err := Delete("toggles", []byte("{}"), "a"); err == nil || !strings.Contains(err.Error(), `"toggles" is not a format`) {
		t.Error(err)
	}
}

func TestDeleteFindsTheFormat(t *testing.T) {
	got := outcome(t, "", []byte("a:\n  variations: {on: true}\n  defaultRule: {variation: on}\nb: {variations: {on: true}}\n"), "a")
	if got != "b: {variations: {on: true}}\n" {
		t.Errorf("left %q", got)
	}
}

func TestEmpty(t *testing.T) {
	for _, tt := range []struct {
		format, text string
		want         bool
	}{
		{"go-feature-flag", "", true},
		{"go-feature-flag", "\ufeff# flags\n\n---\n# none\n...\n", true},
		{"go-feature-flag", "# flags\n{}\n", true},
		{"go-feature-flag", "--- ~\n", true},
		{"go-feature-flag", "{\n}\n", true},
		{"go-feature-flag", "a: {}\n", false},
		{"go-feature-flag", "[a]\n", false},
		{"go-feature-flag", "- a\n", false},
		{"go-feature-flag", "{", false},
		{"flagd", "# flags\n", true},
		{"flagd", `{"flags": {}}`, true},
		{"flagd", `{"$schema": "https://flagd.dev/schema/v0/flags.json", "flags": [], "$evaluators": {}}`, true},
		{"flagd", `{"flags": {"a": {}}}`, false},
		{"flagd", `{"flags": [{}]}`, false},
		{"flagd", `{"flags": {}, "$evaluators": {"x": null}}`, false},
		{"flagd", `{"flags": {}, "metadata": {"flagSetId": "orders"}}`, false},
		{"flagd", `{"flags": {}, "note": "kept"}`, false},
		{"flagd", `[]`, false},
		{"flagd", `{"flags": `, false},
	} {
		if got := Empty(tt.format, []byte(tt.text)); got != tt.want {
			t.Errorf("%s %q: empty is %v", tt.format, tt.text, got)
		}
	}
}
