package flagref_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// TestCorpusMaps adds rules for flags that are elements of maps, and for those that are methods.
func TestCorpusMaps(t *testing.T) {
	rule := config.Registry{Provider: "toggles", Packages: config.Strings{"toggles/flags"}}
	maps, methods, functions := rule, rule, rule
	maps.Kind, maps.Types, maps.Variables = config.BoolMap, config.Strings{"Set"}, config.Strings{"Enable*"}
	methods.Kind, methods.Types = config.BoolMethods, config.Strings{"Features"}
	functions.Kind, functions.Types, functions.Fields.Names = config.BoolMethods, config.Strings{""}, config.Strings{"Enable*"}
	compareRules(t, config.Catalogue{Registries: []config.Registry{maps, methods, functions}}, "toggles/flags", "toggles")
}
