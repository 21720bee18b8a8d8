package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/proposal"
	"github.com/flagdebt/flagdebt/report"
)

func initCommand(o *options) *cobra.Command {
	write := false
	cmd := &cobra.Command{
		Use: "init [PATTERNS]", Short: "Propose a configuration for toggles of your own, with what speaks for it",
		Long: `Look for what looks like toggles of your own, behind which there is no known SDK:
functions that are asked by a key, environment variables, structs, maps and lists of
switches, types with a method for each flag, objects that are made with a key. Print a
` + config.FileName + ` that describes them, with the evidence in comments, what has the most
keys first. Take out what is no toggle. What a configuration describes already is not proposed.`,
		RunE: func(cmd *cobra.Command, patterns []string) error {
			return o.init(cmd.Context(), patterns, write)
		},
	}
	cachedCommand(o, cmd)
	cmd.Flags().BoolVar(&write, "write", false, "write it to "+config.FileName+", which must not exist yet")
	return cmd
}

func (o *options) init(ctx context.Context, patterns []string, write bool) error {
	if write {
		if err := o.unconfigured(); err != nil {
			return err // before the program is looked at, which may take a while
		}
	}
	s, err := o.look(ctx, patterns)
	if err != nil {
		return err
	}
	proposals, err := s.propose(ctx)
	if err != nil {
		return err
	}
	lines := s.proposed(proposals)
	if write {
		if err := o.writeConfiguration(lines); err != nil {
			return err
		}
	}
	return o.renderPart(s, report.CommandInit, (*session).complete, func(in *report.Input) error {
		in.Flags, in.References, in.Findings = nil, nil, nil
		in.Hint, in.Proposals = lines, describeProposals(proposals)
		return nil
	})
}

// unconfigured says what to do where there is a configuration already, here or above.
func (o *options) unconfigured() error {
	found, _, err := o.read()
	if err != nil || found.Config.File == "" {
		return err
	}
	return &debt.InputError{
		Pos: debt.Position{File: filepath.ToSlash(found.Config.File)}, What: "there is a configuration already",
		Do: "add to it what flagdebt init prints without --write, or remove it first",
	}
}

// proposed is the configuration, line by line.
func (s *session) proposed(proposals []proposal.Proposal) []string {
	lines := []string{"version: 1"}
	if names := s.names(s.program.Providers); len(names) > 0 {
		lines = append(lines, "# Found without any rule: "+strings.Join(names, ", ")+wrapperHint(s.program.Wrappers)+".")
	}
	lines = append(lines,
		"# What is rolled out, and since when, is known from sources, as in:",
		"# sources:",
		"# - file: flags.json  # a flag file of this repository, or an export of the platform",
		"#   exclusive: true   # if no other repository reads these flags: then unused ones are named",
	)
	if len(proposals) == 0 {
		return append(lines, "# Nothing looks like toggles of your own. How those are described that there are is in the README, under flags.")
	}
	lines = append(lines, "# What looks like toggles of your own. Take out what is none.")
	return append(lines, proposal.Rules(proposals)...)
}

func describeProposals(proposals []proposal.Proposal) []report.Proposal {
	out := make([]report.Proposal, len(proposals))
	for i := range proposals {
		p := &proposals[i]
		out[i] = report.Proposal{Looks: p.Looks, Section: p.Section(), Entry: p.Entry(), Uses: p.Uses, Keys: p.Keys, Places: p.Places}
	}
	return out
}

// reason is why a file could not be opened, without its name.
func reason(err error) string {
	if at, ok := errors.AsType[*os.PathError](err); ok {
		err = at.Err
	}
	return err.Error()
}

// writeConfiguration writes the file where flagdebt was started. One that is there is left as it is.
func (o *options) writeConfiguration(lines []string) error {
	name := filepath.Join(o.dir, config.FileName)
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return &debt.InputError{Pos: debt.Position{File: filepath.ToSlash(name)}, What: "cannot be created: " + reason(err), Do: "remove it, or make the directory writable"}
	}
	_, err = file.WriteString(strings.Join(lines, "\n") + "\n")
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(name) // half of it would be taken for the whole
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
