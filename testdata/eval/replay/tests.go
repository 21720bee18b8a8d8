package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/testdata/eval/subject"
)

// newFailures runs the tests of the changed packages as they are and as the change leaves them, and returns those that fail after and did not before.
func newFailures(ctx context.Context, files []program.File, tags []string) ([]string, error) {
	overlay, err := subject.GoOverlay(files)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(filepath.Dir(overlay))
	after := failures(ctx, files, "-overlay="+overlay, "-tags="+strings.Join(tags, ","))
	if len(after) == 0 {
		return nil, nil
	}
	before := failures(ctx, files, "-tags="+strings.Join(tags, ","))
	maps.DeleteFunc(after, func(name string, _ bool) bool { return before[name] })
	return slices.Sorted(maps.Keys(after)), nil
}

// failures are the tests that fail, as PACKAGE TEST; a package alone is one that does not build or ends on its own.
func failures(ctx context.Context, files []program.File, flags ...string) map[string]bool {
	failed := map[string]bool{}
	for module, patterns := range subject.Packages(files) {
		cmd := exec.CommandContext(ctx, "go", slices.Concat([]string{"test", "-json", "-vet=off", "-timeout=5m"}, flags, patterns)...)
		cmd.Dir = module
		out, err := cmd.Output()
		if err == nil {
			continue
		}
		events := json.NewDecoder(bytes.NewReader(out))
		for {
			var event struct{ Action, Package, Test string }
			if events.Decode(&event) != nil {
				break // the end, or something that is no event
			}
			if event.Action == "fail" {
				failed[strings.TrimSpace(event.Package+" "+event.Test)] = true
			}
		}
	}
	return failed
}
