package program_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// TestDiff wants a difference in many places to show nothing but what differs: people read it line by line.
func TestDiff(t *testing.T) {
	var before, after strings.Builder
	for i := range 400 {
		fmt.Fprintf(&before, "case %d:\n\tcommon()\n", i)
		fmt.Fprintf(&after, "case %d:\n", i)
		if i%3 > 0 {
			after.WriteString("\tcommon()\n")
		}
	}
	file := program.File{Display: "x.go", Before: []byte(before.String()), After: []byte(after.String())}
	diff := file.Diff()
	if !strings.HasPrefix(diff, "--- a/x.go\n+++ b/x.go\n@@ -1,") {
		t.Errorf("begins with %.40q", diff)
	}
	if deleted, added := strings.Count(diff, "\n-"), strings.Count(diff, "\n+")-1; deleted != 134 || added != 0 {
		t.Errorf("%d lines deleted, %d added, want 134 and 0", deleted, added)
	}
	gone := program.File{Display: "x.go", Before: []byte("package x\n")}
	if got, want := gone.Diff(), "--- a/x.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-package x\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
