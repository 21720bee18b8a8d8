package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const repository = "../.."

var (
	faultRow   = regexp.MustCompile(`(?m)^\| (\d+) \| (.+) \| (.+) \| (.+) \|$`)
	faultNames = regexp.MustCompile("`([^`]+)`")
	// faultNumbers is how a comment names faults: fault 23, or faults 1, 2.
	faultNumbers = regexp.MustCompile(`\bfaults? (\d+(?:, \d+)*)`)
)

// numbered are the faults that a comment names.
func numbered(comment string) (numbers []string) {
	for _, match := range faultNumbers.FindAllStringSubmatch(comment, -1) {
		numbers = append(numbers, strings.Split(match[1], ", ")...)
	}
	return numbers
}

// testsOfFaults are the tests and scripts that name faults, by number.
func testsOfFaults(t *testing.T) map[string][]string {
	t.Helper()
	tests := map[string][]string{}
	note := func(name, comment string) {
		for _, number := range numbered(comment) {
			tests[number] = append(tests[number], name)
		}
	}
	err := filepath.WalkDir(repository, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git"):
			return fs.SkipDir
		case !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil {
				note(fn.Name.Name, fn.Doc.Text())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob(filepath.Join(repository, "testdata", "script", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		script, _, _ := strings.Cut(string(text), "\n-- ")
		for line := range strings.Lines(script) {
			if strings.HasPrefix(line, "#") {
				note(strings.TrimSuffix(filepath.Base(name), ".txtar"), line)
			}
		}
	}
	return tests
}

// TestTableOfFaults holds testdata/faults.md to the tree: every fault is there once, with all the tests that name its number and no others, or with a reason for having none.
func TestTableOfFaults(t *testing.T) {
	document, err := os.ReadFile(filepath.Join(repository, "testdata", "faults.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := testsOfFaults(t)
	var got []string
	for _, row := range faultRow.FindAllStringSubmatch(string(document), -1) {
		number, happens := row[1], row[3]
		got = append(got, number)
		var tests []string
		for _, name := range faultNames.FindAllStringSubmatch(row[4], -1) {
			tests = append(tests, name[1])
		}
		has := slices.Compact(slices.Sorted(slices.Values(named[number])))
		if slices.Sort(tests); !slices.Equal(tests, has) {
			t.Errorf("fault %s: the table has the tests %q, its number is named by %q", number, tests, has)
		}
		excused := strings.HasPrefix(happens, "Does not apply") || strings.HasPrefix(happens, "Comes with")
		if excused == (len(tests) > 0) {
			t.Errorf("fault %s has either a test or a reason for having none", number)
		}
		delete(named, number)
	}
	var want []string
	for _, part := range [][2]int{{1, 65}, {81, 92}} {
		for i := part[0]; i <= part[1]; i++ {
			want = append(want, strconv.Itoa(i))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the table has the faults %v, want %v", got, want)
	}
	for number, tests := range named {
		t.Errorf("there is no fault %s, which %q name", number, tests)
	}
}
