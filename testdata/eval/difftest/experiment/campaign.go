package experiment

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// groupSize is how many units share a package, and a flag.
const groupSize = 4

// Campaign is a run over many specimens.
type Campaign struct {
	Functions int
	Seed      uint64
	Seeds     int
	Batch     int
	Prove     bool // ask the prover about every function
	Keep      string
	Why       string // where what is not proven is written, with the reason
	Shrink    int    // how many problems are made smaller before they are written
	Loud      io.Writer
}

// Result counts what came of a campaign.
type Result struct {
	Functions, Removals int
	Illegal             int // specimens that did not compile to begin with
	Noticed             int // specimens whose behaviour hangs on the flag
	Whole               int // removals after which nothing of the flag is left in the unit
	Equal, Differ       map[Proof]int
	Problems            map[string]int // by kind
	Found               []Problem      // those that make a result wrong
	Obstacles           map[debt.Code]int
	Doubts              []Problem // what is not proven, and why
	Took                map[string]time.Duration
}

func newResult() *Result {
	return &Result{Equal: map[Proof]int{}, Differ: map[Proof]int{}, Problems: map[string]int{}, Obstacles: map[debt.Code]int{}, Took: map[string]time.Duration{}}
}

// Bad reports whether a result is wrong.
func (r *Result) Bad() bool { return len(r.Found) > 0 }

// Specimens makes packages for a number of functions, of all kinds of flags.
func Specimens(seed uint64, first, functions int) []*specimen.Package {
	var packages []*specimen.Package
	for i := range functions {
		if i%groupSize == 0 {
			kind := []specimen.Kind{specimen.Bool, specimen.Bool, specimen.String, specimen.Bool, specimen.Int}[len(packages)%5]
			packages = append(packages, specimen.New(len(packages), kind))
		}
		packages[len(packages)-1].Add(i%groupSize, specimen.Random(seed, uint64(first+i)))
	}
	return packages
}

// Run runs the campaign.
func (c *Campaign) Run(ctx context.Context) (*Result, error) {
	r := newResult()
	for first := 0; first < c.Functions; first += c.Batch {
		n := min(c.Batch, c.Functions-first)
		if err := c.batch(ctx, Specimens(c.Seed, first, n), r); err != nil {
			return r, err
		}
		if c.Loud != nil {
			fmt.Fprintf(c.Loud, "%d functions, %v, %v\n", first+n, r.Problems, r.Took)
		}
	}
	return r, nil
}

// batch runs some specimens in one module.
func (c *Campaign) batch(ctx context.Context, packages []*specimen.Package, r *Result) error {
	defer func(start time.Time) { r.Took["all"] += time.Since(start) }(time.Now())
	dir, err := os.MkdirTemp("", "difftest")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	t, err := New(ctx, dir, packages)
	if err != nil {
		return err
	}
	if err := t.Remove(ctx); err != nil {
		return err
	}
	problems := t.inspect(r)
	o := &Outcome{}
	if c.Seeds > 0 {
		if o, err = t.Execute(ctx, t.After, c.Seeds); err != nil {
			return err
		}
	}
	problems = append(problems, o.problems()...)
	if c.Prove {
		if err := c.doubts(t, r.Functions, t.prove(o, r)); err != nil {
			return err
		}
	}
	for _, p := range packages {
		r.Functions += len(p.Units)
		r.Removals += 2 * len(p.Units)
	}
	r.Illegal += t.Dropped
	r.Noticed += o.Noticed
	for step, took := range t.Took {
		r.Took[step] += took
	}
	return c.report(ctx, t, problems, r)
}

// problems are the differences.
func (o *Outcome) problems() (problems []Problem) {
	for _, d := range o.Differences {
		problems = append(problems, Problem{Kind: Behaviour, Name: d.Name, Value: d.Value, What: fmt.Sprintf("seed %d, other %t\nbefore: %s\nafter:  %s", d.Seed, d.Other, d.Before, d.After)})
	}
	return problems
}

// report counts the problems, and writes each with its specimen.
func (c *Campaign) report(ctx context.Context, t *Trial, problems []Problem, r *Result) error {
	for _, p := range problems {
		r.Problems[p.Kind]++
		if p.Wrong() {
			t.quote(&p)
			r.Found = append(r.Found, p)
		}
		if c.Loud != nil {
			fmt.Fprintf(c.Loud, "!!! %s: %s with value %d: %s\n", p.Kind, p.Name, p.Value, first(p.What))
		}
		if c.Keep == "" {
			continue
		}
		t.quote(&p)
		if pkg, u := t.find(p.Name); u != nil && c.Shrink > 0 {
			c.Shrink--
			var err error
			if _, p, err = Shrink(ctx, pkg.Kind, u.Choices, p); err != nil {
				return err
			}
		}
		if err := p.write(c.Keep, r.Functions); err != nil {
			return err
		}
	}
	return nil
}

// doubts writes what is not proven.
func (c *Campaign) doubts(t *Trial, batch int, list []Problem) error {
	if c.Why == "" {
		return nil
	}
	for _, p := range list {
		t.quote(&p)
		if err := p.write(c.Why, batch); err != nil {
			return err
		}
	}
	return nil
}

// write writes a problem to a file of its own; batch tells those of one name apart.
func (p *Problem) write(dir string, batch int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	name := fmt.Sprintf("%s-%d-%s-%d.txt", strings.ReplaceAll(p.Kind, " ", "-"), batch, strings.ReplaceAll(p.Name, "/", "-"), p.Value)
	text := fmt.Sprintf("%s\n%s\n-- before --\n%s\n-- after --\n%s", p.Kind, p.What, p.Before, p.After)
	return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
}

// find is a specimen by its name.
func (t *Trial) find(name string) (*specimen.Package, *specimen.Unit) {
	for _, p := range t.Packages {
		for i := range p.Units {
			if p.Name+"/"+p.Units[i].Name == name {
				return p, &p.Units[i]
			}
		}
	}
	return nil, nil
}

// quote puts the text of the specimen into a problem.
func (t *Trial) quote(p *Problem) {
	if _, u := t.find(p.Name); u != nil {
		p.Before = u.Source
	}
	p.After = t.After[p.Value][p.Name+".go"]
}

func first(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// Table is what came of a campaign, as people read it.
func (r *Result) Table() string {
	var out strings.Builder
	seconds := r.Took["all"].Seconds()
	fmt.Fprintf(&out, "%d functions (%d illegal ones left out), of which %d notice the flag; %d removals, %d whole; %.0f functions a second\n\n", r.Functions, r.Illegal, r.Noticed, r.Removals, r.Whole, float64(r.Functions)/max(seconds, 1e-9))
	fmt.Fprintf(&out, "| behaviour | proven | not proven |\n|---|---:|---:|\n")
	for _, row := range []struct {
		name   string
		counts map[Proof]int
	}{{"the same", r.Equal}, {"different", r.Differ}} {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", row.name, count(row.counts[Proven]), count(row.counts[NotProven]))
	}
	out.WriteString("\nwhat must not happen:")
	for _, kind := range sorted(r.Problems) {
		fmt.Fprintf(&out, " %s %d", kind, r.Problems[kind])
	}
	if len(r.Problems) == 0 {
		out.WriteString(" nothing")
	}
	reasons := map[string]int{}
	for _, p := range r.Doubts {
		reasons[doubt(p.What)]++
	}
	out.WriteString("\nnot proven:\n")
	for _, why := range sorted(reasons) {
		fmt.Fprintf(&out, "%6d %s\n", reasons[why], why)
	}
	out.WriteString("obstacles:")
	for _, code := range sorted(r.Obstacles) {
		fmt.Fprintf(&out, " %s %d", code, r.Obstacles[code])
	}
	out.WriteString("\ntook:")
	for _, step := range sorted(r.Took) {
		fmt.Fprintf(&out, " %s %.1fs", step, r.Took[step].Seconds())
	}
	out.WriteString("\n")
	return out.String()
}

func count(n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}

func sorted[K ~string, V any](m map[K]V) []K {
	var keys []K
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
