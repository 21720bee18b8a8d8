package program_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// several is a module whose builds differ in files, in what constants are, in types, and in what does not compile.
const several = shop + `-- app/app.go --
package app

import (
	"m.example/ff"
	"m.example/port"
)

func App() bool { return ff.On("app") || ff.On(port.Key) || port.Ask("asked") }
-- app/app_test.go --
package app

import "m.example/ff"

var _ = ff.On("in-test")
-- port/port_linux.go --
package port

import "m.example/ff"

const Key = "linux-key"

// Ask is a wrapper here alone.
func Ask(key string) bool { return ff.On(key) }
-- port/port_windows.go --
package port

const Key = "windows-key"

func Ask(key string) bool { return key == "" }
-- port/slow.go --
//go:build slow

package port

import "m.example/ff"

var _ = ff.On("slow")
-- broken/broken.go --
package broken

import "m.example/ff"

var _ = ff.On("broken")
-- broken/broken_windows.go --
package broken

var x int = "not a number"
`

// TestBuilds wants of several build configurations in one run what runs for each of them give, and of each place the builds that have it.
func TestBuilds(t *testing.T) {
	root := writeText(t, several)
	builds := []program.Build{{GOOS: "linux", GOARCH: "amd64"}, {GOOS: "windows", GOARCH: "amd64"}, {GOOS: "linux", GOARCH: "amd64", Tags: []string{"slow"}}, {GOOS: "linux", GOARCH: "386"}}
	has := map[string][]string{}
	incomplete := map[string]bool{}
	for _, b := range builds {
		result := load(t, program.Dir(root), program.Options{Root: root, Tests: true, Build: b})
		for _, ref := range result.References {
			line := toJSON(ref)
			has[line] = append(has[line], result.Configuration.String())
		}
		for _, part := range result.Incomplete {
			incomplete[part.What] = true
		}
	}
	want := map[string][]string{}
	for line, names := range has {
		if len(names) == len(builds) {
			names = nil
		}
		want[line] = names
	}
	cache := &memory{}
	for name, options := range map[string]program.Options{
		"full":              {},
		"lean":              {Lean: true},
		"with a cache":      {Lean: true, Cache: cache},
		"with a cache once": {Lean: true, Cache: cache},
	} {
		t.Run(name, func(t *testing.T) {
			options.Root, options.Tests, options.Build, options.Others = root, true, builds[0], builds[1:]
			result := load(t, program.Dir(root), options)
			got := map[string][]string{}
			for _, ref := range result.References {
				only := ref.Builds
				ref.Builds = nil
				got[toJSON(ref)] = only
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("references (-each alone +all at once):\n%s", diff)
			}
			if keys := keys(result); !slices.Equal(keys, []string{"app", "asked", "broken", "in-test", "linux-key", "pay", "pay-test", "search", "slow", "windows-key"}) {
				t.Errorf("keys %v", keys)
			}
			if len(result.Configurations) != len(builds) || result.Whole || len(incomplete) != len(result.Incomplete) || len(result.Unbuilt) != 0 {
				t.Errorf("%v, whole %t, incomplete %v, unbuilt %v", result.Configurations, result.Whole, result.Incomplete, result.Unbuilt)
			}
		})
	}
}

// TestBuildsShare wants what is the same in two builds not to be looked at twice.
func TestBuildsShare(t *testing.T) {
	root := writeText(t, several)
	looks := func(others ...program.Build) int {
		cache := &memory{}
		load(t, program.Dir(root), program.Options{Root: root, Tests: true, Lean: true, Cache: cache, Build: program.Build{GOOS: "linux", GOARCH: "amd64"}, Others: others})
		return int(cache.missed.Load())
	}
	one := looks()
	if same := looks(program.Build{GOOS: "linux", GOARCH: "amd64", Tags: []string{"unused"}}); same != one+1 { // the go command's answer
		t.Errorf("%d looks for two builds that are the same, %d for one", same, one)
	}
	// port, what imports it, and its tests
	if slow := looks(program.Build{GOOS: "linux", GOARCH: "amd64", Tags: []string{"slow"}}); slow > one+5 || slow == one {
		t.Errorf("%d looks for two builds of which one has a file more, %d for one", slow, one)
	}
}

func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
