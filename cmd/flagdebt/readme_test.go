package main_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
	"github.com/flagdebt/flagdebt/analyzer/proof"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/cli"
)

var updateReadme = flag.Bool("readme", false, "write the generated parts of README.md anew")

const readme = "../../README.md"

// section is the text between <!-- name --> and <!-- end -->.
func section(t *testing.T, text, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "<!-- "+name+" -->\n")
	if !ok {
		t.Fatalf("README.md has no section %q", name)
	}
	body, _, ok := strings.Cut(rest, "<!-- end -->")
	if !ok {
		t.Fatalf("section %q has no end", name)
	}
	return body
}

// checkSection compares a generated section, or writes it.
func checkSection(t *testing.T, name, want string) {
	t.Helper()
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	got := section(t, text, name)
	if got == want {
		return
	}
	if !*updateReadme {
		t.Fatalf("README.md: section %q is out of date: run go test ./cmd/flagdebt -run TestReadme -readme\ngot:\n%s\nwant:\n%s", name, got, want)
	}
	text = strings.Replace(text, "<!-- "+name+" -->\n"+got, "<!-- "+name+" -->\n"+want, 1)
	if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sample is what flagdebt prints in the sample.
func sample(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := cli.Run(t.Context(), cli.Streams{Args: append([]string{"-C", "../../testdata/shop"}, args...), Out: &out, Err: &errs}); code != 0 {
		t.Fatalf("flagdebt %q: exit code %d: %s", args, code, &errs)
	}
	return out.String()
}

func TestReadmeShowsTheReportOfTheSample(t *testing.T) {
	checkSection(t, "shop report", "```\n"+sample(t, "report")+"```\n")
}

// TestReadmeShowsARemoval shows what clean prints for a flag of the sample, but the places of this repository that name the flag: the README is one of them.
func TestReadmeShowsARemoval(t *testing.T) {
	var parts []string
	for part := range strings.SplitSeq(sample(t, "clean", "invoice-html"), "\n\n") {
		if !strings.HasPrefix(part, "Still named ") {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	if len(parts) < 3 {
		t.Fatalf("clean says only %q", parts)
	}
	checkSection(t, "shop clean", "```diff\n"+strings.Join(parts, "\n\n")+"\n```\n")
}

// TestReadmeShowsAVerification shows what a script of the tests holds.
func TestReadmeShowsAVerification(t *testing.T) {
	archive, err := txtar.ParseFile("../../testdata/script/verify.txtar")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == ".want/wrong.txt" })
	if i < 0 {
		t.Fatal("the script of verify has no .want/wrong.txt")
	}
	checkSection(t, "verify", "```\n"+string(archive.Files[i].Data)+"```\n")
}

func TestReadmeListsTheAssumptions(t *testing.T) {
	var want strings.Builder
	want.WriteString("| code | what is taken for granted | to make sure |\n|---|---|---|\n")
	for _, a := range proof.Assumptions {
		fmt.Fprintf(&want, "| `%s` | %s | %s |\n", a.Code, a.Text, a.Ask)
	}
	checkSection(t, "assumptions", want.String())
}

func TestReadmeListsTheObstacles(t *testing.T) {
	var want strings.Builder
	want.WriteString("| code | what it means | rest of the flag | to go on |\n|---|---|---|---|\n")
	for _, code := range debt.Codes {
		rest := "stays"
		if code.Code.Partial() {
			rest = "goes"
		}
		fmt.Fprintf(&want, "| `%s` | %s | %s | %s |\n", code.Code, code.Text, rest, code.Do)
	}
	checkSection(t, "obstacles", want.String())
}

func TestReadmeListsTheSDKs(t *testing.T) {
	sdks, err := flagref.SDKs()
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	want.WriteString("| SDK or registry | provider | what is recognised |\n|---|---|---|\n")
	for _, sdk := range sdks {
		fmt.Fprintf(&want, "| %s | `%s` | %s |\n", sdk.Name, sdk.Provider, sdk.About)
	}
	checkSection(t, "sdks", want.String())
}

// TestReadmeDescribesToggles wants the examples of rules to be right, and one for each kind of registry.
func TestReadmeDescribesToggles(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Trim(section(t, string(data), "toggles"), "`\n")
	cfg, err := config.Parse(".flagdebt.yml", []byte(strings.TrimPrefix(text, "yaml\n")))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range config.RegistryKinds {
		if !slices.ContainsFunc(cfg.Flags.Registries, func(r config.Registry) bool { return r.Kind == kind }) {
			t.Errorf("README.md has no example of %s", kind)
		}
	}
}

// peer is what was counted of Piranha 0.4.8 on 30 patterns, in the words of our own figures.
var peer = map[string]string{
	"goldens":                              "30",
	"results: each golden with each value": "60",
	"**changed**":                          "54",
	"do not compile as written":            "53",
	"not gofmt-clean as written":           "6",
	"behave differently":                   "5",
}

// TestReadmeComparesTheRemoval takes our figures from where a test holds them, and puts those of the peer beside them.
func TestReadmeComparesTheRemoval(t *testing.T) {
	data, err := os.ReadFile("../../testdata/eval/goldens.md")
	if err != nil {
		t.Fatal(err)
	}
	table := regexp.MustCompile(`(?m)(^\|.*\n)+`).FindString(string(data))
	var want strings.Builder
	want.WriteString("| | flagdebt | Piranha 0.4.8 |\n|---|---:|---:|\n")
	found := 0
	for _, row := range regexp.MustCompile(`(?m)^\| (.+) \| (\d+) \|$`).FindAllStringSubmatch(table, -1) {
		theirs, counted := peer[row[1]]
		if counted {
			found++
		}
		fmt.Fprintf(&want, "| %s | %s | %s |\n", row[1], row[2], cmp.Or(theirs, "–"))
	}
	if found < len(peer) {
		t.Fatalf("testdata/eval/goldens.md has other words than the figures of the peer:\n%s", table)
	}
	want.WriteString("| crashes | 0 | 4 |\n") // of ours, one would end the test that holds the figures
	checkSection(t, "goldens", want.String())
}

// TestReadmeNamesTheCommands holds the table of commands, and what is said of clean, to the command line.
func TestReadmeNamesTheCommands(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	_, commands, _ := strings.Cut(sample(t, "--help"), "Available Commands:\n")
	commands, _, _ = strings.Cut(commands, "\n\n")
	for line := range strings.Lines(commands) {
		name := strings.Fields(line)[0]
		if slices.Contains([]string{"completion", "help", "version"}, name) {
			continue
		}
		if !regexp.MustCompile("(?m)^\\| `flagdebt " + name + "[ `]").MatchString(text) {
			t.Errorf("README.md does not list the command %q", name)
		}
	}
	options := regexp.MustCompile(`--[a-z][a-z-]*`)
	_, chapter, _ := strings.Cut(text, "\n## Remove a flag\n")
	chapter, _, _ = strings.Cut(chapter, "\n## ")
	said := options.FindAllString(chapter, -1)
	help := sample(t, "clean", "--help")
	known := options.FindAllString(help, -1)
	_, own, _ := strings.Cut(help, "\nFlags:\n")
	own, _, _ = strings.Cut(own, "\nGlobal Flags:\n")
	for _, option := range options.FindAllString(own, -1) {
		if option != "--help" && !slices.Contains(said, option) {
			t.Errorf("README.md does not name the option %s of clean", option)
		}
	}
	for _, option := range said {
		if !slices.Contains(known, option) {
			t.Errorf("README.md names %s, which clean does not have", option)
		}
	}
}

// TestReadmeNamesTheFieldsOfARemoval holds what is said of the document to the document.
func TestReadmeNamesTheFieldsOfARemoval(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Flags  []struct{ Removal map[string]any }
		Change map[string]any
	}
	if err := json.Unmarshal([]byte(sample(t, "clean", "invoice-html", "--format", "json")), &document); err != nil {
		t.Fatal(err)
	}
	for name, fields := range map[string]map[string]any{"removal": document.Flags[0].Removal, "change": document.Change} {
		_, list, ok := strings.Cut(string(data), "`"+name+"` (")
		list, _, closed := strings.Cut(list, ")")
		if !ok || !closed {
			t.Fatalf("README.md does not say what %s has", name)
		}
		for field := range strings.SplitSeq(list, ", ") {
			if _, ok := fields[strings.Trim(field, "`")]; !ok {
				t.Errorf("README.md says that %s has %s", name, field)
			}
		}
	}
}

func TestReadmeListsTheRules(t *testing.T) {
	var want strings.Builder
	want.WriteString("| rule | severity | finds |\n|---|---|---|\n")
	for _, rule := range debt.Rules {
		fmt.Fprintf(&want, "| `%s` | %s | %s |\n", rule, rule.DefaultSeverity(), analyzer.RuleSummary(rule))
	}
	checkSection(t, "rules", want.String())
}

// TestReadmeConfigurationIsValid also holds that the reference names every field there is.
func TestReadmeConfigurationIsValid(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	yaml := strings.TrimSuffix(strings.TrimPrefix(section(t, string(data), "config"), "```yaml\n"), "```\n")
	if _, err := config.Parse("README.md", []byte(yaml)); err != nil {
		t.Errorf("the configuration in README.md is not valid:\n%v", err)
	}
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(config.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	delete(schema.Properties, "flags") // has a reference of its own: the catalogue
	names := fields(schema.Properties)
	if len(names) < 20 {
		t.Fatalf("the schema has only the fields %v", names)
	}
	for _, name := range names {
		if !regexp.MustCompile(`(?m)(^|[{, ])` + regexp.QuoteMeta(name) + `:`).MatchString(yaml) {
			t.Errorf("the configuration in README.md does not show the field %q", name)
		}
	}
}

// fields are the names of the properties of a JSON Schema, and of those below.
func fields(properties map[string]any) []string {
	var names []string
	for name, value := range properties {
		names = append(names, name)
		for value := value; value != nil; {
			sub, _ := value.(map[string]any)
			if below, ok := sub["properties"].(map[string]any); ok {
				names = append(names, fields(below)...)
			}
			value = sub["items"]
		}
	}
	return names
}

func TestReadmeNamesTheFormats(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range flagstate.FormatNames() {
		if !strings.Contains(section(t, string(data), "config"), name) {
			t.Errorf("the configuration in README.md does not name the format %q", name)
		}
	}
	sdks, err := flagref.SDKs()
	if err != nil {
		t.Fatal(err)
	}
	for _, sdk := range sdks {
		if !strings.Contains(string(data), "| "+sdk.Name+" |") {
			t.Errorf("README.md does not list %s", sdk.Name)
		}
	}
}
