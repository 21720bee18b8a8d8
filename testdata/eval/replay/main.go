// Command replay removes flags that people once removed, and compares.
//
// Usage: replay [-tests] [-compile] [-prove] [-diffs DIR] [-only WORD,…] CASES
//
// CASES is a file of JSON objects, one a line; see Case. Each is a row: name, tier, value, scope, verdicts, whether nothing of the flags is left, obstacles by code, Go files that people and we change and how many come out alike, Go lines that people and we delete and both delete, recall, precision, the same two for code without tests and for tests, lines that people and we add, what the go command says of our result, tests that fail after and not before, seconds, and the class of the difference as the case has it. Totals of each tier follow on standard error, as a table in Markdown.
//
// Lines are compared by file, trimmed, blank ones left out: a file's deleted lines are those that it holds more often before than after, so that moving a line or indenting it anew deletes nothing. Recall is the share of the lines people deleted that we delete too, precision the share of ours that people deleted too. Generated files, vendor and testdata count for neither side.
// A diff per case, ours and then what people did beyond it, goes to the directory of -diffs.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/testdata/eval/subject"
)

// Case is a flag, or several, that people removed by one commit.
type Case struct {
	Name   string `json:"name"`
	Dir    string `json:"dir"`    // of the work tree, at the parent of the commit; relative to the file of cases
	Module string `json:"module"` // directory below Dir to load from; empty for Dir itself
	Commit string `json:"commit"` // what people did
	Config string `json:"config"` // rules for in-house flags; relative to the file of cases

	Repository string `json:"repository"` // owner/name; with the commit it is the row's name
	Tier       string `json:"tier"`       // how deep the value travels
	Class      string `json:"class"`      // of what people did otherwise, as somebody read it

	Choices []Choice `json:"choices"`

	Scope    removal.Scope     `json:"scope"`
	Closed   bool              `json:"closed"`
	Effects  removal.Effects   `json:"effects"`
	Patterns []string          `json:"patterns"`
	Tags     []string          `json:"tags"`
	Env      map[string]string `json:"env"` // for the go command
}

// Choice is a flag and its value.
type Choice struct {
	Provider string     `json:"provider"`
	Key      debt.Key   `json:"key"`
	To       debt.Value `json:"to"`
}

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(2)
	}
}

// measurement is one run over a file of cases.
type measurement struct {
	out, loud             io.Writer
	tests, compile, prove bool
	diffs                 string
	sum                   totals
	tiers                 map[string]*totals
}

func run(ctx context.Context, args []string, out, loud io.Writer) error {
	m := &measurement{out: out, loud: loud, tiers: map[string]*totals{}}
	flags := flag.NewFlagSet("replay", flag.ContinueOnError)
	only := flags.String("only", "", "only the cases whose names hold one of these words")
	flags.BoolVar(&m.prove, "prove", false, "compare the result with the code before, so that a verdict may be proven")
	flags.BoolVar(&m.tests, "tests", false, "run the tests of the changed packages before and after")
	flags.BoolVar(&m.compile, "compile", false, "have the go command compile the result")
	flags.StringVar(&m.diffs, "diffs", "", "write the diff of each case to this `directory`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name a file of cases")
	}
	file, err := filepath.Abs(flags.Arg(0))
	if err != nil {
		return err
	}
	cases, err := readCases(file)
	if err != nil {
		return err
	}
	if m.diffs != "" {
		if err := os.MkdirAll(m.diffs, 0o755); err != nil {
			return err
		}
	}
	words := strings.FieldsFunc(*only, func(r rune) bool { return r == ',' })
	fmt.Fprintln(out, strings.Join(header, "\t"))
	for _, c := range cases {
		if len(words) == 0 || slices.ContainsFunc(words, func(word string) bool { return strings.Contains(c.Name, word) }) {
			m.replay(ctx, c)
		}
	}
	m.print()
	return nil
}

// print writes the totals.
func (m *measurement) print() {
	fmt.Fprint(m.loud, tableHead)
	for _, tier := range slices.Sorted(maps.Keys(m.tiers)) {
		fmt.Fprintln(m.loud, m.tiers[tier].text(tier))
	}
	fmt.Fprintln(m.loud, m.sum.text("all"))
}

// readCases reads a file of cases, whose paths are relative to it.
func readCases(name string) ([]Case, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	var cases []Case
	for n := 1; lines.Scan(); n++ {
		var c Case
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		c.Dir = beside(name, c.Dir)
		if c.Config != "" {
			c.Config = beside(name, c.Config)
		}
		cases = append(cases, c)
	}
	return cases, lines.Err()
}

func beside(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

// replay removes the flags of a case and writes its row.
func (m *measurement) replay(ctx context.Context, c Case) {
	start := time.Now()
	restore := setEnv(c.Env)
	defer restore()
	r := c.row()
	s, change, err := m.remove(ctx, c)
	if err == nil && change == nil {
		err = errors.New("there is no change and no error")
	}
	if err != nil {
		fmt.Fprintf(m.loud, "!!! %s: %v\n", c.Name, err)
		r.trouble = "error"
	} else {
		err = m.judge(ctx, c, s, change, &r)
		if err != nil {
			fmt.Fprintf(m.loud, "!!! %s: %v\n", c.Name, err)
			r.trouble = "error"
		}
	}
	r.seconds = time.Since(start).Seconds()
	fmt.Fprintln(m.out, r.text())
	m.sum.add(r)
	if m.tiers[r.tier] == nil {
		m.tiers[r.tier] = &totals{}
	}
	m.tiers[r.tier].add(r)
}

// row is what a case says about itself.
func (c *Case) row() row {
	r := row{name: c.Name, tier: cmp.Or(c.Tier, "-"), scope: cmp.Or(string(c.Scope), "full"), class: cmp.Or(c.Class, "-")}
	if c.Repository != "" {
		r.name = c.Repository + "@" + c.Commit[:min(len(c.Commit), 12)]
	}
	for _, choice := range c.Choices {
		r.values = append(r.values, cmp.Or(string(choice.To), "default"))
	}
	return r
}

// setEnv sets variables of the environment for the go command and returns what takes that back.
func setEnv(env map[string]string) func() {
	var back []func()
	for name, value := range env {
		old, was := os.LookupEnv(name)
		os.Setenv(name, value)
		back = append(back, func() {
			if was {
				os.Setenv(name, old)
			} else {
				os.Unsetenv(name)
			}
		})
	}
	return func() {
		for _, f := range back {
			f()
		}
	}
}

// remove loads the work tree and computes the removal, and makes an error of a panic.
func (m *measurement) remove(ctx context.Context, c Case) (s *subject.Subject, change *program.Change, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("PANIC: %v\n%s", r, debug.Stack())
		}
	}()
	if s, err = subject.Load(ctx, filepath.Join(c.Dir, c.Module), subject.Options{Config: c.Config, Tags: c.Tags, Patterns: c.Patterns}); err != nil {
		return nil, nil, err
	}
	choices := make([]removal.Choice, len(c.Choices))
	for i, choice := range c.Choices {
		choices[i] = removal.Choice{ID: debt.ID{Provider: choice.Provider, Key: choice.Key}, To: choice.To, Scope: c.Scope, Force: true}
	}
	change, err = s.Remove(ctx, choices, program.RemoveOptions{Options: removal.Options{Effects: c.Effects, Closed: c.Closed}, Prove: m.prove})
	return s, change, err
}

// judge compares a change with what people did.
func (m *measurement) judge(ctx context.Context, c Case, s *subject.Subject, change *program.Change, r *row) error {
	r.complete = true
	r.codes = map[debt.Code]int{}
	for _, flag := range change.Flags {
		r.verdicts = append(r.verdicts, string(flag.Verdict))
		r.complete = r.complete && flag.Complete
		if flag.Proof != nil {
			for _, d := range flag.Proof.Differences {
				if !d.Test {
					fmt.Fprintf(m.loud, "%s: not proven: %s %s: %s: %s\n", c.Name, d.Pos, d.Now, d.Func, d.What)
				}
			}
		}
		for _, o := range flag.Obstacles {
			r.codes[o.Code]++
			fmt.Fprintf(m.loud, "%s: %s: %v\n", c.Name, o.Code, &o)
		}
	}
	people, err := commit(ctx, c.Dir, c.Commit)
	if err != nil {
		return err
	}
	ours := versions{}
	for _, file := range change.Files {
		if err := ours.add(c.Dir, file); err != nil {
			return err
		}
	}
	r.compare(people, ours)
	if m.compile {
		complaints, err := subject.Compile(ctx, change, c.Tags)
		if err != nil {
			return err
		}
		r.compiled = fmt.Sprint(len(complaints))
		for _, line := range complaints {
			fmt.Fprintf(m.loud, "!!! %s: the go command says: %s\n", c.Name, line)
		}
	}
	if m.tests {
		tests, err := s.Test(ctx, change)
		if err != nil {
			return err
		}
		r.failing = fmt.Sprint(len(tests.Different))
		for _, d := range tests.Different {
			fmt.Fprintf(m.loud, "%s: %s %s: %s before, %s after\n", c.Name, d.Package, d.Test, d.Before, d.After)
		}
	}
	if m.diffs == "" {
		return nil
	}
	return os.WriteFile(filepath.Join(m.diffs, c.Name+".diff"), []byte(subject.Diff(change)+"\n######## ours → people's\n\n"+beyond(people, ours)), 0o644)
}
