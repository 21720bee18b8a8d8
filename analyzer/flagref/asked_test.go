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
	names := []string{"cmdline/options", "cmdline"}
	results := analyse(t, newRules(t, config.Catalogue{Registries: []config.Registry{pointers, addresses, functions}}), names...)
	for _, name := range names {
		for _, result := range results[name] {
			compareRefs(t, result)
		}
	}
	results = analyse(t, newRules(t), names...)
	for _, name := range names {
		for _, result := range results[name] {
			for _, ref := range found(result).Refs {
				t.Errorf("without the rules: %s: unexpected %s", place(ref), show(ref))
			}
		}
	}
}
