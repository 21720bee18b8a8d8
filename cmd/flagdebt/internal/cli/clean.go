package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/write"
	"github.com/flagdebt/flagdebt/report"
)

// clean is what a person asks of the removal.
type clean struct {
	*options
	removal.Options

	stale      bool
	owner      string
	max        int
	to         string
	force      bool
	foldOnly   bool
	unregister bool

	check       bool
	write       bool
	allow       word
	interactive bool
	commit      bool
	branch      string
	allowDirty  bool
	noVCS       bool
	resume      bool
	rollback    bool
	withTests   bool
	wait        bool

	effects word
	held    *write.Writer // from the beginning, after --wait
}

const cleanLong = `Take flags out of the code: every call becomes the value that everybody gets, and what only
the flag had used goes with it, tests of the losing side included. All flags are removed
together. The result is type-checked in memory, in every build that has an edited file, and
vetted, before anything is written.

Without --write it prints the difference and what stands in the way, and changes nothing.
flagdebt explain CODE tells what to do about an obstacle.

The value comes from the state of the flags; --to names it where the state is silent. Flags
that are constant on purpose, that others depend on, or that serve different values are
refused; --force is for whoever knows better.

A removal is checked if it compiles in every build and go vet has nothing new to say. It is
proven if the code before, with the flag fixed to the value, and the code after also have the
same meaning, function by function, under the assumptions that are listed; if not, the first
place is named where they part. --write applies what is proven: --allow checked applies the
rest, after a look at those places.
--interactive, --commit and --branch write too. A run that is killed while it writes is
finished by --resume or undone by --rollback.

Calls that only fed the flag stay if they may do something. --effects drop-known takes out
those that make contexts, keys and users for it, --effects drop all of them.
Where a registration has to outlive the calls by a release, --fold-only replaces the calls,
and --unregister takes the registration out later.

--with-tests has the go command run the tests of the edited packages, and of those that import
them, as they are and as they would be. Nothing else here runs any of the code.

Exit codes:
  0  done, or printed
  1  with --check: there is a difference
  2  something is wrong with the command line, the configuration, the module or the work tree
  3  a flag was refused or skipped, or is not in the code, a test ends otherwise, or something
     could not be read
  4  a bug in flagdebt
  130  stopped by a signal; no flag is half removed`

func cleanCommand(o *options) *cobra.Command {
	c := &clean{options: o, allow: word{"proven", []string{"proven", "checked"}}, effects: word{"keep", []string{"keep", "drop-known", "drop"}}}
	cmd := &cobra.Command{
		Use: "clean KEY...", Short: "Take flags out of the code: prints the difference, and writes it only with --write", Long: cleanLong,
		Example: "  flagdebt clean new-checkout\n  flagdebt clean --stale --owner @pay --max 3 --commit --branch tidy-flags --allow checked\n  flagdebt clean launchdarkly:new-checkout --to true --write --allow checked",
		RunE:    func(cmd *cobra.Command, keys []string) error { return c.run(cmd.Context(), keys) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&c.stale, "stale", false, "remove the flags that are stale, or archived with a known value, the most removable first")
	flags.StringVar(&c.owner, "owner", "", "with --stale: only those of this `OWNER`")
	flags.IntVar(&c.max, "max", 0, "with --stale: at most `N` flags")
	flags.StringVar(&c.to, "to", "", "the `VALUE` that stays, where the state of the flag is silent")
	flags.BoolVar(&c.force, "force", false, "remove a flag that the state or the policy protects")
	flags.Var(&c.effects, "effects", "what becomes of calls that only fed the flag: keep, drop-known or drop")
	flags.BoolVar(&c.Closed, "closed", false, "no other module uses these packages")
	flags.BoolVar(&c.KeepTests, "keep-tests", false, "leave tests that force the losing value")
	flags.BoolVar(&c.foldOnly, "fold-only", false, "replace the calls, and leave the registration of the flag")
	flags.BoolVar(&c.unregister, "unregister", false, "take out only the registration of a flag that nothing reads any more")
	flags.BoolVar(&c.check, "check", false, "exit with 1 if there is a difference")
	flags.BoolVar(&c.write, "write", false, "apply the removal")
	flags.Var(&c.allow, "allow", "how far a removal must be trusted to be written: proven or checked")
	flags.BoolVar(&c.interactive, "interactive", false, "ask for every flag whether it shall be removed")
	flags.BoolVar(&c.commit, "commit", false, "make one commit for each flag")
	flags.StringVar(&c.branch, "branch", "", "create the branch `NAME` first, and switch to it")
	flags.BoolVar(&c.allowDirty, "allow-dirty", false, "edit files that have changes which are not committed")
	flags.BoolVar(&c.noVCS, "no-vcs", false, "write outside of a git repository")
	flags.BoolVar(&c.wait, "wait", false, "wait for another flagdebt that is writing here, and keep others waiting")
	flags.BoolVar(&c.withTests, "with-tests", false, "run the tests of the packages concerned before and after, and write nothing if one ends otherwise")
	flags.BoolVar(&c.resume, "resume", false, "finish a run that was interrupted while it wrote")
	flags.BoolVar(&c.rollback, "rollback", false, "undo a run that was interrupted while it wrote")
	return cmd
}

// run removes the flags.
func (c *clean) run(ctx context.Context, keys []string) error {
	if err := c.valid(keys); err != nil {
		return err
	}
	if c.resume || c.rollback {
		return c.recover()
	}
	if c.wait {
		if err := c.hold(ctx); err != nil {
			return err
		}
		defer c.held.Close()
	}
	c.removes = true
	s, err := c.look(ctx, nil)
	if err != nil {
		return err
	}
	if c.write && s.found.Old {
		return &debt.InputError{What: fmt.Sprintf("the state of the flags is of %s, which is older than policy.max-state-age allows", s.found.Snapshot.Date), Do: "refresh the snapshot or the exports, then write"}
	}
	job, err := c.newJob(ctx, s, keys)
	if err != nil {
		return err
	}
	failure := job.carryOut(ctx)
	if failure != nil && !job.written {
		return failure // nothing was done, so there is nothing to show
	}
	if err := c.renderPart(s, report.CommandClean, job.code, job.show); failure == nil {
		return err
	}
	return failure
}

// valid refuses what cannot be meant, and settles what follows from the rest.
func (c *clean) valid(keys []string) error {
	c.Effects = removal.Effects(c.effects.chosen)
	if c.Effects == "keep" {
		c.Effects = removal.KeepEffects
	}
	alone := c.resume || c.rollback
	c.write = c.write || c.interactive || c.commit || c.branch != ""
	for _, rule := range []struct {
		wrong bool
		say   string
	}{
		{c.resume && c.rollback, "--resume and --rollback exclude each other"},
		{alone && (len(keys) > 0 || c.stale || c.write), "--resume and --rollback stand alone"},
		{!alone && len(keys) == 0 && !c.stale, "no flag is named: name some, or use --stale"},
		{len(keys) > 0 && c.stale, "--stale chooses the flags itself: leave the keys out"},
		{!c.stale && (c.owner != "" || c.max != 0), "--owner and --max go with --stale"},
		{c.max < 0, "--max is a number of flags"},
		{c.stale && c.to != "", "--to goes with the key of a flag"},
		{c.foldOnly && c.unregister, "--fold-only and --unregister exclude each other: they are two steps"},
		{c.check && c.write, "--check does not write"},
		{c.wait && !c.write, "--wait goes with what writes"},
		{c.commit && c.noVCS, "--commit needs git"},
		{c.branch != "" && c.noVCS, "--branch needs git"},
		{c.commit && c.allowDirty, "--commit needs files without other changes: leave --allow-dirty out"},
	} {
		if rule.wrong {
			return usageError{fmt.Errorf("%s: see flagdebt clean --help", rule.say)}
		}
	}
	if c.interactive && !c.asks() {
		return usageError{fmt.Errorf("--interactive needs a terminal to ask: name the flags, and use --write")}
	}
	return nil
}

// place is where a run writes down what it does to the files.
func (c *clean) place() (write.Place, error) {
	found, _, err := c.read()
	if err != nil {
		return write.Place{}, err
	}
	return placeOf(found.Root)
}

// hold waits until no other run is writing, and keeps others from it: what is read from now on is what will be written to.
func (c *clean) hold(ctx context.Context) error {
	place, err := c.place()
	if err != nil {
		return err
	}
	c.held, err = write.Wait(ctx, place)
	return err
}

// recover ends a run that was interrupted.
func (c *clean) recover() error {
	place, err := c.place()
	if err != nil {
		return err
	}
	end, did := write.Resume, "finished"
	if c.rollback {
		end, did = write.Rollback, "undone"
	}
	names, err := end(place)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		fmt.Fprintln(c.streams.Out, "No run was interrupted here.")
		return nil
	}
	fmt.Fprintf(c.streams.Out, "The run that was interrupted is %s: %s\n", did, strings.Join(names, ", "))
	return nil
}

// word is the value of a flag that takes one of a few words.
type word struct {
	chosen string
	all    []string
}

// String, Set and Type make word a flag of cobra.
func (w *word) String() string { return w.chosen }

// Set accepts the words.
func (w *word) Set(text string) error {
	if !slices.Contains(w.all, text) {
		return fmt.Errorf("%q is none of %s", text, strings.Join(w.all, ", "))
	}
	w.chosen = text
	return nil
}

// Type names the values in --help.
func (w *word) Type() string { return "WORD" }
