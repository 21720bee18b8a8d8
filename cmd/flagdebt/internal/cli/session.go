package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/proposal"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/report"
)

// options are the flags that every command has.
type options struct {
	streams Streams
	today   func() time.Time

	dir    string
	config string
	now    string
	format string
	tags   []string // one set a configuration
	goos   []string
	goarch []string
	tests  bool

	removes bool // the command is about removals, and not about what is found
	noCache bool
}

// session is one look at a program: what was read, found and judged.
type session struct {
	found    analyzer.Found
	rules    *flagref.Rules
	program  *program.Result
	texts    []string         // files that people write, of the repository or, within testdata, of the module
	mentions []debt.Reference // outside of Go, in the words of the state
	remove   remover
	test     tester
	propose  proposer
	scope    debt.Scope
	table    *debt.Table
	flags    []debt.Flag
	findings []debt.Finding
	notes    []string // for standard error
}

// remover is program.Program.Remove.
type remover func(context.Context, []removal.Choice, program.RemoveOptions) (*program.Change, error)

// proposer is program.Program.Propose.
type proposer func(context.Context) ([]proposal.Proposal, error)

// tester is program.Program.Test.
type tester func(context.Context, *program.Change) (*program.Tests, error)

// location is where configuration and state are looked for.
func (o *options) location() (analyzer.Location, error) {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return analyzer.Location{}, usageError{fmt.Errorf("-C %s: %w", o.dir, err)}
	}
	if resolved, err := filepath.EvalSymlinks(dir); err == nil {
		dir = resolved // the go command reports resolved paths, and positions are relative to this one
	} else if errors.Is(err, fs.ErrNotExist) {
		return analyzer.Location{}, usageError{fmt.Errorf("-C %s: there is no such directory: name an existing one", o.dir)}
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return analyzer.Location{}, usageError{fmt.Errorf("-C %s: this is no directory: name that of a Go module", o.dir)}
	}
	at := analyzer.Location{Dir: dir, Today: debt.DayOf(o.today())}
	if o.now != "" {
		day, err := debt.ParseDay(o.now)
		if err != nil {
			return analyzer.Location{}, usageError{fmt.Errorf("--now: %w", err)}
		}
		at.Now = day
	}
	if o.config != "" {
		if at.File, err = filepath.Abs(o.config); err != nil {
			return analyzer.Location{}, usageError{fmt.Errorf("--config %s: %w", o.config, err)}
		}
	}
	return at, nil
}

// read reads configuration and state, and says on standard error what is wrong with the state.
func (o *options) read() (analyzer.Found, string, error) {
	at, err := o.location()
	if err != nil {
		return analyzer.Found{}, "", err
	}
	found := analyzer.Read(at)
	if found.ConfigProblems != nil {
		return found, at.Dir, usageError{found.ConfigProblems}
	}
	for _, problem := range found.StateProblems {
		fmt.Fprint(o.streams.Err, report.Escape(problem.Error()))
	}
	return found, at.Dir, nil
}

// look reads, loads, finds and judges.
func (o *options) look(ctx context.Context, patterns []string) (*session, error) {
	if _, err := o.renderer(); err != nil {
		return nil, err // before the program is looked at, which may take a while
	}
	found, dir, err := o.read()
	if err != nil {
		return nil, err
	}
	if err := whole(found.Root); err != nil {
		return nil, err
	}
	builds, err := o.builds()
	if err != nil {
		return nil, err
	}
	loaded, err := program.Load(ctx, program.Dir(dir), program.Options{
		Patterns: patterns, Tests: o.tests, Build: builds[0], Others: builds[1:], Root: found.Root, Catalogues: found.Catalogues(), Lean: !o.removes, Cache: o.cache(),
	})
	if err != nil {
		return nil, err
	}
	result, err := loaded.Result(ctx)
	if err != nil {
		return nil, err
	}
	s := &session{found: found, rules: loaded.Rules(), program: result, remove: loaded.Remove, test: loaded.Test, propose: loaded.Propose, texts: texts(ctx, found.Root, dir)}
	s.tabulate()
	if err := s.findMentions(ctx); err != nil {
		return nil, err
	}
	s.judge()
	o.remark(s)
	return s, nil
}

// remark says on standard error what makes an answer less than it seems, in every format.
func (o *options) remark(s *session) {
	for _, note := range s.notes {
		fmt.Fprint(o.streams.Err, report.Escape("note: "+note))
	}
	if strings.Contains(os.Getenv("GOFLAGS"), "-toolexec") {
		fmt.Fprintln(o.streams.Err, "note: GOFLAGS has -toolexec: the go command runs that program wherever it compiles, which is only --with-tests here")
	}
	if s.found.Old {
		fmt.Fprintf(o.streams.Err, "note: the state of the flags is of %s: refresh the snapshot or the exports\n", s.found.Snapshot.Date)
	}
	var skipped []string
	for _, m := range s.program.Modules {
		if !m.Loaded {
			skipped = append(skipped, m.Dir)
		}
	}
	if n := len(skipped); n > 0 {
		names := strings.Join(skipped[:min(n, maxNamed)], ", ")
		if n > maxNamed {
			names += ", …"
		}
		were, them := "modules below were", "them"
		if n == 1 {
			were, them = "module below was", "it"
		}
		fmt.Fprint(o.streams.Err, report.Escape(fmt.Sprintf("note: %d %s not analysed (%s): run flagdebt there with -C, or list %s in a go.work", n, were, names, them)))
	}
}

// tabulate weighs every flag.
func (s *session) tabulate() {
	s.scope = analyzer.Scope(s.found.Inputs, s.rules)
	s.scope.Whole = s.program.Whole
	s.flags = debt.Annotate(s.found.Join(s.program.Flags), s.program.Notes, s.scope)
	s.table = debt.NewTable(s.flags, s.found.Now, s.found.Config.Policy, s.scope)
}

// judge applies the rules to the whole program.
func (s *session) judge() {
	for _, finding := range s.table.Judge(slices.Concat(s.references(), s.mentions)) {
		if i := finding.Reference; i >= 0 && s.program.References[i].Nolint {
			continue
		}
		s.findings = append(s.findings, finding)
	}
	s.dropUnbuilt()
}

// references are those of the program.
func (s *session) references() []debt.Reference {
	references := make([]debt.Reference, len(s.program.References))
	for i, ref := range s.program.References {
		references[i] = ref.Reference
	}
	return references
}

// dropUnbuilt takes back that a flag is unused where its key stands in a file that this build configuration leaves out.
func (s *session) dropUnbuilt() {
	s.findings = slices.DeleteFunc(s.findings, func(f debt.Finding) bool {
		if f.Rule != debt.RuleUnused {
			return false
		}
		name := s.program.UnbuiltWith(f.Key)
		if name == "" {
			return false
		}
		s.notes = append(s.notes, fmt.Sprintf("flag %q is not called unused: its key stands in %s, which is not built for %s", f.Key, s.display(name), s.platforms()))
		return true
	})
}

// platforms are what the program was looked at for, in a sentence.
func (s *session) platforms() string {
	if c := s.program.Configuration; len(s.program.Configurations) == 1 {
		return c.GOOS + "/" + c.GOARCH
	}
	var names []string
	for _, c := range s.program.Configurations {
		names = append(names, c.String())
	}
	return strings.Join(names, ", ")
}

func (s *session) display(name string) string {
	if rel, err := filepath.Rel(s.found.Root, name); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}

// incomplete reports whether some of the code or of the state could not be read.
func (s *session) incomplete() bool {
	return len(s.program.Incomplete) > 0 || len(s.found.StateProblems) > 0
}

// complete is the exit code of a command that judges nothing.
func (s *session) complete() error {
	if err := s.failed(); err != nil {
		return err
	}
	if s.incomplete() {
		return codeError(exitIncomplete)
	}
	return nil
}

// failed is the exit code where flagdebt itself failed on a package, which no flag covers up.
func (s *session) failed() error {
	if slices.ContainsFunc(s.program.Incomplete, func(part program.Incomplete) bool { return part.Bug }) {
		return codeError(exitInternal)
	}
	return nil
}
