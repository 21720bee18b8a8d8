package config_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestCanonicalOfOneMeaning(t *testing.T) {
	short, long := parseFile(t, "testdata/sample.yml"), parseFile(t, "testdata/sample-long.yml")
	if diff := cmp.Diff(string(short.Canonical()), string(long.Canonical())); diff != "" {
		t.Errorf("two files that mean the same (-sample.yml +sample-long.yml):\n%s", diff)
	}
	full := parseFile(t, "testdata/full.yml")
	if !json.Valid(full.Canonical()) {
		t.Errorf("not JSON: %s", full.Canonical())
	}
	for range 20 { // maps are walked in another order each time
		if again := parseFile(t, "testdata/full.yml"); !bytes.Equal(full.Canonical(), again.Canonical()) {
			t.Fatalf("one file has two forms:\n%s\n%s", full.Canonical(), again.Canonical())
		}
	}
}

// TestCanonicalOfOtherMeaning changes one thing at a time in the file that holds everything.
func TestCanonicalOfOtherMeaning(t *testing.T) {
	base := parseFile(t, "testdata/full.yml").Canonical()
	seen := map[string]string{string(base): "nothing"}
	for what, change := range map[string]func(*config.Config){
		"now":                func(c *config.Config) { c.Now++ },
		"min-severity":       func(c *config.Config) { c.MinSeverity = debt.SeverityError },
		"providers' order":   func(c *config.Config) { c.Providers["openfeature"] = []string{"launchdarkly", "go-feature-flag"} },
		"source file":        func(c *config.Config) { c.Sources[0].File = "state/ld.json" },
		"source complete":    func(c *config.Config) { c.Sources[0].Complete = nil },
		"source ignore":      func(c *config.Config) { c.Sources[0].Environments.Ignore = nil },
		"max-age":            func(c *config.Config) { c.Policy.MaxAge[debt.TypeOps] = 1 },
		"grace":              func(c *config.Config) { c.Policy.Grace++ },
		"max-state-age":      func(c *config.Config) { c.Policy.MaxStateAge++ },
		"gate-minors":        func(c *config.Config) { c.Policy.GateMinors++ },
		"type rule":          func(c *config.Config) { c.Policy.Types[0].Tag = "" },
		"rule":               func(c *config.Config) { c.Policy.Rules[debt.RuleUnused] = debt.SeverityInfo },
		"keep until":         func(c *config.Config) { c.Policy.Keep[0].Until = 0 },
		"keep reason":        func(c *config.Config) { c.Policy.Keep[0].Reason = "" },
		"naming pattern":     func(c *config.Config) { c.Policy.Naming.Default.Regexp = nil },
		"naming style":       func(c *config.Config) { c.Policy.Naming.Default.Style = debt.StyleKebab },
		"naming type":        func(c *config.Config) { c.Policy.Naming.Types[debt.TypeKillSwitch].Example = "" },
		"api package":        func(c *config.Config) { c.Flags.APIs[0].Packages[0] = "shop.example/ff" },
		"api receiver":       func(c *config.Config) { c.Flags.APIs[0].Receivers = nil },
		"api key":            func(c *config.Config) { c.Flags.APIs[0].Key.Arg = 1 },
		"api default":        func(c *config.Config) { *c.Flags.APIs[0].Default.Arg = 0 },
		"api negated":        func(c *config.Config) { c.Flags.APIs[0].Negated = false },
		"api role":           func(c *config.Config) { c.Flags.APIs[0].Role = "" },
		"api order":          func(c *config.Config) { a := c.Flags.APIs; a[0], a[1] = a[1], a[0] },
		"default value":      func(c *config.Config) { c.Flags.APIs[2].Default.Value = "1" },
		"no JSON value":      func(c *config.Config) { c.Flags.APIs[2].Default.Value = "{" },
		"registry type":      func(c *config.Config) { c.Flags.Registries[0].Types[0] = "Other" },
		"registry constants": func(c *config.Config) { c.Flags.Registries[4].Constants = nil },
		"registry defaults":  func(c *config.Config) { c.Flags.Registries[0].Defaults = nil },
		"registry stages":    func(c *config.Config) { delete(c.Flags.Registries[0].Stages, "ga") },
		"registry option":    func(c *config.Config) { c.Flags.Registries[0].Options.URL = "" },
		"registry fields":    func(c *config.Config) { c.Flags.Registries[1].Fields.Locked = "" },
		"registry names":     func(c *config.Config) { c.Flags.Registries[3].Fields.Names = nil },
		"key address":        func(c *config.Config) { c.Flags.APIs[4].Key.Address = false },
		"key pairs":          func(c *config.Config) { c.Flags.APIs[5].Key.Pairs = false },
		"context methods":    func(c *config.Config) { c.Flags.Contexts[0].Methods = nil },
		"registry stage":     func(c *config.Config) { c.Flags.Registries[0].Stage = nil },
		"source provider":    func(c *config.Config) { c.Sources[0].Provider = "unleash" },
		"source exclusive":   func(c *config.Config) { c.Sources[0].Exclusive = false },
		"source production":  func(c *config.Config) { c.Sources[0].Environments.Production = []string{"live"} },
	} {
		c := parseFile(t, "testdata/full.yml")
		change(c)
		text := string(c.Canonical())
		if other, same := seen[text]; same {
			t.Errorf("changing %s gives the same bytes as changing %s", what, other)
		}
		seen[text] = what
	}
}

func TestCanonicalLeavesOut(t *testing.T) {
	for what, change := range map[string]func(*config.Config){
		"file": func(c *config.Config) { c.File = "elsewhere.yml" },
		"positions": func(c *config.Config) {
			c.Policy.Keep[0].Pos.Line++
			c.Flags.APIs[0].Pos.Line++
			c.Sources[0].Pos.Line++
		},
		"order of sets":  func(c *config.Config) { r := c.Flags.Registries[0].Constructors; r[0], r[1] = r[1], r[0] },
		"order of names": func(c *config.Config) { n := c.Flags.Registries[3].Fields.Names; n[0], n[1] = n[1], n[0] },
		"repetition":     func(c *config.Config) { a := &c.Flags.APIs[0]; a.Methods = append(a.Methods, a.Methods[0]) },
		"default role":   func(c *config.Config) { c.Flags.Registries[0].Role = "" },
		"plain function": func(c *config.Config) { c.Flags.APIs[1].Receivers = config.Strings{""} },
		"clean path":     func(c *config.Config) { c.Sources[0].File = "./../state//ld.json" },
	} {
		c := parseFile(t, "testdata/full.yml")
		before := c.Canonical()
		change(c)
		if diff := cmp.Diff(string(before), string(c.Canonical())); diff != "" {
			t.Errorf("%s counts (-before +after):\n%s", what, diff)
		}
	}
	if len((&config.Config{}).Canonical()) == 0 {
		t.Error("the zero Config has no form")
	}
}

// TestCanonicalOnlyReads holds it to leaving its Config as it is.
func TestCanonicalOnlyReads(t *testing.T) {
	c := parseFile(t, "testdata/full.yml")
	c.Canonical()
	if diff := cmp.Diff(parseFile(t, "testdata/full.yml"), c, equalRegexps); diff != "" {
		t.Errorf("Canonical changed its Config:\n%s", diff)
	}
}
