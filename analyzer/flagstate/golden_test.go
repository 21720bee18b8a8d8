package flagstate

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// The day of the fixtures.
const today = "2026-11-22"

func day(t *testing.T, text string) debt.Day {
	t.Helper()
	d, err := debt.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// expected is one entry of testdata/expected.json; what is left out is not compared.
type expected struct {
	Kind, Type, Created, Evaluated, Expires, Owner, Ticket, Mark *string
	Permanent                                                    *bool
	Tags, Prerequisites                                          []string
	Env                                                          map[string]expectedEnvironment
}

type expectedEnvironment struct {
	Serving                       *string
	Value                         json.RawMessage
	Since                         *string
	Rules, Experiment, Production *bool
}

func TestGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var files map[string]json.RawMessage
	if err := json.Unmarshal(data, &files); err != nil {
		t.Fatal(err)
	}
	delete(files, "_about")
	if len(files) != 12 {
		t.Fatalf("expected.json has %d files", len(files))
	}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			var flags map[string]expected
			if err := json.Unmarshal(text, &flags); err != nil {
				t.Fatal(err)
			}
			// A prerequisite may be on another page, so all pages are read together.
			sources := []config.Source{{File: name}}
			for _, page := range []string{"launchdarkly/api-flags-page1.json", "launchdarkly/api-flags-page2.json"} {
				if filepath.Base(name)[:4] == "api-" && filepath.Dir(name) == "launchdarkly" && page != name {
					sources = append(sources, config.Source{File: page})
				}
			}
			s, problems := Load("testdata", "testdata", sources, day(t, today))
			if len(problems) > 0 {
				t.Errorf("problems: %v", problems)
			}
			checkFlags(t, s, name, flags)
		})
	}
}

func checkFlags(t *testing.T, s *Snapshot, file string, flags map[string]expected) {
	t.Helper()
	found := 0
	for _, f := range s.Flags {
		if f.Source != file {
			continue
		}
		found++
		want, ok := flags[string(f.Key)]
		if !ok {
			t.Errorf("flag %s is not expected", f.Key)
		}
		checkFlag(t, f, want)
		if f.Origin.Line == 0 || f.Origin.Column == 0 || f.Origin.File != file {
			t.Errorf("flag %s stands at %s", f.Key, f.Origin)
		}
	}
	if found != len(flags) {
		t.Errorf("%d flags, want %d", found, len(flags))
	}
}

func checkFlag(t *testing.T, f debt.Flag, want expected) {
	t.Helper()
	equal := func(what string, got string, want *string) {
		t.Helper()
		if want != nil && got != *want {
			t.Errorf("%s: %s is %q, want %q", f.Key, what, got, *want)
		}
	}
	sameDay := func(what string, got debt.Date, want *string) {
		t.Helper()
		if want != nil {
			day := (*want)[:len("2006-01-02")]
			equal(what, got.Day.String(), &day)
		}
	}
	equal("kind", string(f.Kind), want.Kind)
	equal("type", string(f.Type), want.Type)
	equal("owner", f.Owner, want.Owner)
	equal("ticket", f.Ticket, want.Ticket)
	equal("mark", f.Mark, want.Mark)
	sameDay("created", f.Created, want.Created)
	sameDay("evaluated", f.Evaluated, want.Evaluated)
	sameDay("expires", f.Expires, want.Expires)
	if want.Permanent != nil && f.Permanent != *want.Permanent {
		t.Errorf("%s: permanent is %t", f.Key, f.Permanent)
	}
	if want.Tags != nil {
		slices.Sort(want.Tags)
		if diff := cmp.Diff(want.Tags, f.Tags); diff != "" {
			t.Errorf("%s: tags: %s", f.Key, diff)
		}
	}
	var prerequisites []string
	for _, id := range f.Prerequisites {
		prerequisites = append(prerequisites, string(id.Key))
	}
	if diff := cmp.Diff(want.Prerequisites, prerequisites); diff != "" {
		t.Errorf("%s: prerequisites: %s", f.Key, diff)
	}
	for name, want := range want.Env {
		i := slices.IndexFunc(f.Environments, func(e debt.Environment) bool { return e.Name == name })
		if i < 0 {
			t.Errorf("%s: no environment %s", f.Key, name)
			continue
		}
		e := f.Environments[i]
		equal(name+" serving", string(e.Serving.Mode), want.Serving)
		if e.Serving.Mode == debt.ModeConstant || want.Value != nil {
			value := string(want.Value)
			equal(name+" value", string(e.Serving.Value), &value)
		}
		sameDay(name+" since", e.Since, want.Since)
		for _, b := range []struct {
			what string
			got  bool
			want *bool
		}{{"rules", e.Rules, want.Rules}, {"experiment", e.Serving.Experiment, want.Experiment}, {"production", e.Production, want.Production}} {
			if b.want != nil && b.got != *b.want {
				t.Errorf("%s: %s %s is %t", f.Key, name, b.what, b.got)
			}
		}
	}
}
