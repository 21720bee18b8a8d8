package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// otherFileName is accepted too: half of the world writes this suffix.
const otherFileName = ".flagdebt.yaml"

// maxFile is the number of bytes that a configuration file may have.
const maxFile = 16 << 20

// Discover returns the path of the configuration file in dir or the nearest directory above it, empty if there is none. It does not look beyond a directory that holds .git: there is one configuration for a repository.
func Discover(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("looking for %s: %w", FileName, err)
	}
	for {
		var found []string
		for _, name := range []string{FileName, otherFileName} {
			path := filepath.Join(dir, name)
			there, err := exists(path)
			if err != nil {
				return "", fmt.Errorf("looking for %s: %w", FileName, err)
			}
			if there {
				found = append(found, path)
			}
		}
		if len(found) == 2 {
			return "", mistakef(debt.Position{File: found[0]}, "remove one of them", "there is %s beside it", otherFileName)
		}
		if len(found) == 1 {
			return found[0], nil
		}
		repository, err := exists(filepath.Join(dir, ".git"))
		if err != nil {
			return "", fmt.Errorf("looking for %s: %w", FileName, err)
		}
		parent := filepath.Dir(dir)
		if repository || parent == dir {
			return "", nil
		}
		dir = parent
	}
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Load reads the configuration file at path; display is the path that positions show.
func Load(path, display string) (*Config, error) {
	pos := debt.Position{File: display}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Errors{mistakef(pos, "create it, or correct its name", "the configuration does not exist")}
	case err != nil:
		return nil, fmt.Errorf("reading the configuration: %w", err)
	case !info.Mode().IsRegular(): // a pipe would be waited for
		return nil, Errors{mistakef(pos, "name a file", "the configuration is no regular file")}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	if len(data) > maxFile {
		return nil, Errors{mistakef(pos, "make it smaller", "the configuration is larger than %d MiB", maxFile>>20)}
	}
	return Parse(display, data)
}
