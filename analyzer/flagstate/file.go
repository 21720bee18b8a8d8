package flagstate

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// tree is a repository and the directory in it from which paths are counted.
type tree struct{ root, dir string }

// newTree follows symbolic links in the two directories, so that what lies inside can be told from what does not.
func newTree(root, dir string) tree {
	return tree{resolved(root), resolved(dir)}
}

func resolved(dir string) string {
	if absolute, err := filepath.Abs(dir); err == nil {
		dir = absolute
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return dir
}

// path is where a source's file is, before links are followed.
func (t tree) path(file string) string {
	file = filepath.FromSlash(file)
	if filepath.IsAbs(file) {
		return filepath.Join(resolved(filepath.Dir(file)), filepath.Base(file))
	}
	return filepath.Join(t.dir, file)
}

// name is a path as it is shown: from the root, with slashes.
func (t tree) name(path string) string {
	relative, err := filepath.Rel(t.root, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(relative)
}

// inside reports whether a path lies in the repository.
func (t tree) inside(path string) bool {
	relative, err := filepath.Rel(t.root, path)
	return err == nil && filepath.IsLocal(relative)
}

const outsideDo = "keep the file in the repository, or copy it there before flagdebt runs"

// files is the paths that a source names: itself, or what its glob matches, in order.
func (t tree) files(file string) ([]string, *debt.InputError) {
	if file == "" {
		return nil, &debt.InputError{What: "a source has no file", Do: "name one with file:"}
	}
	path := t.path(file)
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(file, "*?[{") {
		return []string{path}, nil
	}
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(path))
	if !t.inside(resolved(filepath.FromSlash(base))) {
		return nil, &debt.InputError{What: document.Quote(file) + " leads out of the repository", Do: outsideDo}
	}
	matches, err := doublestar.Glob(os.DirFS(filepath.FromSlash(base)), pattern, doublestar.WithFilesOnly(), doublestar.WithNoFollow())
	switch {
	case err != nil:
		return nil, &debt.InputError{What: document.Quote(file) + " is not a glob", Do: "use *, **, ?, [a-z] and {a,b}"}
	case len(matches) == 0:
		return nil, &debt.InputError{What: document.Quote(file) + " matches no file", Do: "correct the glob; it is counted from the directory of the configuration"}
	}
	slices.Sort(matches)
	for i, match := range matches {
		matches[i] = filepath.Join(filepath.FromSlash(base), filepath.FromSlash(match))
	}
	return matches, nil
}

// read reads a file of the repository. What is wrong is said without the file's content, and without a path that is not the user's own.
func (t tree) read(path string) ([]byte, *debt.InputError) {
	if !t.inside(path) {
		return nil, &debt.InputError{What: "the file is outside of the repository", Do: outsideDo}
	}
	real, err := filepath.EvalSymlinks(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &debt.InputError{What: "the file does not exist", Do: "correct file: in the source; it is counted from the directory of the configuration"}
	case err != nil:
		return nil, unreadable(err)
	case !t.inside(real):
		return nil, &debt.InputError{What: "the file is a link that leads out of the repository", Do: outsideDo}
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
		return nil, unreadable(err)
	case info.IsDir():
		return nil, &debt.InputError{What: "the path is a directory", Do: "name a file in it, or all with " + filepath.Base(path) + "/*"}
	case !info.Mode().IsRegular():
		return nil, &debt.InputError{What: "the path is not a regular file", Do: "write the state to a file first"}
	case info.Size() > document.MaxSize:
		return nil, &debt.InputError{What: fmt.Sprintf("the file is larger than %d MiB", document.MaxSize>>20), Do: "split it, or export only what the code needs"}
	}
	return readAll(real)
}

func readAll(path string) ([]byte, *debt.InputError) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, document.MaxSize+1)) // it may have grown; the decoders check again
	if err != nil {
		return nil, unreadable(err)
	}
	if problem := document.Check(data, document.MaxSize); problem != nil {
		return nil, problem
	}
	return data, nil
}

// unreadable is an error of the operating system without the path, which the position names already.
func unreadable(err error) *debt.InputError {
	if inner := new(fs.PathError); errors.As(err, &inner) {
		err = inner.Err
	}
	return &debt.InputError{What: "the file cannot be read (" + err.Error() + ")", Do: "check its permissions"}
}
