package mention_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/mention"
)

// write writes the files of an archive into a new directory.
func write(t *testing.T, archive string) string {
	t.Helper()
	root := t.TempDir()
	for _, file := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(root, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// within are the names relative to a directory, as slash paths.
func within(t *testing.T, root string, names []string) []string {
	t.Helper()
	var out []string
	for _, name := range names {
		rel, err := filepath.Rel(root, name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, filepath.ToSlash(rel))
	}
	return out
}

// TestWalk wants what git would look at.
func TestWalk(t *testing.T) {
	root := write(t, `
-- .gitignore --
# a comment
/build
*.log
!keep.log
cache/
docs/*.html
**/tmp/x
{a,b}
\#hash
[
-- build/a --
-- sub/build --
-- a.log --
-- keep.log --
-- sub/cache/x --
-- cache --
-- docs/a.html --
-- docs/sub/b.html --
-- sub/tmp/x --
-- sub/tmp/y --
-- a --
-- {a,b} --
-- #hash --
-- .hidden/x --
-- .github/w.yml --
-- .env --
-- node_modules/m.js --
-- web/.gitignore --
*.ts
!*.d.ts
-- web/a.ts --
-- web/a.d.ts --
-- other/a.ts --
`)
	want := []string{".env", ".github/w.yml", ".gitignore", "a", "cache", "docs/sub/b.html", "keep.log", "other/a.ts", "sub/build", "sub/tmp/y", "web/.gitignore", "web/a.d.ts"}
	if diff := cmp.Diff(want, within(t, root, mention.Walk(root))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestWritten wants what people of the repository write, wherever it is run.
func TestWritten(t *testing.T) {
	root := write(t, `
-- go.mod --
-- a.md --
-- package-lock.json --
-- web/yarn.lock --
-- web/app.min.js --
-- web/vendor/x.ts --
-- .idea/x.xml --
-- .github/w.yml --
-- logo.png --
-- testdata/own.txt --
-- testdata/module/go.mod --
-- testdata/module/x.md --
-- testdata/module/sub/y.md --
`)
	var all []string
	_ = filepath.WalkDir(root, func(path string, _ os.DirEntry, _ error) error {
		all = append(all, path, path)
		return nil
	})
	all = append(all, filepath.Join(root, "..", "elsewhere.md"))
	isFile := func(name string) bool {
		info, err := os.Stat(name)
		return err == nil && !info.IsDir()
	}
	for _, tt := range []struct {
		dir  string
		want []string
	}{
		{".", []string{".github/w.yml", "a.md", "go.mod", "testdata/own.txt"}},
		{"web", []string{".github/w.yml", "a.md", "go.mod", "testdata/own.txt"}},
		{"testdata/module/sub", []string{"testdata/module/go.mod", "testdata/module/sub/y.md", "testdata/module/x.md"}},
	} {
		var files []string
		for _, name := range mention.Written(root, filepath.Join(root, tt.dir), all) {
			if isFile(name) {
				files = append(files, name)
			}
		}
		if diff := cmp.Diff(tt.want, within(t, root, files)); diff != "" {
			t.Errorf("from %s (-want +got):\n%s", tt.dir, diff)
		}
	}
}

// TestFiles wants places with their lines, and nothing of what is no text.
func TestFiles(t *testing.T) {
	root := write(t, `
-- a.md --
first
  the new-tax is new.tax or new-tax
-- b.ts --
on("new-tax")
-- many.yaml --
`+strings.Repeat("- new-tax\n", 30)+`
-- long.md --
`+strings.Repeat("ü", 200)+` new-tax
`)
	var names []string
	for name, content := range map[string][]byte{"binary": []byte("\x00 new-tax"), "large": append([]byte("new-tax"), bytes.Repeat([]byte(" "), 1<<20)...)} {
		if err := os.WriteFile(filepath.Join(root, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a.md", "b.ts", "binary", "large", "long.md", "missing", "many.yaml"} {
		names = append(names, filepath.Join(root, name))
	}
	found, err := mention.New([]debt.Key{"new-tax", "new.tax"}).Files(t.Context(), names, filepath.Base)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range found {
		if m.Pos.File != "many.yaml" || m.Pos.Line > 19 {
			got = append(got, string(m.Key)+" "+m.Pos.String()+" "+string(m.Medium)+" "+m.Text)
		}
	}
	want := []string{
		"new-tax a.md:2:7 prose the new-tax is new.tax or new-tax",
		"new.tax a.md:2:18 prose the new-tax is new.tax or new-tax",
		"new-tax b.ts:1:5 code on(\"new-tax\")",
		"new-tax long.md:1:402 prose " + strings.Repeat("ü", 119) + "…",
		"new-tax many.yaml:20:3 data - new-tax", // and no more of it
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
