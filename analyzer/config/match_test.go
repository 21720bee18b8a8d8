package config_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

func TestMatchPackage(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"a.example/sdk", "a.example/sdk", true},
		{"a.example/sdk", "a.example/sdk/v2", false},
		{"a.example/sdk/v*", "a.example/sdk", true},
		{"a.example/sdk/v*", "a.example/sdk/v2", true},
		{"a.example/sdk/v*", "a.example/sdk/v17", true},
		{"a.example/sdk/v*", "a.example/sdk/v1", false},
		{"a.example/sdk/v*", "a.example/sdk/v0", false},
		{"a.example/sdk/v*", "a.example/sdk/v02", false},
		{"a.example/sdk/v*", "a.example/sdk/v", false},
		{"a.example/sdk/v*", "a.example/sdk/v2/internal", false},
		{"a.example/sdk/v*", "a.example/sdk/v2beta", false},
		{"a.example/sdk/v*", "a.example/sdkit", false},
		{"a.example/sdk/v*", "a.example/sdk/", false},
		{"gopkg.in/x.v*", "gopkg.in/x.v5", true},
		{"gopkg.in/x.v*", "gopkg.in/x.v0", true},
		{"gopkg.in/x.v*", "gopkg.in/x.v05", false},
		{"gopkg.in/x.v*", "gopkg.in/x", false},
		{"gopkg.in/x.v*", "gopkg.in/x/v5", false},
	} {
		if got := (config.API{Packages: config.Strings{"other", test.pattern}}).MatchPackage(test.path); got != test.want {
			t.Errorf("API %s matches %s: %t", test.pattern, test.path, got)
		}
		if got := (config.Registry{Packages: config.Strings{test.pattern}}).MatchPackage(test.path); got != test.want {
			t.Errorf("Registry %s matches %s: %t", test.pattern, test.path, got)
		}
	}
}

func TestMatchName(t *testing.T) {
	for _, test := range []struct {
		pattern string
		yes, no []string
	}{
		{"On", []string{"On"}, []string{"on", "One", "", "IsOn"}},
		{"{Bool,String}Variation", []string{"BoolVariation", "StringVariation"}, []string{"Variation", "IntVariation", "BoolVariationCtx", "BoolStringVariation"}},
		{"Get{,All}Flag{s,}", []string{"GetFlag", "GetAllFlags", "GetFlags", "GetAllFlag"}, []string{"Get", "GetAll", "GetAllFlagss"}},
		{"{A,AB}BC", []string{"ABC", "ABBC"}, []string{"AC", "BC"}},
		{"Is*", []string{"Is", "IsEnabled"}, []string{"is", "Enabled", "I"}},
		{"*Flag*", []string{"Flag", "GetFlag", "FlagOf", "GetFlagOf"}, []string{"flag", "Fla"}},
		{"{Get*,Find}Flag", []string{"GetFlag", "GetOneFlag", "FindFlag"}, []string{"FindOneFlag", "Flag"}},
		{"*", []string{"", "Anything"}, nil},
		{"{Open", []string{"{Open"}, []string{"Open"}},
	} {
		for _, name := range test.yes {
			if !config.MatchName(config.Strings{"Unrelated", test.pattern}, name) {
				t.Errorf("%s does not match %q", test.pattern, name)
			}
		}
		for _, name := range test.no {
			if config.MatchName(config.Strings{test.pattern}, name) {
				t.Errorf("%s matches %q", test.pattern, name)
			}
		}
	}
	if config.MatchName(nil, "") {
		t.Error("no pattern matches something")
	}
}

func TestMatchNameAllocates(t *testing.T) {
	patterns := config.Strings{"On", "{Bool,Int,Float64,String,JSON}Variation", "Is*"}
	if n := testing.AllocsPerRun(10, func() { config.MatchName(patterns, "VariationDetail") }); n != 0 {
		t.Errorf("a comparison makes %v allocations", n)
	}
}

func TestExpand(t *testing.T) {
	for pattern, want := range map[string][]string{
		"On":               {"On"},
		"{Bool,String}Var": {"BoolVar", "StringVar"},
		"{a,b,}X{1,2}":     {"aX1", "aX2", "bX1", "bX2", "X1", "X2"},
		"{}":               {""},
		"":                 {""},
		"a}b":              {"a}b"},
		"{a,b":             {"{a,b"},
		"Is*":              {"Is*"},
	} {
		if diff := cmp.Diff(want, config.Expand(pattern)); diff != "" {
			t.Errorf("Expand(%q) (-want +got):\n%s", pattern, diff)
		}
		for _, name := range config.Expand(pattern) {
			if !config.MatchName(config.Strings{pattern}, name) {
				t.Errorf("%q stands for %q, but does not match it", pattern, name)
			}
		}
	}
}
