package experiment

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// Difference is a specimen that does something else after the removal.
type Difference struct {
	Name          string // p001/u002
	Value         int
	Seed          int
	Other         bool
	Before, After string // what was done
}

// Outcome is what came of running specimens.
type Outcome struct {
	Differences []Difference
	Ran         int
	// Noticed are the specimens whose behaviour hangs on the flag.
	Noticed int
}

// Execute runs the specimens as they were made, with either value of their flags, beside what a removal of that value left. Nothing but what compiles may be handed in.
func (t *Trial) Execute(ctx context.Context, after [2]Texts, seeds int) (*Outcome, error) {
	defer t.took("execute", time.Now())
	if err := t.place(after); err != nil {
		return nil, err
	}
	build := time.Now()
	binary := filepath.Join(t.dir, "run.exe")
	cmd := exec.CommandContext(ctx, "go", "build", "-gcflags="+module+"/...=-N -l", "-ldflags=-s -w", "-o", binary, "./run")
	cmd.Dir = t.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	t.took("build", build)
	o := &Outcome{}
	var digests [2]map[string]string
	for value := range digests {
		digests[value] = map[string]string{}
		if err := t.run(ctx, binary, value, seeds, o, digests[value]); err != nil {
			return nil, err
		}
	}
	for name, digest := range digests[0] {
		if other := digests[1][name]; other != "" && other != digest {
			o.Noticed++
		}
	}
	return o, nil
}

// place writes the packages as they are afterwards, and the program that runs all.
func (t *Trial) place(after [2]Texts) error {
	content, err := fs.ReadFile(files, "testdata/env/served.txt")
	if err != nil {
		return err
	}
	if err := t.put("env/env.go", string(content)); err != nil {
		return err
	}
	versions := map[string]Texts{"as": t.Before(), "v0": after[0], "v1": after[1]}
	used := slices.DeleteFunc(slices.Clone(t.Packages), func(p *specimen.Package) bool { return len(p.Units) == 0 })
	var imports, list strings.Builder
	for packages := range slices.Chunk(used, bundled) {
		name := packages[0].Name
		for version, texts := range versions {
			dir := "run/" + version + "/" + name
			if err := t.bundle(dir, name, texts, packages); err != nil {
				return err
			}
			fmt.Fprintf(&imports, "\t%s%s %q\n", version, name, module+"/"+dir)
		}
		for _, p := range packages {
			for _, u := range p.Units {
				fmt.Fprintf(&list, "\t{%q, as%[2]s.%[3]s, [2]func(){v0%[2]s.%[3]s, v1%[2]s.%[3]s}},\n", p.Name+"/"+u.Name, name, inBundle(u.Run, p))
			}
		}
	}
	return t.put("run/list.go", "package main\n\nimport (\n"+imports.String()+")\n\nvar list = []entry{\n"+list.String()+"}\n")
}

// run runs the program with one value.
func (t *Trial) run(ctx context.Context, binary string, value, seeds int, o *Outcome, digests map[string]string) error {
	for first := 0; ; {
		cmd := exec.CommandContext(ctx, binary, strconv.Itoa(first), strconv.Itoa(seeds))
		cmd.Env = append(os.Environ(), fmt.Sprintf("DIFFTEST_VALUE=%d", value), "GOTRACEBACK=single")
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
		for _, line := range lines {
			fields := strings.Split(line, "\t")
			switch fields[0] {
			case "same":
				o.Ran++
				digests[fields[1]] = fields[2]
			case "differs":
				o.Ran++
				d, err := parseDifference(fields, value)
				if err != nil {
					return err
				}
				o.Differences = append(o.Differences, d)
			case "stuck":
				n, err := strconv.Atoi(fields[1])
				if err != nil {
					return err
				}
				o.Ran++
				o.Differences = append(o.Differences, Difference{Name: t.nth(n), Value: value, After: "does not come back"})
				first = n + 1
			}
		}
		switch {
		case lines[len(lines)-1] == "end":
			return nil
		case !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "stuck") }):
			return fmt.Errorf("the specimens cannot be run: %w: %s", err, stderr.Bytes())
		}
	}
}

// nth is the name of a specimen.
func (t *Trial) nth(n int) string {
	for _, p := range t.Packages {
		if n < len(p.Units) {
			return p.Name + "/" + p.Units[n].Name
		}
		n -= len(p.Units)
	}
	return ""
}

func parseDifference(fields []string, value int) (d Difference, err error) {
	if len(fields) != 6 {
		return d, fmt.Errorf("the specimens disturb the protocol: %q", fields)
	}
	d = Difference{Name: fields[1], Value: value, Other: fields[3] == "true"}
	if d.Seed, err = strconv.Atoi(fields[2]); err != nil {
		return d, err
	}
	if d.Before, err = strconv.Unquote(fields[4]); err != nil {
		return d, err
	}
	d.After, err = strconv.Unquote(fields[5])
	return d, err
}
