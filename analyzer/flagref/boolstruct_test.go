package flagref_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestCorpusBoolStruct adds rules for flags that are fields, and for a function that forces them by their address.
func TestCorpusBoolStruct(t *testing.T) {
	packages := config.Strings{"settings"}
	catalogue := config.Catalogue{
		APIs: []config.API{{Provider: "toggles", Packages: config.Strings{"settingsuse"}, Methods: config.Strings{"force"}, Key: config.KeyPos{Arg: 1, Address: true}, Role: debt.RoleTestOverride}},
		Registries: []config.Registry{
			{Provider: "toggles", Kind: config.BoolStruct, Packages: packages, Types: config.Strings{"Config", "Pair", "Absent", "Get"}},
			{Provider: "toggles", Kind: config.BoolStruct, Packages: packages, Types: config.Strings{"Options"}, Fields: config.SpecFields{Names: config.Strings{"Enable{Tax,Boat}", "Use*"}}},
		},
	}
	names := []string{"settings", "settingsuse"}
	results := analyse(t, newRules(t, catalogue), names...)
	for _, name := range names {
		for _, result := range results[name] {
			compareRefs(t, result)
			for _, flag := range found(result).Flags {
				t.Errorf("%s declares the flag %s, about which other rules would speak", name, flag.ID)
			}
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

// TestCorpusHeld adds rules for flags that are asked for where they are made, and that variables hold from then on.
func TestCorpusHeld(t *testing.T) {
	packages := config.Strings{"envvar"}
	catalogue := config.Catalogue{
		APIs: []config.API{{Provider: "env-var", Packages: packages, Methods: config.Strings{"Force"}, Key: config.KeyPos{Arg: 1, Address: true}, Role: debt.RoleTestOverride}},
		Registries: []config.Registry{{
			Provider: "env-var", Kind: config.FlagObject, Packages: packages, Types: config.Strings{"Var"}, Constructors: config.Strings{"Register"}, Evaluations: config.Strings{"Get"},
			Default: config.DefaultPos{Arg: new(1)}, Value: debt.KindBool,
		}},
	}
	for _, result := range analyse(t, newRules(t, catalogue), "envuse")["envuse"] {
		compareRefs(t, result)
	}
}

// TestCorpusTagged adds a rule for flags whose keys are in tags.
func TestCorpusTagged(t *testing.T) {
	compareRules(t, config.Catalogue{Registries: []config.Registry{{
		Provider: "toggles", Kind: config.BoolStruct, Packages: config.Strings{"tagged"}, Types: config.Strings{"Config"}, Tag: "env",
	}}}, "tagged")
}

// TestCorpusModes adds a rule for flags in fields of other types, which count where they are listed. A list is none of a flag's values.
func TestCorpusModes(t *testing.T) {
	compareRules(t, config.Catalogue{Registries: []config.Registry{{
		Provider: "toggles", Kind: config.BoolStruct, Packages: config.Strings{"modes"}, Types: config.Strings{"Features"}, Fields: config.SpecFields{Names: config.Strings{"Affinity", "Slots", "Tax", "Names"}},
	}}}, "modes")
}
