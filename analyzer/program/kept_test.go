package program_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// kept is a module with what the answer of the go command may rest on.
const kept = shop + `-- app/app.go --
// Package app is one.
package app

import (
	_ "embed"

	"m.example/ff"
)

//go:embed files/a.txt
var text string

func App() bool { return ff.On("app") }
-- app/files/a.txt --
a
-- c/c.go --
package c

// #cgo CFLAGS: -DA
import "C"

import "m.example/ff"

var _ = ff.On("cgo")
-- plain/plain.go --
package plain

import (
	"lib.example/lib"
	"m.example/ff"
	"m.example/plain/testdata/sample"
)

var _ = ff.On(lib.Key) || ff.On(sample.Key)
-- plain/plain_test.go --
package plain

import "m.example/ff"

var _ = ff.On("plain-test")
-- plain/testdata/sample/sample.go --
package sample

const Key = "sample"
-- _lib/go.mod --
module lib.example/lib

go 1.26
-- _lib/lib.go --
package lib

const Key = "lib"
-- _lib/sub/sub.go --
package sub

const Key = "sub"
`

const keptMod = "module m.example\n\ngo 1.26\n\nrequire github.com/launchdarkly/go-server-sdk/v7 v7.0.0\n\nrequire lib.example/lib v1.0.0\n\nreplace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld\n\nreplace lib.example/lib => ./_lib\n"

// goSpy puts a go command before the real one that notes when packages are listed, and calls for what is to happen at the end of that. It returns how often that was since it was last asked.
func goSpy(t *testing.T, script string) func() int {
	t.Helper()
	real, err := exec.LookPath("go")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("needs a go command and a shell")
	}
	dir := t.TempDir()
	notes := filepath.Join(dir, "notes")
	text := fmt.Sprintf("#!/bin/sh\ncase \"$1 $*\" in \"list \"*-deps=true*) echo >>'%s'; '%s' \"$@\"; code=$?; %s\nexit $code;; esac\nexec '%s' \"$@\"\n", notes, real, script, real)
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(text), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return func() int {
		content, _ := os.ReadFile(notes)
		_ = os.Remove(notes)
		return len(content)
	}
}

// edit replaces a text in a file of a module by another; without an old one it writes the file, and without either it removes it.
func edit(t *testing.T, root, name, before, after string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if before == "" && after == "" {
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		return
	}
	text := after
	if before != "" {
		content, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(content), before) {
			t.Fatalf("%s has no %q: %v", name, before, err)
		}
		text = strings.ReplaceAll(string(content), before, after)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestKeptListing changes what the answer of the go command rests on, one thing at a time, and wants the same result as without a cache; what it does not rest on does not make anybody ask again.
func TestKeptListing(t *testing.T) {
	type step struct {
		file, before, after string
	}
	tests := map[string]struct {
		steps []step
		env   [2]string
		set   func(*program.Options)
		lists bool
		amiss bool // so that the answer is not kept
	}{
		"nothing":                          {},
		"a body":                           {steps: []step{{"plain/plain.go", "lib.Key)", `lib.Key + "s")`}}},
		"a body beside what it embeds":     {steps: []step{{"app/app.go", `ff.On("app")`, `ff.On("other")`}}, lists: true},
		"a body of a replaced module":      {steps: []step{{"_lib/lib.go", `"lib"`, `"other"`}}},
		"a body beside tests":              {steps: []step{{"plain/testdata/sample/sample.go", `"sample"`, `"other"`}}},
		"a text that nobody embeds":        {steps: []step{{"plain/more.txt", "", "x"}}},
		"a new file":                       {steps: []step{{"plain/more.go", "", "package plain\n\nimport \"m.example/ff\"\n\nvar _ = ff.On(\"more\")\n"}}, lists: true},
		"a new package":                    {steps: []step{{"more/more.go", "", "package more\n\nimport \"m.example/ff\"\n\nvar _ = ff.On(\"more\")\n"}}, lists: true},
		"a new test":                       {steps: []step{{"app/app_test.go", "", "package app_test\n\nimport \"m.example/ff\"\n\nvar _ = ff.On(\"more\")\n"}}, lists: true},
		"a file less":                      {steps: []step{{"plain/plain_test.go", "", ""}}, lists: true},
		"a package less":                   {steps: []step{{"app", "", ""}}, lists: true},
		"an import more":                   {steps: []step{{"plain/plain.go", "import (", "import (\n\t_ \"lib.example/lib/sub\""}}, lists: true},
		"an import more in a test":         {steps: []step{{"plain/plain_test.go", "import ", "import _ \"m.example/pay\"\n\nimport "}}, lists: true},
		"an import more in a replacement":  {steps: []step{{"_lib/lib.go", "package lib\n", "package lib\n\nimport _ \"lib.example/lib/sub\"\n"}}, lists: true},
		"another name":                     {steps: []step{{"plain/plain.go", "package plain", "package other"}, {"plain/plain_test.go", "package plain", "package other"}}, lists: true},
		"a build constraint":               {steps: []step{{"app/app.go", "// Package", "//go:build slow\n\n// Package"}}, lists: true},
		"another file to embed":            {steps: []step{{"app/app.go", "files/a.txt", "files/b.txt"}, {"app/files/b.txt", "", "b"}}, lists: true},
		"no file to embed":                 {steps: []step{{"app/files/a.txt", "", ""}}, lists: true},
		"what cgo is told":                 {steps: []step{{"c/c.go", "-DA", "-DB"}}, lists: true},
		"a C file":                         {steps: []step{{"plain/x.c", "", "int x;\n"}}, lists: true, amiss: true},
		"a constraint in a C file":         {steps: []step{{"c/x.c", "", "int x;\n"}, {"c/x.c", "int", "//go:build slow\n\nint"}}, lists: true},
		"a nested module":                  {steps: []step{{"app/go.mod", "", "module m.example/app\n\ngo 1.26\n"}}, lists: true},
		"a workspace":                      {steps: []step{{"go.work", "", "go 1.26\n\nuse .\n\nuse ./_lib\n"}}, lists: true},
		"a workspace elsewhere":            {steps: []step{{"_lib/go.work", "", "go 1.26\n\nuse ..\n\nuse .\n"}}, env: [2]string{"GOWORK", "/_lib/go.work"}, lists: true},
		"a replacement":                    {steps: []step{{"go.mod", "=> ./_sdk/ld", "=> ./_sdk/none"}, {"_sdk/none/go.mod", "", "module github.com/launchdarkly/go-server-sdk/v7\n\ngo 1.26\n"}, {"_sdk/none/ld.go", "", "package ldclient\n\ntype LDClient struct{}\n"}}, lists: true},
		"a version of the language":        {steps: []step{{"go.mod", "go 1.26", "go 1.26.0"}}, lists: true},
		"GOFLAGS":                          {env: [2]string{"GOFLAGS", "-mod=mod -tags=slow"}, lists: true},
		"GOOS":                             {env: [2]string{"GOOS", "plan9"}, lists: true},
		"CGO_ENABLED":                      {env: [2]string{"CGO_ENABLED", "0"}, lists: true},
		"tags":                             {set: func(o *program.Options) { o.Tags = []string{"slow"} }, lists: true},
		"no tests":                         {set: func(o *program.Options) { o.Tests = false }, lists: true},
		"a pattern":                        {set: func(o *program.Options) { o.Patterns = []string{"./plain"} }, lists: true},
		"files beside tests, by a pattern": {set: func(o *program.Options) { o.Patterns = []string{"./plain/testdata/sample/..."} }, lists: true},
	}
	start := writeText(t, kept)
	edit(t, start, "go.mod", "", keptMod)
	root := filepath.Join(start+"-work", "m")
	lists := goSpy(t, "")
	restore := func(t *testing.T) {
		t.Helper()
		if err := os.RemoveAll(root); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(root, os.DirFS(start)); err != nil {
			t.Fatal(err)
		}
	}
	restore(t)
	before := &memory{}
	load(t, program.Dir(root), program.Options{Root: root, Tests: true, Lean: true, Cache: before})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			restore(t)
			cache := &memory{} // what other cases have left may be true of this one too
			before.Range(func(key, value any) bool { cache.Store(key, value); return true })
			options := program.Options{Root: root, Tests: true, Lean: true, Cache: cache}
			if test.env[0] != "" {
				t.Setenv(test.env[0], strings.Replace(test.env[1], "/_lib", root+"/_lib", 1))
			}
			if test.set != nil {
				test.set(&options)
			}
			for _, step := range test.steps {
				edit(t, root, step.file, step.before, step.after)
			}
			lists()
			got := load(t, program.Dir(root), options)
			if asked := lists() > 0; asked != test.lists {
				t.Errorf("the go command was asked: %t, want %t", asked, test.lists)
			}
			again := load(t, program.Dir(root), options)
			if asked := lists() > 0; asked != test.amiss {
				t.Errorf("the go command was asked again: %t, want %t", asked, test.amiss)
			}
			options.Cache = nil
			want := load(t, program.Dir(root), options)
			for _, got := range []*program.Result{got, again} {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("with the cache it is another result (-without +with):\n%s", diff)
				}
			}
		})
	}
}

// TestKeptListingAmiss wants answers with mistakes to be asked for each time: they may be put right where nobody looks.
func TestKeptListingAmiss(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, root string){
		"an import that is not there": func(t *testing.T, root string) {
			edit(t, root, "pay/more.go", "", "package pay\n\nimport _ \"absent.example/x\"\n")
		},
		"a package behind a link": func(t *testing.T, root string) {
			edit(t, root, ".hidden/hidden.go", "", "package hidden\n")
			edit(t, root, "pay/more.go", "", "package pay\n\nimport _ \"m.example/link\"\n")
			if err := os.Symlink(filepath.Join(root, ".hidden"), filepath.Join(root, "link")); err != nil {
				t.Skip(err)
			}
		},
		"a package in a hidden directory": func(t *testing.T, root string) {
			edit(t, root, ".hidden/hidden.go", "", "package hidden\n")
			edit(t, root, "pay/more.go", "", "package pay\n\nimport _ \"m.example/.hidden\"\n")
		},
		"a file of the go command's own": func(t *testing.T, root string) {
			edit(t, root, "overlay.json", "", "{}")
			t.Setenv("GOFLAGS", "-mod=mod -overlay="+filepath.Join(root, "overlay.json"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := writeText(t, shop)
			change(t, root)
			lists := goSpy(t, "")
			options := program.Options{Root: root, Tests: true, Lean: true, Cache: &memory{}}
			for range 2 {
				load(t, program.Dir(root), options)
				if lists() == 0 {
					t.Error("the go command was not asked")
				}
			}
		})
	}
}

// TestKeptListingMeanwhile changes a file while packages are listed, and back: what was listed is not what the state before has.
func TestKeptListingMeanwhile(t *testing.T) {
	root := writeText(t, shop)
	file := filepath.Join(root, "pay", "more.go")
	edit(t, root, "pay/more.go", "", "package pay\n")
	lists := goSpy(t, fmt.Sprintf("echo 'package pay; import _ \"m.example/search\"' >'%s'", file))
	options := program.Options{Root: root, Tests: true, Lean: true, Cache: &memory{}}
	load(t, program.Dir(root), options)
	edit(t, root, "pay/more.go", "", "package pay\n")
	lists()
	load(t, program.Dir(root), options)
	if lists() == 0 {
		t.Error("an answer was kept that was made while a file changed")
	}
}

// TestKeptListingVendor edits what is vendored, which has a version but may be edited all the same.
func TestKeptListingVendor(t *testing.T) {
	const vendored = "-- vendor/lib.example/lib/lib.go --\npackage lib\n\nconst Key = \"lib\"\n-- vendor/lib.example/lib/sub/sub.go --\npackage sub\n" +
		"-- vendor/github.com/launchdarkly/go-server-sdk/v7/ld.go --\npackage ldclient\n\ntype LDClient struct{}\n\nfunc (*LDClient) BoolVariation(key string, context any, otherwise bool) (bool, error) {\n\treturn otherwise, nil\n}\n" +
		"-- vendor/modules.txt --\n# github.com/launchdarkly/go-server-sdk/v7 v7.0.0 => ./_sdk/ld\n## explicit; go 1.26\ngithub.com/launchdarkly/go-server-sdk/v7\n# lib.example/lib v1.0.0\n## explicit; go 1.26\nlib.example/lib\nlib.example/lib/sub\n# github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld\n" +
		"-- plain/plain.go --\npackage plain\n\nimport (\n\t\"lib.example/lib\"\n\t\"m.example/ff\"\n)\n\nvar _ = ff.On(lib.Key)\n"
	root := writeText(t, shop+vendored)
	edit(t, root, "go.mod", "", strings.Replace(keptMod, "replace lib.example/lib => ./_lib\n", "", 1))
	lists := goSpy(t, "")
	options := program.Options{Root: root, Tests: true, Lean: true, Cache: &memory{}}
	load(t, program.Dir(root), options)
	for _, step := range []struct {
		file, before, after string
		lists               bool
		key                 string
	}{
		{"vendor/lib.example/lib/lib.go", "", "package lib\n\nconst Key = \"other\"\n", false, "other"},
		{"vendor/lib.example/lib/lib.go", "", "package lib\n\nimport _ \"lib.example/lib/sub\"\n\nconst Key = \"other\"\n", true, "other"},
		{"vendor/lib.example/lib/more.go", "", "package lib\n\nconst More = 1\n", true, "other"},
		{"vendor/modules.txt", "## explicit; go 1.26\nlib", "## explicit; go 1.25\nlib", true, "other"},
	} {
		lists()
		edit(t, root, step.file, step.before, step.after)
		result := load(t, program.Dir(root), options)
		if asked := lists() > 0; asked != step.lists || !slices.Contains(keys(result), step.key) || !result.Whole {
			t.Errorf("%s: asked %t, keys %v, %v", step.file, asked, keys(result), result.Incomplete)
		}
	}
}

// TestKeptListingModuleCache empties the module cache, of which only the versions count.
func TestKeptListingModuleCache(t *testing.T) {
	proxy, modules := t.TempDir(), filepath.Join(t.TempDir(), "mod")
	publish(t, proxy, "lib.example/lib", "v1.0.0", map[string]string{"go.mod": "module lib.example/lib\n\ngo 1.26\n", "lib.go": "package lib\n\nconst Key = \"lib\"\n"})
	for name, value := range map[string]string{"GOPROXY": "file://" + filepath.ToSlash(proxy), "GOMODCACHE": modules, "GOSUMDB": "off", "GOFLAGS": "-mod=mod -modcacherw"} {
		t.Setenv(name, value)
	}
	root := writeText(t, shop+"-- plain/plain.go --\npackage plain\n\nimport (\n\t\"lib.example/lib\"\n\t\"m.example/ff\"\n)\n\nvar _ = ff.On(lib.Key)\n")
	edit(t, root, "go.mod", "", strings.Replace(keptMod, "replace lib.example/lib => ./_lib\n", "", 1))
	lists := goSpy(t, "")
	options := program.Options{Root: root, Tests: true, Lean: true, Cache: &memory{}}
	for _, wanted := range []bool{true, true, false, true, false} { // the first one writes go.sum
		if !slices.Contains(keys(load(t, program.Dir(root), options)), "lib") {
			t.Error("the key of the module is missing")
		}
		if asked := lists() > 0; asked != wanted {
			t.Errorf("the go command was asked: %t, want %t", asked, wanted)
		}
		if !wanted {
			if err := os.RemoveAll(modules); err != nil {
				t.Fatal(err)
			}
		}
	}
}
