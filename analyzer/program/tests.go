package program

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Tests is what the tests of the packages that a change concerns say before and after it.
type Tests struct {
	// Packages that have tests and were run.
	Packages []string
	// Passed is the number of tests that pass before and after, subtests included.
	Passed int
	// Different are the tests that end otherwise than before. Those that the change deletes are not among them.
	Different []Different
}

// Different is a test that ends otherwise after a change. What is no test of its own but a package that does not build, or ends before its tests do, has no name.
type Different struct {
	Package, Test string
	// Before and After are pass, fail or skip.
	Before, After string
}

// Test runs the tests of the packages that the change edits, and of those that import one of them: as they are, and as the change leaves them. The go command compiles and runs them; the files on the disk do not change. A test that ends differently is run once more, so that one which ends now so and now so is not held against the change.
func (p *Program) Test(ctx context.Context, change *Change) (*Tests, error) {
	dir, err := os.MkdirTemp("", "flagdebt")
	if err != nil {
		return nil, fmt.Errorf("running the tests: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // a directory for such files, which the system cleans up too
	overlay, err := change.Overlay(dir)
	if err != nil {
		return nil, err
	}
	t := &Tests{Packages: p.loader.testedBy(change)}
	if len(t.Packages) == 0 {
		return t, nil
	}
	before, err := p.loader.test(ctx, t.Packages)
	if err != nil {
		return nil, err
	}
	after, err := p.loader.test(ctx, t.Packages, "-overlay="+overlay)
	if err != nil {
		return nil, err
	}
	for name, end := range before {
		if end == "pass" && after[name] == end && name.Test != "" {
			t.Passed++
		}
	}
	suspects := different(before, after)
	if len(suspects) == 0 {
		return t, nil
	}
	again, err := p.loader.test(ctx, packagesOf(suspects), "-count=1", "-overlay="+overlay)
	if err != nil {
		return nil, err
	}
	for _, d := range suspects {
		if again[testName{d.Package, d.Test}] != d.Before {
			t.Different = append(t.Different, d)
		}
	}
	return t, nil
}

// testedBy are the packages with tests that a change edits, or that import one of them.
func (l *loader) testedBy(change *Change) []string {
	edited := map[string]bool{}
	for _, n := range l.nodes {
		if slices.ContainsFunc(n.files, func(name string) bool {
			return slices.ContainsFunc(change.Files, func(f File) bool { return f.Name == name })
		}) {
			edited[n.path] = true
		}
	}
	paths := map[string]bool{}
	for _, n := range l.nodes {
		if !n.main || !n.tested() {
			continue
		}
		concerned := edited[n.path]
		for path := range n.deps {
			concerned = concerned || edited[path]
		}
		if concerned {
			paths[n.listed.ForTest] = true
		}
	}
	return sorted(paths)
}

// testName names a test; that of a package alone has no Test.
type testName struct{ Package, Test string }

// test runs tests and returns how they end: pass, fail or skip. That some fail is no error.
func (l *loader) test(ctx context.Context, packages []string, flags ...string) (map[testName]string, error) {
	args := slices.Concat([]string{"test", "-json", "-vet=off"}, flags)
	if len(l.options.Tags) > 0 {
		args = append(args, "-tags="+strings.Join(l.options.Tags, ","))
	}
	cmd := exec.CommandContext(ctx, "go", append(args, packages...)...)
	cmd.Dir = l.src.Dir()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	ends := map[testName]string{}
	events := json.NewDecoder(bytes.NewReader(out))
	for {
		var event struct{ Action, Package, Test string }
		if events.Decode(&event) != nil {
			break // the end, or something that a test wrote and that is no event
		}
		switch event.Action {
		case "pass", "fail", "skip":
			ends[testName{event.Package, event.Test}] = event.Action
		}
	}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || len(ends) == 0) {
		return nil, &debt.InputError{What: "go test could not be run: " + cmp.Or(strings.TrimSpace(stderr.String()), err.Error()), Do: "make `go test` work first, or leave --with-tests out"}
	}
	return ends, nil
}

// different are the tests that end otherwise than before. A test that contains others counts by those, and a test that is gone does not count.
func different(before, after map[testName]string) []Different {
	var found []Different
	for name, end := range before {
		if now, ran := after[name]; ran && now != end && !(name.Test == "" && now == "skip") { // a package without tests any more
			found = append(found, Different{name.Package, name.Test, end, now})
		}
	}
	slices.SortFunc(found, func(a, b Different) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Test, b.Test))
	})
	return slices.DeleteFunc(slices.Clone(found), func(d Different) bool {
		return slices.ContainsFunc(found, func(inner Different) bool {
			return inner.Package == d.Package && inner.Test != d.Test && (d.Test == "" || strings.HasPrefix(inner.Test, d.Test+"/"))
		})
	})
}

func packagesOf(found []Different) []string {
	paths := map[string]bool{}
	for _, d := range found {
		paths[d.Package] = true
	}
	return slices.Collect(maps.Keys(paths))
}
