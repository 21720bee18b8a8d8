package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// fixable writes the module that golangci-lint --fix is tested with into a directory of its own, and returns the directory, its files and what they are after a fix, by name.
func fixable(t *testing.T) (dir string, before, after map[string]string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "golangci", "fix.txtar"))
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
		write(t, filepath.Join(dir, filepath.FromSlash(file.Name)), string(file.Data))
	}
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir, before, after
}

// goCommand runs the go command on the module in a directory.
func goCommand(t *testing.T, dir, cache string, args ...string) (output string, code int) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir, "GOCACHE="+cache, "GOENV=off", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local", "FLAGDEBT_CONFIG=")
	text, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}

func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for name := range want {
		got[name] = read(t, filepath.Join(dir, filepath.FromSlash(name)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestVetFix wants go vet -fix and go fix to leave files that compile, and all that others can see as it was; a second run changes nothing more.
func TestVetFix(t *testing.T) {
	t.Parallel()
	tool, err := exec.LookPath("flagdebt") // this test itself: testscript.Main has put it on the PATH
	if err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"go vet": {"vet", "-vettool=" + tool, "-fix", "./..."},
		"go fix": {"fix", "-fixtool=" + tool, "./..."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, before, after := fixable(t)
			cache := t.TempDir()
			shown := slices.Insert(slices.Clone(args), len(args)-1, "-diff")
			if output, code := goCommand(t, dir, cache, shown...); code != 1 || !strings.Contains(output, "\n+\ttitle += \"!\"\n") {
				t.Errorf("-diff: exit code %d\n%s", code, output)
			}
			wantFiles(t, dir, before)
			for range 2 {
				if output, code := goCommand(t, dir, cache, args...); code != 0 || output != "" {
					t.Errorf("exit code %d\n%s", code, output)
				}
				wantFiles(t, dir, after)
			}
			for _, args := range [][]string{{"build", "./..."}, {"vet", "./..."}} { // vet compiles the tests
				if output, code := goCommand(t, dir, cache, args...); code != 0 {
					t.Errorf("go %s: exit code %d\n%s", strings.Join(args, " "), code, output)
				}
			}
		})
	}
}
