package subject

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// Diff is a change as a person reads it.
func Diff(change *program.Change) string {
	var out strings.Builder
	for _, file := range change.Files {
		to := "b/" + file.Display
		if file.After == nil {
			to = "/dev/null"
		}
		out.WriteString(udiff.Unified("a/"+file.Display, to, string(file.Before), string(file.After)))
	}
	return out.String()
}
