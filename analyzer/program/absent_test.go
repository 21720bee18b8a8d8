package program_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// absentModule imports a module that is not there, from far below a package that is listed first and from a test above it: then the go command names an importing file as the place of the mistake, and go/packages takes it for a file of the absent package.
const absentModule = `
-- go.mod --
module m

go 1.26

require absent.example/x v1.0.0

replace absent.example/x => ./absent
-- a/a.go --
package a

import "m/between"

var A = between.B
-- between/between.go --
package between

import "m/service"

var B = service.S
-- paper/paper.go --
package paper

import "m/service"

var P = service.S
-- paper/paper_test.go --
package paper

import "absent.example/x/pdf"

var T pdf.T
-- service/service.go --
package service

import "absent.example/x/pdf"

var S pdf.T
`

// TestAbsentPackage wants the go command's own words at the import, and nothing that follows from taking one package's file for another's.
func TestAbsentPackage(t *testing.T) {
	dir := t.TempDir()
	for _, file := range txtar.Parse([]byte(absentModule)).Files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	loaded, err := program.Load(context.Background(), program.Dir(dir), program.Options{Root: dir, Tests: true})
	if err != nil {
		t.Fatal(err)
	}
	result, err := loaded.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, problem := range result.Incomplete {
		before, _, _ := strings.Cut(problem.What, ": replacement") // the rest is the go command's
		got = append(got, problem.Pos.String()+": "+before)
	}
	want := []string{
		"paper/paper_test.go:3:8: could not import absent.example/x/pdf (it could not be loaded)",
		"service/service.go:3:8: could not import absent.example/x/pdf (it could not be loaded)",
		"service/service.go:3:8: package absent.example/x/pdf: absent.example/x@v1.0.0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is incomplete (-want +got):\n%s", diff)
	}
}
