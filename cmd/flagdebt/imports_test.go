package main_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/flagdebt/flagdebt/"

// allowed is the architecture: which of our packages a package may import. An arrow that is missing here is an error; a new one is a line here, argued in the commit. What runs from left to right in the data flow imports only to its left.
var allowed = map[string][]string{
	"analyzer/debt":   {},
	"analyzer/config": {"analyzer/debt"},
	"report":          {"analyzer/debt"},

	"analyzer/flagref": {"analyzer/config", "analyzer/debt"},

	// The positioned JSON and YAML trees below the formats know the vocabulary and nothing else.
	"analyzer/flagstate/document":     {"analyzer/debt"},
	"analyzer/flagstate/csv":          {"analyzer/debt", "analyzer/flagstate/document"},
	"analyzer/flagstate/flagd":        {"analyzer/debt", "analyzer/flagstate/document"},
	"analyzer/flagstate/goff":         {"analyzer/debt", "analyzer/flagstate/document"},
	"analyzer/flagstate/launchdarkly": {"analyzer/debt", "analyzer/flagstate/document"},
	"analyzer/flagstate/unleash":      {"analyzer/debt", "analyzer/flagstate/document"},
	// The configuration says which files to read, and a snapshot carries inferred rules in its schema.
	"analyzer/flagstate": {
		"analyzer/config", "analyzer/debt", "analyzer/flagstate/csv", "analyzer/flagstate/document", "analyzer/flagstate/flagd",
		"analyzer/flagstate/goff", "analyzer/flagstate/launchdarkly", "analyzer/flagstate/unleash",
	},

	// A finding carries the fix of its file, which is a removal that looks no further than the package.
	"analyzer": {"analyzer/config", "analyzer/debt", "analyzer/flagref", "analyzer/flagstate", "analyzer/removal", "analyzer/removal/rewrite"},
	// How keys are written in other languages, and nothing of Go.
	"analyzer/mention":  {"analyzer/debt"},
	"analyzer/golangci": {"analyzer", "analyzer/config", "analyzer/debt"},
	"analyzer/program":  {"analyzer/config", "analyzer/debt", "analyzer/flagref", "analyzer/mention", "analyzer/proof", "analyzer/proposal", "analyzer/removal", "analyzer/removal/rewrite"},
	// Looks at code that no rule is about, and says how a rule would describe it.
	"analyzer/proposal": {"analyzer/config", "analyzer/debt"},

	// How Go source is cut without breaking its layout, and nothing of flags.
	"analyzer/removal/rewrite": {"analyzer/debt"},
	"analyzer/removal":         {"analyzer/config", "analyzer/debt", "analyzer/flagref", "analyzer/removal/rewrite"},

	// The proof knows nothing of how a removal was made.
	"analyzer/proof": {},

	// What changes the user's files and repository knows nothing of flags but how to say what is wrong.
	"cmd/flagdebt/internal/vcs": {"analyzer/debt"},
	// Keeps bytes by the digests of the program, of which it knows no more.
	"cmd/flagdebt/internal/cache": {"analyzer/program"},
	"cmd/flagdebt/internal/write": {"analyzer/debt"},
	"cmd/flagdebt/internal/cli": {
		"analyzer", "analyzer/config", "analyzer/debt", "analyzer/flagref", "analyzer/flagstate", "analyzer/mention", "analyzer/program", "analyzer/proof", "analyzer/proposal", "analyzer/removal",
		"cmd/flagdebt/internal/cache", "cmd/flagdebt/internal/vcs", "cmd/flagdebt/internal/write", "report",
	},
	"cmd/flagdebt": {"cmd/flagdebt/internal/cli"},
}

// forbidden are packages that others must not be made to link when they put the analyzer into their linters.
var forbidden = []string{"net/http", "os/exec", "golang.org/x/tools/go/packages", "github.com/spf13/cobra", "golang.org/x/tools/go/ssa"}

func goList(t *testing.T, format string, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-f", format}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func TestImportsFollowTheArchitecture(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range goList(t, "{{.ImportPath}} {{join .Imports \" \"}}", module+"...") {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], module)
		seen[pkg] = true
		may, ok := allowed[pkg]
		if !ok {
			t.Errorf("package %s is not in the table: say there what it may import", pkg)
			continue
		}
		for _, imported := range fields[1:] {
			if ours, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s, which the architecture does not have", pkg, ours)
			}
		}
	}
	for pkg := range allowed {
		if !seen[pkg] {
			t.Errorf("the table has package %s, which does not exist", pkg)
		}
	}
}

func TestVocabularyImportsTheStandardLibraryOnly(t *testing.T) {
	for _, imported := range goList(t, "{{join .Imports \"\\n\"}}", module+"analyzer/debt") {
		if strings.Contains(imported, ".") || strings.HasPrefix(imported, "go/") || imported == "os" {
			t.Errorf("analyzer/debt imports %s: it is pure, without source code and files", imported)
		}
	}
}

func TestAnalyzerStaysLight(t *testing.T) {
	for _, pkg := range []string{"analyzer", "analyzer/golangci"} {
		for _, dep := range goList(t, "{{join .Deps \"\\n\"}}", module+pkg) {
			if slices.Contains(forbidden, dep) {
				t.Errorf("%s reaches %s, which everybody who links it would get", pkg, dep)
			}
		}
	}
}
