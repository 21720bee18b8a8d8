package vcs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Resolve returns the name of the commit that a revision stands for.
func (t *Tree) Resolve(ctx context.Context, revision string) (string, error) {
	name, err := t.ask(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", &debt.InputError{What: fmt.Sprintf("%q is no revision of this repository", revision), Do: "name a commit, a branch or a tag that git log shows; in a shallow clone fetch it first"}
	}
	return strings.TrimSpace(name), nil
}

// Export writes the files of a commit into an empty directory. The work tree and the index stay as they are, and no hook runs. What git keeps outside, as submodules and large files, does not come along.
func (t *Tree) Export(ctx context.Context, commit, dir string) error {
	index, err := os.MkdirTemp("", "flagdebt")
	if err != nil {
		return fmt.Errorf("exporting %s: %w", commit, err)
	}
	defer func() { _ = os.RemoveAll(index) }() // a directory for such files, which the system cleans up too
	env := []string{"GIT_INDEX_FILE=" + filepath.Join(index, "index"), "GIT_LFS_SKIP_SMUDGE=1"}
	if _, err := t.askWith(ctx, env, "read-tree", "--end-of-options", commit); err != nil {
		return err
	}
	_, err = t.askWith(ctx, env, "checkout-index", "--all", "--force", "--prefix="+filepath.ToSlash(dir)+"/")
	return err
}
