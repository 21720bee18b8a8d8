package program

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// layers are packages that need each other's declarations in ways that a text does not always show.
const layers = `
-- go.mod --
module m.example

go 1.26
-- base/base.go --
package base

import "io"

const Limit = 3

const Wide = 300

type Size int

type Ringer interface{ Ring() string }

type Bell struct {
	Tone  int
	Owner *Bell
}

func (Bell) Ring() string { return "" }

func (b *Bell) Read(p []byte) (int, error) { return 0, io.EOF }

func (b *Bell) Mute() {}

func New() *Bell { return &Bell{Tone: Limit} }

func helper() int { return Limit }

var Default = helper()

type Alias = Bell

type List[T any] struct{ items []T }

func (l List[T]) Len() int { return len(l.items) }
-- base/run.go --
package base

import "strings"

var _ = strings.Map(func(rune) rune { return Wide }, "a")
-- base/export_test.go --
package base

var Helper = helper
-- base/base_test.go --
package base

import "testing"

func TestBell(t *testing.T) { New().Mute() }
-- base/outer_test.go --
package base_test

import (
	"m.example/base"
	"m.example/middle"
)

var _ = base.Helper() + middle.Number
-- middle/middle.go --
package middle

import "m.example/base"

type Tower struct{ *base.Bell }

var Number = base.Default

var Made = base.New()

var All base.List[int]

type local interface{ Ring() string }

func Take(l local) {}

func sized(base.Size) {}
-- top/top.go --
package top

import (
	"io"

	"m.example/middle"
)

func top(r io.Reader) {
	top(middle.Made)
	middle.Take(middle.Made)
	middle.Tower{}.Mute()
	_ = middle.Made.Owner.Owner
	_ = middle.All.Len()
	var n int = middle.Number
	_ = n
}
-- top/top_test.go --
package top

import "m.example/base"

var _ int8 = base.Limit

var _ base.Alias
`

// TestQuickGate takes every declaration of a module out, each alone, and wants the check of those packages that have the names to say the same as the check of all packages.
func TestQuickGate(t *testing.T) {
	for name, dir := range map[string]string{"layers": writeLayers(t), "shop": filepath.Join("..", "..", "testdata", "shop")} {
		t.Run(name, func(t *testing.T) {
			w := openWorld(t, dir)
			if w == nil {
				t.Skip("the SDKs of the sample are not in the module cache")
			}
			taken, needed := 0, 0
			for _, n := range w.order {
				for _, file := range n.files {
					for _, edit := range takeOut(t, w.display(file), w.source(file)) {
						o, err := apply(&removal.Plan{Edits: []debt.Edit{edit}}, []*world{w})
						if err != nil {
							t.Fatal(err)
						}
						full := failures(t, newGate(w.loader, o, w.demanded, false))
						if diff := cmp.Diff(full, failures(t, newGate(w.loader, o, w.demanded, true))); diff != "" {
							t.Errorf("%s without %q (-all +those with the names):\n%s", edit.File, w.source(file)[edit.Start:edit.End], diff)
						}
						taken++
						if len(full) > 0 {
							needed++
						}
					}
				}
			}
			if taken < 20 || needed < taken/2 || needed == taken {
				t.Errorf("%d of %d declarations are needed: the test is not about what it should be", needed, taken)
			}
		})
	}
}

// TestGate takes out the same declarations, and wants what the go command says of the files that are left.
func TestGate(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command for every declaration")
	}
	dir := writeLayers(t)
	w := openWorld(t, dir)
	for _, n := range w.order {
		for _, file := range n.files {
			for _, edit := range takeOut(t, w.display(file), w.source(file)) {
				o, err := apply(&removal.Plan{Edits: []debt.Edit{edit}}, []*world{w})
				if err != nil {
					t.Fatal(err)
				}
				found := failures(t, newGate(w.loader, o, w.demanded, false))
				if err := os.WriteFile(file, o[file].After, 0o666); err != nil {
					t.Fatal(err)
				}
				vet := exec.Command("go", "vet", "-unreachable", "./...") // one pass, since all of them are not what this is about
				vet.Dir = dir
				out, failed := vet.CombinedOutput()
				if (failed != nil) != (len(found) > 0) {
					t.Errorf("%s without %q: the gate finds %q, and the go command says %q", edit.File, w.source(file)[edit.Start:edit.End], found, out)
				}
				if err := os.WriteFile(file, o[file].Before, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// writeLayers writes the module to a directory of its own.
func writeLayers(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range txtar.Parse([]byte(layers)).Files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// openWorld reads the module in a directory; nil is one that lacks others.
func openWorld(t testing.TB, dir string) *world {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	p, err := Load(context.Background(), Dir(dir), Options{Root: dir, Tests: true})
	if err != nil {
		t.Fatal(err)
	}
	in, err := p.inference(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(p.loader.problems) > 0 {
		return nil
	}
	return newWorld(in)
}

// takeOut are the edits that take one declaration out.
func takeOut(t *testing.T, display string, content []byte) []debt.Edit {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, display, content, 0)
	if err != nil {
		t.Fatal(err)
	}
	var edits []debt.Edit
	add := func(node ast.Node) {
		edits = append(edits, debt.Edit{File: display, Start: fset.Position(node.Pos()).Offset, End: fset.Position(node.End()).Offset})
	}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		switch {
		case !ok || group.Tok != token.IMPORT && !group.Lparen.IsValid():
			add(decl)
		case group.Tok != token.IMPORT:
			for _, spec := range group.Specs {
				add(spec)
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if structure, ok := node.(*ast.StructType); ok {
			for _, field := range structure.Fields.List {
				add(field)
			}
		}
		return true
	})
	return edits
}

func failures(t testing.TB, g *gate) []string {
	t.Helper()
	found, err := g.run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, f := range found {
		texts = append(texts, f.pos.String()+" "+f.what)
	}
	return texts
}

// TestOrigin maps every place of a text that was edited back.
func TestOrigin(t *testing.T) {
	f := File{Display: "a.go", Before: []byte("one two\nthree four\n"), Edits: []debt.Edit{
		{Start: 0, End: 4, New: ""}, {Start: 8, End: 13, New: "3 3 3 3"}, {Start: 14, End: 14, New: "+"},
	}}
	if err := f.edit(); err != nil {
		t.Fatal(err)
	}
	if got, want := string(f.After), "two\n3 3 3 3 +four\n"; got != want {
		t.Fatalf("edited: %q, want %q", got, want)
	}
	var got []int
	for offset := range len(f.After) + 1 {
		got = append(got, f.origin(offset))
	}
	want := []int{4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 8, 13, 14, 14, 15, 16, 17, 18, 19}
	if !slices.Equal(got, want) {
		t.Errorf("origins %v, want %v", got, want)
	}
	if got := f.position(14).String(); got != "a.go:2:7" {
		t.Errorf("position %s, want a.go:2:7", got)
	}
}

// TestBadEdits wants edits that cannot be made to be told, not made.
func TestBadEdits(t *testing.T) {
	for name, edits := range map[string][]debt.Edit{
		"behind the end":   {{Start: 2, End: 4}},
		"backwards":        {{Start: 2, End: 1}},
		"overlapping":      {{Start: 0, End: 2}, {Start: 1, End: 3}},
		"out of order":     {{Start: 2, End: 3}, {Start: 0, End: 1}},
		"before the start": {{Start: -1, End: 1}},
	} {
		f := File{Display: "a.go", Before: []byte("abc"), Edits: edits}
		if err := f.edit(); err == nil {
			t.Errorf("%s: made %q", name, f.After)
		}
	}
}
