package config_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// seed adds the good and the bad files.
func seed(f *testing.F, archive string) {
	bad, err := txtar.ParseFile(archive)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range bad.Files {
		if strings.HasSuffix(file.Name, ".yml") {
			f.Add(file.Data)
		}
	}
	for _, path := range []string{"testdata/sample.yml", "testdata/sample-long.yml", "testdata/full.yml"} {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
}

// checkPlaces holds the places of mistakes to the text.
func checkPlaces(t *testing.T, data []byte, err error) {
	checkErrors(t, "fuzz", err)
	lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	for _, mistake := range mistakes(t, err) {
		pos := mistake.Pos
		if pos.Line < 1 || pos.Line > len(lines) || pos.Column < 1 || pos.Column > len(lines[pos.Line-1])+1 {
			t.Errorf("no such place in the file: %v", mistake)
		}
	}
}

func FuzzParse(f *testing.F) {
	seed(f, "testdata/bad.txtar")
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("f.yml", data)
		if err != nil {
			checkPlaces(t, data, err)
			return
		}
		if !json.Valid(c.Canonical()) {
			t.Errorf("the canonical form is no JSON: %s", c.Canonical())
		}
		for _, api := range c.Flags.APIs {
			api.MatchPackage("a.example/b")
			config.MatchName(api.Methods, "BoolVariationDetailCtx")
		}
	})
}

func FuzzParseCatalogue(f *testing.F) {
	seed(f, "testdata/bad-catalogue.txtar")
	f.Add([]byte(catalogue))
	f.Fuzz(func(t *testing.T, data []byte) {
		sdks, err := config.ParseCatalogue("f.yml", data)
		if err != nil {
			checkPlaces(t, data, err)
			return
		}
		for _, sdk := range sdks {
			for _, api := range sdk.APIs {
				if api.Provider == "" || len(api.Packages) == 0 || len(api.Methods) == 0 {
					t.Errorf("an incomplete API was accepted: %+v", api)
				}
			}
		}
	})
}

func FuzzParseSettings(f *testing.F) {
	for _, text := range []string{
		`{"config": "a.yml", "now": "2026-11-22"}`,
		`{"policy": {"grace": "30d", "rules": {"unused": "off"}}, "keep": [{"key": "a", "reason": "b"}]}`,
		`{"flags": {"apis": [{"package": "a.example/b", "methods": ["{A,B}*"], "key": {"arg": 1}, "default": {"value": {"a": [1e400]}}}]}}`,
		`{"naming": {"pattern": "["}, "sources": [{"file": "../a"}, null, 3], "version": 2}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var values map[string]any
		if json.Unmarshal(data, &values) != nil {
			return
		}
		c, _, err := config.ParseSettings(values)
		if err != nil {
			checkErrors(t, "fuzz", err)
			for _, mistake := range mistakes(t, err) {
				if !strings.HasPrefix(mistake.Pos.File, "settings") {
					t.Errorf("a mistake without a place: %v", mistake)
				}
			}
			return
		}
		if c != nil && !json.Valid(c.Canonical()) {
			t.Errorf("the canonical form is no JSON: %s", c.Canonical())
		}
	})
}

// mistakes are the errors that a reading of configuration returned.
func mistakes(t *testing.T, err error) config.Errors {
	t.Helper()
	var all config.Errors
	if !errors.As(err, &all) {
		t.Fatalf("%v is not a list of mistakes", err)
	}
	return all
}
