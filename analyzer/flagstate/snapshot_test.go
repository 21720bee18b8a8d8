package flagstate

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// everything is a snapshot of all fixtures.
func everything(t testing.TB) *Snapshot {
	t.Helper()
	now, err := debt.ParseDay(today)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := Load("testdata", "testdata", []config.Source{
		{File: "goff/flags.goff.yaml"}, {File: "flagd/flags.flagd.json"}, {File: "launchdarkly/api-*.json"}, {File: "unleash/export.json"}, {File: "csv/flags.csv", Exclusive: true},
	}, now)
	s.APIs = []config.API{{Packages: config.Strings{"example.com/shop"}, Receivers: config.Strings{"Toggles"}, Methods: config.Strings{"On"}, Value: debt.KindBool, Default: config.DefaultPos{Value: "false"}}}
	return s
}

func written(t testing.TB, s *Snapshot) string {
	t.Helper()
	var text strings.Builder
	if err := s.Write(&text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestWriteAndRead(t *testing.T) {
	s := everything(t)
	text := written(t, s)
	read, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, written(t, read)); diff != "" {
		t.Errorf("a second time: %s", diff)
	}
	if len(read.Flags) != len(s.Flags) || len(read.Flags) < 20 || len(read.Sources) != len(s.Sources) || read.Date != s.Date {
		t.Errorf("%d flags of %d", len(read.Flags), len(s.Flags))
	}
	if diff := cmp.Diff(s.APIs, read.APIs); diff != "" {
		t.Error(diff)
	}
	if again := written(t, everything(t)); again != text {
		t.Error("the same state gives other bytes")
	}
}

func TestWriteKeepsTextsOfSomeContextsToItself(t *testing.T) {
	s := everything(t)
	text := written(t, s)
	for _, secret := range []string{"bm25", "vector", "\"@example.com", "user-1", "endsWith"} {
		if strings.Contains(text, secret) {
			t.Errorf("the snapshot holds %s", secret)
		}
	}
	if got := flagOf(t, s, "not-dynamic-trap").Environments[0].Serving.Outcomes; len(got) != 2 {
		t.Errorf("Write changed the snapshot in memory: outcomes %v", got)
	}
	if !strings.Contains(text, `"value": "a"`) {
		t.Error("a constant text is missing")
	}
}

func TestDigest(t *testing.T) {
	s := everything(t)
	digest := func() string {
		read, err := Read(strings.NewReader(written(t, s)))
		if err != nil {
			t.Fatal(err)
		}
		return read.Digest
	}
	before := digest()
	s.Date++
	if digest() != before {
		t.Error("the digest depends on the date")
	}
	s.Flags[0].Archived = true
	if digest() == before {
		t.Error("the digest does not depend on the flags")
	}
}

func TestReadMistakes(t *testing.T) {
	good := written(t, everything(t))
	tests := map[string]string{
		"":   "is empty",
		"[]": "the file is not a snapshot of flagdebt",
		"{}": "the file is not a snapshot of flagdebt",
		strings.Replace(good, `"schema": 1`, `"schema": 2`, 1):                                     "2:13: the snapshot has schema 2, and this version reads up to 1",
		strings.Replace(good, `"archived": true`, ``, 1) + "x":                                     "follows the end of the document",
		strings.Replace(good, `"mode": "split"`, `"mode": "constant"`, 1):                          "4:13: the snapshot was edited by hand: its digest does not fit: write it again with flagdebt snapshot",
		strings.Replace(good, `"flags": [`, `"flgs": [`, 1):                                        "the snapshot was edited by hand (json: unknown field \"flgs\")",
		strings.Replace(good, `"exclusive": true`, `"exclusive": 1`, 1):                            "the snapshot was edited by hand (",
		strings.Replace(good, `"date": "2026-11-22"`, `"date": "today"`, 1):                        "the snapshot was edited by hand (",
		strings.Replace(good, `"date": "2026-11-22"`, `"date": "2026-11-22", "date": "2026-1"`, 1): `3:25: the key "date" stands here and on line 3`,
		good[:len(good)/2]: "",
	}
	for text, want := range tests {
		if text == good {
			t.Errorf("%s: nothing was changed", want)
		}
		_, err := Read(strings.NewReader(text))
		problem := new(debt.InputError)
		if !errors.As(err, &problem) || !strings.Contains(err.Error(), want) || problem.Do == "" {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestLoadSnapshot(t *testing.T) {
	old := everything(t)
	old.Date = day(t, "2026-11-01")
	root := files(t, "state.json", written(t, old), "x.goff.yaml", plain)
	s, problems := load(t, root, config.Source{File: "state.json"}, config.Source{File: "x.goff.yaml", Provider: "mine"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if s.Date != old.Date || len(s.Flags) != len(old.Flags)+1 || len(s.Sources) != len(old.Sources)+1 || len(s.APIs) != 1 {
		t.Errorf("date %s, %d flags, %d sources", s.Date, len(s.Flags), len(s.Sources))
	}
	if f := flagOf(t, s, "lone-weight"); f.Origin.File != "goff/flags.goff.yaml" {
		t.Errorf("%+v", f)
	}
	if err := os.WriteFile(filepath.Join(root, "state.json"), []byte(strings.Replace(written(t, old), "true", "false", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	s, problems = load(t, root, config.Source{File: "state.json"}, config.Source{File: "x.goff.yaml"})
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "state.json:4:13: the snapshot was edited by hand") || s.Sources[1].Complete {
		t.Errorf("%v %+v", problems, s.Sources)
	}
}

func TestLoadAPIs(t *testing.T) {
	s := everything(t)
	root := files(t, "state.json", written(t, s), "x.goff.yaml", plain, "list.json", "[1]", "half.json", `{"schema":1,"apis":[{`, "none.json", `{"schema":1,"flags":[],"apis":[{}]}`)
	var sources []config.Source
	for _, file := range []string{"x.goff.yaml", "missing.json", "list.json", "half.json", "none.json", "state.json"} {
		sources = append(sources, config.Source{File: file})
	}
	if diff := cmp.Diff(s.APIs, LoadAPIs(root, root, sources)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if apis := LoadAPIs(root, root, []config.Source{{File: "list.json", Format: "snapshot"}, {File: "half.json", Format: "snapshot"}}); len(apis) > 0 {
		t.Errorf("%+v from files that are no snapshots", apis)
	}
}

// A snapshot among the sources must not contradict the files that it was made of.
func TestLoadPrefersFilesToTheirSnapshot(t *testing.T) {
	root := files(t, "x.goff.yaml", plain)
	old, problems := load(t, root, config.Source{File: "x.goff.yaml"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	old.APIs = everything(t).APIs
	if err := os.WriteFile(filepath.Join(root, "state.json"), []byte(written(t, old)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "x.goff.yaml"), []byte(strings.Replace(plain, "variation: on", "variation: off", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	s, problems := load(t, root, config.Source{File: "state.json"}, config.Source{File: "x.goff.yaml", Exclusive: true})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if serving, _ := flagOf(t, s, "x").Production(); serving.Value != "false" || len(s.Flags) != 1 {
		t.Errorf("%d flags, x serves %+v, want what the file says now", len(s.Flags), serving)
	}
	if len(s.Sources) != 1 || !s.Sources[0].Exclusive || len(s.APIs) != 1 {
		t.Errorf("sources %+v, %d APIs, want the file alone and the snapshot's API", s.Sources, len(s.APIs))
	}
}

func TestDetect(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.*")
	if err != nil || len(paths) < 11 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		// The content alone tells, without the name.
		format, problem := findFormat("", "file", data)
		want := filepath.Base(filepath.Dir(path)) // the fixtures stand in a folder called after the package
		if want == "goff" {
			want = "go-feature-flag"
		}
		if problem != nil || format.Name != want {
			t.Errorf("%s: format %q, %v", path, format.Name, problem)
		}
	}
	texts := map[string]string{
		written(t, everything(t)): "snapshot",
		`{"features":{"x":{"defaultValue":true,"rules":[]}},"dateUpdated":"2026"}`: "",
		`{"flags":{"x":{"flagType":"boolean","defaultValue":false}}}`:              "",
		"flagValues:\n  a: 1\n":                                            "launchdarkly",
		`[{"items":[],"totalCount":0,"_links":{}}]`:                        "launchdarkly",
		`{"$schema":"https://flagd.dev/schema/v0/flags.json","flags":{}}`:  "flagd",
		"x:\n  variations:\n    a: 1\n  defaultRule:\n    variation: a\n":  "go-feature-flag",
		"[x]\nvariations = { a = 1 }\ndefaultRule = { variation = 'a' }\n": "go-feature-flag",
		"key;kind;env:production\n":                                        "csv",
		"hello":                                                            "",
		"":                                                                 "",
	}
	for text, want := range texts {
		format, _ := findFormat("", "file", []byte(text))
		if format.Name != want {
			t.Errorf("%.60q: format %q, want %q", text, format.Name, want)
		}
	}
}

func TestDecodersOfTheList(t *testing.T) {
	for _, format := range Formats() {
		d, err := format.Decode([]byte("<html>"), 0)
		if problem := new(debt.InputError); d != nil || !errors.As(err, &problem) || problem.What != "looks like an HTML page" {
			t.Errorf("%s: %v", format.Name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(written(f, everything(f))))
	f.Add([]byte(written(f, &Snapshot{})))
	f.Add([]byte(`{"schema":1,"digest":"","sources":null,"flags":[{"key":""}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		if again, err := Read(strings.NewReader(written(t, s))); err != nil || again.Schema != SnapshotSchema {
			t.Errorf("what was written cannot be read: %v", err)
		}
	})
}

func FuzzDetect(f *testing.F) {
	for _, seed := range []string{`{"flags":{"x":{"variants":{}}}}`, "x:\n  variations: {a: 1}\n", "[x.y]\na={b=1}\n", "key,env:p\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format, problem := findFormat("", "flags", data)
		if (format.Name == "") != (problem != nil) {
			t.Errorf("format %q, %v", format.Name, problem)
		}
	})
}
