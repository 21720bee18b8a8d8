package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// TestMakeModule wants a made-up module to compile, and all of its flags to be found.
func TestMakeModule(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "module")
	lines, flags, err := makeModule(dir, 40)
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Load(context.Background(), program.Dir(dir), program.Options{Root: dir, Tests: true, Lean: true})
	if err != nil {
		t.Fatal(err)
	}
	result, err := p.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, ref := range result.References {
		if ref.Key != "" {
			keys[string(ref.Key)] = true
		}
	}
	if len(keys) != flags || !result.Whole || lines < 40*functionsEach {
		t.Errorf("%d flags of %d, whole %t, %d lines: %v", len(keys), flags, result.Whole, lines, result.Incomplete)
	}
}

// TestDeepest wants a copy without links and git's own files, and an edit of the package at the top.
func TestDeepest(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module m.example\n\ngo 1.26\n", "a/a.go": "package a\n\nfunc F() {}\n", ".git/config": "",
		"b/b.go": "package b\n\nimport \"m.example/a\"\n\nvar x = 1\n\nfunc F() {\n\ta.F()\n}\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, sources(dir)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(copied, ".git")); err == nil {
		t.Error("git's own files were copied")
	}
	edit, err := deepest(context.Background(), copied)
	if err == nil {
		err = edit()
	}
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(copied, "b", "b.go"))
	if err != nil || !strings.Contains(string(content), "func F() {\n\t_ = 0\n") {
		t.Errorf("%s %v", content, err)
	}
}
