package vcs

import (
	"os"
	"path/filepath"
	"strings"
)

// Directories are git's own for a work tree.
type Directories struct {
	Own    string // of this work tree
	Common string // of all the work trees of the repository
}

// Find finds git's directories of the work tree whose top is root, without running git. There are none where root is no work tree: a directory that is merely called .git is not one.
func Find(root string) (Directories, bool) {
	own := filepath.Join(root, ".git")
	if content, err := os.ReadFile(own); err == nil { // a linked work tree or a submodule
		target, ok := strings.CutPrefix(strings.TrimSpace(string(content)), "gitdir: ")
		if !ok {
			return Directories{}, false
		}
		own = from(root, target)
	}
	if _, err := os.Stat(filepath.Join(own, "HEAD")); err != nil {
		return Directories{}, false
	}
	common := own
	if content, err := os.ReadFile(filepath.Join(own, "commondir")); err == nil {
		common = from(own, strings.TrimSpace(string(content)))
	}
	return Directories{own, common}, true
}

// from is a path that may be relative to a directory.
func from(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, filepath.FromSlash(path))
}
