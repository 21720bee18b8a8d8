package program

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestRelease wants a lean program to have let go of all types, and to give all that ask again the same ones.
func TestRelease(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":      "module m.example\n\ngo 1.26\n",
		"a/a.go":      "package a\n\nfunc F() {}\n",
		"b/b.go":      "package b\n\nimport \"m.example/a\"\n\nfunc G() { a.F() }\n",
		"b/b_test.go": "package b\n\nimport \"testing\"\n\nfunc TestG(*testing.T) { G() }\n",
		"c/c.go":      "package c\n\nimport \"m.example/d\"\n\ntype T struct{}\n\nfunc (T) M(d.D) {}\n",
		"d/d.go":      "package d\n\ntype D int\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Load(context.Background(), Dir(dir), Options{Root: dir, Tests: true, Lean: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Result(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, n := range p.loader.nodes {
		if n.types != nil {
			t.Errorf("%s: types %v", n.listed.ID, n.types)
		}
	}
	for _, n := range p.loader.nodes {
		if n.path == "unsafe" {
			continue
		}
		has := map[string]bool{}
		for _, imported := range p.loader.typed(n).Imports() {
			has[imported.Path()] = true
			if dep := n.deps[imported.Path()]; dep != nil && dep.path != "unsafe" && imported.Scope().Len() > 0 && imported != dep.types {
				t.Errorf("%s has other types of %s than the loader", n.listed.ID, imported.Path())
			}
		}
		for _, path := range n.imports {
			if path != "unsafe" && !has[path] {
				t.Errorf("%s does not import %s", n.listed.ID, path)
			}
		}
	}
}
