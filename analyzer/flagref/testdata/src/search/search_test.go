package search_test

import (
	"testing"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"

	"search"
)

func TestFuzzy(t *testing.T) {
	data := ldtestdata.DataSource()
	data.Update(data.Flag("fuzzy-search").VariationForAll(true)) //@ test-override launchdarkly fuzzy-search func=TestFuzzy
	data.
		Update(data.Flag(search.RankingFlag).ValueForAll(ldvalue.String("new"))). //@ test-override launchdarkly ranking
		Update(data.Flag("unused-flag").BooleanFlag().On(false))                  //@ test-override launchdarkly unused-flag
	client, err := ld.MakeCustomClient("sdk-key", ld.Config{DataSource: data}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !search.Fuzzy(client, ldcontext.New("anna")) {
		t.Error("not fuzzy")
	}
	for _, key := range []string{"fuzzy-search", "ranking"} {
		data.Update(data.Flag(key).On(false)) //@ test-override launchdarkly dynamic
	}
}
