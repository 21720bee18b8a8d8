// Command empty is a tool for go vet that does nothing. Another salt makes another tool of it, for which go vet looks at everything again.
package main

import (
	"os"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

var salt string

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name: "empty", Doc: "do nothing",
		Run: func(*analysis.Pass) (any, error) {
			if salt == "" {
				os.Stderr.WriteString("built without a salt\n")
			}
			return nil, nil
		},
	})
}
