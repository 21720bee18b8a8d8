package program_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// market is a module with three flags. The second function of stall needs strings where the first does not.
const market = `
-- go.mod --
module m.example

go 1.26

require github.com/launchdarkly/go-server-sdk/v7 v7.0.0

replace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk/ld
-- ff/ff.go --
package ff

import ld "github.com/launchdarkly/go-server-sdk/v7"

// On reports whether a flag is on.
func On(key string) bool {
	on, _ := (&ld.LDClient{}).BoolVariation(key, nil, false)
	return on
}
-- stall/stall.go --
package stall

import (
	"strings"

	"m.example/ff"
)

// Upper shouts where the flag shout is on.
func Upper(s string) string {
	if ff.On("shout") {
		return strings.ToUpper(s)
	}
	return s
}

func Lower(s string) string {
	if ff.On("whisper") {
		return strings.ToLower(s)
	}
	return s
}

func Both() bool { return ff.On("shout-more") }

// Old is what shout had before.
func Old() int { return old }

const old = 1

type Bell struct{}

func (Bell) Ring() string { return "ring" }
-- stall/stall_test.go --
package stall

import "testing"

func TestOld(t *testing.T) {
	if Old() != 1 {
		t.Error("not 1")
	}
}
-- stall/outer_test.go --
package stall_test

import "m.example/stall"

var _ = stall.Upper("x")
-- street/street.go --
package street

import "m.example/stall"

func Street() int { return stall.Old() }
-- town/town.go --
package town

import (
	"m.example/stall"
	"m.example/street"
)

var bell stall.Bell

func Town() int { return street.Street() }
-- city/city.go --
package city

import "m.example/town"

func City() int { return town.Town() }
`

// cut replaces old, which is there once, by new in a file; an empty old deletes the file.
type cut struct{ file, old, new string }

var (
	shout   = cut{"stall/stall.go", "	if ff.On(\"shout\") {\n		return strings.ToUpper(s)\n	}\n", ""}
	whisper = cut{"stall/stall.go", "	if ff.On(\"whisper\") {\n		return strings.ToLower(s)\n	}\n", ""}
	more    = cut{"stall/stall.go", "ff.On(\"shout-more\")", "true"}
)

// surgeon plans the cuts of the flags that are chosen.
type surgeon struct {
	root      string
	cuts      map[debt.Key][]cut
	obstacles map[debt.Key][]debt.Obstacle
	spare     string
	worlds    []removal.World
}

// holds reports whether a world has a file.
func holds(world removal.World, file string) bool {
	for _, suffix := range []string{"", "_test"} {
		if p := world.Package("m.example/" + path.Dir(file) + suffix); p != nil {
			for _, syntax := range p.Files {
				if p.Display(p.Fset.File(syntax.Pos()).Name()) == file {
					return true
				}
			}
		}
	}
	return false
}

func (s *surgeon) compute(world removal.World, _ []*removal.Package, choices []removal.Choice, _ removal.Options) (*removal.Plan, error) {
	s.worlds = append(s.worlds, world)
	plan := &removal.Plan{}
	for _, choice := range choices {
		plan.Obstacles = append(plan.Obstacles, s.obstacles[choice.Key]...)
		cuts := s.cuts[choice.Key]
		if s.spare != "" && holds(world, s.spare) {
			cuts = cuts[:1]
		}
		for _, c := range cuts {
			if !holds(world, c.file) {
				continue
			}
			if c.old == "" {
				plan.Deleted = append(plan.Deleted, c.file)
				continue
			}
			content, err := os.ReadFile(filepath.Join(s.root, filepath.FromSlash(c.file)))
			if err != nil {
				return nil, err
			}
			if bytes.Count(content, []byte(c.old)) != 1 {
				return nil, fmt.Errorf("%s has %q not once", c.file, c.old)
			}
			at := bytes.Index(content, []byte(c.old))
			plan.Edits = append(plan.Edits, debt.Edit{File: c.file, Start: at, End: at + len(c.old), New: c.new})
		}
	}
	slices.SortFunc(plan.Edits, func(a, b debt.Edit) int { return cmp.Or(cmp.Compare(a.File, b.File), a.Start-b.Start) })
	plan.Edits = slices.Compact(plan.Edits)
	return plan, nil
}

func choice(key debt.Key) removal.Choice {
	return removal.Choice{ID: debt.ID{Provider: "launchdarkly", Key: key}, To: debt.BoolValue(false)}
}

// open loads a module with its tests.
func open(t testing.TB, root string, options program.Options) *program.Program {
	t.Helper()
	options.Root = root
	loaded, err := program.Load(context.Background(), program.Dir(root), options)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func remove(t testing.TB, p *program.Program, options program.RemoveOptions, keys ...debt.Key) *program.Change {
	t.Helper()
	var choices []removal.Choice
	for _, key := range keys {
		choices = append(choices, choice(key))
	}
	change, err := p.Remove(context.Background(), choices, options)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

// changeText is what a test wants of a change.
func changeText(c *program.Change) string {
	var b strings.Builder
	for _, flag := range c.Flags {
		fmt.Fprintf(&b, "%s %s", flag.Key, flag.Verdict)
		if flag.Complete {
			b.WriteString(" complete")
		}
		if len(flag.Files) > 0 {
			fmt.Fprintf(&b, " -%d +%d %s", flag.Deleted, flag.Added, strings.Join(flag.Files, " "))
		}
		b.WriteString("\n")
		for _, o := range flag.Obstacles {
			fmt.Fprintf(&b, "\t%s %s %s\n", o.Code, o.Pos, o.What)
		}
	}
	for _, file := range c.Files {
		sign := "~"
		if file.After == nil {
			sign = "-"
		}
		fmt.Fprintf(&b, "%s%s\n", sign, file.Display)
	}
	return b.String()
}

// TestRemove makes plans by hand, right ones and wrong ones, and wants the gate to tell them apart.
func TestRemove(t *testing.T) {
	oldGone := []cut{{"stall/stall.go", "// Old is what shout had before.\nfunc Old() int { return old }\n\nconst old = 1\n\n", ""}, more}
	tests := map[string]struct {
		files     string // more of the module
		cuts      map[debt.Key][]cut
		obstacles map[debt.Key][]debt.Obstacle
		keys      []debt.Key
		notests   bool
		spare     string // a file: a world that has it gets only the first cut
		want      string
		quick     string // where an estimate says something else
	}{
		"passes": {
			cuts: map[debt.Key][]cut{"shout-more": {more}},
			keys: []debt.Key{"shout-more"},
			want: "shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"does not compile": {
			cuts: map[debt.Key][]cut{"shout-more": {{"stall/stall.go", "ff.On(\"shout-more\")", "1"}}},
			keys: []debt.Key{"shout-more"},
			want: "shout-more refused\n\tdoes-not-compile stall/stall.go:24:27 cannot use 1 (untyped int constant) as bool value in return statement\n",
		},
		"does not parse": {
			cuts: map[debt.Key][]cut{"shout-more": {{"stall/stall.go", "func Both() bool", "func Both( bool"}}},
			keys: []debt.Key{"shout-more"},
			want: "shout-more refused\n\tdoes-not-compile stall/stall.go:24:18 missing ',' in parameter list\n\tdoes-not-compile stall/stall.go:24:20 expected ')', found 'return'\n\tdoes-not-compile stall/stall.go:24:47 expected declaration, found '}'\n",
		},
		"partial": {
			cuts:      map[debt.Key][]cut{"shout-more": {more}},
			obstacles: map[debt.Key][]debt.Obstacle{"shout-more": {{Code: debt.CodeEffect, What: "an effect"}}},
			keys:      []debt.Key{"shout-more"},
			want:      "shout-more checked -1 +1 stall/stall.go\n\teffect  an effect\n~stall/stall.go\n",
		},
		"forbidden": {
			cuts:      map[debt.Key][]cut{"shout-more": {more}},
			obstacles: map[debt.Key][]debt.Obstacle{"shout-more": {{Code: debt.CodeDynamicKey, What: "a dynamic key"}}},
			keys:      []debt.Key{"shout-more"},
			want:      "shout-more refused\n\tdynamic-key  a dynamic key\n",
		},
		"no reference": {
			keys: []debt.Key{"absent", "shout-more"},
			cuts: map[debt.Key][]cut{"shout-more": {more}},
			want: "absent nothing\n\tnot-found  the code has nothing of the flag launchdarkly/absent\nshout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"nothing planned": {
			keys: []debt.Key{"shout-more"},
			want: "shout-more refused\n\tkey-used  nothing of the flag can be removed\n",
		},
		"importers and tests need what goes": {
			cuts: map[debt.Key][]cut{"shout-more": oldGone},
			keys: []debt.Key{"shout-more"},
			want: "shout-more refused\n\tdoes-not-compile stall/stall_test.go:6:5 undefined: Old\n\tdoes-not-compile street/street.go:5:34 undefined: stall.Old\n",
		},
		"only tests need what goes": {
			cuts: map[debt.Key][]cut{"shout-more": append([]cut{{"street/street.go", "stall.Old()", "len(stall.Upper(\"\"))"}}, oldGone...)},
			keys: []debt.Key{"shout-more"},
			want: "shout-more refused\n\tdoes-not-compile stall/stall_test.go:6:5 undefined: Old\n",
		},
		"tests that were not loaded need what goes": {
			cuts:    map[debt.Key][]cut{"shout-more": append([]cut{{"street/street.go", "stall.Old()", "len(stall.Upper(\"\"))"}}, oldGone...)},
			keys:    []debt.Key{"shout-more"},
			notests: true,
			want:    "shout-more refused\n\tunbuilt stall/stall_test.go:6:5 with its tests, the result would not compile: undefined: Old\n",
		},
		"tests and importers go along": {
			cuts: map[debt.Key][]cut{"shout-more": append([]cut{{"stall/stall_test.go", "", ""}, {"street/street.go", "stall.Old()", "len(stall.Upper(\"\"))"}}, oldGone...)},
			keys: []debt.Key{"shout-more"},
			want: "shout-more checked complete -16 +2 stall/stall.go stall/stall_test.go street/street.go\n~stall/stall.go\n-stall/stall_test.go\n~street/street.go\n",
		},
		"an importer at a distance": {
			files: "-- city/more.go --\npackage city\n\nimport \"m.example/town\"\n\ntype ringer interface{ Ring() string }\n\nvar _ ringer = town.Bell()\n-- town/more.go --\npackage town\n\nimport \"m.example/stall\"\n\nfunc Bell() stall.Bell { return bell }\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall.go", "func (Bell) Ring() string { return \"ring\" }\n", ""}}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tdoes-not-compile city/more.go:7:16 cannot use town.Bell() (value of struct type stall.Bell) as ringer value in variable declaration: stall.Bell does not implement ringer (missing method Ring)\n",
		},
		"an importer that was broken before": {
			files: "-- broken/broken.go --\npackage broken\n\nimport \"m.example/stall\"\n\nfunc f() int { return stall.Upper(\"\") }\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"an importer that was broken before breaks more": {
			files: "-- broken/broken.go --\npackage broken\n\nimport \"m.example/stall\"\n\nfunc f() int { return stall.Upper(\"\") }\n\nvar a, b = stall.Lost, stall.Bell{}.Ring()\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall.go", "func (Bell) Ring() string { return \"ring\" }\n", ""}}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tdoes-not-compile broken/broken.go:7:37 stall.Bell{}.Ring undefined (type stall.Bell has no field or method Ring)\n",
		},
		"a package with C": {
			files: "-- stall/c.go --\npackage stall\n\n// int one(void) { return 1; }\nimport \"C\"\n\nfunc one() int { return int(C.one()) }\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}, "shout": {{"stall/stall.go", "ff.On(\"shout\")", "on"}}},
			keys:  []debt.Key{"shout-more", "shout"},
			want:  "shout-more checked complete -1 +1 stall/stall.go\nshout refused\n\tdoes-not-compile stall/stall.go:11:5 undefined: on\n~stall/stall.go\n",
		},
		"the package was broken before": {
			files: "-- stall/broken.go --\npackage stall\n\nvar x int = \"\"\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tbroken-package stall/broken.go:3:13 a package with the flag does not compile as it is: cannot use \"\" (untyped string constant) as int value in variable declaration\n",
		},
		"a new complaint of vet": {
			cuts: map[debt.Key][]cut{"whisper": {{"stall/stall.go", "	if ff.On(\"whisper\") {\n		return strings.ToLower(s)\n	}\n", "	return strings.ToLower(s)\n"}}},
			keys: []debt.Key{"whisper"},
			want: "whisper refused\n\tvet stall/stall.go:21:2 go vet would complain: unreachable code (unreachable)\n",
		},
		"an old complaint of vet": {
			files: "-- stall/vetted.go --\npackage stall\n\nfunc assign(x int) { x = x }\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"together one import is left": {
			cuts: map[debt.Key][]cut{"shout": {shout}, "whisper": {whisper}, "shout-more": {more}},
			keys: []debt.Key{"whisper", "shout", "shout-more"},
			want: "whisper refused\n\tdoes-not-compile stall/stall.go:4:2 \"strings\" imported and not used\n\tdoes-not-compile stall/stall.go:6:2 \"m.example/ff\" imported and not used\nshout checked complete -3 +0 stall/stall.go\nshout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"another platform needs what goes": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nvar window = old\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall.go", "{ return old }\n\nconst old = 1\n", "{ return 1 }\n"}}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tunbuilt stall/stall_windows.go:3:14 with GOOS=windows GOARCH=amd64, the result would not compile: undefined: old\n",
		},
		"other tags need what goes, elsewhere": {
			files: "-- slow/slow.go --\n//go:build slow && !fast\n\npackage slow\n\nimport \"m.example/stall\"\n\nvar ring = stall.Bell.Ring\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall.go", "func (Bell) Ring() string { return \"ring\" }\n", ""}}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tunbuilt slow/slow.go:7:23 with --tags slow, the result would not compile: stall.Bell.Ring undefined (type stall.Bell has no field or method Ring)\n",
		},
		"nothing builds what needs it": {
			files: "-- stall/never.go --\n//go:build ignore\n\npackage stall\n\nvar never = old\n-- stall/main.go --\n//go:build ignore\n\npackage main\n\nvar old = 1\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall.go", "{ return old }\n\nconst old = 1\n", "{ return 1 }\n"}}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tunbuilt stall/never.go the file, which nothing builds, has the name old, whose declaration would change\n",
		},
		"another platform does not care": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nvar window = 1\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"another platform lacks a module": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nimport \"absent.example/window\"\n\nvar window = window.Open\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more refused\n\tunbuilt  the result could not be checked with GOOS=windows GOARCH=amd64: package absent.example/window: no required module provides package absent.example/window; to add it: go get absent.example/window\n",
			quick: "shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"another platform lacks what this one lacks": {
			files: "-- pane/pane.go --\npackage pane\n\nimport \"absent.example/window\"\n\nvar Open = window.Open\n-- stall/pane.go --\npackage stall\n\nimport _ \"m.example/pane\"\n-- stall/stall_windows.go --\npackage stall\n\nvar window = 1\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
		},
		"another platform has the key": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nimport \"m.example/ff\"\n\nvar window = ff.On(\"shout-more\")\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall_windows.go", "import \"m.example/ff\"\n\nvar window = ff.On(\"shout-more\")\n", "var window = true\n"}}},
			keys:  []debt.Key{"shout-more"},
			want:  "shout-more checked complete -4 +2 stall/stall.go stall/stall_windows.go\n~stall/stall.go\n~stall/stall_windows.go\n",
		},
		"only another platform has the key": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nimport \"m.example/ff\"\n\nvar window = ff.On(\"window\")\n",
			cuts:  map[debt.Key][]cut{"window": {{"stall/stall_windows.go", "ff.On(\"window\")", "true"}}},
			keys:  []debt.Key{"window"},
			want:  "window refused\n\tunbuilt stall/stall_windows.go:3:8 with GOOS=windows GOARCH=amd64, the result would not compile: \"m.example/ff\" imported and not used\n",
		},
		"another platform has a string that is no key": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nvar window = \"absent\"\n",
			keys:  []debt.Key{"absent"},
			want:  "absent nothing\n\tnot-found  the code has nothing of the flag launchdarkly/absent\n",
		},
		"another platform needs other edits": {
			files: "-- stall/stall_windows.go --\npackage stall\n\nvar window = old\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more, {"stall/stall.go", "{ return old }\n\nconst old = 1\n", "{ return 1 }\n"}}},
			keys:  []debt.Key{"shout-more"},
			spare: "stall/stall_windows.go",
			want:  "shout-more refused\n\tbuilds-differ stall/stall.go the file would need other edits with GOOS=windows GOARCH=amd64\n",
		},
		"nothing builds what has the key": {
			files: "-- stall/never.go --\n//go:build ignore\n\npackage main\n\nvar never = []string{\"shout-more\", \"absent\"}\n",
			cuts:  map[debt.Key][]cut{"shout-more": {more}},
			keys:  []debt.Key{"shout-more", "absent"},
			want:  "shout-more refused\n\tunbuilt stall/never.go:5:22 the key stands in a file that nothing builds\nabsent nothing\n\tnot-found  the code has nothing of the flag launchdarkly/absent\n",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := writeText(t, market+test.files)
			p := open(t, root, program.Options{Tests: !test.notests})
			s := &surgeon{root: root, cuts: test.cuts, obstacles: test.obstacles, spare: test.spare}
			p.Compute(s.compute)
			if diff := gocmp.Diff(cmp.Or(test.quick, test.want), changeText(remove(t, p, program.RemoveOptions{Quick: true}, test.keys...))); diff != "" {
				t.Errorf("estimate (-want +got):\n%s", diff)
			}
			if diff := gocmp.Diff(test.want, changeText(remove(t, p, program.RemoveOptions{}, test.keys...))); diff != "" {
				t.Errorf("change (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRemoveBug wants a plan that cannot be, and a panic, to cost one flag and not the others. It is fault 40.
func TestRemoveBug(t *testing.T) {
	root := writeText(t, market)
	p := open(t, root, program.Options{Tests: true})
	s := &surgeon{root: root, cuts: map[debt.Key][]cut{"shout-more": {more}}}
	p.Compute(func(world removal.World, packages []*removal.Package, choices []removal.Choice, options removal.Options) (*removal.Plan, error) {
		for _, choice := range choices {
			switch choice.Key {
			case "shout":
				_ = choices[len(choices)]
			case "whisper":
				return &removal.Plan{Edits: []debt.Edit{{File: "stall/stall.go", Start: 9, End: 8}}}, nil
			}
		}
		return s.compute(world, packages, choices, options)
	})
	got := changeText(remove(t, p, program.RemoveOptions{}, "shout", "whisper", "shout-more"))
	for _, want := range []string{
		"shout refused\n\tdoes-not-compile  internal error: runtime error: index out of range", "TestRemoveBug",
		"whisper refused\n\tdoes-not-compile  the plan cannot be carried out: stall/stall.go: the edit of bytes 9 to 8",
		"shout-more checked complete -1 +1 stall/stall.go\n~stall/stall.go\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\ndoes not hold %q", got, want)
		}
	}
}

// TestRemoveOrder wants the same of a set of flags that do not all go together, in whatever order they are named.
func TestRemoveOrder(t *testing.T) {
	root := writeText(t, market)
	p := open(t, root, program.Options{Tests: true})
	p.Compute((&surgeon{root: root, cuts: map[debt.Key][]cut{"shout": {shout}, "whisper": {whisper}, "shout-more": {more}}}).compute)
	keys := []debt.Key{"shout", "whisper", "shout-more", "absent"}
	texts := map[debt.Key]string{}
	for i := range keys {
		order := slices.Concat(keys[i:], keys[:i])
		change := remove(t, p, program.RemoveOptions{}, order...)
		for j, flag := range change.Flags {
			if flag.Key != order[j] {
				t.Errorf("flag %d is %s, want %s", j, flag.Key, order[j])
			}
			text := changeText(&program.Change{Flags: []program.Removed{flag}, Files: change.Files}) + string(change.Files[0].After)
			if texts[flag.Key] == "" {
				texts[flag.Key] = text
			}
			if diff := gocmp.Diff(texts[flag.Key], text); diff != "" {
				t.Errorf("in the order %v (-first +now):\n%s", order, diff)
			}
		}
	}
	if _, err := p.Remove(context.Background(), []removal.Choice{choice("shout"), choice("shout")}, program.RemoveOptions{}); err == nil || !strings.Contains(err.Error(), "named twice") {
		t.Errorf("a flag that is named twice: %v", err)
	}
}

// TestRemoveFormat wants a file that gofmt was content with to be so again, by edits of its own, and one that it was not content with to keep its lines.
func TestRemoveFormat(t *testing.T) {
	const block = "package stall\n\ntype table struct {\n\ta    int\n\tlong int // of %s\n\tb    int // of b\n}\n"
	root := writeText(t, market+"-- stall/neat.go --\n"+fmt.Sprintf(block, "a")+"-- stall/untidy.go --\n"+strings.ReplaceAll(fmt.Sprintf(block, "untidy"), "table struct", "untidy  struct"))
	p := open(t, root, program.Options{Tests: true})
	p.Compute((&surgeon{root: root, cuts: map[debt.Key][]cut{"shout-more": {more, {"stall/neat.go", "\tlong int // of a\n", ""}, {"stall/untidy.go", "\tlong int // of untidy\n", ""}}}}).compute)
	change := remove(t, p, program.RemoveOptions{}, "shout-more")
	after := map[string]string{}
	for _, file := range change.Files {
		after[file.Display] = string(file.After)
		var again []byte
		at := 0
		for _, edit := range file.Edits {
			again = append(append(again, file.Before[at:edit.Start]...), edit.New...)
			at = edit.End
		}
		if again = append(again, file.Before[at:]...); !bytes.Equal(again, file.After) {
			t.Errorf("%s: the edits make %q of it, not %q", file.Display, again, file.After)
		}
	}
	if want := "package stall\n\ntype table struct {\n\ta int\n\tb int // of b\n}\n"; after["stall/neat.go"] != want {
		t.Errorf("neat: %q, want %q", after["stall/neat.go"], want)
	}
	if want := "package stall\n\ntype untidy  struct {\n\ta    int\n\tb    int // of b\n}\n"; after["stall/untidy.go"] != want {
		t.Errorf("untidy: %q, want %q", after["stall/untidy.go"], want)
	}
}

// TestRemoveAsAnalysed writes to a file after it was loaded: the change is one of the file as it was. It is fault 33.
func TestRemoveAsAnalysed(t *testing.T) {
	root := writeText(t, market)
	p := open(t, root, program.Options{Tests: true})
	if _, err := p.Result(context.Background()); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(root, "stall", "stall.go")
	before, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(before, []byte(more.old))
	p.Compute(func(world removal.World, _ []*removal.Package, _ []removal.Choice, _ removal.Options) (*removal.Plan, error) {
		if got := world.Package("m.example/stall").Source(name); !bytes.Equal(got, before) {
			t.Errorf("source %q", got)
		}
		return &removal.Plan{Edits: []debt.Edit{{File: more.file, Start: at, End: at + len(more.old), New: more.new}}}, nil
	})
	if err := os.WriteFile(name, []byte("package nonsense\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	change := remove(t, p, program.RemoveOptions{}, "shout-more")
	if len(change.Files) != 1 || !bytes.Equal(change.Files[0].Before, before) || change.Files[0].Name != name {
		t.Errorf("files %v", changeText(change))
	}
}
