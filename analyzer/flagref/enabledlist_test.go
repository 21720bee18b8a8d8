package flagref_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// TestCorpusEnabledList adds a rule for a list of what is on.
func TestCorpusEnabledList(t *testing.T) {
	compareRules(t, config.Catalogue{Registries: []config.Registry{{
		Provider: "toggles", Kind: config.EnabledList, Packages: config.Strings{"lists"}, Types: config.Strings{"config"}, Fields: config.SpecFields{Names: config.Strings{"features"}},
	}}}, "lists")
}
