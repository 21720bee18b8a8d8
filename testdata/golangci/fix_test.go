package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// fixable writes fix.txtar into a directory of its own, and returns the directory, its files and what they are after a fix, by name.
func fixable(t *testing.T) (dir string, before, after map[string]string) {
	t.Helper()
	archive, err := txtar.ParseFile("fix.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	before, after = map[string]string{}, map[string]string{}
	for _, file := range archive.Files {
		if name, ok := strings.CutPrefix(file.Name, "fixed/"); ok {
			after[name] = string(file.Data)
			continue
		}
		before[file.Name], after[file.Name] = string(file.Data), string(file.Data)
		write(t, dir, file.Name, string(file.Data))
	}
	write(t, dir, ".git/config", "")
	return dir, before, after
}

// wantFiles compares the files of a directory, and compiles them.
func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != text {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, text)
		}
	}
	for _, args := range [][]string{{"build", "./..."}, {"vet", "./..."}} { // vet compiles the tests
		if output, code := run(t, dir, "", "go", args...); code != 0 {
			t.Errorf("go %s: exit code %d\n%s", strings.Join(args, " "), code, output)
		}
	}
}

// TestLintFix wants golangci-lint --fix to leave files that compile, without the help of goimports: no import is left that nothing uses, and no edit in a file, or of a declaration, that others can see. What it has fixed it no longer reports.
func TestLintFix(t *testing.T) {
	t.Parallel()
	for name, linters := range map[string]string{
		"alone":                      "{default: none, enable: [flagdebt], settings: {custom: {flagdebt: {type: module}}}}",
		"with the linters of most":   "{default: standard, enable: [flagdebt, nolintlint, unparam], settings: {custom: {flagdebt: {type: module}}}}",
		"one finding for every line": "{default: none, enable: [flagdebt], settings: {custom: {flagdebt: {type: module}}}}\nissues: {uniq-by-line: true, max-same-issues: 1}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, _, after := fixable(t)
			write(t, dir, ".golangci.yml", "version: \"2\"\nlinters: "+linters+"\n")
			cache := t.TempDir()
			output, _ := lint(t, dir, cache, "--fix", "--max-same-issues=0")
			wantFiles(t, dir, after)
			if strings.Contains(output, "skipped") {
				t.Errorf("edits are in the way of others:\n%s", output)
			}
			wantRest(t, output)
			output, _ = lint(t, dir, cache, "--fix", "--max-same-issues=0")
			wantFiles(t, dir, after)
			wantRest(t, output)
		})
	}
}

// wantRest wants the findings that have no fix, and no other.
func wantRest(t *testing.T, output string) {
	t.Helper()
	want := []string{"home/home.go:7: stale", "shop/wide.go:6: stale"}
	if got := findings(lintLine, output); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("findings\n%s\nwant\n%s\noutput:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), output)
	}
}

// TestLintShows wants all findings without --fix, but for those in generated files, and nothing to be written.
func TestLintShows(t *testing.T) {
	t.Parallel()
	dir, before, _ := fixable(t)
	write(t, dir, ".golangci.yml", config("{}"))
	output, code := lint(t, dir, t.TempDir())
	if n := len(findings(lintLine, output)); n != 9 || code != 1 {
		t.Errorf("exit code %d, %d findings:\n%s", code, n, output)
	}
	wantFiles(t, dir, before)
}
