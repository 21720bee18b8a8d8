package vcs_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/vcs"
)

// repository makes one with a.go, sub/b.go and "odd *\n.go" committed, and old.gen ignored.
func repository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	if resolved, err := filepath.EvalSymlinks(root); err == nil {
		root = resolved
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	git(t, root, "init", "--quiet", "--initial-branch=main")
	git(t, root, "config", "user.name", "Mia")
	git(t, root, "config", "user.email", "mia@shop.example")
	for _, name := range []string{"a.go", "sub/b.go", "odd *\n.go", ".gitignore"} {
		content := "package a\n"
		if name == ".gitignore" {
			content = "*.gen\n"
		}
		put(t, root, name, content)
	}
	git(t, root, "add", ".")
	git(t, root, "commit", "--quiet", "--message", "first")
	return root
}

func put(t *testing.T, root, name, content string) string {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func open(t *testing.T, root string) *vcs.Tree {
	t.Helper()
	tree, err := vcs.Open(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestFiles wants what is tracked and what would be, each with its own name, and nothing that is ignored.
func TestFiles(t *testing.T) {
	root := repository(t)
	put(t, root, "new/c.ts", "x")
	put(t, root, "new/c.gen", "x")
	put(t, root, "kept.gen", "x")
	git(t, root, "add", "--force", "kept.gen")
	got, err := open(t, root).Files(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	var want []string
	for _, name := range []string{".gitignore", "a.go", "kept.gen", "new/c.ts", "odd *\n.go", "sub/b.go"} {
		want = append(want, filepath.Join(root, filepath.FromSlash(name)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestDirty is fault 26 and fault 35.
func TestDirty(t *testing.T) {
	root := repository(t)
	tree := open(t, root)
	at := func(name string) string { return filepath.Join(root, name) }
	files := []string{at("a.go"), at("sub/b.go"), at("odd *\n.go")}
	dirty := func(files ...string) []string {
		t.Helper()
		names, err := tree.Dirty(context.Background(), files)
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	if names := dirty(files...); names != nil {
		t.Errorf("a fresh tree is dirty: %q", names)
	}
	put(t, root, "a.go", "package changed\n")
	put(t, root, "odd *\n.go", "package changed\n")
	put(t, root, "new.go", "package a\n")
	put(t, root, "old.gen", "package a\n")
	if diff := cmp.Diff([]string{"a.go", "odd *\n.go"}, dirty(files...)); diff != "" {
		t.Errorf("changed files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"new.go", "old.gen"}, dirty(at("new.go"), at("old.gen"))); diff != "" {
		t.Errorf("files that git does not know (-want +got):\n%s", diff)
	}
	if names := dirty(at("sub/b.go")); names != nil {
		t.Errorf("a file beside dirty ones is dirty: %q", names)
	}
	git(t, root, "add", "a.go")
	git(t, root, "rm", "--quiet", "--cached", "sub/b.go")
	if diff := cmp.Diff([]string{"a.go", "sub/b.go", "sub/b.go"}, dirty(at("a.go"), at("sub/b.go"))); diff != "" {
		t.Errorf("staged files (-want +got):\n%s", diff)
	}
}

func TestCommit(t *testing.T) {
	root := repository(t)
	tree := open(t, root)
	ctx := context.Background()
	put(t, root, "sub/b.go", "package staged\n")
	git(t, root, "add", "sub/b.go")
	a, odd := put(t, root, "a.go", "package changed\n"), filepath.Join(root, "odd *\n.go")
	if err := os.Remove(odd); err != nil {
		t.Fatal(err)
	}
	if err := tree.Switch(ctx, "tidy/flags"); err != nil {
		t.Fatal(err)
	}
	// As in a hook of git, whose index is not that of the tree.
	t.Setenv("GIT_INDEX_FILE", filepath.Join(root, "none"))
	commit, err := tree.Commit(ctx, "Remove flag x\n\nIt was #1.\n# kept\n", []string{a, odd})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Unsetenv("GIT_INDEX_FILE"); err != nil {
		t.Fatal(err)
	}
	if head := git(t, root, "rev-parse", "tidy/flags"); head != commit || len(commit) < 40 {
		t.Errorf("commit %s, want %s", commit, head)
	}
	if got := git(t, root, "log", "-1", "--format=%an %B"); got != "Mia Remove flag x\n\nIt was #1.\n# kept" {
		t.Errorf("message %q", got)
	}
	if got := git(t, root, "-c", "core.quotePath=false", "show", "--name-status", "--format="); got != "M\ta.go\nD\t\"odd *\\n.go\"" {
		t.Errorf("commit has %q", got)
	}
	if got := git(t, root, "status", "--porcelain"); got != "M  sub/b.go" {
		t.Errorf("what was staged is not any more: %q", got)
	}
}

func TestHookRefuses(t *testing.T) {
	root := repository(t)
	hook := put(t, root, ".git/hooks/pre-commit", "#!/bin/sh\necho the build is red >&2\nexit 1\n")
	if err := os.Chmod(hook, 0o755); err != nil {
		t.Fatal(err)
	}
	before := git(t, root, "rev-parse", "HEAD")
	a := put(t, root, "a.go", "package changed\n")
	_, err := open(t, root).Commit(context.Background(), "Remove flag x", []string{a})
	var input *debt.InputError
	if !errors.As(err, &input) || !strings.Contains(err.Error(), "git commit failed: the build is red") {
		t.Errorf("error %v", err)
	}
	if after := git(t, root, "rev-parse", "HEAD"); after != before {
		t.Error("the commit was made")
	}
}

// TestNoHookOnQuestions plants a monitor and hooks, which a question must not run.
func TestNoHookOnQuestions(t *testing.T) {
	root := repository(t)
	trap := put(t, root, ".git/trap", "#!/bin/sh\ntouch \""+root+"/sprung\"\n")
	if err := os.Chmod(trap, 0o755); err != nil {
		t.Fatal(err)
	}
	git(t, root, "config", "core.fsmonitor", trap)
	if err := os.Link(trap, filepath.Join(root, ".git/hooks/post-index-change")); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, root).Dirty(context.Background(), []string{filepath.Join(root, "a.go")}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "sprung")); err == nil {
		t.Error("a question ran a program of the repository")
	}
}

func TestSwitchRefuses(t *testing.T) {
	root := repository(t)
	tree := open(t, root)
	for branch, want := range map[string]string{
		"main":  "git switch failed: fatal: a branch named 'main' already exists",
		"a..b":  `"a..b" is no name for a branch`,
		"":      `"" is no name for a branch`,
		"-evil": `"-evil" is no name for a branch`,
	} {
		err := tree.Switch(context.Background(), branch)
		var input *debt.InputError
		if !errors.As(err, &input) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", branch, err, want)
		}
	}
	if got := git(t, root, "branch", "--show-current"); got != "main" {
		t.Errorf("on branch %s", got)
	}
}

// TestFind is fault 39.
func TestFind(t *testing.T) {
	root := repository(t)
	tree := filepath.Join(t.TempDir(), "linked")
	git(t, root, "worktree", "add", "--quiet", "-b", "other", tree)
	found, ok := vcs.Find(tree)
	want := vcs.Directories{Own: git(t, tree, "rev-parse", "--absolute-git-dir"), Common: git(t, root, "rev-parse", "--absolute-git-dir")}
	if !ok || found != want {
		t.Errorf("linked work tree has %+v, want %+v", found, want)
	}
	if found, ok := vcs.Find(root); !ok || found.Own != want.Common || found.Common != want.Common {
		t.Errorf("main work tree has %+v", found)
	}
	marked := t.TempDir()
	if err := os.Mkdir(filepath.Join(marked, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"nothing": t.TempDir(), "an empty .git": marked, "a subdirectory": filepath.Join(root, "sub")} {
		if found, ok := vcs.Find(dir); ok {
			t.Errorf("%s is a repository: %+v", name, found)
		}
		var input *debt.InputError
		if _, err := vcs.Open(context.Background(), dir); !errors.As(err, &input) || !strings.Contains(err.Error(), "--no-vcs") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestExport exports a commit beside a work tree that has changed since, without touching it.
func TestExport(t *testing.T) {
	root := repository(t)
	tree := open(t, root)
	put(t, root, "a.go", "package later\n")
	before := git(t, root, "status", "--porcelain")
	hooked := filepath.Join(t.TempDir(), "hooked")
	if err := os.Chmod(put(t, root, ".git/hooks/post-index-change", "#!/bin/sh\ntouch "+hooked+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	commit, err := tree.Resolve(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := tree.Export(t.Context(), commit, dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(hooked); err == nil {
		t.Error("a hook ran")
	}
	for _, name := range []string{"a.go", "sub/b.go", "odd *\n.go"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != "package a\n" {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
	if after := git(t, root, "status", "--porcelain"); after != before {
		t.Errorf("the work tree was\n%s, and is\n%s", before, after)
	}
	for _, revision := range []string{"nowhere", "--help", "HEAD:a.go", ""} {
		if name, err := tree.Resolve(t.Context(), revision); err == nil || !strings.Contains(err.Error(), "no revision") {
			t.Errorf("%q is %q, %v", revision, name, err)
		}
	}
}

// TestPartialClone exports a commit whose files git would have to fetch.
func TestPartialClone(t *testing.T) {
	origin := repository(t)
	git(t, origin, "config", "uploadpack.allowFilter", "true")
	root := filepath.Join(t.TempDir(), "partial")
	git(t, origin, "clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://"+filepath.ToSlash(origin), root)
	tree := open(t, root)
	commit, err := tree.Resolve(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	var input *debt.InputError
	if err := tree.Export(t.Context(), commit, t.TempDir()); !errors.As(err, &input) || !strings.Contains(input.Do, "have git fetch them") {
		t.Errorf("files are missing: %v", err)
	}
	git(t, root, "archive", "--output="+filepath.Join(t.TempDir(), "all.tar"), "HEAD")
	if err := tree.Export(t.Context(), commit, t.TempDir()); err != nil {
		t.Errorf("git has fetched the files: %v", err)
	}
}
