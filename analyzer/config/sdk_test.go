package config_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

const catalogue = `version: 1
sdks:
- provider: unleash
  name: Unleash
  apis:
  - package: &packages [x.example/unleash/v3, x.example/unleash/v4]
    receiver: &receivers ["", Client]
    methods: [IsEnabled]
    key: &first {arg: 0}
    default: {option: WithFallback}
  - {package: *packages, receiver: *receivers, methods: [GetVariant], key: *first, default: none, provider: unleash-edge}
- provider: openfeature
  name: OpenFeature
  abstract: true
  registries:
  - {kind: typed-const, package: *packages, type: Key}
`

func TestParseCatalogue(t *testing.T) {
	packages, receivers := config.Strings{"x.example/unleash/v3", "x.example/unleash/v4"}, config.Strings{"", "Client"}
	want := []config.SDK{
		{Provider: "unleash", Name: "Unleash", Catalogue: config.Catalogue{APIs: []config.API{
			{Provider: "unleash", Packages: packages, Receivers: receivers, Methods: config.Strings{"IsEnabled"}, Default: config.DefaultPos{Option: "WithFallback"}},
			{Provider: "unleash-edge", Packages: packages, Receivers: receivers, Methods: config.Strings{"GetVariant"}},
		}}},
		{Provider: "openfeature", Name: "OpenFeature", Abstract: true, Catalogue: config.Catalogue{Registries: []config.Registry{
			{Provider: "openfeature", Kind: config.TypedConst, Packages: packages, Types: config.Strings{"Key"}},
		}}},
	}
	got, err := config.ParseCatalogue("sdks.yaml", []byte(catalogue))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(debt.Position{})); diff != "" {
		t.Errorf("ParseCatalogue (-want +got):\n%s", diff)
	}
	if pos := got[0].APIs[1].Pos; pos != (debt.Position{File: "sdks.yaml", Line: 11, Column: 5}) {
		t.Errorf("the second API stands at %s", pos)
	}
}
