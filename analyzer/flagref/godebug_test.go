package flagref_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/google/go-cmp/cmp"
)

// TestGodebug looks at a package of the standard library, which the corpus cannot hold: nothing else may import what it asks.
func TestGodebug(t *testing.T) {
	sources := newSources(t)
	files := sources.parse("godebugs")
	result := findBroken(t, sources, "godebugs", files, "nothing", token.Position{})
	want, got := map[string]int{}, map[string]int{}
	for _, file := range files {
		for _, e := range expectations(t, sources.fset, file, map[string]bool{}) {
			want[e.place+" "+string(e.role)+" "+e.id.String()]++
		}
	}
	for _, ref := range result.Refs {
		got[place(ref)+" "+string(ref.Role)+" "+ref.ID.String()]++
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("references (-want +got):\n%s", diff)
	}
	if len(result.Flags) != 3 {
		t.Errorf("%d flags are declared, want 3: %v", len(result.Flags), slices.Sorted(maps.Keys(got)))
	}
}

// TestGodebugLines wants the //go:debug lines where the go command looks for them: before the package clause, of main packages and of tests.
func TestGodebugLines(t *testing.T) {
	const lines = "// Of a program.\n\n//go:debug panicnil=1\n//go:debug default=go1.21\n//go:debug\n//go:debug nonsense\n"
	for name, test := range map[string]struct{ file, text, want string }{
		"a program":         {"main.go", lines + "\npackage main\n\n//go:debug http2client=0\n\nfunc main() {}\n", `main.go:3 declaration panicnil "1"`},
		"a library":         {"lib.go", lines + "\npackage lib\n", ""},
		"a test":            {"lib_test.go", lines + "package lib\n", `lib_test.go:3 test-override panicnil "1"`},
		"another's comment": {"main.go", "// go:debug panicnil=1\n\n//go:debugger panicnil=1\n\npackage main\n\nfunc main() {}\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			sources := newSources(t)
			file, err := parser.ParseFile(sources.fset, test.file, test.text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, ref := range findBroken(t, sources, "x", []*ast.File{file}, "nothing", token.Position{}).Refs {
				if ref.Provider != flagref.GoDebug || ref.Kind != debt.KindString || ref.Dynamic != nil {
					t.Errorf("%s: %s", place(ref), show(ref))
				}
				got = append(got, fmt.Sprintf("%s %s %s %s", place(ref), ref.Role, ref.Reference.Key, ref.Default))
			}
			if got := strings.Join(got, "\n"); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
