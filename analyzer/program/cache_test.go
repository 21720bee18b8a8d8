package program_test

import (
	"archive/zip"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// memory is a cache that counts what it is asked for and does not have.
type memory struct {
	sync.Map
	missed atomic.Int64
}

func (m *memory) Get(key program.Digest) []byte {
	content, ok := m.Load(key)
	if !ok {
		m.missed.Add(1)
		return nil
	}
	return content.([]byte)
}

func (m *memory) Put(key program.Digest, content []byte) { m.Store(key, content) }

// changing is a module of which every file has several forms; the first is that of the start, and an empty one is no file.
var changing = map[string][]string{
	"go.mod": {
		"module m.example\n\ngo 1.26\n\nrequire github.com/launchdarkly/go-server-sdk/v7 v7.0.0\n\nreplace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld\n",
		"module m.example\n\ngo 1.26\n\nrequire github.com/launchdarkly/go-server-sdk/v7 v7.0.0\n\nreplace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/none\n",
	},
	"ff/ff.go": {
		"package ff\n\nimport ld \"github.com/launchdarkly/go-server-sdk/v7\"\n\nfunc On(key string) bool {\n\ton, _ := (&ld.LDClient{}).BoolVariation(key, nil, false)\n\treturn on\n}\n",
		"package ff\n\nimport ld \"github.com/launchdarkly/go-server-sdk/v7\"\n\nfunc On(key string) bool {\n\n\n\ton, _ := (&ld.LDClient{}).BoolVariation(key, nil, false)\n\treturn on\n}\n",
		"package ff\n\nimport ld \"github.com/launchdarkly/go-server-sdk/v7\"\n\nfunc On(key string) bool {\n\ton, _ := (&ld.LDClient{}).BoolVariation(key, nil, true)\n\treturn on\n}\n",
		"package ff\n\nimport ld \"github.com/launchdarkly/go-server-sdk/v7\"\n\nfunc On(ctx any, key string) bool {\n\ton, _ := (&ld.LDClient{}).BoolVariation(key, nil, false)\n\treturn on\n}\n",
		"package ff\n\nfunc On(key string) bool { return key == \"\" }\n",
	},
	"ff/more.go": {
		"",
		"package ff\n\nfunc Off(key string) bool { return !On(key) }\n",
		"package ff\n\nfunc On(key string) bool { return true }\n",
	},
	"api/api.go": {
		"package api\n\ntype Flags interface{ On(key string) bool }\n\ntype Other Flags\n",
		"package api\n\ntype Flags interface {\n\tOn(key string) bool\n\tClose()\n}\n",
		"",
	},
	"impl/impl.go": {
		"package impl\n\nimport \"m.example/ff\"\n\ntype Client struct{}\n\nfunc (Client) On(key string) bool { return ff.On(key) }\n",
		"package impl\n\ntype Client struct{}\n\nfunc (Client) On(key string) bool { return key != \"\" }\n",
		"package impl\n\nimport \"m.example/ff\"\n\ntype Client struct{}\n\nfunc (Client) On(key string) bool { return ff.On(key) }\n\nfunc (Client) Close() {}\n",
	},
	"impl/static.go": {
		"",
		"package impl\n\ntype Static struct{}\n\nfunc (Static) On(key string) bool { return true }\n\ntype File struct{}\n\nfunc (File) On(key string) bool { return true }\n",
	},
	"use/use.go": {
		"package use\n\nimport \"m.example/api\"\n\nfunc Use(f api.Flags) bool { return f.On(\"used\") }\n",
		"package use\n\nimport \"m.example/api\"\n\n// Use is further down.\nfunc Use(f api.Flags) bool { return f.On(\"used\") || f.On(key()) }\n\nfunc key() string { return \"k\" }\n",
		"package use\n\nimport \"m.example/api\"\n\nfunc Use(f api.Flags) bool { return f.On(1) }\n",
		"package use\n\nimport \"m.example/api\"\n\nfunc Use(f api.Flags bool { return f.On(\"used\") }\n",
		"package use\n\nimport (\n\t\"m.example/api\"\n\t\"m.example/ff\"\n)\n\nfunc Use(f api.Flags) bool { return f.On(\"used\") }\n\nfunc Ask(key string) bool { return ff.On(\"p-\" + key) } //nolint:flagdebt\n",
	},
	"use/use_test.go": {
		"package use\n\nimport \"m.example/ff\"\n\nfunc ask() bool { return ff.On(\"in-test\") }\n",
		"package use\n\nimport \"m.example/ff\"\n\nfunc help(key string) bool { return ff.On(key) }\n\nfunc ask() bool { return help(\"helped\") }\n",
		"",
		"package use_test\n\nimport (\n\t\"m.example/impl\"\n\t\"m.example/use\"\n)\n\nvar got = use.Use(impl.Client{})\n",
	},
	"accessor/accessor.go": {
		"package accessor\n\nimport \"m.example/ff\"\n\nvar New = struct{ On func() bool }{On: func() bool { return ff.On(\"accessor\") }}\n",
		"package accessor\n\nimport \"m.example/ff\"\n\nvar New = struct{ On func() bool }{On: func() bool { return ff.On(\"renamed\") }}\n",
		"package accessor\n\nvar New = struct{ On func() bool }{On: func() bool { return true }}\n",
	},
	"ask/ask.go": {
		"package ask\n\nimport \"m.example/accessor\"\n\nfunc Ask() bool { return accessor.New.On() }\n",
		"package ask\n\nimport \"m.example/extra\"\n\nfunc Ask() bool { return extra.Enabled(\"extra\") }\n",
	},
	"extra/extra.go": {
		"package extra\n\nfunc Enabled(key string) bool { return false }\n",
		"package extra\n\nfunc Enabled(name string) bool { return len(name) > 1 }\n",
	},
	"keys/keys.go": {
		"package keys\n\n// owner: @pay\nconst Pay = \"pay\"\n",
		"package keys\n\n// owner: @cash\nconst Pay = \"pay\"\n",
	},
	"keys/in/in.go": {
		"package in\n\nimport (\n\t\"m.example/ff\"\n\t\"m.example/keys\"\n)\n\nvar _ = ff.On(keys.Pay)\n",
	},
	"tagged/tagged.go": {
		"//go:build slow\n\npackage tagged\n\nimport \"m.example/ff\"\n\nvar _ = ff.On(\"slow\")\n",
		"package tagged\n\nimport \"m.example/ff\"\n\nvar _ = ff.On(\"slow\")\n",
	},
}

// state is one form of the module: the form of each file, and the options.
type state struct {
	root    string
	options program.Options
	forms   map[string]int
}

func startOf(t *testing.T) *state {
	archive := txtar.Parse([]byte(shop))
	archive.Files = []txtar.File{{Name: "_sdk/none/go.mod", Data: []byte("module github.com/launchdarkly/go-server-sdk/v7\n\ngo 1.26\n")}, {Name: "_sdk/none/ld.go", Data: []byte("package ldclient\n\ntype LDClient struct{}\n")}, archive.Files[0]}
	s := &state{root: writeModule(t, archive), forms: map[string]int{}}
	s.options = program.Options{Root: s.root, Tests: true}
	for _, name := range s.names() {
		s.set(t, name, 0)
	}
	return s
}

func (s *state) names() []string {
	var names []string
	for name := range changing {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// set gives a file one of its forms.
func (s *state) set(t *testing.T, name string, form int) {
	t.Helper()
	s.forms[name] = form
	file := filepath.Join(s.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if changing[name][form] == "" {
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := os.WriteFile(file, []byte(changing[name][form]), 0o666); err != nil {
		t.Fatal(err)
	}
}

// check wants the same from a full program and from a lean one with the cache, and returns how often the cache did not have what it was asked for.
func (s *state) check(t *testing.T, cache *memory) (missed int) {
	t.Helper()
	full := load(t, program.Dir(s.root), s.options)
	options := s.options
	options.Lean, options.Cache = true, cache
	before := cache.missed.Load()
	if diff := cmp.Diff(full, load(t, program.Dir(s.root), options)); diff != "" {
		t.Errorf("with the cache it is another result at %v (-without +with):\n%s", s.forms, diff)
	}
	return int(cache.missed.Load() - before)
}

// rule is a catalogue for the package extra.
var rule = []config.Catalogue{{APIs: []config.API{{Packages: config.Strings{"m.example/extra"}, Methods: config.Strings{"Enabled"}, Value: "bool"}}}}

// TestCache changes one thing after the other, and wants the same as without a cache each time; what did not change is not looked at.
func TestCache(t *testing.T) {
	s := startOf(t)
	cache := &memory{}
	if s.check(t, cache) == 0 {
		t.Fatal("the cache is not used")
	}
	for _, step := range []struct {
		what  string
		files map[string]int
		looks int // at packages that changed, and at interfaces; -1 is any number
		again int // at what did not change
	}{
		{"nothing", nil, 0, 0},
		{"a body", map[string]int{"ff/ff.go": 1}, 2, 0}, // before and after something was learned of interfaces
		{"a body, back again", map[string]int{"ff/ff.go": 0}, 0, 0},
		{"a body of tests", map[string]int{"use/use_test.go": 1}, -1, 0},
		{"what a wrapper passes", map[string]int{"ff/ff.go": 2}, -1, 0},
		{"a signature", map[string]int{"ff/ff.go": 3}, -1, 0},
		{"a wrapper less", map[string]int{"ff/ff.go": 4}, -1, 0},
		{"all back", map[string]int{"ff/ff.go": 0, "use/use_test.go": 0}, 0, 0},
		{"a new wrapper in a new file", map[string]int{"ff/more.go": 1}, -1, 0},
		{"a declaration twice", map[string]int{"ff/more.go": 2}, -1, 0},
		{"a file less", map[string]int{"ff/more.go": 0}, 0, 0},
		{"an implementation that evaluates nothing", map[string]int{"impl/impl.go": 1}, -1, 0},
		{"more implementations", map[string]int{"impl/impl.go": 0, "impl/static.go": 1}, -1, 0},
		{"an interface that nobody implements", map[string]int{"impl/static.go": 0, "api/api.go": 1}, -1, 0},
		{"an implementation of it", map[string]int{"impl/impl.go": 2}, -1, 0},
		{"a package less", map[string]int{"api/api.go": 2}, -1, 1}, // the go command complains, which is not kept
		{"all back", map[string]int{"api/api.go": 0, "impl/impl.go": 0}, 0, 0},
		{"a type error", map[string]int{"use/use.go": 2}, -1, 0},
		{"a syntax error", map[string]int{"use/use.go": 3}, -1, 0},
		{"mended", map[string]int{"use/use.go": 4}, -1, 0},
		{"another flag behind an accessor", map[string]int{"accessor/accessor.go": 1}, -1, 0},
		{"what a comment says", map[string]int{"keys/keys.go": 1}, -1, 0},
		{"other tests", map[string]int{"use/use_test.go": 3}, -1, 0},
		{"another version of the SDK", map[string]int{"go.mod": 1}, -1, 0},
		{"all back", map[string]int{"go.mod": 0, "use/use.go": 0, "use/use_test.go": 0, "accessor/accessor.go": 0, "keys/keys.go": 0}, 0, 0},
	} {
		for name, form := range step.files {
			s.set(t, name, form)
		}
		if looks := s.check(t, cache); step.looks >= 0 && looks != step.looks {
			t.Errorf("%s: %d looks, want %d", step.what, looks, step.looks)
		}
		if looks := s.check(t, cache); looks != step.again {
			t.Errorf("%s: %d looks at what did not change, want %d", step.what, looks, step.again)
		}
	}
	s.set(t, "ask/ask.go", 1)
	s.options.Catalogues = rule
	s.check(t, cache)
	s.options.Tests = false
	s.check(t, cache)
	s.options.Tags = []string{"slow"}
	s.check(t, cache)
	s.options.Patterns = []string{"./use"}
	s.check(t, cache)
}

// TestCacheByChance goes from one state of the module to another by chance, with what all earlier ones left in the cache.
func TestCacheByChance(t *testing.T) {
	s := startOf(t)
	cache := &memory{}
	random := rand.New(rand.NewPCG(5, 6))
	steps := 40
	if testing.Short() {
		steps = 5
	}
	for range steps {
		for range 1 + random.IntN(3) {
			name := s.names()[random.IntN(len(changing))]
			s.set(t, name, random.IntN(len(changing[name])))
		}
		s.options.Catalogues = [][]config.Catalogue{nil, rule}[random.IntN(2)]
		s.options.Tests = random.IntN(4) > 0
		s.check(t, cache)
	}
}

// TestCacheDamaged wants entries that hold anything but what was put to count as none.
func TestCacheDamaged(t *testing.T) {
	s := startOf(t)
	cache := &memory{}
	s.check(t, cache)
	for _, content := range []string{"", "x", "{", `{"References": 1}`} {
		cache.Range(func(key, _ any) bool {
			cache.Store(key, []byte(content))
			return true
		})
		s.check(t, cache)
	}
}

// TestCacheModuleVersion changes the version of a module in the module cache, whose files are never read to see whether they changed.
func TestCacheModuleVersion(t *testing.T) {
	proxy := t.TempDir()
	for version, key := range map[string]string{"v1.0.0": "old", "v1.1.0": "new"} {
		publish(t, proxy, "lib.example", version, map[string]string{
			"go.mod":     "module lib.example\n\ngo 1.26\n",
			"lib.go":     fmt.Sprintf("package lib\n\nconst Key = %q\n", key),
			"sub/sub.go": "package sub\n",
		})
	}
	modules := filepath.Join(t.TempDir(), "mod")
	for name, value := range map[string]string{"GOPROXY": "file://" + filepath.ToSlash(proxy), "GOMODCACHE": modules, "GOSUMDB": "off", "GOFLAGS": "-mod=mod -modcacherw"} {
		t.Setenv(name, value)
	}
	const start = "module m.example\n\ngo 1.26\n\nrequire github.com/launchdarkly/go-server-sdk/v7 v7.0.0\n\nreplace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld\n\nrequire lib.example "
	root := writeText(t, shop+"-- use/use.go --\npackage use\n\nimport (\n\t\"lib.example\"\n\t\"m.example/ff\"\n)\n\nfunc Use() bool { return ff.On(lib.Key) }\n")
	s := &state{root: root, options: program.Options{Root: root, Tests: true}}
	cache := &memory{}
	for _, step := range []struct{ version, key string }{{"v1.0.0", "old"}, {"v1.1.0", "new"}, {"v1.0.0", "old"}} {
		if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte(start+step.version+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		s.check(t, cache)
		options := s.options
		options.Lean, options.Cache = true, cache
		if got := keys(load(t, program.Dir(root), options)); !slices.Contains(got, step.key) {
			t.Errorf("%s: keys %v", step.version, got)
		}
	}
}

// publish writes a version of a module into the directory of a module proxy.
func publish(t *testing.T, proxy, path, version string, files map[string]string) {
	t.Helper()
	dir := filepath.Join(proxy, path, "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	archive := zip.NewWriter(f)
	for name, content := range files {
		w, err := archive.Create(path + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := strings.NewReader(content).WriteTo(w); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{".mod": files["go.mod"], ".info": fmt.Sprintf(`{"Version": %q}`, version)} {
		if err := os.WriteFile(filepath.Join(dir, version+name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCacheCancelled wants a run that was interrupted to leave nothing in the cache that is not so.
func TestCacheCancelled(t *testing.T) {
	s := startOf(t)
	cache := &memory{}
	ctx, cancel := context.WithCancel(context.Background())
	p, err := program.Load(ctx, program.Dir(s.root), program.Options{Root: s.root, Tests: true, Lean: true, Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := p.Result(ctx); err == nil {
		t.Error("a cancelled run gave a result")
	}
	s.check(t, cache)
}
