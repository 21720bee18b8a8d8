package golangci_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/golangci"
)

// repository is a directory with a configuration and one flag, in which the test runs from then on, as golangci-lint does.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, ".git/HEAD", "")
	put(t, dir, "go.mod", "module m.example\n")
	put(t, dir, "a.go", "package a\n")
	put(t, dir, ".flagdebt.yml", "version: 1\nnow: 2026-11-22\nsources: [{file: flags.goff.yaml}]\n")
	put(t, dir, "flags.goff.yaml", flag("split"))
	t.Chdir(dir)
	return dir
}

// flag is a flag file: constant or split.
func flag(mode string) string {
	rule := map[string]string{"constant": "{variation: on}", "split": "{percentage: {on: 50, off: 50}}"}[mode]
	return "new-tax:\n  variations: {on: true, off: false}\n  defaultRule: " + rule + "\n  metadata: {created: 2026-01-01}\n"
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// analyzers are those of the plugin, by the settings as golangci-lint decodes them.
func analyzers(t *testing.T, settings any) (main, state *analysis.Analyzer) {
	t.Helper()
	plugin, err := golangci.New(settings)
	if err != nil {
		t.Fatal(err)
	}
	if got := plugin.GetLoadMode(); got != register.LoadModeTypesInfo {
		t.Errorf("load mode %q, want types", got)
	}
	all, err := plugin.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d analyzers, want 2", len(all))
	}
	if err := analysis.Validate(all); err != nil {
		t.Error(err)
	}
	if all[0].Name != analyzer.Name {
		t.Errorf("the first is called %q, want %q", all[0].Name, analyzer.Name)
	}
	if !regexp.MustCompile(`^flagdebtstate_[0-9a-f]{12}$`).MatchString(all[1].Name) {
		t.Errorf("the second is called %q", all[1].Name)
	}
	return all[0], all[1]
}

// TestRegistered wants the plugin to be found by its name.
func TestRegistered(t *testing.T) {
	plugin, err := register.GetPlugin(analyzer.Name)
	if err != nil || plugin == nil {
		t.Errorf("%v, %v", plugin, err)
	}
}

// TestStateInName wants the second analyzer's name to change exactly when findings may.
func TestStateInName(t *testing.T) {
	dir := repository(t)
	name := func(settings any) string {
		_, state := analyzers(t, settings)
		if result, err := state.Run(nil); result != nil || err != nil {
			t.Errorf("the second analyzer does something: %v, %v", result, err)
		}
		return state.Name
	}
	first := name(nil)
	if again := name(map[string]any{}); again != first {
		t.Errorf("first %s, then %s", first, again)
	}
	put(t, dir, "flags.goff.yaml", "# fetched again\n"+flag("split"))
	if got := name(nil); got != first {
		t.Error("the name changes with a comment")
	}
	seen := map[string]string{first: "the beginning"}
	differs := func(what, got string) {
		t.Helper()
		if before, ok := seen[got]; ok {
			t.Errorf("%s: the name is that of %s", what, before)
		}
		seen[got] = what
	}
	put(t, dir, "flags.goff.yaml", flag("constant"))
	differs("a flag is stale", name(nil))
	if got := name(map[string]any{"now": "2026-01-02"}); got != first {
		t.Error("the name changes with a flag that is not stale on the day")
	}
	differs("with errors only", name(map[string]any{"min-severity": "error"}))
	put(t, dir, "flags.goff.yaml", "new-tax: [")
	differs("the state is broken", name(nil))
	put(t, dir, ".flagdebt.yml", "version: 1\nsauces: []\n")
	differs("the configuration is broken", name(nil))
}

// TestSettings wants wrong settings to be an error, in the words of where they stand.
func TestSettings(t *testing.T) {
	repository(t)
	tests := map[string]struct {
		settings any
		want     string // part of the error; none if empty
	}{
		"none":                       {nil, ""},
		"empty":                      {map[string]any{}, ""},
		"a file":                     {map[string]any{"config": ".flagdebt.yml"}, ""},
		"a day and a severity":       {map[string]any{"now": "2026-11-22", "min-severity": "info"}, ""},
		"a whole configuration":      {map[string]any{"sources": []any{map[string]any{"file": "flags.goff.yaml"}}, "policy": map[string]any{"grace": "14d"}}, ""},
		"a file that is not there":   {map[string]any{"config": "absent.yml"}, ""}, // a finding, not an error
		"a list":                     {[]any{"a"}, "reading the settings of flagdebt: "},
		"a text":                     {"config", "reading the settings of flagdebt: "},
		"what cannot be a setting":   {map[string]any{"config": func() {}}, "reading the settings of flagdebt: "},
		"an unknown field":           {map[string]any{"sauces": []any{}}, "settings.sauces"},
		"an unknown field, deep":     {map[string]any{"policy": map[string]any{"gracious": 1}}, "settings.policy.gracious"},
		"a wrong severity":           {map[string]any{"min-severity": "loud"}, "settings.min-severity"},
		"a wrong day":                {map[string]any{"now": "yesterday"}, "settings.now"},
		"two configurations at odds": {map[string]any{"config": ".flagdebt.yml", "policy": map[string]any{"grace": "14d"}}, "the configuration is in a file and here"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			plugin, err := golangci.New(test.settings)
			if test.want == "" {
				if err != nil || plugin == nil {
					t.Errorf("%v, %v", plugin, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want it to hold %q", err, test.want)
			}
		})
	}
}
