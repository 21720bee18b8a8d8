package program_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
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

// TestDiffLines wants each hunk to say where its lines stand before and after, several changes in one hunk included: git apply looks around for them, other tools do not.
func TestDiffLines(t *testing.T) {
	var before, after []string
	for i := range 60 {
		line := fmt.Sprintf("line %d\n", i)
		before = append(before, line)
		switch i % 20 {
		case 3, 5: // go, and what is between them stays
		case 8:
			after = append(after, line, fmt.Sprintf("after line %d\n", i))
		default:
			after = append(after, line)
		}
	}
	file := program.File{Display: "x", Before: []byte(strings.Join(before, "")), After: []byte(strings.Join(after, ""))}
	head := regexp.MustCompile(`^@@ -(\d+),\d+ \+(\d+),\d+ @@`)
	var from, to, hunks int
	for line := range strings.Lines(file.Diff()) {
		if m := head.FindStringSubmatch(line); m != nil {
			from, _ = strconv.Atoi(m[1])
			to, _ = strconv.Atoi(m[2])
			hunks++
		} else if hunks > 0 {
			text := line[1:]
			if line[0] != '+' {
				if i := slices.Index(before, text) + 1; i != from {
					t.Errorf("%q is said to be line %d before, and is %d", text, from, i)
				}
				from++
			}
			if line[0] != '-' {
				if i := slices.Index(after, text) + 1; i != to {
					t.Errorf("%q is said to be line %d after, and is %d", text, to, i)
				}
				to++
			}
		}
	}
	if hunks != 3 {
		t.Errorf("%d hunks, want 3", hunks)
	}
}
