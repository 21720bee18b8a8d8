package program_test

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var (
	only   = flag.String("golden", "", "look at the goldens whose names begin with this")
	accept = flag.Bool("accept", false, "write what the removal gives into the goldens that -golden names, to be read and kept, or not")
)

// goldens is where the patterns of removals are, each with its ideal results; prelude.txtar there says how they are written.
const goldens = "../../testdata/removal"

// golden is one pattern.
type golden struct {
	name    string
	values  []string
	classes []string
	options []string
	before  map[string][]byte            // by name within the golden's package
	after   map[string]map[string][]byte // by value
	lists   map[string]map[string]string // obstacles, deleted, removed, by value
}

func readGolden(t testing.TB, file string) golden {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := golden{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), before: map[string][]byte{}, after: map[string]map[string][]byte{}, lists: map[string]map[string]string{}}
	for line := range strings.Lines(string(archive.Comment)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch word {
		case "values":
			g.values = strings.Fields(rest)
		case "classes":
			g.classes = strings.Fields(strings.ReplaceAll(rest, ",", " "))
		case "options":
			g.options = strings.Fields(strings.ReplaceAll(rest, ",", " "))
		}
	}
	if g.values == nil {
		g.values = []string{"true", "false"}
	}
	for _, f := range archive.Files {
		dir, name, nested := strings.Cut(f.Name, "/")
		if !nested || !slices.Contains(directories(g.values), dir) {
			g.before[f.Name] = f.Data
			continue
		}
		switch name {
		case "obstacles", "deleted", "removed", "dropped":
			if g.lists[dir] == nil {
				g.lists[dir] = map[string]string{}
			}
			g.lists[dir][name] = string(f.Data)
		default:
			if g.after[dir] == nil {
				g.after[dir] = map[string][]byte{}
			}
			g.after[dir][name] = f.Data
		}
	}
	for _, value := range directories(g.values) {
		if g.after[value] == nil && g.lists[value] == nil {
			t.Errorf("%s says nothing of the value %s", g.name, value)
		}
	}
	return g
}

// directories are the values without their quotes.
func directories(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.Trim(v, `"`)
	}
	return out
}

// writeGoldens writes all goldens as packages of one module.
func writeGoldens(t testing.TB, root string, list []golden) {
	t.Helper()
	prelude, err := txtar.ParseFile(filepath.Join(goldens, "prelude.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range prelude.Files {
		writeFile(t, filepath.Join(root, filepath.FromSlash(f.Name)), f.Data)
	}
	stubs(t, root)
	for _, g := range list {
		for name, content := range g.before {
			writeFile(t, filepath.Join(root, g.name, filepath.FromSlash(name)), content)
		}
	}
}

// loadGoldens writes all goldens to a directory, and loads them.
func loadGoldens(t testing.TB, root string, list []golden) *program.Program {
	t.Helper()
	writeGoldens(t, root, list)
	content, err := os.ReadFile(filepath.Join(root, ".flagdebt.yml"))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse(".flagdebt.yml", content)
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Load(context.Background(), program.Dir(root), program.Options{Tests: true, Root: root, Catalogues: []config.Catalogue{cfg.Flags}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// stubs puts the small stand-ins for SDKs beside the goldens, as modules of their own.
func stubs(t testing.TB, root string) {
	t.Helper()
	var replace strings.Builder
	for _, module := range []string{"github.com/open-feature/go-sdk", "go.opentelemetry.io/collector/featuregate", "k8s.io/apimachinery", "k8s.io/component-base"} {
		from := filepath.Join("../flagref/testdata/src", filepath.FromSlash(module))
		to := filepath.Join(root, "stubs", filepath.FromSlash(module))
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(to, "go.mod"), []byte("module "+module+"\n\ngo 1.26\n"))
		fmt.Fprintf(&replace, "\nreplace %s => ./stubs/%s\n", module, module)
	}
	file := filepath.Join(root, "go.mod")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, append(content, replace.String()...))
}

func writeFile(t testing.TB, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func allGoldens(t testing.TB) []golden {
	t.Helper()
	files, err := fs.Glob(os.DirFS(goldens), "*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	var list []golden
	for _, file := range files {
		if file != "prelude.txtar" && strings.HasPrefix(file, *only) {
			list = append(list, readGolden(t, filepath.Join(goldens, file)))
		}
	}
	return list
}

// choice is the removal of a golden's flag with a value.
func (g golden) choices(t testing.TB, ids map[debt.Key]debt.ID, value string) []removal.Choice {
	t.Helper()
	var out []removal.Choice
	for key, id := range ids {
		if !strings.EqualFold(string(key), g.name) && !strings.HasPrefix(string(key), g.name+"-") {
			continue
		}
		c := removal.Choice{ID: id, To: debt.Value(value)}
		if !json.Valid([]byte(value)) {
			c.To = debt.Value(`"` + value + `"`)
		}
		switch {
		case slices.Contains(g.options, "fold-only"):
			c.Scope = removal.FoldOnly
		case slices.Contains(g.options, "unregister"):
			c.Scope = removal.Unregister
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b removal.Choice) int { return a.ID.Compare(b.ID) })
	if len(out) == 0 {
		t.Fatalf("no reference has the key %q", g.name)
	}
	return out
}

func (g golden) removeOptions() program.RemoveOptions {
	var o program.RemoveOptions
	for _, option := range g.options {
		switch option {
		case "closed":
			o.Closed = true
		case "keep-tests":
			o.KeepTests = true
		case "effects=drop":
			o.Effects = removal.DropEffects
		case "effects=drop-known":
			o.Effects = removal.DropKnown
		}
	}
	o.Quick = true
	return o
}

func goldenIDs(t testing.TB, p *program.Program) map[debt.Key]debt.ID {
	t.Helper()
	res, err := p.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range res.Incomplete {
		t.Errorf("a golden does not compile: %s: %s", problem.Pos, problem.What)
	}
	ids := map[debt.Key]debt.ID{}
	for _, ref := range res.References {
		ids[ref.Key] = ref.ID
	}
	return ids
}

// TestGoldens wants of each golden what it shows. That of tests is fault 20.
func TestGoldens(t *testing.T) {
	for _, r := range removeGoldens(t) {
		t.Run(r.name(), func(t *testing.T) {
			if *accept && *only != "" {
				r.accept(t, r.value, r.change)
				return
			}
			r.compare(t, r.value, r.change)
		})
	}
}

// compare holds a change against what the golden says of a value.
func (g golden) compare(t *testing.T, value string, change *program.Change) {
	t.Helper()
	after := map[string]string{}
	var deleted []string
	for _, f := range change.Files {
		name, ok := strings.CutPrefix(f.Display, g.name+"/")
		switch {
		case !ok:
			t.Errorf("changes %s", f.Display)
		case f.After == nil:
			deleted = append(deleted, name)
		default:
			after[name] = string(f.After)
		}
	}
	for name := range g.before {
		want, changes := g.after[value][name]
		got, changed := after[name]
		gone := slices.Contains(deleted, name)
		switch {
		case gone:
			if changes {
				t.Errorf("%s is gone", name)
			}
		case !changes && changed:
			t.Errorf("%s changes:\n%s", name, got)
		case changes && !changed:
			if string(want) != string(g.before[name]) {
				t.Errorf("%s does not change; obstacles:\n%s", name, obstacles(g, change))
			}
		case changes:
			if diff := gocmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s\n%s", name, diff, obstacles(g, change))
			}
		}
	}
	slices.Sort(deleted)
	if got, want := strings.Join(deleted, "\n"), strings.TrimSpace(g.lists[value]["deleted"]); got != want {
		t.Errorf("deleted: got %q, want %q", got, want)
	}
	if got, want := obstacles(g, change), strings.TrimSpace(g.lists[value]["obstacles"]); got != want {
		t.Errorf("obstacles: got\n%s\nwant\n%s\n%s", got, want, explained(change))
	}
	if want, ok := g.lists[value]["dropped"]; ok {
		if got := dropped(g, change); got != strings.TrimSpace(want) {
			t.Errorf("dropped: got\n%s\nwant\n%s", got, want)
		}
	}
	if want, ok := g.lists[value]["removed"]; ok {
		if got := removed(change); got != sortedLines(want) {
			t.Errorf("removed: got\n%s\nwant\n%s", got, sortedLines(want))
		}
	}
}

// dropped are the calls that a change does not make any more, as goldens write them.
func dropped(g golden, change *program.Change) string {
	var lines []string
	for _, flag := range change.Flags {
		for _, d := range flag.Dropped {
			lines = append(lines, strings.TrimPrefix(d.Pos.String(), g.name+"/")+" "+d.Text)
		}
	}
	return strings.Join(lines, "\n")
}

func sortedLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// obstacles are those of a change as goldens write them.
func obstacles(g golden, change *program.Change) string {
	var lines []debt.Obstacle
	for _, flag := range change.Flags {
		lines = append(lines, flag.Obstacles...)
	}
	slices.SortFunc(lines, func(a, b debt.Obstacle) int { return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Code, b.Code)) })
	var out []string
	for _, o := range lines {
		line := fmt.Sprintf("%s %s", o.Code, strings.TrimPrefix(o.Pos.String(), g.name+"/"))
		if !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func explained(change *program.Change) string {
	var out strings.Builder
	for _, flag := range change.Flags {
		for _, o := range flag.Obstacles {
			fmt.Fprintln(&out, o.Error())
		}
	}
	return out.String()
}

func removed(change *program.Change) string {
	var lines []string
	for _, flag := range change.Flags {
		for _, d := range flag.Removed {
			if line := d.Kind + " " + d.Name; !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// accept writes the results for one value into the golden.
func (g golden) accept(t *testing.T, value string, change *program.Change) {
	t.Helper()
	file := filepath.Join(goldens, g.name+".txtar")
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := func(name string, content []byte) {
		i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == value+"/"+name })
		switch {
		case i >= 0 && len(content) == 0:
			archive.Files = slices.Delete(archive.Files, i, i+1)
		case i >= 0:
			archive.Files[i].Data = content
		case len(content) > 0:
			archive.Files = append(archive.Files, txtar.File{Name: value + "/" + name, Data: content})
		}
	}
	var deleted []string
	for name := range g.before {
		if !slices.ContainsFunc(change.Files, func(f program.File) bool { return f.Display == g.name+"/"+name }) {
			set(name, nil)
		}
	}
	for _, f := range change.Files {
		name := strings.TrimPrefix(f.Display, g.name+"/")
		if f.After == nil {
			deleted = append(deleted, name+"\n")
		}
		set(name, f.After)
	}
	slices.Sort(deleted)
	set("deleted", []byte(strings.Join(deleted, "")))
	lines := obstacles(g, change)
	if lines != "" {
		lines += "\n"
	}
	set("obstacles", []byte(lines))
	if _, ok := g.lists[value]["removed"]; ok {
		set("removed", []byte(removed(change)+"\n"))
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
