package flagref_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// TestCorpusStored adds rules for flags whose constructors return functions and pointers, or get the address of what shall hold the value.
func TestCorpusStored(t *testing.T) {
	object := config.Registry{Provider: "cmdline", Kind: config.FlagObject, Packages: config.Strings{"flag"}, Receivers: config.Strings{"", "FlagSet"}, Default: config.DefaultPos{Arg: new(1)}}
	pointers, addresses, functions := object, object, object
	pointers.Constructors = config.Strings{"Bool"}
	addresses.Constructors, addresses.Key.Arg, addresses.Target, addresses.Default.Arg = config.Strings{"BoolVar", "IntVar", "StringVar"}, 1, new(0), new(2)
	functions.Packages, functions.Constructors = config.Strings{"envknob"}, config.Strings{"RegisterBool", "RegisterInt"}
	compareRules(t, config.Catalogue{Registries: []config.Registry{pointers, addresses, functions}}, "cmdline/options", "cmdline")
}
