package program_test

import (
	"bytes"
	"go/types"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestWorld asks the world for packages, users and what lies outside.
func TestWorld(t *testing.T) {
	root := writeText(t, market+`-- internal/deep/deep.go --
package deep

func Deep() {}
-- internal/open/open.go --
package open
-- nested/go.mod --
module m.example/nested
-- nested/nested.go --
package nested

import _ "m.example/internal/open"
-- cmd/run/main.go --
package main

func main() {}
-- town/words.go --
package town

// Old stands in a comment.
const Ring = "Lower"
`)
	for _, test := range []struct {
		patterns []string
		outside  map[string]bool
		users    map[string][]string
	}{
		{nil,
			map[string]bool{"m.example/stall": true, "m.example/stall_test": false, "m.example/internal/deep": false, "m.example/internal/open": true, "m.example/cmd/run": false, "fmt": true},
			map[string][]string{"Old": {"m.example/street"}, "Upper": {"m.example/stall_test"}, "Lower": nil, "Ring": {"m.example/town"}, "Both": nil},
		},
		{[]string{"./street", "./internal/...", "./cmd/run"},
			map[string]bool{"m.example/internal/deep": true, "m.example/cmd/run": false},
			map[string][]string{"Old": {"m.example/street"}, "Upper": nil},
		},
	} {
		s := &surgeon{root: root, cuts: map[debt.Key][]cut{"shout-more": {more}}}
		p := open(t, root, program.Options{Tests: true, Patterns: test.patterns})
		p.Compute(s.compute)
		remove(t, p, program.RemoveOptions{}, "shout-more")
		world := s.worlds[0]
		for path, want := range test.outside {
			if got := world.Outside(path); got != want {
				t.Errorf("%v: outside %s: %t, want %t", test.patterns, path, got, want)
			}
		}
		stall := world.Package("m.example/stall")
		for name, want := range test.users {
			object := stall.Types.Scope().Lookup(name)
			if object == nil {
				object = method(stall, name)
			}
			var got []string
			for _, user := range world.Users(object) {
				got = append(got, user.Path)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%v: users of %s (-want +got):\n%s", test.patterns, name, diff)
			}
		}
		if world.Package("strings") != nil || world.Package("m.example/stall") != stall {
			t.Error("packages of others, or others for the same path")
		}
	}
}

func method(p *removal.Package, name string) types.Object {
	for ident, object := range p.Info.Defs {
		if fn, ok := object.(*types.Func); ok && ident.Name == name && fn.Signature().Recv() != nil {
			return fn
		}
	}
	return nil
}

// TestWorldVariant wants the variant of a package that has its tests in it, with its references, and the same again from another removal.
func TestWorldVariant(t *testing.T) {
	root := writeText(t, market)
	s := &surgeon{root: root, cuts: map[debt.Key][]cut{"shout": {shout}, "shout-more": {more}}}
	p := open(t, root, program.Options{Tests: true})
	var given []*removal.Package
	p.Compute(func(world removal.World, packages []*removal.Package, choices []removal.Choice, options removal.Options) (*removal.Plan, error) {
		given = append(given, packages...)
		return s.compute(world, packages, choices, options)
	})
	remove(t, p, program.RemoveOptions{Quick: true}, "shout")
	remove(t, p, program.RemoveOptions{Quick: true}, "shout-more")
	if len(given) != 2 || given[0] != given[1] {
		t.Fatalf("given %v", given)
	}
	stall := given[0]
	if stall.Path != "m.example/stall" || len(stall.Files) != 2 || stall.Types.Scope().Lookup("TestOld") == nil {
		t.Errorf("%s with %d files", stall.Path, len(stall.Files))
	}
	var keys []string
	for _, ref := range stall.Refs {
		keys = append(keys, string(ref.ID.Key)+" "+ref.Pos.String())
	}
	if want := []string{"shout stall/stall.go:11:5", "whisper stall/stall.go:18:5", "shout-more stall/stall.go:24:27"}; !slices.Equal(keys, want) {
		t.Errorf("references %v, want %v", keys, want)
	}
	name := filepath.Join(root, "stall", "stall.go")
	if got := stall.Display(name); got != "stall/stall.go" {
		t.Errorf("displayed as %s", got)
	}
	if !bytes.Contains(stall.Source(name), []byte("func Upper")) {
		t.Errorf("source %q", stall.Source(name))
	}
}
