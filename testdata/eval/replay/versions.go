package main

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// version is a file before and after one side's change; empty where it is not there.
type version struct{ before, after string }

// versions are the Go files that a side changes, by slash path from the work tree.
type versions map[string]*version

// add adds a file of ours.
func (v versions) add(dir string, file program.File) error {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	name, err := filepath.Rel(dir, file.Name)
	if err != nil {
		return err
	}
	v[filepath.ToSlash(name)] = &version{string(file.Before), string(file.After)}
	return nil
}

// commit are the Go files that a commit changes against its first parent. A renamed file is one that goes and one that comes.
func commit(ctx context.Context, dir, hash string) (versions, error) {
	list, err := git(ctx, dir, "diff-tree", "-r", "--no-commit-id", "--no-renames", "--name-status", hash+"^1", hash)
	if err != nil {
		return nil, err
	}
	v := versions{}
	for line := range strings.Lines(list) {
		status, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if !ours(name) {
			continue
		}
		file := &version{}
		if status != "A" {
			if file.before, err = git(ctx, dir, "show", hash+"^1:"+name); err != nil {
				return nil, err
			}
		}
		if status != "D" {
			if file.after, err = git(ctx, dir, "show", hash+":"+name); err != nil {
				return nil, err
			}
		}
		if !generated(file.before) && !generated(file.after) {
			v[name] = file
		}
	}
	return v, nil
}

// ours reports whether the go command looks at a file of the work tree.
func ours(name string) bool {
	return strings.HasSuffix(name, ".go") && !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return part == "vendor" || part == "testdata" })
}

func generated(text string) bool {
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ParseComments|parser.PackageClauseOnly)
	return err == nil && ast.IsGenerated(file)
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return "", fmt.Errorf("git %s: %s", strings.Join(args, " "), strings.TrimSpace(string(exit.Stderr)))
	}
	return string(out), err
}

// union are the names of either side.
func union(a, b versions) map[string]bool {
	names := map[string]bool{}
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	return names
}

// sides are a file before, as people left it, and as we do.
func sides(people, ours versions, name string) (before, theirs, mine string) {
	p, o := people[name], ours[name]
	switch {
	case p == nil:
		return o.before, o.before, o.after
	case o == nil:
		return p.before, p.after, p.before
	}
	return p.before, p.after, o.after
}

// beyond is what is between our result and theirs, as a diff.
func beyond(people, ours versions) string {
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(union(people, ours))) {
		if _, theirs, mine := sides(people, ours, name); theirs != mine {
			out.WriteString(udiff.Unified("ours/"+name, "people/"+name, mine, theirs))
		}
	}
	return out.String()
}

// bag is how often a line occurs.
type bag map[string]int

// less are the lines that one text has more often than the other, trimmed and without blank ones.
func less(text, other string) bag {
	b := bag{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			b[line]++
		}
	}
	for line := range strings.Lines(other) {
		if line = strings.TrimSpace(line); b[line] > 0 {
			b[line]--
		}
	}
	return b
}

func (b bag) size() int {
	n := 0
	for _, count := range b {
		n += count
	}
	return n
}

// common is how many lines both have.
func (b bag) common(other bag) int {
	n := 0
	for line, count := range b {
		n += min(count, other[line])
	}
	return n
}
