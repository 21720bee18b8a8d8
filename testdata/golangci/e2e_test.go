package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// bin is the directory with golangci-lint and flagdebt, which TestMain builds once for all tests.
var bin string

func TestMain(m *testing.M) { os.Exit(runWithPrograms(m)) }

func runWithPrograms(m *testing.M) int {
	dir, err := os.MkdirTemp("", "flagdebt-golangci-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	bin = dir
	for _, program := range []struct{ name, module, pkg string }{{"golangci-lint", ".", "."}, {"flagdebt", filepath.Join("..", ".."), "./cmd/flagdebt"}} {
		build := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(dir, program.name+exe()), program.pkg)
		build.Dir = program.module
		if output, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "building %s: %v\n%s", program.name, err, output)
			return 1
		}
	}
	return m.Run()
}

func exe() string {
	if os.PathSeparator == '\\' {
		return ".exe"
	}
	return ""
}

// config is a golangci-lint configuration: its usual linters, nolintlint and flagdebt with the settings given.
func config(settings string) string {
	return `version: "2"
linters:
  default: standard
  enable: [flagdebt, nolintlint]
  settings:
    custom:
      flagdebt: {type: module, settings: ` + settings + `}
issues: {max-same-issues: 0, max-issues-per-linter: 0}
`
}

// sample writes sample.txtar, and a package that errcheck has something to say about, into a directory of its own, and returns the directory and the findings that the comments of its code want.
func sample(t *testing.T) (dir string, want []string) {
	t.Helper()
	archive, err := txtar.ParseFile("sample.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		write(t, dir, file.Name, string(file.Data))
		for i, line := range strings.Split(string(file.Data), "\n") {
			if _, rule, ok := strings.Cut(line, "// want "); ok {
				want = append(want, file.Name+":"+strconv.Itoa(i+1)+": "+rule)
			}
		}
	}
	write(t, dir, ".git/config", "")
	write(t, dir, ".golangci.yml", config("{}"))
	write(t, dir, "save/save.go", "// Package save forgets an error.\npackage save\n\nfunc save() error { return nil }\n\n// All saves.\nfunc All() {\n\tsave()\n}\n")
	slices.Sort(want)
	return dir, want
}

const forgotten = "save/save.go:8:6: Error return value is not checked (errcheck)"

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs one of the programs, or go, in a directory, and returns what it prints and its exit code.
func run(t *testing.T, dir, cache, program string, args ...string) (output string, code int) {
	t.Helper()
	cmd := exec.Command(program, args...)
	if program != "go" {
		cmd.Path = filepath.Join(bin, program+exe())
		cmd.Err = nil
	}
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir, "GOLANGCI_LINT_CACHE="+cache, "GOENV=off", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local", "FLAGDEBT_CONFIG=")
	text, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}

// lint runs golangci-lint on all packages.
func lint(t *testing.T, dir, cache string, args ...string) (output string, code int) {
	t.Helper()
	args = append([]string{"run", "--allow-parallel-runners", "--show-stats=false", "--output.text.print-issued-lines=false", "--output.text.colors=false"}, args...)
	return run(t, dir, cache, "golangci-lint", append(args, "./...")...)
}

var (
	lintLine  = regexp.MustCompile(`(?m)^(\S+\.go:\d+):\d+: ([a-z-]+): .* \(flagdebt\)$`)
	vetLine   = regexp.MustCompile(`(?m)^(?:\./)?(\S+\.go:\d+):\d+: ([a-z-]+): `)
	checkLine = regexp.MustCompile(`(?m)^(\S+:\d+):\d+: (?:error|warning|info): ([a-z-]+): `)
)

// findings are file:line: rule of every finding in an output.
func findings(line *regexp.Regexp, output string) []string {
	found := map[string]bool{}
	for _, match := range line.FindAllStringSubmatch(output, -1) {
		found[match[1]+": "+match[2]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

func wantLint(t *testing.T, want []string, output string, code int) {
	t.Helper()
	if got := findings(lintLine, output); !slices.Equal(want, got) {
		t.Errorf("findings\n  %s\nwant\n  %s\noutput:\n%s", strings.Join(got, "\n  "), strings.Join(want, "\n  "), output)
	}
	if !strings.Contains(output, forgotten) {
		t.Errorf("the finding of errcheck is lost:\n%s", output)
	}
	if code != 1 {
		t.Errorf("exit code %d, want 1, since there are findings:\n%s", code, output)
	}
}

// TestLint wants the findings at their lines, with those of the other linters, and not where nolint stands. nolintlint takes our nolint comments for used.
func TestLint(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	output, code := lint(t, dir, t.TempDir())
	wantLint(t, want, output, code)
	if strings.Contains(output, "nolint") {
		t.Errorf("nolintlint is not content:\n%s", output)
	}
	again, _ := lint(t, dir, t.TempDir())
	if again != output {
		t.Errorf("the second time, without a cache:\n%s\nthe first time:\n%s", again, output)
	}

	write(t, dir, "save/silent.go", "package save\n\n// Silent does nothing.\nfunc Silent() {} //nolint:flagdebt // there is nothing to silence\n")
	output, _ = lint(t, dir, t.TempDir())
	if !strings.Contains(output, "save/silent.go:4:18: directive `//nolint:flagdebt // there is nothing to silence` is unused for linter \"flagdebt\" (nolintlint)") {
		t.Errorf("nolintlint says nothing about an unused comment:\n%s", output)
	}
}

// TestExample runs the configuration that we recommend as it is.
func TestExample(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	example, err := os.ReadFile(filepath.Join("..", "..", ".golangci.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, ".golangci.yml", string(example))
	cache := t.TempDir()
	if output, code := run(t, dir, cache, "golangci-lint", "config", "verify", "-c", ".golangci.yml"); code != 0 {
		t.Fatalf("golangci-lint config verify: exit code %d\n%s", code, output)
	}
	output, code := lint(t, dir, cache)
	wantLint(t, want, output, code)

	// From a directory below, the same configuration is found.
	output, _ = lint(t, filepath.Join(dir, "home"), cache, "--path-mode=abs")
	if got := findings(lintLine, strings.ReplaceAll(output, dir+string(os.PathSeparator), "")); len(got) != 2 {
		t.Errorf("started in home/, there are %d findings, want 2:\n%s", len(got), output)
	}
	write(t, dir, ".golangci.yml", strings.Replace(string(example), "type: module", "typ: module", 1))
	if output, code := run(t, dir, cache, "golangci-lint", "config", "verify", "-c", ".golangci.yml"); code == 0 {
		t.Errorf("golangci-lint config verify accepts a mistake: %s", output)
	}
}

// TestSettings gives the configuration as settings of the plugin, right and wrong.
func TestSettings(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	for _, c := range []struct {
		name, settings string
		code           int
		want           []string
		message        string
	}{
		{"none", `{}`, 1, want, ""},
		{"a file", `{config: .flagdebt.yml}`, 1, want, ""},
		{"severity", `{min-severity: info}`, 1, sorted(want, "checkout/checkout.go:21: dynamic-key"), ""},
		{"errors only", `{min-severity: error}`, 1, nil, ""},
		{"another day", `{now: 2025-07-01}`, 1, without(want, "stale"), ""},
		{"inline", `{sources: [{file: flags.goff.yaml, provider: launchdarkly}], naming: {style: kebab}, now: 2026-11-22}`, 1, want, ""},
		{"unknown setting", `{polizy: {grace: 30d}}`, 3, nil, `settings.polizy: unknown field "polizy": did you mean "policy"?`},
		{"wrong value", `{min-severity: loud}`, 3, nil, `settings.min-severity: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, dir, ".golangci.yml", config(c.settings))
			output, code := lint(t, dir, t.TempDir())
			if c.message == "" {
				wantLint(t, c.want, output, code)
			} else if code != c.code || !strings.Contains(output, c.message) {
				t.Errorf("exit code %d, want %d, and a message like %q:\n%s", code, c.code, c.message, output)
			}
		})
	}
}

func sorted(findings []string, more ...string) []string {
	return slices.Sorted(slices.Values(append(slices.Clone(findings), more...)))
}

// without are the findings of other rules.
func without(findings []string, rules ...string) []string {
	return slices.DeleteFunc(slices.Clone(findings), func(f string) bool {
		return slices.ContainsFunc(rules, func(rule string) bool { return strings.HasSuffix(f, ": "+rule) })
	})
}

// TestLintSeesTheStateChange is about golangci-lint's cache, which knows Go files and names of analyzers only: what it replays must be of the present state. The third answer is from the cache again.
func TestLintSeesTheStateChange(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	file := filepath.Join(dir, "flags.goff.yaml")
	stale, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	live := strings.Replace(string(stale), "{variation: on}", "{percentage: {on: 50, off: 50}}", 1)
	cache := t.TempDir()
	for i, c := range []struct {
		state string
		want  []string
	}{{string(stale), want}, {live, without(want, "stale")}, {string(stale), want}} {
		write(t, dir, "flags.goff.yaml", c.state)
		t.Logf("run %d", i+1)
		output, code := lint(t, dir, cache)
		wantLint(t, c.want, output, code)
	}
}

// TestLintProblems wants one clear message where configuration or state cannot be read, all the findings that do not need it, and those of the other linters.
func TestLintProblems(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, text, message string
		want                      []string
	}{
		{"missing state", "flags.goff.yaml", "", ".flagdebt.yml:4:5: flags.goff.yaml: the file does not exist: ", []string{"home/home.go:8: naming"}},
		{"broken state", "flags.goff.yaml", "new-checkout:\n  variations: {on: true\n", "flags.goff.yaml:1:1: ", []string{"home/home.go:8: naming"}},
		{"broken configuration", ".flagdebt.yml", "version: 1\nsuorces: []\n", `.flagdebt.yml:2:1: unknown field "suorces": did you mean "sources"?`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, _ := sample(t)
			if c.text != "" {
				write(t, dir, c.file, c.text)
			} else if err := os.Remove(filepath.Join(dir, c.file)); err != nil {
				t.Fatal(err)
			}
			output, code := lint(t, dir, t.TempDir())
			wantLint(t, sorted(c.want, "checkout/checkout.go:2: configuration"), output, code)
			if message := "checkout/checkout.go:2:1: configuration: " + c.message; strings.Count(output, message) != 1 || strings.Count(output, "configuration: ") != 1 {
				t.Errorf("want one message like %q:\n%s", message, output)
			}
		})
	}
}

// TestSameFindings holds go vet, golangci-lint and flagdebt check to the same findings. What only check knows, since it sees the whole program, is that a flag is unused or has expired unread; what it shows besides is below the linters' min-severity.
func TestSameFindings(t *testing.T) {
	t.Parallel()
	dir, want := sample(t)
	state := filepath.Join(dir, "flags.goff.yaml")
	text, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "flags.goff.yaml", string(text)+"spring-sale:\n  variations: {on: true, off: false}\n  defaultRule: {percentage: {on: 50, off: 50}}\n  metadata: {expires: 2026-05-31}\n")
	cache := t.TempDir()

	output, code := lint(t, dir, cache)
	wantLint(t, want, output, code)
	output, _ = run(t, dir, cache, "go", "vet", "-vettool="+filepath.Join(bin, "flagdebt"+exe()), "./...")
	if got := findings(vetLine, output); !slices.Equal(want, got) {
		t.Errorf("go vet finds\n%s\nwant\n%s\noutput:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), output)
	}
	output, code = run(t, dir, cache, "flagdebt", "check")
	all := sorted(want, "checkout/checkout.go:21: dynamic-key", "flags.goff.yaml:8: unused", "flags.goff.yaml:11: unused", "flags.goff.yaml:11: expired")
	if got := findings(checkLine, output); !slices.Equal(all, got) || code != 1 {
		t.Errorf("flagdebt check finds\n%s\nwant\n%s\nexit code %d, output:\n%s", strings.Join(got, "\n"), strings.Join(all, "\n"), code, output)
	}
}
