package program

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// requireModule fails where the go command has no module to work in, with words that help more than its own.
func requireModule(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return &debt.InputError{What: "cannot read the directory: " + errors.Unwrap(err).Error(), Do: "name an existing one with -C", Pos: debt.Position{File: dir}}
	}
	if !info.IsDir() {
		return &debt.InputError{What: "is not a directory", Do: "name the directory of a Go module with -C", Pos: debt.Position{File: dir}}
	}
	if os.Getenv("GO111MODULE") == "off" {
		return &debt.InputError{What: "GO111MODULE=off is not supported", Do: "unset it and work in a module"}
	}
	if os.Getenv("GOPACKAGESDRIVER") != "" {
		return nil // Bazel and its like have no go.mod
	}
	if findUp(dir, "go.work") == "" && findUp(dir, "go.mod") == "" {
		return &debt.InputError{Pos: debt.Position{File: dir}, What: "no go.mod here or in any directory above", Do: "name the directory of a Go module with -C, or run `go mod init`"}
	}
	return nil
}

// findUp returns the nearest directory, from dir upwards, that holds the file.
func findUp(dir, name string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && !info.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// workFile is the go.work that the go command uses at a directory, or "".
func workFile(dir string) string {
	file := os.Getenv("GOWORK")
	if root := findUp(dir, "go.work"); file == "" && root != "" {
		file = filepath.Join(root, "go.work")
	}
	if file == "off" {
		return ""
	}
	return file
}

// workspace is the directories of the modules that the go command works in at a directory: those of its go.work, else the one with the nearest go.mod.
func workspace(dir string) ([]string, error) {
	file := workFile(dir)
	if file == "" {
		if root := findUp(dir, "go.mod"); root != "" {
			return []string{root}, nil
		}
		return nil, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the workspace: %w", err)
	}
	work, err := modfile.ParseWork(file, content, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the workspace: %w", err)
	}
	dirs := make([]string, 0, len(work.Use))
	for _, use := range work.Use {
		used := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(used) {
			used = filepath.Join(filepath.Dir(file), used)
		}
		dirs = append(dirs, filepath.Clean(used))
	}
	return dirs, nil
}

// everything is the pattern for all packages in and below the directory.
const everything = "./..."

// expand replaces ./... in a directory that is in no module of its workspace, such as that of go.work itself, where the go command refuses it: what is meant is the modules below.
func expand(dir string, patterns []string) []string {
	if !slices.Contains(patterns, everything) {
		return patterns
	}
	members, err := workspace(dir)
	if err != nil {
		return patterns // the go command has the better words for it
	}
	var below []string
	for _, member := range members {
		if within(dir, member) {
			return patterns // a member's own directory
		}
		if within(member, dir) {
			rel, _ := filepath.Rel(dir, member) // has just been seen to be below
			below = append(below, "./"+filepath.ToSlash(rel)+"/...")
		}
	}
	if len(below) == 0 {
		return patterns
	}
	i := slices.Index(patterns, everything)
	return slices.Concat(patterns[:i], below, patterns[i+1:])
}

// within reports whether a file or directory is dir, or lies below it.
func within(name, dir string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// whole reports whether the patterns match every package of every main module.
func (l *loader) whole() bool {
	if !slices.Contains(l.options.Patterns, everything) {
		return false
	}
	members, err := workspace(l.src.Dir())
	if err != nil || len(members) == 0 {
		return false
	}
	return !slices.ContainsFunc(members, func(member string) bool { return !within(member, l.src.Dir()) })
}

// tree is what lies below the directory, whether it was loaded or not.
type tree struct {
	modules []string            // directories that have a go.mod
	files   map[string][]string // Go files by directory
}

// survey walks over what the go command would look at in and below a directory. An unreadable directory only means that a hint is missing.
func survey(dir string) tree {
	t := tree{files: map[string][]string{}}
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		name := d.Name()
		hidden := strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
		switch {
		case d.IsDir():
			if path != dir && (hidden || name == "vendor" || name == "testdata" || name == "node_modules") {
				return fs.SkipDir
			}
		case name == "go.mod":
			t.modules = append(t.modules, filepath.Dir(path))
		case !hidden && strings.HasSuffix(name, ".go"):
			t.files[filepath.Dir(path)] = append(t.files[filepath.Dir(path)], path)
		}
		return nil
	})
	return t
}

// modules are the main modules, and those below the directory that no pattern can reach.
func (l *loader) modules(t tree) []Module {
	byDir := map[string]Module{}
	for _, n := range l.nodes {
		if m := n.listed.Module; m != nil && m.Main && m.Dir != "" && n.root {
			byDir[m.Dir] = Module{Path: m.Path, Dir: l.display(m.Dir), Loaded: true}
		}
	}
	for _, dir := range t.modules {
		if _, loaded := byDir[dir]; !loaded {
			byDir[dir] = Module{Dir: l.display(dir)}
		}
	}
	modules := make([]Module, 0, len(byDir))
	for _, m := range byDir {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b Module) int { return cmp.Compare(a.Dir, b.Dir) })
	return modules
}

// unbuilt are the Go files of the main modules that the build configuration leaves out. The go command lists no directory in which it leaves out everything, so those are taken from the tree.
func (l *loader) unbuilt(t tree) []string {
	files := map[string]bool{}
	listed := map[string]bool{}
	loaded := map[string]bool{}
	for _, n := range l.nodes {
		if !n.main {
			continue
		}
		for _, file := range n.listed.IgnoredFiles {
			if strings.HasSuffix(file, ".go") {
				files[file] = true
			}
		}
		for _, file := range slices.Concat(n.files, n.listed.IgnoredFiles) {
			listed[filepath.Dir(file)] = true
		}
		if m := n.listed.Module; m != nil && n.root {
			loaded[m.Dir] = true
		}
	}
	if !slices.Contains(l.options.Patterns, everything) {
		return sorted(files)
	}
	for dir, names := range t.files {
		if listed[dir] || !loaded[findUp(dir, "go.mod")] {
			continue
		}
		for _, name := range names {
			if l.options.Tests || !strings.HasSuffix(name, "_test.go") {
				files[name] = true
			}
		}
	}
	return sorted(files)
}
