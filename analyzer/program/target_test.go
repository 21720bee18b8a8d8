package program

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestTargetOf(t *testing.T) {
	l := &loader{configuration: Configuration{GOOS: "linux", GOARCH: "amd64"}, options: Options{Build: Build{Tags: []string{"mine"}}}}
	for file, want := range map[string]string{
		"a.go":                                "",
		"a_test.go":                           "",
		"a.go mine":                           "",
		"a_windows.go":                        "GOOS=windows GOARCH=amd64",
		"a_windows_test.go":                   "GOOS=windows GOARCH=amd64",
		"a_arm64.go":                          "GOOS=darwin GOARCH=arm64",
		"a_plan9_386.go":                      "GOOS=plan9 GOARCH=386",
		"a.go !linux":                         "GOOS=windows GOARCH=amd64",
		"a.go !unix && !windows":              "GOOS=js GOARCH=wasm",
		"a.go slow":                           "--tags slow",
		"a.go slow && !fast":                  "--tags slow",
		"a.go slow && fast || !slow && !mine": "--tags fast,slow",
		"a_darwin.go slow":                    "GOOS=darwin GOARCH=arm64 --tags slow",
		"a.go ignore":                         "none",
		"a.go slow && ignore":                 "none",
		"a.go go1.999":                        "none",
		"a.go !mine":                          "none",
		"a.go cgo && !cgo":                    "none",
		"a.go (":                              "none",
		"a_linux_windows.go":                  "GOOS=windows GOARCH=amd64",
	} {
		name, expr, constrained := strings.Cut(file, " ")
		content := "package a\n"
		if constrained {
			content = "// A comment.\n\n//go:build " + expr + "\n\npackage a\n"
		}
		got := "none"
		if target, ok := l.targetOf(filepath.Join("/m", name), []byte(content)); ok {
			got = target.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

// TestTargetOfCgo wants one of the two, whatever the default is.
func TestTargetOfCgo(t *testing.T) {
	l := &loader{configuration: Configuration{GOOS: "linux", GOARCH: "amd64"}}
	got := map[string]bool{}
	for _, expr := range []string{"cgo", "!cgo"} {
		target, ok := l.targetOf("/m/a.go", []byte("//go:build "+expr+"\n\npackage a\n"))
		if !ok || target.goos != "" {
			t.Errorf("%s: %v, %t", expr, target, ok)
		}
		got[target.cgo] = true
	}
	if !got[""] || len(got) != 2 {
		t.Errorf("targets %v", got)
	}
}

// FuzzOrigin edits a text and maps every place of the result back.
func FuzzOrigin(f *testing.F) {
	f.Add("package a\n", 3, 5, "x", 6, 6, "yy")
	f.Fuzz(func(t *testing.T, text string, start, end int, new string, start2, end2 int, new2 string) {
		file := File{Display: "a.go", Before: []byte(text), Edits: []debt.Edit{{Start: start, End: end, New: new}, {Start: start2, End: end2, New: new2}}}
		if file.edit() != nil {
			return
		}
		last := 0
		for offset := range len(file.After) + 1 {
			origin := file.origin(offset)
			if origin < last || origin > len(text) {
				t.Fatalf("%q: %d comes from %d, after %d", file.After, offset, origin, last)
			}
			last = origin
			file.position(origin)
		}
	})
}
