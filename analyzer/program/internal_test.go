package program

import (
	"context"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestPanicIsConfined panics in one of two packages: the other is looked at, and the panic is told with its place. It is fault 40.
func TestPanicIsConfined(t *testing.T) {
	broken := &node{listed: &packages.Package{}, path: "m.example/broken"}
	above := &node{listed: &packages.Package{}, path: "m.example/above", deps: map[string]*node{broken.path: broken}}
	l := &loader{nodes: []*node{broken, above}}
	var visited []string
	err := l.each(context.Background(), func(n *node) {
		if n == broken {
			var file *ast.File
			_ = file.Decls // what a bug in an analysis does
		}
		visited = append(visited, n.path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(visited, []string{above.path}) {
		t.Errorf("visited %v", visited)
	}
	parts := l.incomplete()
	if len(parts) != 1 {
		t.Fatalf("incomplete: %v, want one part", parts)
	}
	for _, want := range []string{"package m.example/broken: internal error: ", "nil pointer dereference", "TestPanicIsConfined", "internal_test.go:"} {
		if !strings.Contains(parts[0].What, want) {
			t.Errorf("%q does not hold %q", parts[0].What, want)
		}
	}
}

func TestIsDouble(t *testing.T) {
	for name, want := range map[string]bool{
		"/flags.Client":            false,
		"/flags.MockClient":        true,
		"/flags.ClientMock":        true,
		"/flags.mock_client":       true,
		"/flags.FakeHTTPClient":    true,
		"/flags.HTTPNoopClient":    true,
		"/flags.Latest":            false,
		"/flags.Hammock":           false,
		"/flags.Canopy":            false,
		"/attestation.Client":      false,
		"/internal/mocks/a.Client": true,
		"/flagstest.Client":        true,
		"/testing/flags.Client":    true,
		".Client":                  false,
		".TestClient":              true,
	} {
		i := strings.LastIndexByte(name, '.')
		if got := isDouble(name[:i], name[i+1:]); got != want {
			t.Errorf("%s: %t, want %t", name, got, want)
		}
	}
}

// TestInModule wants a module's own name not to make doubles of all its types.
func TestInModule(t *testing.T) {
	n := &node{listed: &packages.Package{Module: &packages.Module{Path: "m.example/test-service"}}, path: "m.example/test-service/flags"}
	if got := n.inModule(); got != "/flags" {
		t.Errorf("%q, want /flags", got)
	}
	n.listed.Module = nil
	if got := n.inModule(); got != "flags" {
		t.Errorf("without a module: %q, want flags", got)
	}
}

func TestErrorPosition(t *testing.T) {
	l := &loader{src: Dir("/m"), options: Options{Root: "/m"}}
	for text, want := range map[string]string{
		"":                  "-",
		"-":                 "-",
		"a/b.go":            "a/b.go",
		"a/b.go:3":          "a/b.go:3",
		"a/b.go:3:4":        "a/b.go:3:4",
		"/m/a:b.go:12:1":    "a:b.go:12:1",
		"/else/where.go:12": "/else/where.go:12",
	} {
		got := l.errorPosition(text)
		if got.IsZero() != (want == "-") || want != "-" && got.String() != want {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
}

func TestHoldsWord(t *testing.T) {
	for text, want := range map[string]bool{
		"On": true, "f.On(": true, "Once On": true, "Once": false, "xOn": false, "On_": false, "ÄOn": false, "OnOn": false, "OnOn.On": true, "": false, "\xffOn\xff": true,
	} {
		if got := holdsWord([]byte(text), "On", inName); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestUnbuiltWith wants whole keys: a key within a longer one, or one that follows itself, does not stand there.
func TestUnbuiltWith(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x_windows.go")
	if err := os.WriteFile(name, []byte(`package x; var _ = []string{"slow-lanes", "tax.new", "aaaa"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	r := &Result{Unbuilt: []string{filepath.Join(t.TempDir(), "missing.go"), name}}
	for key, want := range map[debt.Key]string{"slow-lanes": name, "slow-lane": "", "slow": "", "tax.new": name, "aa": "", "aaaa": name} {
		if got := r.UnbuiltWith(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

// TestHasBuilt has what "go env" leaves in a build cache, and what a build does.
func TestHasBuilt(t *testing.T) {
	dir := t.TempDir()
	for i := range builtBefore {
		if i == 10 && hasBuilt(dir) {
			t.Error("ten entries count as a build")
		}
		name := filepath.Join(dir, fmt.Sprintf("%02x", i), fmt.Sprintf("%d-a", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !hasBuilt(dir) {
		t.Error("a build does not count")
	}
	if hasBuilt(filepath.Join(dir, "absent")) {
		t.Error("something was built with a cache that is not there")
	}
}
