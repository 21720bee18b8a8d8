// Package write changes several files at once or none, and leaves a journal that tells when it was cut off in between.
package write

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/gofrs/flock"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// File is a file before and after; nil where there is none.
type File struct {
	Name          string // absolute
	Before, After []byte
}

// Place is where files are changed, and where that is recorded.
type Place struct {
	Root    string // absolute; nothing outside of it is changed
	Lock    string // a file that one run at a time holds
	Journal string // a directory of our own
}

// Writer changes the files of a place, which nobody else of us does at the time.
type Writer struct {
	Place
	disk disk
	lock *flock.Flock
}

// Open waits for nobody: it fails where another run is writing, or one was interrupted.
func Open(place Place) (*Writer, error) {
	return openWhole(place, (*flock.Flock).TryLock)
}

// pause is between two attempts to take a lock that another run holds.
const pause = 100 * time.Millisecond

// Wait opens a place as soon as no other run is writing there. It fails where one was interrupted, and when the context ends.
func Wait(ctx context.Context, place Place) (*Writer, error) {
	return openWhole(place, func(lock *flock.Flock) (bool, error) { return lock.TryLockContext(ctx, pause) })
}

// openWhole opens a place where no run was interrupted.
func openWhole(place Place, take func(*flock.Flock) (bool, error)) (*Writer, error) {
	w, err := open(place, take)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(w.file()); err == nil {
		w.Close()
		return nil, interrupted()
	}
	return w, nil
}

// open takes the lock.
func open(place Place, take func(*flock.Flock) (bool, error)) (*Writer, error) {
	if root, err := filepath.EvalSymlinks(place.Root); err == nil {
		place.Root = root
	}
	if err := os.MkdirAll(filepath.Dir(place.Lock), 0o755); err != nil {
		return nil, cannot("create the directory of the lock", err)
	}
	lock := flock.New(place.Lock)
	held, err := take(lock)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil, err
	case err != nil:
		return nil, cannot("take the lock "+place.Lock, err)
	}
	if !held {
		return nil, &debt.InputError{What: "another flagdebt" + holder(place.Lock) + " is writing here", Do: "wait until it is done"}
	}
	_ = os.WriteFile(place.Lock, strconv.AppendInt(nil, int64(os.Getpid()), 10), 0o600) // tells the others who it is, where the system lets them read it
	return &Writer{place, osDisk{}, lock}, nil
}

// holder names the process that has written itself into the lock.
func holder(lock string) string {
	text, err := os.ReadFile(lock)
	if _, e := strconv.Atoi(string(text)); err != nil || e != nil {
		return ""
	}
	return fmt.Sprintf(" (process %s)", text)
}

// Close lets others write.
func (w *Writer) Close() { _ = w.lock.Unlock() } // the end of the process does it too

// Interrupted says that a run was interrupted here, or is about to write.
func Interrupted(place Place) error {
	if _, err := os.Stat(filepath.Join(place.Journal, journalName)); err != nil {
		return nil
	}
	w, err := Open(place)
	if err == nil {
		w.Close() // whoever was writing is done
	}
	return err
}

func interrupted() error {
	return &debt.InputError{
		What: "an earlier run was interrupted while it wrote files",
		Do:   "finish it with flagdebt clean --resume, or undo it with flagdebt clean --rollback",
	}
}

// cannot is an error of the file system, which a person has to look at.
func cannot(do string, err error) error {
	return &debt.InputError{What: fmt.Sprintf("cannot %s: %v", do, err), Do: "make that possible, and run again"}
}

// Check finds out whether the files are as they were read, and returns the names of what would be changed, with links resolved. It changes nothing.
func (w *Writer) Check(files []File) ([]string, error) {
	var names []string
	for _, file := range files {
		name, err := w.target(file.Name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(names, name) {
			return nil, w.problem(file.Name, "is a second name of a file that changes", "remove the link")
		}
		names = append(names, name)
		now, err := content(w.disk, name)
		if err != nil {
			return nil, cannot("read "+w.display(name), err)
		}
		if (now == nil) != (file.Before == nil) || !bytes.Equal(now, file.Before) {
			return nil, w.problem(name, "the file has changed since it was read", "run again")
		}
		if err := w.replaceable(name, file); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// replaceable refuses a file that somebody has protected, and one whose other names would keep the old content.
func (w *Writer) replaceable(name string, file File) error {
	info, err := os.Lstat(name)
	switch {
	case err != nil: // it is new
	case info.Mode().Perm()&0o222 == 0:
		return w.problem(name, "the file is read-only", "make it writable, or remove the flag there by hand")
	case file.After != nil && linked(info):
		return w.problem(name, "the file has another name, a hard link, which would keep the old content", "replace the link by a copy, or remove the flag there by hand")
	}
	return nil
}

// target is the file that a name stands for.
func (w *Writer) target(name string) (string, error) {
	dir, err := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil {
		return "", cannot("find "+w.display(name), err)
	}
	resolved, err := filepath.EvalSymlinks(name)
	if errors.Is(err, fs.ErrNotExist) {
		resolved = filepath.Join(dir, filepath.Base(name))
	} else if err != nil {
		return "", cannot("find "+w.display(name), err)
	}
	if relative, err := filepath.Rel(w.Root, resolved); err != nil || !filepath.IsLocal(relative) {
		return "", w.problem(name, "the file is a link to "+filepath.ToSlash(resolved)+", outside of the repository", "remove the flag there by hand")
	}
	if info, err := os.Lstat(resolved); err == nil && !info.Mode().IsRegular() {
		return "", w.problem(name, "this is no regular file", "remove the flag there by hand")
	}
	return resolved, nil
}

// Apply changes the files, all of them or none. After an error they are as they were, unless it says that the run was interrupted.
func (w *Writer) Apply(files []File) error {
	names, err := w.Check(files)
	if err != nil {
		return err
	}
	j := &journal{Schema: journalSchema}
	for i, file := range files {
		if bytes.Equal(file.Before, file.After) && (file.Before == nil) == (file.After == nil) {
			continue
		}
		mode := fs.FileMode(0o644)
		if info, err := os.Lstat(names[i]); err == nil {
			mode = info.Mode().Perm()
		}
		j.Entries = append(j.Entries, entry{Name: names[i], Mode: mode, Old: sum(file.Before), New: sum(file.After), old: file.Before, new: file.After})
	}
	if err := w.record(j); err != nil {
		return errors.Join(cannot("write the journal", err), w.discard())
	}
	if err := w.bring(j, forward); err != nil {
		if w.bring(j, backward) != nil {
			return fmt.Errorf("%w\n%w", cannot("write the files", err), interrupted())
		}
		return errors.Join(cannot("write the files, so that nothing was changed", err), w.discard())
	}
	return w.discard()
}

// Resume finishes a run that was interrupted, and returns the names of its files.
func Resume(place Place) ([]string, error) { return finish(place, forward) }

// Rollback undoes a run that was interrupted, and returns the names of its files.
func Rollback(place Place) ([]string, error) { return finish(place, backward) }

func finish(place Place, to side) ([]string, error) {
	w, err := open(place, (*flock.Flock).TryLock)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.finish(to)
}

func (w *Writer) finish(to side) ([]string, error) {
	j, err := w.read()
	if err != nil || j == nil {
		return nil, err
	}
	if err := w.bring(j, to); err != nil {
		return nil, cannot("write the files", err)
	}
	var names []string
	for _, e := range j.Entries {
		names = append(names, w.display(e.Name))
	}
	return names, w.discard()
}

// problem is a mistake at a file.
func (w *Writer) problem(name, what, do string) error {
	return &debt.InputError{Pos: debt.Position{File: w.display(name)}, What: what, Do: do}
}

// display is the slash path from the root.
func (w *Writer) display(name string) string {
	if relative, err := filepath.Rel(w.Root, name); err == nil && filepath.IsLocal(relative) {
		return filepath.ToSlash(relative)
	}
	return filepath.ToSlash(name)
}

// content is that of a file, nil where there is none.
func content(d disk, name string) ([]byte, error) {
	data, err := d.Read(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// sum identifies a content; that of no file is empty.
func sum(data []byte) string {
	if data == nil {
		return ""
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}
