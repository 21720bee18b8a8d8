// Command everyflag removes every flag of a module, one at a time and with each of its values, in memory.
//
// Usage: everyflag [-config FILE] [-tags LIST] [-only WORD,…] [-scope SCOPE] [-closed] [-full] [-joint] [-compile] [-prove] [-why] [-diffs DIR] [-cpuprofile FILE] [-memprofile FILE] DIR [PATTERNS]
//
// Patterns are those of the go command; none is ./..., which in a workspace with a module at its root is that module alone. Each removal is a row: flag, value, verdict, whether nothing is left (complete), obstacles by code, files, lines deleted and added, places left alone (mentions), seconds. Rows go to standard output, totals and whatever must not happen to standard error: a result that does not compile, a panic, an error.
// A boolean flag has two values. One of another kind has those that the functions which ask for it compare something with, its default, and two that nobody knows.
// By -full every importer of an edited package is checked, too. By -joint the first values of all flags are removed at once. By -compile the go command compiles every result as well, which shares no code with the check in memory. By -prove every result is compared with the code before; -why then says what is not proven, too.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/testdata/eval/subject"
)

// roomPercent is how much the heap may grow between two collections, in percent of what is in use: hundreds of removals in one process would have the collector at work for a quarter of the time.
const roomPercent = 150

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(roomPercent)
	}
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "everyflag:", err)
		os.Exit(2)
	}
}

// measurement is one run over one module.
type measurement struct {
	*subject.Subject
	out, loud io.Writer

	options removal.Options
	scope   removal.Scope
	tags    []string
	full    bool
	compile bool
	prove   bool
	why     bool
	diffs   string

	totals totals
}

func run(ctx context.Context, args []string, out, loud io.Writer) error {
	m := &measurement{out: out, loud: loud}
	flags := flag.NewFlagSet("everyflag", flag.ContinueOnError)
	config := flags.String("config", "", "configuration `file` with rules for in-house flags")
	tags := flags.String("tags", "", "build tags")
	only := flags.String("only", "", "remove only the flags whose keys hold one of these words")
	scope := flags.String("scope", "", "fold-only or unregister")
	joint := flags.Bool("joint", false, "remove all flags at once, with the first value of each")
	flags.BoolVar(&m.options.Closed, "closed", false, "no other module uses these packages")
	flags.BoolVar(&m.full, "full", false, "check every importer")
	flags.BoolVar(&m.compile, "compile", false, "have the go command compile every result")
	flags.BoolVar(&m.prove, "prove", false, "compare every result with the code before")
	flags.BoolVar(&m.why, "why", false, "write every obstacle with its place to standard error")
	flags.StringVar(&m.diffs, "diffs", "", "write the diff of each removal to this `directory`")
	profile := flags.String("cpuprofile", "", "write a CPU profile of the removals to this `file`")
	memory := flags.String("memprofile", "", "write a profile of all allocations to this `file`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return errors.New("name the directory of a module")
	}
	m.scope, m.tags = removal.Scope(*scope), words(*tags)
	if m.diffs != "" {
		if err := os.MkdirAll(m.diffs, 0o755); err != nil {
			return err
		}
	}
	start := time.Now()
	var err error
	if m.Subject, err = subject.Load(ctx, flags.Arg(0), subject.Options{Config: *config, Tags: m.tags, Patterns: flags.Args()[1:]}); err != nil {
		return err
	}
	result, err := m.Result(ctx)
	if err != nil {
		return err
	}
	choices := m.choices(result, words(*only))
	fmt.Fprintf(loud, "%s: %d packages, %d flags, %d removals, %d incomplete; found in %.1fs\n",
		m.Dir, result.Packages, len(choices), len(slices.Concat(choices...)), len(result.Incomplete), time.Since(start).Seconds())
	fmt.Fprintln(out, strings.Join(header, "\t"))
	if *profile != "" {
		file, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	for _, batch := range batches(choices, *joint) {
		m.remove(ctx, batch)
	}
	m.totals.print(loud)
	return writeAllocations(*memory)
}

// writeAllocations writes what has been allocated since the beginning.
func writeAllocations(name string) error {
	if name == "" {
		return nil
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return pprof.Lookup("allocs").WriteTo(file, 0)
}

// choices are the removals of each flag that the code refers to, by flag.
func (m *measurement) choices(result *program.Result, only []string) [][]removal.Choice {
	byID := map[debt.ID][]debt.Reference{}
	for _, ref := range result.References {
		if ref.Key != "" && ref.Role != debt.RoleForward {
			byID[ref.ID] = append(byID[ref.ID], ref.Reference)
		}
	}
	var all [][]removal.Choice
	for _, id := range slices.SortedFunc(maps.Keys(byID), debt.ID.Compare) {
		if len(only) > 0 && !slices.ContainsFunc(only, func(word string) bool { return strings.Contains(string(id.Key), word) }) {
			continue
		}
		var choices []removal.Choice
		for _, value := range m.values(byID[id]) {
			choices = append(choices, removal.Choice{ID: id, To: value, Scope: m.scope, Force: true})
		}
		all = append(all, choices)
	}
	return all
}

// batches are the choices that go into one removal: a single one, or the first of every flag.
func batches(all [][]removal.Choice, joint bool) [][]removal.Choice {
	var out [][]removal.Choice
	var first []removal.Choice
	for _, choices := range all {
		first = append(first, choices[0])
		for _, choice := range choices {
			out = append(out, []removal.Choice{choice})
		}
	}
	if joint {
		return [][]removal.Choice{first}
	}
	return out
}

// remove removes a batch and writes a row for each of its flags.
func (m *measurement) remove(ctx context.Context, batch []removal.Choice) {
	name := fmt.Sprintf("%s=%s", batch[0].ID, batch[0].To)
	if len(batch) > 1 {
		name = "all flags"
	}
	start := time.Now()
	change, err := m.try(ctx, batch)
	seconds := time.Since(start).Seconds()
	switch {
	case err != nil:
		m.shout(name, "%v", err)
		m.totals.failed++
		return
	case change == nil:
		m.shout(name, "there is no change and no error")
		m.totals.failed++
		return
	}
	for i := range change.Flags {
		m.row(&change.Flags[i], seconds)
	}
	m.check(ctx, name, change)
	if m.diffs != "" && len(change.Files) > 0 {
		file := filepath.Join(m.diffs, strings.NewReplacer("/", "_", " ", "_", "\"", "").Replace(name)+".diff")
		if err := os.WriteFile(file, []byte(subject.Diff(change)), 0o644); err != nil {
			m.shout(name, "%v", err)
		}
	}
}

// try calls Remove, and makes an error of a panic.
func (m *measurement) try(ctx context.Context, batch []removal.Choice) (change *program.Change, err error) {
	defer func() {
		if r := recover(); r != nil {
			m.totals.panics++
			err = fmt.Errorf("PANIC: %v\n%s", r, debug.Stack())
		}
	}()
	return m.Remove(ctx, batch, program.RemoveOptions{Options: m.options, Quick: !m.full, Prove: m.prove})
}

// check has the go command compile a change.
func (m *measurement) check(ctx context.Context, name string, change *program.Change) {
	if !m.compile || len(change.Files) == 0 {
		return
	}
	complaints, err := subject.Compile(ctx, change, m.tags)
	if err != nil {
		m.shout(name, "%v", err)
		return
	}
	m.totals.compiled++
	if len(complaints) > 0 {
		m.totals.broken++
		m.shout(name, "the go command says:\n\t%s", strings.Join(complaints, "\n\t"))
	}
}

// shout says what must not happen.
func (m *measurement) shout(name, format string, args ...any) {
	fmt.Fprintf(m.loud, "!!! %s: %s\n", name, fmt.Sprintf(format, args...))
}

// words are the parts of a list with commas.
func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}
