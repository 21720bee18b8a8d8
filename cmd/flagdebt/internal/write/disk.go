package write

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// disk is what a transaction needs of a file system; tests let it fail at every step.
type disk interface {
	Read(name string) ([]byte, error)
	// Write makes a new file, and returns when it cannot get lost any more.
	Write(name string, data []byte, mode fs.FileMode) error
	// Rename replaces what is there.
	Rename(from, to string) error
	// Remove is content where nothing is there.
	Remove(name string) error
	// RemoveAll removes a directory.
	RemoveAll(name string) error
	// MakeDir makes an empty directory, and those above.
	MakeDir(name string) error
	// Sync makes sure that the names in a directory cannot get lost any more.
	Sync(dir string) error
}

type osDisk struct{}

func (osDisk) Read(name string) ([]byte, error) { return os.ReadFile(name) }

func (osDisk) Write(name string, data []byte, mode fs.FileMode) (err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.Write(data); err != nil {
		return err
	}
	if err := file.Chmod(mode); err != nil { // whatever the umask is
		return err
	}
	return file.Sync()
}

func (osDisk) Rename(from, to string) error { return os.Rename(from, to) }

func (osDisk) Remove(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (osDisk) RemoveAll(name string) error { return os.RemoveAll(name) }

func (osDisk) MakeDir(name string) error {
	if err := os.RemoveAll(name); err != nil {
		return err
	}
	return os.MkdirAll(name, 0o755)
}

func (osDisk) Sync(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // a directory cannot be opened there
	}
	file, err := os.Open(filepath.Clean(dir))
	if err != nil {
		return err
	}
	defer file.Close()
	return file.Sync()
}
