package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// repository has a configuration at its top, a module below, and another one in that.
const repository = `
-- .git/HEAD --
-- .flagdebt.yml --
version: 1
sources: [{file: flags.goff.yaml}]
-- flags.goff.yaml --
top:
  variations: {on: true, off: false}
  defaultRule: {variation: on}
-- other.yml --
version: 1
sources: [{file: nested/flags.goff.yaml}]
-- nested/other.yml --
version: 1
sources: [{file: flags.goff.yaml}]
-- nested/flags.goff.yaml --
nested:
  variations: {on: true, off: false}
  defaultRule: {variation: on}
-- now.yml --
version: 1
now: 2026-05-05
-- broken.yml --
version: 1
sauces: []
polici: {}
-- broken-state.yml --
version: 1
sources: [{file: flags.goff.yaml}, {file: absent.yaml}]
-- service/go.mod --
module service.example
-- service/.hidden/a.go --
package hidden
-- service/_out/a.go --
package out
-- service/a/go.mod --
module nested.example
-- service/a/a.go --
package a
-- service/b/a_linux.go --
package b
-- service/b/a_test.go --
package b
-- service/b/a1.go --
//go:build ignore

package main
-- service/b/a2.go --
// +build never

package b
-- service/b/b.go --
// Package b is built everywhere.
package b
-- service/c/c.go --
package c
-- service/testdata/a.go --
package testdata
-- service/vendor/a.go --
package vendor
`

// write writes the files of an archive to a directory of their own.
func write(t testing.TB, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestRead wants the configuration that counts, and the state that it names.
func TestRead(t *testing.T) {
	root := write(t, repository)
	inline := &config.Config{Policy: debt.DefaultPolicy(), Sources: []config.Source{{File: "flags.goff.yaml"}}}
	tests := map[string]struct {
		at         analyzer.Location
		file, flag string
	}{
		"at the top":                 {analyzer.Location{}, ".flagdebt.yml", "top"},
		"upwards from a module":      {analyzer.Location{Dir: "service/b"}, ".flagdebt.yml", "top"},
		"named, absolute":            {analyzer.Location{File: filepath.Join(root, "other.yml")}, "other.yml", "nested"},
		"named, from the directory":  {analyzer.Location{Dir: "service", File: "../nested/other.yml"}, "nested/other.yml", "nested"},
		"inline":                     {analyzer.Location{Config: inline}, "", "top"},
		"inline, from the directory": {analyzer.Location{Dir: "nested", Config: inline}, "", "nested"},
		"inline before discovery":    {analyzer.Location{Dir: "nested", File: "other.yml", Config: inline}, "", "nested"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.at.Dir = filepath.Join(root, filepath.FromSlash(test.at.Dir))
			found := analyzer.Read(test.at)
			if found.ConfigProblems != nil || len(found.StateProblems) > 0 || found.Problem != "" || found.ProblemFile != "" {
				t.Errorf("problems %v, %v, %q at %q", found.ConfigProblems, found.StateProblems, found.Problem, found.ProblemFile)
			}
			if found.Root != root {
				t.Errorf("root %s, want %s", found.Root, root)
			}
			if found.Config.File != test.file {
				t.Errorf("configuration %q, want %q", found.Config.File, test.file)
			}
			if len(found.Snapshot.Flags) != 1 || string(found.Snapshot.Flags[0].Key) != test.flag {
				t.Errorf("flags %v, want %s", found.Snapshot.Flags, test.flag)
			}
		})
	}
}

// TestReadWithout wants defaults where there is no configuration.
func TestReadWithout(t *testing.T) {
	dir := write(t, "-- .git/HEAD --\n-- a.go --\npackage a\n")
	found := analyzer.Read(analyzer.Location{Dir: dir, Today: day(t, "2026-11-22")})
	if found.Problem != "" || found.ConfigProblems != nil || found.Snapshot == nil || len(found.Snapshot.Flags) > 0 {
		t.Errorf("problem %q, %v; snapshot %v", found.Problem, found.ConfigProblems, found.Snapshot)
	}
	if found.Config.MinSeverity != debt.SeverityWarning || found.Config.Policy.Grace != debt.DefaultPolicy().Grace {
		t.Errorf("not the defaults: %+v", found.Config)
	}
	if _, err := analyzer.New(found.Inputs); err != nil {
		t.Errorf("no analyzer of it: %v", err)
	}
}

// TestNow wants the day by its order: given, configured, of the snapshot, today.
func TestNow(t *testing.T) {
	root := write(t, repository+`
-- snapshot.yml --
version: 1
sources: [{file: snapshot.json}]
`)
	given, pinned, dated, today := day(t, "2026-04-04"), day(t, "2026-05-05"), day(t, "2026-06-06"), day(t, "2026-11-22")
	var snapshot strings.Builder
	in := inputs(t)
	in.Snapshot.Date = dated
	if err := in.Snapshot.Write(&snapshot); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "snapshot.json"), []byte(snapshot.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		file string
		now  debt.Day
		want debt.Day
		old  bool
	}{
		"given":                         {"now.yml", given, given, false},
		"configured":                    {"now.yml", 0, pinned, false},
		"of the snapshot":               {"snapshot.yml", 0, dated, true},
		"given, before the snapshot":    {"snapshot.yml", given, given, false},
		"given, just within the limit":  {"snapshot.yml", dated + 7, dated + 7, false},
		"given, just beyond the limit":  {"snapshot.yml", dated + 8, dated + 8, true},
		"today":                         {"other.yml", 0, today, false},
		"of a configuration with error": {"broken.yml", 0, today, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found := analyzer.Read(analyzer.Location{Dir: root, File: test.file, Now: test.now, Today: today})
			if found.Now != test.want || found.Old != test.old {
				t.Errorf("now %s, old %t; want %s, %t (%v)", found.Now, found.Old, test.want, test.old, found.StateProblems)
			}
		})
	}
}

// TestReadProblems wants usable inputs whatever is wrong, and one line at one file that is built everywhere.
func TestReadProblems(t *testing.T) {
	root := write(t, repository)
	place := filepath.Join("service", "b", "b.go")
	tests := map[string]struct {
		dir, file string
		problem   []string // parts of it, in order
		place     string
		flags     int
	}{
		"several mistakes in the configuration": {"service", "../broken.yml", []string{"broken.yml:2:1: ", "sauces", "(there are more: run `flagdebt check`)"}, place, 0},
		"no such configuration":                 {"service", "absent.yml", []string{"service/absent.yml: ", "does not exist"}, place, 0},
		"from a package":                        {"service/c", "../../broken.yml", []string{"broken.yml:2:1: "}, place, 0},
		"from a nested module":                  {"service/a", "../../broken.yml", []string{"broken.yml:2:1: "}, filepath.Join("service", "a", "a.go"), 0},
		"from no module":                        {"", "broken.yml", []string{"broken.yml:2:1: "}, "", 0},
		"a source that is absent":               {"service", "../broken-state.yml", []string{"broken-state.yml:2:", "absent.yaml"}, place, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found := analyzer.Read(analyzer.Location{Dir: filepath.Join(root, filepath.FromSlash(test.dir)), File: test.file, Today: day(t, "2026-11-22")})
			rest := found.Problem
			for _, part := range test.problem {
				_, after, ok := strings.Cut(rest, part)
				if !ok {
					t.Fatalf("problem %q, want it to hold %q", found.Problem, test.problem)
				}
				rest = after
			}
			if strings.Contains(found.Problem, "\n") {
				t.Errorf("problem %q has several lines", found.Problem)
			}
			want := test.place
			if want != "" {
				want = filepath.Join(root, want)
			}
			if found.ProblemFile != want {
				t.Errorf("said at %q, want %q", found.ProblemFile, want)
			}
			if len(found.Snapshot.Flags) != test.flags {
				t.Errorf("%d flags, want %d", len(found.Snapshot.Flags), test.flags)
			}
			if _, err := analyzer.New(found.Inputs); err != nil {
				t.Errorf("no analyzer of it: %v", err)
			}
			if _, err := found.Digest(); err != nil {
				t.Errorf("no digest of it: %v", err)
			}
		})
	}
}

// TestReadAPIs wants what a snapshot has inferred, and nothing else of it.
func TestReadAPIs(t *testing.T) {
	root := write(t, "-- .flagdebt.yml --\nversion: 1\nsources: [{file: snapshot.json}]\n")
	var snapshot strings.Builder
	if err := inputs(t).Snapshot.Write(&snapshot); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "snapshot.json"), []byte(snapshot.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	found := analyzer.ReadConfig(analyzer.Location{Dir: root})
	if len(found.Snapshot.APIs) > 0 {
		t.Errorf("the configuration alone has APIs: %v", found.Snapshot.APIs)
	}
	found = found.ReadAPIs()
	if len(found.Snapshot.APIs) != 1 || len(found.Snapshot.Flags) > 0 {
		t.Errorf("%d APIs and %d flags, want 1 and none", len(found.Snapshot.APIs), len(found.Snapshot.Flags))
	}
}

func TestRoot(t *testing.T) {
	for name, test := range map[string]struct{ files, from, want string }{
		"a repository":        {"-- .git/HEAD --\n-- a/go.mod --\n-- a/b/x --\n", "a/b", ""},
		"a worktree":          {"-- a/.git --\ngitdir: ../else\n-- go.mod --\n-- a/b/x --\n", "a/b", "a"},
		"a module":            {"-- a/go.mod --\n-- a/b/x --\n", "a/b", "a"},
		"the nearest module":  {"-- go.mod --\n-- a/go.mod --\n-- a/b/x --\n", "a/b", "a"},
		"the nearest one":     {"-- .git/HEAD --\n-- a/.git/HEAD --\n-- a/b/x --\n", "a/b", "a"},
		"neither":             {"-- a/b/x --\n", "a/b", "a/b"},
		"the directory is it": {"-- .git/HEAD --\n", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			root := write(t, test.files)
			for d := root; d != filepath.Dir(d); d = filepath.Dir(d) {
				if _, err := os.Stat(filepath.Join(filepath.Dir(d), ".git")); err == nil {
					t.Skip("temporary files are in a repository")
				}
			}
			if got, want := analyzer.Root(filepath.Join(root, test.from)), filepath.Join(root, test.want); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}
