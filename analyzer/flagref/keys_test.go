package flagref_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// TestCorpusKeys adds a rule for a function that is asked for flags, and for other things by other keys.
func TestCorpusKeys(t *testing.T) {
	compareRules(t, config.Catalogue{APIs: []config.API{{
		Provider: "environ", Packages: config.Strings{"os"}, Methods: config.Strings{"Getenv", "LookupEnv"}, Keys: config.Strings{"FEATURE_*", "*_ENABLED"},
	}}}, "environ")
}
