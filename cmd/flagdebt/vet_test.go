package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// sample writes the sample module into a directory of its own, and returns the directory and the findings that the comments of its code want.
func sample(t *testing.T) (dir string, want []string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "golangci", "sample.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir, err = filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		write(t, filepath.Join(dir, file.Name), string(file.Data))
		for i, line := range strings.Split(string(file.Data), "\n") {
			if _, rule, ok := strings.Cut(line, "// want "); ok {
				want = append(want, file.Name+":"+strconv.Itoa(i+1)+": "+rule)
			}
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	return dir, want
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// goVet runs go vet with flagdebt as its tool, and returns all that it prints.
func goVet(t *testing.T, dir, cache string, env ...string) string {
	t.Helper()
	tool, err := exec.LookPath("flagdebt") // this test itself: testscript.Main has put it on the PATH
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-vettool="+tool, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir, "GOCACHE="+cache, "GOENV=off", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local", "FLAGDEBT_CONFIG=")
	cmd.Env = append(cmd.Env, env...)
	output, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(output)
}

var findingLine = regexp.MustCompile(`(?m)^(?:\./)?(\S+\.go:\d+):\d+: ([a-z-]+): .*$`)

// findings are file:line: rule of every finding in the output of go vet, each once: a file is in its package and in the test variant of that.
func findings(output string) []string {
	found := map[string]bool{}
	for _, match := range findingLine.FindAllStringSubmatch(output, -1) {
		found[match[1]+": "+match[2]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

func lines(output string) []string { return slices.Sorted(strings.Lines(output)) }

func wantFindings(t *testing.T, want []string, output string) {
	t.Helper()
	if diff := cmp.Diff(want, findings(output)); diff != "" {
		t.Errorf("-want +got:\n%s\n%s", diff, output)
	}
}

// without are the findings of other rules.
func without(findings []string, rules ...string) []string {
	return slices.DeleteFunc(slices.Clone(findings), func(f string) bool {
		return slices.ContainsFunc(rules, func(rule string) bool { return strings.HasSuffix(f, ": "+rule) })
	})
}

// TestVet wants the findings at their lines: through a wrapper in another package, and not where nolint stands. Two caches that know nothing give the same lines, which go vet prints in the order in which packages are done.
func TestVet(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	first := goVet(t, dir, t.TempDir())
	wantFindings(t, want, first)
	if n, all := len(findingLine.FindAllString(first, -1)), len(want); n != all {
		t.Errorf("%d lines for %d findings:\n%s", n, all, first)
	}
	if diff := cmp.Diff(lines(first), lines(goVet(t, dir, t.TempDir()))); diff != "" {
		t.Errorf("a second time (-first +second):\n%s", diff)
	}
}

// TestVetSeesTheStateChange is about the cache of the go command, which knows Go files only: what it replays must be of the present state. The third answer is from the cache again.
func TestVetSeesTheStateChange(t *testing.T) {
	t.Parallel()
	const (
		platform = `{"items": [{"key": "new-checkout", "kind": "boolean", "creationDate": 1739196720000, "archived": false, "temporary": true,
			"variations": [{"value": true}, {"value": false}],
			"environments": {"production": {"on": true, "lastModified": 1748764800000, "targets": [], "rules": [],
				"fallthrough": FALLTHROUGH, "offVariation": 1}}}], "totalCount": 1}`
		one   = `{"variation": 0}`
		split = `{"rollout": {"variations": [{"variation": 0, "weight": 50000}, {"variation": 1, "weight": 50000}]}}`
	)
	for _, c := range []struct{ name, file, stale, live string }{
		{
			"go-feature-flag", "flags.goff.yaml",
			"new-checkout:\n  variations: {on: true, off: false}\n  defaultRule: {variation: on}\n  metadata: {created: 2025-06-01}\n",
			"new-checkout:\n  variations: {on: true, off: false}\n  defaultRule: {percentage: {on: 50, off: 50}}\n  metadata: {created: 2025-06-01}\n",
		},
		{"launchdarkly", "ld.json", strings.Replace(platform, "FALLTHROUGH", one, 1), strings.Replace(platform, "FALLTHROUGH", split, 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, all := sample(t)
			write(t, filepath.Join(dir, ".flagdebt.yml"), "version: 1\nnow: 2026-11-22\nsources:\n  - file: "+c.file+"\n    provider: launchdarkly\n    complete: false\n")
			stale := without(all, "unknown", "naming")
			cache, state := t.TempDir(), filepath.Join(dir, c.file)
			for i, run := range []struct {
				state string
				want  []string
			}{{c.stale, stale}, {c.live, nil}, {c.stale, stale}} {
				write(t, state, run.state)
				t.Logf("run %d", i+1)
				wantFindings(t, run.want, goVet(t, dir, cache))
			}
		})
	}
}

// TestVetConfigVariable names the configuration, which must be found from the directory of every package.
func TestVetConfigVariable(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	config := filepath.Join(dir, "other", "flagdebt.yml")
	write(t, config, "version: 1\nnow: 2026-11-22\nsources:\n  - file: ../flags.goff.yaml\n    provider: launchdarkly\npolicy:\n  rules: {stale: off}\n")
	cache := t.TempDir()
	wantFindings(t, want, goVet(t, dir, cache))
	wantFindings(t, without(want, "stale", "naming"), goVet(t, dir, cache, "FLAGDEBT_CONFIG="+config))
	wantFindings(t, want, goVet(t, dir, cache))

	output := goVet(t, dir, cache, "FLAGDEBT_CONFIG=other/flagdebt.yml")
	if !strings.Contains(output, "FLAGDEBT_CONFIG=other/flagdebt.yml is not an absolute path") {
		t.Errorf("a relative path:\n%s", output)
	}
}

// TestVetProblems wants one clear message where configuration or state cannot be read, and all the findings that do not need it.
func TestVetProblems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, text, message string
		rules                     []string // of the findings that stay
	}{
		{"missing state", "flags.goff.yaml", "", `.flagdebt.yml:4:5: flags.goff.yaml: the file does not exist: `, []string{"naming", "dynamic-key"}},
		{"broken state", "flags.goff.yaml", "new-checkout:\n  variations: {on: true\n", `flags.goff.yaml:\d+:\d+: `, []string{"naming", "dynamic-key"}},
		{"broken configuration", ".flagdebt.yml", "version: 1\nsuorces: []\n", `.flagdebt.yml:2:1: unknown field "suorces": did you mean "sources"\?`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, want := sample(t)
			config, cache := filepath.Join(dir, ".flagdebt.yml"), t.TempDir()
			write(t, config, read(t, config)+"policy:\n  rules: {dynamic-key: warning}\n")
			broken := filepath.Join(dir, c.file)
			right := read(t, broken)
			if c.text == "" {
				if err := os.Remove(broken); err != nil {
					t.Fatal(err)
				}
			} else {
				write(t, broken, c.text)
			}
			output := goVet(t, dir, cache)
			var rules []string
			for _, finding := range findings(output) {
				_, rule, _ := strings.Cut(finding, ": ")
				rules = append(rules, rule)
			}
			slices.Sort(rules)
			if diff := cmp.Diff(slices.Sorted(slices.Values(append([]string{"configuration"}, c.rules...))), rules); diff != "" {
				t.Errorf("rules (-want +got):\n%s\n%s", diff, output)
			}
			message := regexp.MustCompile(`(?m)^(\./)?checkout/checkout.go:2:1: configuration: ` + c.message)
			if n := len(message.FindAllString(output, -1)); n != 1 || strings.Count(output, "configuration: ") != 1 {
				t.Errorf("%d messages like %s:\n%s", n, message, output)
			}
			// Once it is repaired, nothing of it is left in the cache.
			write(t, broken, right)
			wantFindings(t, slices.Sorted(slices.Values(append(want, "checkout/checkout.go:21: dynamic-key"))), goVet(t, dir, cache))
		})
	}
}

// TestVetSaysProblemsEverywhere wants the message also where the configuration is not in the directory of the module, or code of another module comes first.
func TestVetSaysProblemsEverywhere(t *testing.T) {
	t.Parallel()
	dir, _ := sample(t)
	config := filepath.Join(dir, ".github", "flagdebt.yml")
	write(t, config, "version: 1\nsources:\n  - file: ../missing.json\n")
	if output := goVet(t, dir, t.TempDir(), "FLAGDEBT_CONFIG="+config); strings.Count(output, "configuration: .github/flagdebt.yml:3:5: missing.json: the file does not exist") != 1 {
		t.Errorf("a configuration in a directory without code:\n%s", output)
	}

	module := filepath.Join(dir, "module")
	write(t, filepath.Join(dir, ".flagdebt.yml"), "version: 1\nsources:\n  - file: missing.json\n")
	write(t, filepath.Join(module, "go.mod"), "module module.example\n\ngo 1.26\n")
	write(t, filepath.Join(module, "a", "go.mod"), "module module.example/a\n\ngo 1.26\n")
	write(t, filepath.Join(module, "a", "a.go"), "package a\n")
	write(t, filepath.Join(module, "node_modules", "a.go"), "package a\n")
	write(t, filepath.Join(module, "one", "one.go"), "package one\n")
	write(t, filepath.Join(module, "two", "two.go"), "package two\n")
	if output := goVet(t, module, t.TempDir()); strings.Count(output, "configuration: .flagdebt.yml:3:5: missing.json: the file does not exist") != 1 {
		t.Errorf("a module below the configuration:\n%s", output)
	}
}

// TestVetReadsSnapshots shows what a package alone cannot know, that an interface of another one asks for flags: go vet learns it from a snapshot.
func TestVetReadsSnapshots(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	write(t, filepath.Join(dir, "port", "port.go"), "package port\n\ntype Flags interface{ Enabled(key string) bool }\n\nfunc Open(flags Flags) bool { return flags.Enabled(\"new-checkout\") }\n")
	write(t, filepath.Join(dir, "adapter", "adapter.go"), "package adapter\n\nimport \"sample.example/flags\"\n\ntype Flags struct{}\n\nfunc (Flags) Enabled(key string) bool { return flags.On(key) }\n")
	cache := t.TempDir()
	wantFindings(t, want, goVet(t, dir, cache))

	snapshot := exec.Command("flagdebt", "-C", dir, "snapshot", "-o", "snapshot.json")
	if output, err := snapshot.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	write(t, filepath.Join(dir, ".flagdebt.yml"), "version: 1\nsources:\n  - file: snapshot.json\nnaming:\n  style: kebab\n")
	wantFindings(t, append(slices.Clone(want), "port/port.go:5: stale"), goVet(t, dir, cache))
}
