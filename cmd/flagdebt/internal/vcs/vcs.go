// Package vcs asks git about a work tree, and commits to it.
package vcs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Tree is a work tree of git.
type Tree struct {
	Root string
	Directories
}

// Open opens the work tree whose top is root.
func Open(ctx context.Context, root string) (*Tree, error) {
	directories, ok := Find(root)
	if !ok {
		return nil, &debt.InputError{What: "this is no git repository, so that nothing could be undone", Do: "run git init and commit, or add --no-vcs"}
	}
	t := &Tree{root, directories}
	if _, err := t.ask(ctx, "rev-parse", "--is-inside-work-tree"); err != nil {
		return nil, err
	}
	return t, nil
}

// argumentLimit bounds the names of files on one command line.
const argumentLimit = 200

// Dirty lists those of the files (absolute) that git could not give back as they are: changed, staged, untracked or ignored.
func (t *Tree) Dirty(ctx context.Context, files []string) ([]string, error) {
	var dirty []string
	for chunk := range slices.Chunk(files, argumentLimit) {
		args := append([]string{"--literal-pathspecs", "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching", "--"}, chunk...)
		out, err := t.ask(ctx, args...)
		if err != nil {
			return nil, err
		}
		for entry := range strings.SplitSeq(out, "\x00") {
			if len(entry) > 3 { // two letters and a space before the name
				dirty = append(dirty, entry[3:])
			}
		}
	}
	return dirty, nil
}

// Files lists the files (absolute) that git tracks, and those that it would: what is new and not ignored. A file that is tracked and gone is among them.
func (t *Tree) Files(ctx context.Context) ([]string, error) {
	out, err := t.ask(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	var files []string
	for name := range strings.SplitSeq(out, "\x00") {
		if name != "" {
			files = append(files, filepath.Join(t.Root, filepath.FromSlash(name)))
		}
	}
	return files, nil
}

// Switch creates a branch and switches to it. What is not committed stays as it is.
func (t *Tree) Switch(ctx context.Context, branch string) error {
	if _, err := t.ask(ctx, "check-ref-format", "--branch", branch); err != nil {
		return &debt.InputError{What: fmt.Sprintf("%q is no name for a branch", branch), Do: "choose another with --branch"}
	}
	_, err := t.run(ctx, nil, nil, "switch", "--quiet", "--create", branch)
	return err
}

// Commit commits the files (absolute) as they are, and nothing else, with the identity and the hooks of the user. It returns the new commit's name.
func (t *Tree) Commit(ctx context.Context, message string, files []string) (string, error) {
	names := strings.NewReader(strings.Join(files, "\x00"))
	if _, err := t.run(ctx, names, nil, "--literal-pathspecs", "commit", "--quiet", "--message", message, "--pathspec-from-file=-", "--pathspec-file-nul"); err != nil {
		return "", err
	}
	head, err := t.ask(ctx, "rev-parse", "HEAD")
	return strings.TrimSpace(head), err
}

// ask runs a command of git that changes nothing: no hook, no monitor, no lock.
func (t *Tree) ask(ctx context.Context, args ...string) (string, error) {
	return t.askWith(ctx, nil, args...)
}

// askWith is ask with more variables in the environment.
func (t *Tree) askWith(ctx context.Context, env []string, args ...string) (string, error) {
	return t.run(ctx, nil, env, append([]string{"--no-optional-locks", "-c", "core.hooksPath=" + os.DevNull}, args...)...)
}

// run runs git in the work tree.
func (t *Tree) run(ctx context.Context, stdin *strings.Reader, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir = t.Root
	cmd.Env = append(environment(os.Environ()), env...)
	if stdin != nil {
		cmd.Stdin = stdin
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return stdout.String(), nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &exit):
		said := strings.TrimSpace(stderr.String() + stdout.String()) // hooks and some refusals speak on the one, some on the other
		if strings.Contains(said, "promisor remote") {
			return "", &debt.InputError{What: "this is a partial clone, which has not all files of the revision, and flagdebt fetches nothing", Do: "have git fetch them, as git archive REVISION >/dev/null does, or clone without --filter"}
		}
		return "", &debt.InputError{What: fmt.Sprintf("git %s failed: %s", command(args), said), Do: "look at what git says"}
	}
	return "", &debt.InputError{What: fmt.Sprintf("git could not be run: %v", err), Do: "install it, or add --no-vcs"}
}

// command is the word that says what git was to do.
func command(args []string) string {
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "-c":
			i++
		case !strings.HasPrefix(args[i], "-"):
			return args[i]
		}
	}
	return ""
}

// elsewhere are the variables that point git to another repository than that of the directory. Hooks of git set them.
var elsewhere = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_PREFIX", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
	"GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_TRACE", "LC_ALL", "LANGUAGE",
}

// environment is one in which git speaks English, asks nothing, fetches nothing, and looks at the repository of its directory.
func environment(own []string) []string {
	env := slices.DeleteFunc(slices.Clone(own), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains(elsewhere, name)
	})
	return append(env, "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_EDITOR=true", "GIT_NO_LAZY_FETCH=1")
}
