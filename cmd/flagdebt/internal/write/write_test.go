package write

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestApplyKeepsModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes there")
	}
	place, files := change(t)
	if err := os.Chmod(files[0].Name, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := apply(t, place, files, osDisk{}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{files[0].Name: 0o755, files[2].Name: 0o644, files[3].Name: 0o640} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if data, _ := os.ReadFile(files[0].Name); string(data) != "new a\r\n" {
		t.Errorf("bytes changed: %q", data)
	}
	if _, err := os.Stat(place.Journal); err == nil {
		t.Error("the journal is still there")
	}
}

// refused wants a mistake with a text, and an untouched tree.
func refused(t *testing.T, place Place, files []File, want string) {
	t.Helper()
	err := apply(t, place, files, osDisk{})
	var input *debt.InputError
	if !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
	if _, err := os.Stat(filepath.Join(place.Journal, journalName)); err == nil {
		t.Error("a refused write left a journal")
	}
}

// TestChangedSince is fault 33.
func TestChangedSince(t *testing.T) {
	for _, i := range []int{0, 1, 2} {
		place, files := change(t)
		if err := os.WriteFile(files[i].Name, []byte("by somebody else"), 0o644); err != nil {
			t.Fatal(err)
		}
		refused(t, place, files, filepath.Base(files[i].Name)+": the file has changed since it was read: run again")
		for j, file := range files {
			if data, _ := content(osDisk{}, file.Name); j != i && sum(data) != sum(file.Before) {
				t.Errorf("%s was written", file.Name)
			}
		}
	}
	place, files := change(t)
	if err := os.Remove(files[3].Name); err != nil {
		t.Fatal(err)
	}
	refused(t, place, files, "b/empty.go: the file has changed since it was read")
	place, files = change(t)
	if err := os.WriteFile(files[2].Name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, place, files, "b/come.go: the file has changed since it was read") // an empty file is one
}

// TestLinks is fault 28: a file behind a link is written once and in its own place, and never outside of the repository.
func TestLinks(t *testing.T) {
	place, files := change(t)
	link := filepath.Join(place.Root, "link.go")
	if err := os.Symlink(files[0].Name, link); err != nil {
		t.Skip(err)
	}
	byLink := []File{{link, files[0].Before, files[0].After}}
	refused(t, place, append(byLink, files[0]), "is a second name of a file that changes")
	if err := apply(t, place, byLink, osDisk{}); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(files[0].Name); string(data) != "new a\r\n" {
		t.Errorf("the target holds %q", data)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is no link any more")
	}
	outside := filepath.Join(t.TempDir(), "outside.go")
	if err := os.WriteFile(outside, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(place.Root, "out.go")
	if err := os.Symlink(outside, out); err != nil {
		t.Fatal(err)
	}
	refused(t, place, []File{{out, []byte("theirs"), []byte("ours")}}, "out.go: the file is a link to "+outside+", outside of the repository")
	refused(t, place, []File{{outside, []byte("theirs"), nil}}, "outside of the repository")
	refused(t, place, []File{{filepath.Dir(files[0].Name), []byte("x"), nil}}, "no regular file")
}

// TestProtected is fault 30: a file that somebody has made read-only stays as it is, and so do all others. So does one with two names, of which only one would change.
func TestProtected(t *testing.T) {
	for _, i := range []int{0, 1} {
		place, files := change(t)
		if err := os.Chmod(files[i].Name, 0o444); err != nil {
			t.Fatal(err)
		}
		refused(t, place, files, filepath.Base(files[i].Name)+": the file is read-only: make it writable")
		if state := standing(t, place, files); state != "old" {
			t.Errorf("the tree is %s", state)
		}
	}
	place, files := change(t)
	for _, file := range files[:2] {
		if err := os.Link(file.Name, file.Name+".copy"); err != nil {
			t.Skip(err)
		}
	}
	if runtime.GOOS == "windows" {
		t.Skip("nobody tells there how many names a file has")
	}
	refused(t, place, files, "a/a.go: the file has another name, a hard link, which would keep the old content: replace the link")
	if state := standing(t, place, files); state != "old" {
		t.Errorf("the tree is %s", state)
	}
	if err := apply(t, place, files[1:], osDisk{}); err != nil {
		t.Errorf("a file that goes may leave its other names: %v", err)
	}
}

// TestPlantedTemporary puts a link where the temporary file goes, which must not be written through.
func TestPlantedTemporary(t *testing.T) {
	place, files := change(t)
	victim := filepath.Join(t.TempDir(), "victim")
	if err := os.WriteFile(victim, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(victim, (&entry{Name: files[0].Name}).temporary()); err != nil {
		t.Skip(err)
	}
	if err := apply(t, place, files, osDisk{}); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(victim); string(data) != "theirs" {
		t.Errorf("wrote through a link: %q", data)
	}
	if state := standing(t, place, files); state != "new" {
		t.Errorf("the tree is %s", state)
	}
}

// TestOneAtATime is fault 34.
func TestOneAtATime(t *testing.T) {
	place, _ := change(t)
	w, err := Open(place)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(place); err == nil || err.Error() != fmt.Sprintf("another flagdebt (process %d) is writing here: wait until it is done", os.Getpid()) {
		t.Errorf("a second writer: %v", err)
	}
	w.Close()
	again, err := Open(place)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

// TestWait has a second writer wait for the first, until somebody stops it: fault 34.
func TestWait(t *testing.T) {
	place, _ := change(t)
	w, err := Open(place)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Wait(ctx, place); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped while it waited: %v", err)
	}
	go w.Close()
	second, err := Wait(context.Background(), place)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(place); err == nil {
		t.Error("who has waited does not hold the lock")
	}
	second.Close()
}

// cutOff is a place where a run has ended after it had written the first file.
func cutOff(t *testing.T) (Place, []File) {
	t.Helper()
	for step := 0; ; step++ {
		place, files := change(t)
		if err := apply(t, place, files, &faulty{disk: hasty{}, step: step, crash: true}); err == nil {
			t.Fatal("no step leaves a mixed tree")
		}
		if standing(t, place, files) == "mixed" {
			return place, files
		}
	}
}

// TestWorkOfOthersIsKept edits a file after an interruption: neither direction may lose that.
func TestWorkOfOthersIsKept(t *testing.T) {
	for _, end := range []func(Place) ([]string, error){Resume, Rollback} {
		place, files := cutOff(t)
		if err := os.WriteFile(files[0].Name, []byte("by hand"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := end(place)
		if err == nil || !strings.Contains(err.Error(), "a/a.go: the file was changed after the run that was interrupted") {
			t.Errorf("error %v", err)
		}
		if data, _ := os.ReadFile(files[0].Name); string(data) != "by hand" {
			t.Errorf("lost what was written by hand: %q", data)
		}
	}
}

func TestDamagedJournal(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, p Place){
		"damaged, or of another version": func(t *testing.T, p Place) { put(t, p, journalName, `{"schema":1,`) },
		"of another version":             func(t *testing.T, p Place) { put(t, p, journalName, `{"schema":2}`) },
		"not about the files here":       func(t *testing.T, p Place) { put(t, p, journalName, `{"schema":1,"entries":[{"name":"/etc/hosts"}]}`) },
		"a copy beside the journal":      func(t *testing.T, p Place) { put(t, p, "0.new", "rubbish") },
	} {
		place, files := cutOff(t)
		damage(t, place)
		before := standing(t, place, files)
		_, err := Resume(place)
		var input *debt.InputError
		if !errors.As(err, &input) || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), place.Journal) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(before, standing(t, place, files)); diff != "" {
			t.Errorf("%s: the tree changed", name)
		}
		if Interrupted(place) == nil {
			t.Errorf("%s: the journal is gone", name)
		}
	}
}

func put(t *testing.T, place Place, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(place.Journal, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
