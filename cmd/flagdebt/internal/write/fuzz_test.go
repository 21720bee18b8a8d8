package write

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// FuzzJournal has a journal that somebody else has written. Whatever it says, a file of the repository holds what it held or one of the contents beside the journal, and no other file changes.
func FuzzJournal(f *testing.F) {
	old, new := sum([]byte("old")), sum([]byte("new"))
	entry := `{"name":"NAME","mode":420,"old":"` + old + `","new":"` + new + `"}`
	for _, text := range []string{
		`{"schema":1,"entries":[` + entry + `]}`, `{"schema":1,"entries":[` + entry + `,` + entry + `]}`, `{"schema":1,"entries":[{"name":"../outside","old":"` + old + `","new":""}]}`,
		`{"schema":1,"entries":[{"name":"NAME","mode":4294967295,"old":"","new":"` + new + `"}]}`, `{"schema":1}`, `{"schema":2}`, `[`,
	} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	f.Fuzz(func(t *testing.T, text []byte, resume bool) {
		top := t.TempDir()
		at := func(name string) string { return filepath.Join(top, filepath.FromSlash(name)) }
		place := Place{Root: at("root"), Lock: at("root/.state/lock"), Journal: at("root/.state/journal")}
		if err := os.MkdirAll(place.Journal, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string]string{
			"outside": "old", "root/a.go": "old", "root/.state/journal/0.old": "old", "root/.state/journal/0.new": "new", "root/.state/journal/1.old": "old", "root/.state/journal/1.new": "new",
			"root/.state/journal/journal.json": strings.ReplaceAll(string(text), "NAME", filepath.ToSlash(at("root/a.go"))),
		} {
			if err := os.WriteFile(at(name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		w, err := open(place, (*flock.Flock).TryLock)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		w.disk = hasty{}
		_, err = w.finish(side(resume))
		var input *debt.InputError
		if err != nil && !errors.As(err, &input) {
			t.Errorf("the error is no answer: %v", err)
		}
		if data, _ := os.ReadFile(at("outside")); string(data) != "old" {
			t.Errorf("a file outside of the repository holds %q", data)
		}
		if data, err := content(osDisk{}, at("root/a.go")); err != nil || data != nil && string(data) != "old" && string(data) != "new" {
			t.Errorf("the file holds %q, %v", data, err)
		}
	})
}
