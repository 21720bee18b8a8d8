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
	got := incomplete(t, absentModule)
	for i := range got {
		got[i], _, _ = strings.Cut(got[i], ": replacement") // the rest is the go command's
	}
	want := []string{
		"paper/paper_test.go:3:8: could not import absent.example/x/pdf (it could not be loaded)",
		"service/service.go:3:8: package absent.example/x/pdf: absent.example/x@v1.0.0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is incomplete (-want +got):\n%s", diff)
	}
}

// cgoModule has a package whose types only cgo knows, and a mistake in another one.
const cgoModule = `
-- go.mod --
module m

go 1.26
-- low/low.go --
package low

// typedef unsigned long word;
// struct pair { word left, right; };
import "C"

type Word C.word

type Pair C.struct_pair

func Left(p *Pair) Word { return Word(p.left) &^ 7 }
-- high/high.go --
package high

import "m/low"

var Left = low.Left(new(low.Pair))

var Wrong int = "high"
`

// TestCgoPackage wants no mistakes that only follow from the types of C being unknown, and no C compiler. It is fault 13 and fault 14.
func TestCgoPackage(t *testing.T) {
	t.Setenv("CGO_ENABLED", "1")
	t.Setenv("GOCACHE", t.TempDir())
	compiler, trace := filepath.Join(t.TempDir(), "compiler"), filepath.Join(t.TempDir(), "trace")
	if err := os.WriteFile(compiler, []byte("#!/bin/sh\n: > '"+trace+"'\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CC", compiler)
	want := []string{`high/high.go:7:17: cannot use "high" (untyped string constant) as int value in variable declaration`}
	if diff := cmp.Diff(want, incomplete(t, cgoModule)); diff != "" {
		t.Errorf("what is incomplete (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(trace); err == nil {
		t.Error("the C compiler was run")
	}
}

// incomplete loads the module of an archive, tests included, and says what was not understood.
func incomplete(t *testing.T, archive string) []string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range txtar.Parse([]byte(archive)).Files {
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
	var out []string
	for _, problem := range result.Incomplete {
		out = append(out, problem.Pos.String()+": "+problem.What)
	}
	return out
}
