package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/gofrs/flock"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// faulty is a disk on which one step fails.
type faulty struct {
	disk
	step  int  // counted down; the step at 0 fails
	done  bool // the step fails only after it was done, or half done
	crash bool // all steps after it fail too, as if the process had ended
	hit   bool
}

// hasty is a disk that is never waited for.
type hasty struct{ osDisk }

func (hasty) Sync(string) error { return nil }

func (hasty) Write(name string, data []byte, mode fs.FileMode) error {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	}
	return os.WriteFile(name, data, mode)
}

var errFault = errors.New("the disk fails")

// do runs one step, or fails.
func (f *faulty) do(step func() error) error {
	if f.hit && f.crash {
		return errFault
	}
	f.step--
	if f.step >= 0 || f.hit {
		return step()
	}
	f.hit = true
	if f.done {
		_ = step()
	}
	return errFault
}

func (f *faulty) Write(name string, data []byte, mode fs.FileMode) error {
	half := data
	if f.step == 0 && !f.hit {
		half = data[:len(data)/2]
	}
	return f.do(func() error { return f.disk.Write(name, half, mode) })
}
func (f *faulty) Rename(from, to string) error {
	return f.do(func() error { return f.disk.Rename(from, to) })
}
func (f *faulty) Remove(name string) error {
	return f.do(func() error { return f.disk.Remove(name) })
}
func (f *faulty) RemoveAll(name string) error {
	faults := f.step == 0 && !f.hit
	return f.do(func() error {
		if !faults {
			return f.disk.RemoveAll(name)
		}
		entries, err := os.ReadDir(name) // half done: in whatever order the system likes
		for _, e := range entries {
			if e.Name() != journalName {
				err = errors.Join(err, os.Remove(filepath.Join(name, e.Name())))
			}
		}
		return err
	})
}
func (f *faulty) MakeDir(name string) error {
	return f.do(func() error { return f.disk.MakeDir(name) })
}
func (f *faulty) Sync(dir string) error { return f.do(func() error { return f.disk.Sync(dir) }) }

// change is some files that change: two are edited, one goes, one comes.
func change(t *testing.T) (Place, []File) {
	t.Helper()
	place, files := changeAt(t.TempDir())
	for _, file := range files {
		if err := os.MkdirAll(filepath.Dir(file.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if file.Before == nil {
			continue
		}
		if err := os.WriteFile(file.Name, file.Before, 0o640); err != nil {
			t.Fatal(err)
		}
	}
	return place, files
}

// changeAt is the same in a directory that is there already.
func changeAt(root string) (Place, []File) {
	at := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	return Place{Root: root, Lock: at(".state/lock"), Journal: at(".state/journal")}, []File{
		{at("a/a.go"), []byte("old a\r\nmore"), []byte("new a\r\n")},
		{at("a/gone.go"), []byte("old gone\n"), nil},
		{at("b/come.go"), nil, []byte("new come\n")},
		{at("b/empty.go"), []byte("old\n"), []byte{}},
	}
}

// standing says whether the tree is old, new or mixed, and complains of what does not belong there.
func standing(t *testing.T, place Place, files []File) string {
	t.Helper()
	old, now := true, true
	for _, file := range files {
		data, err := content(osDisk{}, file.Name)
		if err != nil {
			t.Fatal(err)
		}
		switch sum(data) {
		case sum(file.Before):
			now = false
		case sum(file.After):
			old = false
		default:
			t.Errorf("%s holds %q", file.Name, data)
		}
	}
	switch {
	case old:
		return "old"
	case now:
		return "new"
	}
	return "mixed"
}

// leftovers are the files in the tree that nobody asked for.
func leftovers(t *testing.T, place Place) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(place.Root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), ".flagdebt-") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// apply runs the change on a disk.
func apply(t *testing.T, place Place, files []File, d disk) error {
	t.Helper()
	w, err := Open(place)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	w.disk = d
	return w.Apply(files)
}

// TestFaults lets every step of a write fail: before or after it was done, once or for good as in a crash. Afterwards the tree is as it was; or the next start notices, and can go both ways, as often as it likes. It is fault 31.
func TestFaults(t *testing.T) {
	noticed, undone := 0, 0
	for step := 0; ; step++ {
		reached := false
		for _, mode := range []faulty{{}, {done: true}, {crash: true}, {crash: true, done: true}} {
			for _, to := range []side{forward, backward} {
				name := fmt.Sprintf("step %d, done %t, crash %t, forward %t", step, mode.done, mode.crash, to)
				place, files := change(t)
				d := &faulty{disk: hasty{}, step: step, done: mode.done, crash: mode.crash}
				err := apply(t, place, files, d)
				reached = reached || d.hit
				state := standing(t, place, files)
				pending := Interrupted(place)
				switch {
				case !d.hit && (err != nil || state != "new" || pending != nil):
					t.Fatalf("%s: without a fault the tree is %s: %v, %v", name, state, err, pending)
				case !d.hit:
				case err == nil:
					t.Errorf("%s: the fault was not noticed", name)
				case pending == nil && state == "mixed":
					t.Errorf("%s: the tree is mixed, and nothing tells", name)
				case pending == nil && len(leftovers(t, place)) > 0:
					t.Errorf("%s: left %v, and nothing tells", name, leftovers(t, place))
				case pending == nil && !mode.crash && !strings.Contains(err.Error(), "journal") && state != "old":
					t.Errorf("%s: the tree is %s after %v", name, state, err)
				case pending == nil:
					undone++
				default:
					noticed++
					settle(t, name, place, files, to, mode.crash && !mode.done)
				}
			}
		}
		if !reached {
			break
		}
	}
	if noticed < 20 || undone < 20 {
		t.Errorf("only %d faults were noticed at the next start, and %d undone at once", noticed, undone)
	}
}

// full is a disk on which nothing new can be written after some writes, though files can be renamed and removed.
type full struct {
	hasty
	writes *int // counted down
	reason error
}

func (f full) Write(name string, data []byte, mode fs.FileMode) error {
	if *f.writes--; *f.writes >= 0 {
		return f.hasty.Write(name, data, mode)
	}
	if errors.Is(f.reason, syscall.ENOSPC) { // room for a part
		_ = f.hasty.Write(name, data[:len(data)/2], mode)
	}
	return &fs.PathError{Op: "write", Path: name, Err: f.reason}
}

// TestDiskFull is fault 31, and with the other reasons fault 30: wherever the disk takes no more, the user is told so, nothing is changed and nothing is left.
func TestDiskFull(t *testing.T) {
	for _, reason := range []error{syscall.ENOSPC, syscall.EROFS, syscall.EACCES} {
		for writes := 0; ; writes++ {
			place, files := change(t)
			left := writes
			err := apply(t, place, files, full{writes: &left, reason: reason})
			if err == nil {
				if writes < 10 {
					t.Errorf("only %d writes", writes)
				}
				break
			}
			var input *debt.InputError
			if !errors.As(err, &input) || !strings.Contains(err.Error(), reason.Error()) {
				t.Errorf("after %d writes: %v", writes, err)
			}
			if state := standing(t, place, files); state != "old" || Interrupted(place) != nil || len(leftovers(t, place)) > 0 {
				t.Errorf("after %d writes the tree is %s, %v, %v", writes, state, Interrupted(place), leftovers(t, place))
			}
			if _, err := os.Stat(place.Journal); err == nil {
				t.Errorf("after %d writes the journal's directory is still there", writes)
			}
		}
	}
}

// settle finishes or undoes an interrupted run, which is itself interrupted at every step where it is asked for.
func settle(t *testing.T, name string, place Place, files []File, to side, again bool) {
	t.Helper()
	if _, err := Open(place); err == nil || !strings.Contains(err.Error(), "--resume") {
		t.Errorf("%s: the next write starts: %v", name, err)
	}
	for step := 0; ; step++ {
		w, err := open(place, (*flock.Flock).TryLock)
		if err != nil {
			t.Fatal(err)
		}
		d := &faulty{disk: hasty{}, step: step, crash: true, done: step%2 == 0}
		if !again {
			d.step = 1 << 20
		}
		w.disk = d
		_, err = w.finish(to)
		w.Close()
		if !d.hit {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			break
		}
		if Interrupted(place) == nil && standing(t, place, files) == "mixed" {
			t.Fatalf("%s: an interrupted end left a mixed tree, and nothing tells", name)
		}
	}
	want := map[side]string{forward: "new", backward: "old"}[to]
	if state := standing(t, place, files); state != want || Interrupted(place) != nil || len(leftovers(t, place)) > 0 {
		t.Errorf("%s: the tree is %s, want %s; %v, %v", name, state, want, Interrupted(place), leftovers(t, place))
	}
	if names, err := Resume(place); names != nil || err != nil {
		t.Errorf("%s: there is still something to finish: %v, %v", name, names, err)
	}
}
