// Command roundtrip puts flags into real code and removes them again: every byte must be as it was.
//
// Usage: roundtrip [-n N] [-per N] [-seed N] [-variants LIST] [-group package|file] [-full] [-tags LIST] DIR
//
// Statements of the files of one module are made to depend on a flag, in one of the forms that -variants names (all, if it does not): see variants.go. The flag's package is one that does not exist on the disk. A batch has up to -per places in every file; batches follow each other until there were -n places. The work tree is not touched.
// Every difference is printed with its form. A row per form goes to standard output: places, those restored, those that differ, those that were left, those refused. Files that do not type-check with the flag in them are left out, and counted.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/modfile"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/testdata/eval/subject"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "roundtrip:", err)
		os.Exit(2)
	}
}

// measurement is one run over one module.
type measurement struct {
	out, loud io.Writer
	dir       string
	module    string // its path
	random    *rand.Rand
	variants  []variant
	per       int
	byFile    bool // a pair of flags for each file, not for each package
	full      bool
	tags      []string
	files     []*file
	counter   int // of names that must differ

	tally tally
}

func run(ctx context.Context, args []string, out, loud io.Writer) error {
	m := &measurement{out: out, loud: loud, tally: tally{}}
	flags := flag.NewFlagSet("roundtrip", flag.ContinueOnError)
	n := flags.Int("n", 1000, "how many places")
	seed := flags.Uint64("seed", 1, "of the choice of places")
	names := flags.String("variants", "", "the forms to use")
	group := flags.String("group", "package", "what has a flag of its own: package or file")
	tags := flags.String("tags", "", "build tags")
	only := flags.String("only", "", "only files whose paths hold this")
	flags.IntVar(&m.per, "per", 5, "places in one file")
	flags.BoolVar(&m.full, "full", false, "check every importer")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *group != "package" && *group != "file" {
		return errors.New("name the directory of one module; groups are package and file")
	}
	m.random, m.byFile = rand.New(rand.NewPCG(*seed, 0)), *group == "file"
	m.tags = strings.FieldsFunc(*tags, func(r rune) bool { return r == ',' })
	var err error
	if m.variants, err = chosen(*names); err != nil {
		return err
	}
	if err := m.open(flags.Arg(0), *only); err != nil {
		return err
	}
	fmt.Fprintf(loud, "%s: %d files\n", m.dir, len(m.files))
	for m.tally.places() < *n {
		before := m.tally.places()
		if err := m.batch(ctx, *n-before); err != nil {
			return err
		}
		if m.tally.places() == before {
			fmt.Fprintln(loud, "no place is left")
			break
		}
	}
	m.tally.print(out)
	return nil
}

// open finds the module's path and its files.
func (m *measurement) open(dir, only string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if m.dir, err = filepath.EvalSymlinks(dir); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(m.dir, "go.mod"))
	if err != nil {
		return err
	}
	m.module = modfile.ModulePath(mod)
	m.files, err = files(m.dir, only, m.tags)
	return err
}

// batch puts up to max places into the files, and removes them.
func (m *measurement) batch(ctx context.Context, max int) error {
	start := time.Now()
	m.random.Shuffle(len(m.files), func(i, j int) { m.files[i], m.files[j] = m.files[j], m.files[i] })
	var changed []*insertion
	places := 0
	for _, f := range m.files {
		if places >= max {
			break
		}
		in, err := m.insert(f, min(m.per, max-places))
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if in != nil {
			changed = append(changed, in)
			places += len(in.places)
		}
	}
	s, changed, err := m.load(ctx, changed)
	if err != nil || len(changed) == 0 {
		return err
	}
	loaded := time.Since(start)
	change, err := m.remove(ctx, s, choices(changed))
	if err == nil && change == nil {
		err = errors.New("there is no change and no error")
	}
	if err != nil {
		return err
	}
	m.compare(changed, change)
	fmt.Fprintf(m.loud, "%d places in %d files: loaded in %.1fs, removed in %.1fs\n", places, len(changed), loaded.Seconds(), (time.Since(start) - loaded).Seconds())
	return nil
}

// maxLoads bounds how often files that do not type-check are taken out.
const maxLoads = 4

// load loads the module with the insertions, without those in files that then do not type-check.
func (m *measurement) load(ctx context.Context, changed []*insertion) (*subject.Subject, []*insertion, error) {
	for range maxLoads {
		overlay := map[string][]byte{filepath.Join(m.dir, packageName, packageName+".go"): []byte(packageText)}
		for _, in := range changed {
			overlay[in.file.name] = in.text
		}
		s, err := subject.Load(ctx, m.dir, subject.Options{Tags: m.tags, Overlay: overlay, Catalogues: catalogue(m.module)})
		if err != nil {
			return nil, nil, err
		}
		result, err := s.Result(ctx)
		if err != nil {
			return nil, nil, err
		}
		wrong := map[string]string{}
		for _, part := range result.Incomplete {
			name := filepath.Join(s.Root, filepath.FromSlash(part.Pos.File))
			if wrong[name] == "" {
				wrong[name] = part.What
			}
		}
		good := slices.DeleteFunc(slices.Clone(changed), func(in *insertion) bool { return wrong[in.file.name] != "" })
		if len(good) == len(changed) {
			return s, good, nil
		}
		for _, in := range changed {
			if what := wrong[in.file.name]; what != "" {
				in.file.bad = true // it may be bad without us
				m.tally.discarded += len(in.places)
				fmt.Fprintf(m.loud, "left out: %s: %s\n", in.file.name, what)
			}
		}
		changed = good
	}
	return nil, nil, errors.New("the files do not type-check with flags in them")
}

// choices are the removals that take the insertions out again.
func choices(changed []*insertion) []removal.Choice {
	taken := map[string]bool{}
	var out []removal.Choice
	for _, in := range changed {
		for prefix, value := range map[string]bool{on: true, off: false} {
			key := prefix + in.group
			if !taken[key] && bytes.Contains(in.text, []byte(strconv.Quote(key))) {
				taken[key] = true
				out = append(out, removal.Choice{ID: debt.ID{Provider: provider, Key: debt.Key(key)}, To: debt.BoolValue(value)})
			}
		}
	}
	slices.SortFunc(out, func(a, b removal.Choice) int { return a.ID.Compare(b.ID) })
	return out
}

// remove calls Remove, and makes an error of a panic.
func (m *measurement) remove(ctx context.Context, s *subject.Subject, choices []removal.Choice) (change *program.Change, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("PANIC: %v\n%s", r, debug.Stack())
		}
	}()
	return s.Remove(ctx, choices, program.RemoveOptions{Quick: !m.full})
}
