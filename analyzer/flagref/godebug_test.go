package flagref_test

import (
	"go/token"
	"maps"
	"slices"
	"testing"

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
