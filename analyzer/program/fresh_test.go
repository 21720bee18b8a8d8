package program

import (
	"cmp"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestQuickPlans takes several declarations out of a module at once, which may need each other, and wants the quick check to say the same as the full one.
func TestQuickPlans(t *testing.T) {
	w := openWorld(t, writeLayers(t))
	var all []debt.Edit
	for _, n := range w.order {
		for _, file := range n.files {
			all = append(all, takeOut(t, w.display(file), w.source(file))...)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	compile, fail := 0, 0
	for range 600 {
		edits := some(random, all, 1+random.IntN(6))
		o, err := apply(&removal.Plan{Edits: edits}, []*world{w})
		if err != nil {
			t.Fatal(err)
		}
		full := failures(t, newGate(w.loader, o, w.demanded, false))
		if diff := gocmp.Diff(full, failures(t, newGate(w.loader, o, w.demanded, true))); diff != "" {
			t.Errorf("%v (-full +quick):\n%s", edits, diff)
		}
		if len(full) > 0 {
			fail++
		} else {
			compile++
		}
	}
	if compile < 10 || fail < 100 {
		t.Errorf("%d plans compile and %d do not: the test is not about what it should be", compile, fail)
	}
}

// some are a few edits that do not overlap, in the order of their places.
func some(random *rand.Rand, all []debt.Edit, count int) []debt.Edit {
	chosen := map[int]bool{}
	for range count {
		chosen[random.IntN(len(all))] = true
	}
	ends := map[string]int{}
	var out []debt.Edit
	for _, i := range sorted(chosen) {
		if edit := all[i]; edit.Start >= ends[edit.File] {
			out = append(out, edit)
			ends[edit.File] = edit.End
		}
	}
	return out
}

// talk is a module for go vet to talk about.
const talk = `
-- go.mod --
module m.example

go 1.26
-- say/say.go --
package say

import "fmt"

// Say says it.
func Say(s string) { fmt.Printf("%s", s) }

// Shout is not used.
func Shout() {}

func old(s string) { fmt.Printf("%d", s) }

func run(f func(string)) bool { return f != nil }

var _ = run(func(s string) { fmt.Printf("%d", s) })

var _ = run(func(s string) { Shout() })
-- say/more.go --
package say

import "fmt"

func again(s string) { fmt.Printf("%d", s) }
-- say/example_test.go --
package say_test

func ExampleShout() {}
-- say/own_test.go --
package say

func ExampleSay() {}
`

// TestQuickVet edits a package of which most files stay, and wants go vet's passes to say the same of the quick check as of the full one: nothing of what they said before, and all that is new.
func TestQuickVet(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		want     string
	}{
		"nothing new":            {old: "\n// Shout is not used.\n", want: ""},
		"in the edited file":     {old: `("%s", s)`, new: `("%d", s)`, want: "wrong type"},
		"in a file that stays":   {old: `func Say(s string) { fmt.Printf("%s", s) }`, want: "ExampleSay refers to unknown identifier: Say"},
		"in a run":               {old: `{ Shout() }`, new: `{ fmt.Printf("%d", s) }`, want: "wrong type"},
		"the old one goes":       {old: `func old(s string) { fmt.Printf("%d", s) }`, want: ""},
		"the old one is another": {old: `func old(s string) { fmt.Printf("%d", s) }`, new: `func old(s string) { s = s }`, want: "self-assignment"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(dir, must(txtar.FS(txtar.Parse([]byte(talk))))); err != nil {
				t.Fatal(err)
			}
			w := openWorld(t, dir)
			start := strings.Index(string(w.source(filepath.Join(dir, "say", "say.go"))), c.old)
			o, err := apply(&removal.Plan{Edits: []debt.Edit{{File: "say/say.go", Start: start, End: start + len(c.old), New: c.new}}}, []*world{w})
			if err != nil {
				t.Fatal(err)
			}
			full, quick := vetted(t, w, o, false), vetted(t, w, o, true)
			if diff := gocmp.Diff(full, quick); diff != "" {
				t.Errorf("-full +quick:\n%s", diff)
			}
			if c.want == "" && len(full) > 0 || c.want != "" && (len(full) != 1 || !strings.Contains(full[0], c.want)) {
				t.Errorf("got %q, want %q", full, c.want)
			}
		})
	}
}

// TestQuickBodies edits one function of a file, and wants the check that looks at no other to say what the full one says: the others have imports and declarations in common with it.
func TestQuickBodies(t *testing.T) {
	const file = "word/word.go"
	const text = `package word

import (
	"fmt"
	"os"
	. "path"
	"strings"
)

const limit = 3

type pair struct{ left, right int }

func one() string { fmt.Println(limit, os.Args); return strings.ToUpper("a") }

func two() { fmt.Println(pair{right: limit}) }

func three() string { return strings.ToLower("A") }

func four() string { return Base("a") }

func init() { fmt.Println("a") }

func init() { fmt.Println("b") }
`
	for name, c := range map[string]struct {
		cuts []string
		want string // "" where the result compiles
	}{
		"others use the import":                  {cuts: []string{"limit, "}},
		"nobody uses the import":                 {cuts: []string{", os.Args"}, want: `"os" imported and not used`},
		"another uses the import":                {cuts: []string{"\t\"fmt\"\n"}, want: "undefined: fmt"},
		"another uses the import without a name": {cuts: []string{"\t. \"path\"\n"}, want: "undefined: Base"},
		"nobody uses the import without a name":  {cuts: []string{`Base("a")`}, want: `"path" imported and not used`},
		"another uses the constant":              {cuts: []string{"const limit = 3\n"}, want: "undefined: limit"},
		"another uses the field":                 {cuts: []string{", right"}, want: "unknown field right"},
		"a function without its own name":        {cuts: []string{`"b"`}},
		"the edited one is wrong":                {cuts: []string{`strings.ToUpper("a")`}, want: "not enough return values"},
		"two mistakes":                           {cuts: []string{", os.Args", `"A"`}, want: "not enough arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Archive{Files: []txtar.File{{Name: "go.mod", Data: []byte("module m.example\n\ngo 1.26\n")}, {Name: file, Data: []byte(text)}}}
			if err := os.CopyFS(dir, must(txtar.FS(&archive))); err != nil {
				t.Fatal(err)
			}
			w := openWorld(t, dir)
			var edits []debt.Edit
			for _, cut := range c.cuts {
				start := strings.Index(text, cut)
				edits = append(edits, debt.Edit{File: file, Start: start, End: start + len(cut)})
			}
			slices.SortFunc(edits, func(a, b debt.Edit) int { return cmp.Compare(a.Start, b.Start) })
			o := must(apply(&removal.Plan{Edits: edits}, []*world{w}))
			full, quick := failures(t, newGate(w.loader, o, w.demanded, false)), failures(t, newGate(w.loader, o, w.demanded, true))
			if diff := gocmp.Diff(full, quick); diff != "" {
				t.Errorf("-full +quick:\n%s", diff)
			}
			if joined := strings.Join(full, "\n"); (c.want == "") != (joined == "") || !strings.Contains(joined, c.want) {
				t.Errorf("got %q, want %q", full, c.want)
			}
		})
	}
}

// vetted is what go vet's passes have against an outcome.
func vetted(t *testing.T, w *world, o outcome, quick bool) []string {
	t.Helper()
	g := newGate(w.loader, o, w.demanded, quick)
	if found := failures(t, g); len(found) > 0 {
		t.Fatal(found)
	}
	found, err := w.vet(g)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, f := range found {
		texts = append(texts, f.pos.String()+" "+f.what)
	}
	return texts
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
