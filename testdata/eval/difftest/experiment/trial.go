// Package experiment removes the flags of specimens, and compares what they do before and after.
package experiment

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// Trial is a module of specimens.
type Trial struct {
	Packages []*specimen.Package
	Dropped  int // specimens that did not compile to begin with
	Why      error
	After    [2]Texts // what the removal leaves, by value
	Changes  [2][]*program.Change
	// Took says how long each step took.
	Took map[string]time.Duration

	dir string
	lib lib
	// deceptions are the mistakes that the prover took for none.
	deceptions []Problem
	program    *program.Program
}

// Texts are Go files by name, such as p001/u002.go.
type Texts map[string]string

// New writes and loads the specimens that compile, below a directory that exists.
func New(ctx context.Context, dir string, packages []*specimen.Package) (*Trial, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	t := &Trial{Packages: packages, dir: dir, Took: map[string]time.Duration{}}
	if t.lib, err = newLib(); err != nil {
		return nil, err
	}
	start := time.Now()
	for _, p := range packages {
		dropped, why := t.lib.legal(p)
		t.Dropped += dropped
		if why != nil {
			t.Why = why
		}
	}
	t.took("check", start)
	if err := t.write(); err != nil {
		return nil, err
	}
	start = time.Now()
	defer t.took("load", start)
	return t, t.load(ctx)
}

func (t *Trial) took(step string, since time.Time) { t.Took[step] += time.Since(since) }

// write writes the module.
func (t *Trial) write() error {
	if err := fs.WalkDir(files, "testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return t.put(strings.TrimPrefix(name, "testdata/"), string(content))
	}); err != nil {
		return err
	}
	if err := t.put("go.mod", "module "+module+"\n\ngo 1.26\n"); err != nil {
		return err
	}
	for name, text := range t.Before() {
		if err := t.put(path.Join("before", name), text); err != nil {
			return err
		}
	}
	return nil
}

// Before are the specimens as they were made.
func (t *Trial) Before() Texts {
	texts := Texts{}
	for _, p := range t.Packages {
		texts[p.Name+"/common.go"] = p.Common()
		for _, u := range p.Units {
			texts[p.Name+"/"+u.Name+".go"] = u.Source
		}
	}
	return texts
}

func (t *Trial) put(name, text string) error {
	name = filepath.Join(t.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

func (t *Trial) load(ctx context.Context) error {
	content, err := fs.ReadFile(files, "testdata/config.yml")
	if err != nil {
		return err
	}
	cfg, err := config.Parse("config.yml", content)
	if err != nil {
		return err
	}
	options := program.Options{Root: t.dir, Patterns: []string{"./before/..."}, Catalogues: []config.Catalogue{cfg.Flags}}
	if t.program, err = program.Load(ctx, program.Dir(t.dir), options); err != nil {
		return err
	}
	result, err := t.program.Result(ctx)
	if err != nil {
		return err
	}
	for _, problem := range result.Incomplete {
		return fmt.Errorf("%s: %s", problem.Pos, problem.What)
	}
	return nil
}

// Remove removes every flag with either value, one after the other: no package has two.
func (t *Trial) Remove(ctx context.Context) error {
	defer t.took("remove", time.Now())
	ids, err := t.ids(ctx)
	if err != nil {
		return err
	}
	for value := range t.After {
		t.After[value] = t.Before()
		for _, p := range t.Packages {
			id, used := ids[debt.Key(p.Key)]
			if !used {
				continue
			}
			choice := removal.Choice{ID: id, To: debt.Value(p.Kind.Values()[value])}
			change, err := t.program.Remove(ctx, []removal.Choice{choice}, program.RemoveOptions{Quick: true})
			if err != nil {
				return err
			}
			t.Changes[value] = append(t.Changes[value], change)
			t.After[value].apply(change)
		}
	}
	return nil
}

// apply makes a change.
func (x Texts) apply(change *program.Change) {
	for _, file := range change.Files {
		name := strings.TrimPrefix(file.Display, "before/")
		if file.After == nil {
			delete(x, name)
			continue
		}
		x[name] = string(file.After)
	}
}

// ids are the flags that the specimens refer to, by key.
func (t *Trial) ids(ctx context.Context) (map[debt.Key]debt.ID, error) {
	result, err := t.program.Result(ctx)
	if err != nil {
		return nil, err
	}
	ids := map[debt.Key]debt.ID{}
	for _, ref := range result.References {
		ids[ref.Key] = ref.ID
	}
	return ids, nil
}

// of are the files of a package.
func (x Texts) of(p *specimen.Package) map[string]string {
	out := map[string]string{}
	for name, text := range x {
		if base, ok := strings.CutPrefix(name, p.Name+"/"); ok {
			out[base] = text
		}
	}
	return out
}
