package write

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

const (
	journalSchema = 1
	journalName   = "journal.json"
)

// journal is the record of what a run changes. While its file is there, the run is not over. Beside it are the contents before and after.
type journal struct {
	Schema  int     `json:"schema"`
	Entries []entry `json:"entries"`
}

// entry is a file that changes.
type entry struct {
	Name string      `json:"name"` // absolute, no link
	Mode fs.FileMode `json:"mode"`
	Old  string      `json:"old"` // hash of the content before, empty where there is no file
	New  string      `json:"new"`

	old, new []byte
}

// side is the direction of a transaction.
type side bool

const (
	forward  side = true
	backward side = false
)

// content is what the file holds in the end, and its hash.
func (e *entry) content(to side) (data []byte, hash string) {
	if to == forward {
		return e.new, e.New
	}
	return e.old, e.Old
}

// temporary is the file from which the new one is made: in the same directory, so that it can be renamed, and of a name that no build looks at.
func (e *entry) temporary() string {
	return filepath.Join(filepath.Dir(e.Name), ".flagdebt-"+filepath.Base(e.Name)+".tmp")
}

func (w *Writer) file() string { return filepath.Join(w.Journal, journalName) }

// copies are the files beside the journal that hold the contents of an entry.
func (w *Writer) copies(i int) (old, new string) {
	return filepath.Join(w.Journal, fmt.Sprintf("%d.old", i)), filepath.Join(w.Journal, fmt.Sprintf("%d.new", i))
}

// record writes the contents first and the journal last, so that a journal is complete.
func (w *Writer) record(j *journal) error {
	if err := w.disk.MakeDir(w.Journal); err != nil {
		return err
	}
	for i := range j.Entries {
		old, new := w.copies(i)
		if err := errors.Join(w.disk.Write(old, j.Entries[i].old, 0o600), w.disk.Write(new, j.Entries[i].new, 0o600)); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(j, "", "\t")
	if err != nil {
		return err
	}
	draft := w.file() + ".draft"
	if err := w.disk.Write(draft, text, 0o600); err != nil {
		return err
	}
	if err := w.disk.Sync(w.Journal); err != nil {
		return err
	}
	if err := w.disk.Rename(draft, w.file()); err != nil {
		return err
	}
	return w.disk.Sync(w.Journal)
}

// read reads the journal of a run that was interrupted; there is none where no run was.
func (w *Writer) read() (*journal, error) {
	text, err := os.ReadFile(w.file())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cannot("read the journal", err)
	}
	j := &journal{}
	if err := json.Unmarshal(text, j); err != nil || j.Schema != journalSchema {
		return nil, w.unusable("the journal of the earlier run is damaged, or of another version of flagdebt")
	}
	for i := range j.Entries {
		e := &j.Entries[i]
		if name, err := w.target(e.Name); err != nil || name != e.Name {
			return nil, w.unusable("the journal of the earlier run is not about the files here")
		}
		old, new := w.copies(i)
		if e.old, err = w.copied(old, e.Old); err != nil {
			return nil, err
		}
		if e.new, err = w.copied(new, e.New); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// copied reads a content beside the journal.
func (w *Writer) copied(name, hash string) ([]byte, error) {
	if hash == "" {
		return nil, nil
	}
	data, err := content(w.disk, name)
	if err != nil || sum(data) != hash {
		return nil, w.unusable("a copy beside the journal of the earlier run is damaged")
	}
	return data, nil
}

func (w *Writer) unusable(what string) error {
	return &debt.InputError{What: what, Do: "look at the files, then delete " + w.Journal}
}

// bring makes every file what it is on one side. It may be called again after an interruption, in either direction.
func (w *Writer) bring(j *journal, to side) error {
	pending, err := w.pending(j, to)
	if err != nil {
		return err
	}
	for _, e := range pending {
		data, _ := e.content(to)
		if data == nil {
			continue
		}
		if err := w.disk.Remove(e.temporary()); err != nil { // left by an interruption, or put there for us to write through
			return err
		}
		if err := w.disk.Write(e.temporary(), data, e.Mode); err != nil {
			return err
		}
	}
	for _, e := range pending {
		if err := w.swap(e, to); err != nil {
			return err
		}
	}
	return w.settle(j, to)
}

// pending are the files that are not yet on the side. A file that is on neither was changed by somebody else, whose work must not be lost.
func (w *Writer) pending(j *journal, to side) ([]*entry, error) {
	var pending []*entry
	for i := range j.Entries {
		e := &j.Entries[i]
		data, err := content(w.disk, e.Name)
		if err != nil {
			return nil, err
		}
		_, wanted := e.content(to)
		switch sum(data) {
		case wanted:
		case e.Old, e.New:
			pending = append(pending, e)
		default:
			return nil, w.problem(e.Name, "the file was changed after the run that was interrupted", "undo that change; or delete "+w.Journal+" if all files are as you want them")
		}
	}
	return pending, nil
}

// swap puts the file on the side.
func (w *Writer) swap(e *entry, to side) error {
	if data, _ := e.content(to); data == nil {
		return w.disk.Remove(e.Name)
	}
	return w.disk.Rename(e.temporary(), e.Name)
}

// settle leaves no temporary file, makes the disk keep what was done, and looks at it once more.
func (w *Writer) settle(j *journal, to side) error {
	dirs := map[string]bool{}
	for i := range j.Entries {
		e := &j.Entries[i]
		dirs[filepath.Dir(e.Name)] = true
		if err := w.disk.Remove(e.temporary()); err != nil {
			return err
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if err := w.disk.Sync(dir); err != nil {
			return err
		}
	}
	pending, err := w.pending(j, to)
	if err == nil && len(pending) > 0 {
		err = fmt.Errorf("%s is not what was written", w.display(pending[0].Name))
	}
	return err
}

// discard ends a run: the journal goes first.
func (w *Writer) discard() error {
	if err := w.disk.Remove(w.file()); err != nil {
		return fmt.Errorf("%w\n%w", cannot("remove the journal", err), interrupted())
	}
	if err := w.disk.Sync(filepath.Dir(w.file())); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cannot("remove the journal for good", err)
	}
	if err := w.disk.RemoveAll(w.Journal); err != nil {
		return cannot("remove the copies beside the journal", err)
	}
	return nil
}
