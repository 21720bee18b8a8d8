package catalog

import (
	"testing"

	"github.com/open-feature/go-sdk/openfeature"
	"github.com/open-feature/go-sdk/openfeature/memprovider"
	oftesting "github.com/open-feature/go-sdk/openfeature/testing"
)

const pageSize = "page-size"

func TestSearch(t *testing.T) {
	provider := memprovider.NewInMemoryProvider(map[string]memprovider.InMemoryFlag{
		"new-search": { //@ test-override openfeature new-search func=TestSearch
			Key:            "new-search",
			State:          memprovider.Enabled,
			DefaultVariant: "on",
			Variants:       map[string]any{"on": true, "off": false},
		},
		pageSize:          {State: memprovider.Disabled}, //@ test-override openfeature page-size
		"sort-" + "order": {},                            //@ test-override openfeature sort-order
	})
	if err := openfeature.SetProviderAndWait(provider); err != nil {
		t.Fatal(err)
	}
	if !openfeature.NewClient("test").Boolean(t.Context(), "new-search", false, everybody) { //@ evaluation openfeature new-search kind=bool default=false
		t.Error("new-search is off")
	}
}

func TestFacets(t *testing.T) {
	tests := oftesting.NewTestProvider()
	defer tests.Cleanup()
	flags := map[string]memprovider.InMemoryFlag{
		"facets": {State: memprovider.Enabled, DefaultVariant: "all"}, //@ test-override openfeature facets
	}
	ctx := tests.UsingFlags(t, flags)
	_ = spread(ctx, openfeature.NewDefaultClient())
}
