package program_test

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestTest removes a flag from a package whose test expects what was without it, and that another package's test looks at.
func TestTest(t *testing.T) {
	root := writeText(t, market+`
-- stall/losing_test.go --
package stall

import (
	"os"
	"testing"
)

func TestUpper(t *testing.T) {
	t.Run("stays", func(t *testing.T) {
		if Upper("x") != "x" {
			t.Error("changed")
		}
	})
	t.Run("empty", func(t *testing.T) {
		if Upper("") != "" {
			t.Error("not empty")
		}
	})
}

func TestRed(t *testing.T) { t.Error("always") }

// TestNowAndThen fails the second time it runs.
func TestNowAndThen(t *testing.T) {
	if _, err := os.Stat("mark"); err == nil {
		if err := os.Rename("mark", "marked"); err != nil {
			t.Fatal(err)
		}
		t.Error("now")
	} else if _, err := os.Stat("marked"); err != nil {
		if err := os.WriteFile("mark", nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
-- street/street_test.go --
package street

import "testing"

func TestStreet(t *testing.T) {
	if Street() != 1 {
		t.Error("not 1")
	}
}
-- city/city_test.go --
package city

import "testing"

func TestCity(t *testing.T) { t.Error("is not run") }
`)
	p := open(t, root, program.Options{Tests: true})
	change, err := p.Remove(t.Context(), []removal.Choice{{ID: choice("shout").ID, To: "true"}}, program.RemoveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Test(t.Context(), change)
	if err != nil {
		t.Fatal(err)
	}
	want := &program.Tests{
		Packages:  []string{"m.example/stall", "m.example/street"},
		Passed:    3, // TestOld, TestUpper/empty, TestStreet
		Different: []program.Different{{Package: "m.example/stall", Test: "TestUpper/stays", Before: "pass", After: "fail"}},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
