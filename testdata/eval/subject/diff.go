package subject

import (
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// Diff is a change as a person reads it.
func Diff(change *program.Change) string {
	var out strings.Builder
	for i := range change.Files {
		out.WriteString(change.Files[i].Diff())
	}
	return out.String()
}
