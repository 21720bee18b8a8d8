package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/semver"
)

// requirements are the versions that a go.mod file asks for.
func requirements(t *testing.T, file string) map[string]string {
	t.Helper()
	out, err := exec.Command("go", "mod", "edit", "-json", file).Output()
	if err != nil {
		t.Fatalf("go mod edit -json %s: %v", file, err)
	}
	var mod struct {
		Require []struct{ Path, Version string }
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	versions := map[string]string{}
	for _, r := range mod.Require {
		versions[r.Path] = r.Version
	}
	return versions
}

// TestFlagdebtRaisesNoVersion holds that linking flagdebt into golangci-lint changes no version of a module that its other linters were tested with.
func TestFlagdebtRaisesNoVersion(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/golangci/golangci-lint/v2").Output()
	if err != nil {
		t.Fatalf("go list -m: %v", err)
	}
	theirs := requirements(t, filepath.Join(strings.TrimSpace(string(out)), "go.mod"))
	shared := 0
	for path, version := range requirements(t, filepath.Join("..", "..", "go.mod")) {
		if other, ok := theirs[path]; ok {
			shared++
			if semver.Compare(version, other) > 0 {
				t.Errorf("go.mod requires %s %s, and golangci-lint %s: lower ours", path, version, other)
			}
		}
	}
	if shared == 0 {
		t.Error("no module is required by both: the comparison compares nothing")
	}
}
