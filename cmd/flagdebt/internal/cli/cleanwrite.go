package cli

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/vcs"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/write"
	"github.com/flagdebt/flagdebt/report"
)

// placeOf says where the files of a root are written, and where that is recorded: in git's own directory, or the user's cache.
func placeOf(root string) (write.Place, error) {
	if own, ok := vcs.Find(root); ok {
		return write.Place{Root: root, Lock: filepath.Join(own.Common, "flagdebt", "lock"), Journal: filepath.Join(own.Own, "flagdebt", "journal")}, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return write.Place{}, &debt.InputError{What: fmt.Sprintf("there is no place for a journal: %v", err), Do: "run git init, or set HOME"}
	}
	dir := filepath.Join(cache, "flagdebt", fmt.Sprintf("%x", sha256.Sum256([]byte(root)))[:16])
	return write.Place{Root: root, Lock: filepath.Join(dir, "lock"), Journal: filepath.Join(dir, "journal")}, nil
}

// whole refuses to look at a tree that a run left half written.
func whole(root string) error {
	place, err := placeOf(root)
	if err != nil {
		return nil // nothing can have been written
	}
	return write.Interrupted(place)
}

// ledger is what a run writes to.
type ledger struct {
	*write.Writer
	tree *vcs.Tree // nil without git
}

// open makes sure that the files may be written, and that git could give them back.
func (j *job) open(ctx context.Context, changes ...*program.Change) (*ledger, error) {
	root := j.session.found.Root
	l := &ledger{}
	var err error
	if !j.noVCS {
		if l.tree, err = vcs.Open(ctx, root); err != nil {
			return nil, err
		}
	}
	place, err := placeOf(root)
	if err != nil {
		return nil, err
	}
	if l.Writer = j.held; l.Writer == nil {
		l.Writer, err = write.Open(place)
	}
	if err != nil {
		return nil, err
	}
	names, err := l.Check(steps(&program.Change{}, union(changes)))
	if err == nil && l.tree != nil && !j.allowDirty {
		err = clear(ctx, l.tree, names)
	}
	if err == nil && j.branch != "" {
		err = l.tree.Switch(ctx, j.branch)
	}
	if err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// clear refuses files that git could not give back as they are.
func clear(ctx context.Context, tree *vcs.Tree, names []string) error {
	dirty, err := tree.Dirty(ctx, names)
	if err != nil || len(dirty) == 0 {
		return err
	}
	shown := strings.Join(dirty[:min(len(dirty), maxNamed)], ", ")
	if len(dirty) > maxNamed {
		shown += fmt.Sprintf(" and %d more", len(dirty)-maxNamed)
	}
	return &debt.InputError{What: "changes that are not committed would get mixed up with the removal: " + shown, Do: "commit or stash them, or add --allow-dirty"}
}

// writeAll writes the removal of all flags at once.
func (j *job) writeAll(ctx context.Context) error {
	l, err := j.open(ctx, j.change)
	if err != nil {
		return err
	}
	defer l.Close()
	if ctx.Err() != nil {
		return ctx.Err() // the last moment: from here on it is all or nothing
	}
	if err := l.Apply(steps(&program.Change{}, j.change)); err != nil {
		return err
	}
	j.written = true
	for _, t := range j.planned() {
		t.status = report.StatusApplied
	}
	return nil
}

// commitEach makes one commit for each flag. The tree of each is the removal of all flags up to it together, so that each compiles. All are computed before the first is written.
func (j *job) commitEach(ctx context.Context, chosen []*target) error {
	accepted, changes, err := j.prefixes(ctx, chosen)
	if err != nil {
		return err
	}
	j.change = &program.Change{}
	if len(accepted) == 0 {
		return nil
	}
	l, err := j.open(ctx, changes...)
	if err != nil {
		return err
	}
	defer l.Close()
	for i, t := range accepted {
		if ctx.Err() != nil {
			return ctx.Err() // what is committed stays
		}
		if t.commit, err = l.commit(ctx, steps(j.change, changes[i]), j.session.message(t)); err != nil {
			return err
		}
		j.change, j.written, t.status = changes[i], true, report.StatusApplied
	}
	return nil
}

// prefixes computes the removal of the first flag, of the first two, and so on. A flag that cannot go together with those before it is refused.
func (j *job) prefixes(ctx context.Context, chosen []*target) (accepted []*target, changes []*program.Change, err error) {
	for _, t := range chosen {
		trial := make([]*target, 0, len(accepted)+1)
		for _, t := range append(slices.Clone(accepted), t) {
			copied := *t
			trial = append(trial, &copied)
		}
		change, err := j.session.removal(ctx, trial, j.removing())
		if err != nil {
			return nil, nil, err
		}
		if i := slices.IndexFunc(trial, func(t *target) bool { return t.status == report.StatusRefused }); i >= 0 {
			t.status, t.result = report.StatusRefused, trial[i].result
			continue
		}
		accepted, changes = append(accepted, t), append(changes, change)
	}
	return accepted, changes, nil
}

// commit writes files and commits them. Where git or a hook of the user refuses, the files are as they were.
func (l *ledger) commit(ctx context.Context, files []write.File, message string) (string, error) {
	if err := l.Apply(files); err != nil {
		return "", err
	}
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = file.Name
	}
	commit, err := l.tree.Commit(context.WithoutCancel(ctx), message, names)
	if err == nil {
		return commit, nil
	}
	back := make([]write.File, len(files))
	for i, file := range files {
		back[i] = write.File{Name: file.Name, After: file.Before}
		if now, err := os.ReadFile(file.Name); err == nil { // as the hook left it
			back[i].Before = append([]byte{}, now...)
		}
	}
	if undone := l.Apply(back); undone != nil {
		return "", fmt.Errorf("%w\nand the files could not be restored: %w", err, undone)
	}
	return "", err
}

// steps are the files that lead from one change to a later one.
func steps(from, to *program.Change) []write.File {
	var files []write.File
	at := map[string]int{}
	for _, file := range from.Files {
		at[file.Name] = len(files)
		files = append(files, write.File{Name: file.Name, Before: file.After, After: file.Before})
	}
	for _, file := range to.Files {
		if i, ok := at[file.Name]; ok {
			files[i].After = file.After
			continue
		}
		files = append(files, write.File{Name: file.Name, Before: file.Before, After: file.After})
	}
	return slices.DeleteFunc(files, func(f write.File) bool {
		return string(f.Before) == string(f.After) && (f.Before == nil) == (f.After == nil)
	})
}

// union is a change of every file that one of the changes has.
func union(changes []*program.Change) *program.Change {
	all := &program.Change{}
	seen := map[string]bool{}
	for _, change := range changes {
		for _, file := range change.Files {
			if !seen[file.Name] {
				seen[file.Name] = true
				all.Files = append(all.Files, file)
			}
		}
	}
	return all
}
