package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/vcs"
	"github.com/flagdebt/flagdebt/report"
)

const verifyLong = `Say whether a clean-up that somebody made, a person or a tool, changed nothing but the flag:
the code of BASE with the flag fixed to the value, and the code as it is now, must have the same
meaning, function by function. Every function that has not is listed with the first place where
the two part, and what the comparison takes for granted is listed too. Tests change with what
they test: theirs are listed apart, and do not count.

BASE is a revision of the repository, as main or HEAD~1, or a directory with another copy of it:
a path that begins with a dot or a slash. PATTERNS are those of the go command; without any
it is the whole module. The code as it is now is that of the work tree, or of
--head. Nothing is checked out, and nothing of the code runs.

In CI, for the pull request that removes a flag:
  flagdebt verify origin/main new-checkout=true

"Not the same" is not "wrong": code that was written anew, moved into other functions or ordered
otherwise may do the same, and is for a person to look at.

Exit codes:
  0  the same but for tests
  1  something differs
  2  something is wrong with the command line, the configuration, a revision or the module
  3  something could not be read, and what could be is the same
  4  a bug in flagdebt`

// verify is what a person asks of the comparison.
type verify struct {
	*options
	head     string
	patterns []string
	closed   bool
	build    program.Build
}

func verifyCommand(o *options) *cobra.Command {
	v := &verify{options: o}
	cmd := &cobra.Command{
		Use: "verify BASE KEY=VALUE... [PATTERNS]", Short: "Prove that a clean-up changed nothing but the flag, whoever made it", Long: verifyLong,
		Example: "  flagdebt verify HEAD~1 new-checkout=true\n  flagdebt verify v1.4.0 --head v1.5.0 launchdarkly:new-checkout=true theme=dark",
		Args:    usage(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			var fixed []string
			for _, arg := range args[1:] {
				if strings.Contains(arg, "=") {
					fixed = append(fixed, arg)
				} else {
					v.patterns = append(v.patterns, arg)
				}
			}
			return v.run(cmd.Context(), args[0], fixed)
		},
	}
	cmd.Flags().StringVar(&v.head, "head", "", "compare BASE with this `REVISION` or directory, not with the work tree")
	cmd.Flags().BoolVar(&v.closed, "closed", false, "no other module uses these packages, so that what they export may be gone")
	return cmd
}

// run compares the two versions.
func (v *verify) run(ctx context.Context, base string, fixed []string) error {
	if _, err := v.renderer(); err != nil {
		return err
	}
	var err error
	if v.build, err = v.oneBuild("verify"); err != nil {
		return err
	}
	if len(fixed) == 0 {
		return usageError{fmt.Errorf("no flag is named with its value: write it as new-checkout=true")}
	}
	for _, text := range fixed {
		if key, value, _ := strings.Cut(text, "="); key == "" || value == "" {
			return usageError{fmt.Errorf("%q names no flag with a value: write it as new-checkout=true", text)}
		}
	}
	found, dir, err := v.read()
	if err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "flagdebt")
	if err != nil {
		return fmt.Errorf("making a place for the files of %s: %w", base, err)
	}
	defer func() { _ = os.RemoveAll(temporary) }() // a directory for such files, which the system cleans up too
	before, err := v.open(ctx, found, dir, base, filepath.Join(temporary, "base"))
	if err != nil {
		return err
	}
	after, err := v.open(ctx, found, dir, v.head, filepath.Join(temporary, "head"))
	if err != nil {
		return err
	}
	choices, err := before.choices(fixed)
	if err != nil {
		return err
	}
	proof, err := before.loaded.Verify(ctx, after.loaded, choices, v.closed)
	if err != nil {
		return err
	}
	s := &session{found: found, rules: after.loaded.Rules(), program: after.result}
	s.tabulate()
	s.program.Incomplete = slices.Concat(before.result.Incomplete, after.result.Incomplete)
	return v.renderPart(s, report.CommandVerify, func(s *session) error {
		if !proof.Proven() {
			return codeError(exitFindings)
		}
		return s.complete()
	}, func(in *report.Input) error {
		in.Flags, in.References, in.Findings, in.Hint = nil, nil, nil, nil
		in.Verification = &report.Verification{Base: base, Head: v.head, Packages: proof.Packages, Proof: *describeProof(proof)}
		if v.head == "" {
			in.Verification.Head = "the work tree"
		}
		for _, c := range choices {
			in.Verification.Fixed = append(in.Verification.Fixed, report.Fixed{ID: c.ID, To: c.To})
		}
		return nil
	})
}

// edition is a version of the code.
type edition struct {
	name   string
	loaded *program.Program
	result *program.Result
}

// open loads a version: that of a revision from an empty directory into which its files go.
func (v *verify) open(ctx context.Context, found analyzer.Found, dir, name, empty string) (*edition, error) {
	root := found.Root
	switch {
	case name == "":
	case strings.HasPrefix(name, ".") || filepath.IsAbs(name):
		other, err := filepath.Abs(name)
		if err != nil {
			return nil, usageError{err}
		}
		if other, err = filepath.EvalSymlinks(other); err != nil {
			return nil, usageError{fmt.Errorf("%s: there is no such directory: name a revision, or a copy of the repository", name)}
		}
		root = analyzer.Root(other)
		dir = other
	default:
		tree, err := vcs.Open(ctx, root)
		if err != nil {
			return nil, err
		}
		commit, err := tree.Resolve(ctx, name)
		if err != nil {
			return nil, err
		}
		if err := tree.Export(ctx, commit, empty); err != nil {
			return nil, err
		}
		below, err := filepath.Rel(root, dir)
		if err != nil {
			return nil, err
		}
		if root, err = filepath.EvalSymlinks(empty); err != nil {
			return nil, fmt.Errorf("exporting %s: %w", name, err)
		}
		dir = filepath.Join(root, below)
	}
	e := &edition{name: name}
	var err error
	if e.loaded, err = program.Load(ctx, program.Dir(dir), program.Options{Patterns: v.patterns, Tests: v.tests, Build: v.build, Root: root, Catalogues: found.Catalogues()}); err != nil {
		return nil, err
	}
	e.result, err = e.loaded.Result(ctx)
	return e, err
}

// choices are the flags with their values, in the words of the code.
func (e *edition) choices(fixed []string) ([]removal.Choice, error) {
	var choices []removal.Choice
	for _, text := range fixed {
		name, value, _ := strings.Cut(text, "=")
		provider, key, ok := strings.Cut(name, ":")
		if !ok {
			provider, key = "", name
		}
		kinds := map[debt.ID]debt.Kind{}
		for _, ref := range e.result.References {
			if ref.Dynamic == nil && (string(ref.Key) == key && (provider == "" || ref.Provider == provider) || string(ref.Key) == name) && ref.Role == debt.RoleEvaluation {
				kinds[ref.ID] = ref.Kind
			}
		}
		if len(kinds) == 0 {
			return nil, usageError{fmt.Errorf("%s does not evaluate a flag %q: check the spelling, and which version is which", e.name, name)}
		}
		for id, kind := range kinds {
			choices = append(choices, removal.Choice{ID: id, To: debt.ReadValue(value, kind)})
		}
	}
	slices.SortFunc(choices, func(a, b removal.Choice) int { return a.ID.Compare(b.ID) })
	return choices, nil
}
