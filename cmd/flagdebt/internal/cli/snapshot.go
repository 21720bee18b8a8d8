package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func snapshotCommand(o *options) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use: "snapshot [PATTERNS]", Short: "Write the state of the flags, and what the linters cannot see, into one dated file",
		Long: `Write everything that is not source code into one dated JSON file: the flags of all sources,
and the interface methods that evaluate flags, which only a look at the whole program finds.
Name the file among the sources of .flagdebt.yml, and golangci-lint and go vet use it.`,
		RunE: func(cmd *cobra.Command, patterns []string) error {
			return o.writeSnapshot(cmd.Context(), patterns, output)
		},
	}
	cachedCommand(o, cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE` (default: standard output)")
	return cmd
}

func (o *options) writeSnapshot(ctx context.Context, patterns []string, output string) error {
	if output != "" {
		if !filepath.IsAbs(output) {
			output = filepath.Join(o.dir, output)
		}
		if err := writable(output); err != nil {
			return err // before the program is looked at, which may take a while
		}
	}
	s, err := o.look(ctx, patterns)
	if err != nil {
		return err
	}
	snapshot := *s.found.Snapshot
	snapshot.Date = s.found.Now
	// What comments say of flags is found by a look at all packages too.
	snapshot.Flags = debt.Annotate(snapshot.Flags, s.program.Notes, s.scope)
	// What a snapshot among the sources already knew came into this run as rules, and is not inferred again.
	snapshot.APIs = slices.Concat(snapshot.APIs, s.program.APIs)
	write := snapshot.Write
	if output == "" {
		err = write(o.streams.Out)
	} else {
		err = writeFile(output, write)
	}
	if err != nil {
		return fmt.Errorf("writing the snapshot: %w", err)
	}
	return s.complete()
}

// writable says what keeps a file from being written, as far as that shows without a try.
func writable(name string) error {
	pos := debt.Position{File: filepath.ToSlash(name)}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return &debt.InputError{Pos: pos, What: "is a directory", Do: "name a file in it with -o"}
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return &debt.InputError{Pos: pos, What: "its directory does not exist", Do: "create it, or name another file with -o"}
	}
	return nil
}

// writeFile writes by way of a temporary file, so that a reader never sees half of it.
func writeFile(name string, write func(io.Writer) error) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(name), ".flagdebt-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name()) // the error that is returned says more
		}
	}()
	if err := write(temporary); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Chmod(0o644); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}
