package program_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// TestUsers asks the world who may use a name: what a package declares only who names it behind the package's name, however it is called there; what values have whoever may have one.
func TestUsers(t *testing.T) {
	root := writeText(t, market+`-- goods/goods.go --
package goods

func Weigh() {}

type Row struct{ Weight, Price int }

type Box struct {
	Label string
	full  bool
}

func (b *Box) Open() { b.full = false }
-- plain/plain.go --
package plain

import "m.example/goods"

type Rows []goods.Row

func Weigh() { goods.Weigh() }

func Box() *goods.Box { return nil }
-- renamed/renamed.go --
package renamed

import other "m.example/goods"

var _ = other. // the
	Weigh
-- dotted/dotted.go --
package dotted

import . "m.example/goods"

var _ = Weigh
-- namesake/namesake.go --
package namesake

import (
	_ "m.example/goods"
	goods "m.example/plain"
)

var _ = goods.Weigh // not the one of goods

type Row struct{ Weigh, Price string }
-- far/far.go --
package far

import "m.example/plain"

// Row is another one.
var Row, Box = plain.Rows{{1, 2}}, plain.Box()

func Open() { Box.Open(); Box.Label = "" }
`)
	s := &surgeon{root: root, cuts: map[debt.Key][]cut{"shout-more": {more}}}
	p := open(t, root, program.Options{Tests: true})
	p.Compute(s.compute)
	remove(t, p, program.RemoveOptions{}, "shout-more")
	world := s.worlds[0]
	goods := world.Package("m.example/goods")
	for name, want := range map[string][]string{
		"Weigh": {"m.example/dotted", "m.example/plain", "m.example/renamed"},
		"Row":   {"m.example/far", "m.example/namesake", "m.example/plain"}, // the elements of a list need not name their type
		"Box":   {"m.example/plain"},
		"Open":  {"m.example/far"},
	} {
		object := goods.Types.Scope().Lookup(name)
		if object == nil {
			object = method(goods, name)
		}
		var got []string
		for _, user := range world.Users(object) {
			got = append(got, user.Path)
		}
		if diff := cmp.Diff(want, slices.Sorted(slices.Values(got))); diff != "" {
			t.Errorf("users of %s (-want +got):\n%s", name, diff)
		}
	}
}
