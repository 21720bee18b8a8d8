package flagstate

import (
	"bytes"
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
	files, err := filepath.Glob("testdata/delete/*.txtar")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d goldens, %v", len(files), err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		format := filepath.Base(file)[:strings.LastIndexByte(filepath.Base(file), '-')]
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
