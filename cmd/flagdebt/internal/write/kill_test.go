package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// The variables of a process that this test starts: where it writes, and after how many steps it dies.
const (
	killRoot = "FLAGDEBT_TEST_ROOT"
	killStep = "FLAGDEBT_TEST_STEP"
)

// deadly is a disk that kills the process, as kill -9 does, before a step. A file that is to be written is half there by then.
type deadly struct {
	disk
	step int
}

func (d *deadly) pass(half func()) {
	if d.step--; d.step >= 0 {
		return
	}
	half()
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Kill()
	}
	if err != nil {
		panic(err)
	}
	select {} // the end is near
}

func nothing() {}

func (d *deadly) Write(name string, data []byte, mode fs.FileMode) error {
	d.pass(func() { _ = d.disk.Write(name, data[:len(data)/2], mode) })
	return d.disk.Write(name, data, mode)
}

func (d *deadly) Rename(from, to string) error {
	d.pass(nothing)
	return d.disk.Rename(from, to)
}

func (d *deadly) Remove(name string) error {
	d.pass(nothing)
	return d.disk.Remove(name)
}

func (d *deadly) RemoveAll(name string) error {
	d.pass(nothing)
	return d.disk.RemoveAll(name)
}

// TestMain is also the process that dies.
func TestMain(m *testing.M) {
	root := os.Getenv(killRoot)
	if root == "" {
		os.Exit(m.Run())
	}
	step, err := strconv.Atoi(os.Getenv(killStep))
	if err != nil {
		panic(err)
	}
	place, files := changeAt(root)
	w, err := Open(place)
	if err != nil {
		panic(err)
	}
	w.disk = &deadly{hasty{}, step}
	if err := w.Apply(files); err != nil {
		panic(err)
	}
}

// TestKill is fault 32: a process is killed before every step of a write. Afterwards the tree is old or new, or the next start says that it is in between, and can go both ways; the lock of the dead does not hold anybody up.
func TestKill(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]int{}
	for step, alive := 0, false; !alive; step++ {
		for _, to := range []side{forward, backward} {
			place, files := change(t)
			dying := exec.Command(self)
			dying.Env = append(os.Environ(), killRoot+"="+place.Root, fmt.Sprintf("%s=%d", killStep, step))
			out, err := dying.CombinedOutput()
			var exit *exec.ExitError
			if alive = err == nil; !alive && (!errors.As(err, &exit) || exit.Exited() && exit.ExitCode() != 1 || len(out) > 0) {
				t.Fatalf("step %d: %v\n%s", step, err, out)
			}
			state, pending := standing(t, place, files), Interrupted(place)
			states[state]++
			if pending == nil && (state == "mixed" || alive && state != "new") {
				t.Errorf("step %d: the tree is %s, and nothing tells", step, state)
			}
			end, want := Resume, "new"
			if to == backward {
				end, want = Rollback, "old"
			}
			names, err := end(place)
			if err != nil || (names == nil) != (pending == nil) {
				t.Errorf("step %d: ended %v: %v", step, names, err)
			}
			if pending == nil {
				want = state // there was nothing to end
			}
			if state := standing(t, place, files); state != want || Interrupted(place) != nil || len(leftovers(t, place)) > 0 {
				t.Errorf("step %d: the tree is %s, want %s; %v, %v", step, state, want, Interrupted(place), leftovers(t, place))
			}
			if err := apply(t, place, files, hasty{}); (err == nil) != (want == "old") {
				t.Errorf("step %d: a write to the %s tree: %v", step, want, err)
			}
			if _, err := os.Stat(filepath.Join(place.Journal, journalName)); err == nil {
				t.Errorf("step %d: there still is a journal", step)
			}
		}
	}
	if states["old"] < 10 || states["mixed"] < 2 || states["new"] < 4 {
		t.Errorf("died in trees that were %v", states)
	}
}
