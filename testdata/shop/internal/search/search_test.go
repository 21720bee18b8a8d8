package search_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"

	"shop.example/api/internal/ff"
	"shop.example/api/internal/ff/fftest"
	"shop.example/api/internal/search"
)

var catalogue = []search.Article{
	{ID: "a", Title: "Desk lamp, lamp cord included", Sold: 1},
	{ID: "b", Title: "Floor lamp", Sold: 80},
	{ID: "c", Title: "Mug", Sold: 500},
}

func TestRanker(t *testing.T) {
	tests := []struct {
		ranker string
		want   []string
	}{
		{"matches", []string{"a", "b"}},
		{"popular", []string{"b", "a"}},
		{"blended", []string{"a", "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.ranker, func(t *testing.T) {
			data := ldtestdata.DataSource()
			data.Update(data.Flag(ff.SearchRanker).ValueForAll(ldvalue.String(tt.ranker)))
			index := search.NewIndex(catalogue, fftest.New(t, data))
			if got := ids(t, index, "lamp"); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSwitchedOff(t *testing.T) {
	data := ldtestdata.DataSource()
	data.Update(data.Flag(ff.SearchKill).VariationForAll(false))
	index := search.NewIndex(catalogue, fftest.New(t, data))
	if _, err := index.Search(t.Context(), "lamp"); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("got %v, want %v", err, search.ErrUnavailable)
	}
}

func TestSynonyms(t *testing.T) {
	data := ldtestdata.DataSource()
	data.Update(data.Flag("exp-synonyms").VariationForAll(true))
	index := search.NewIndex(catalogue, fftest.New(t, data), "synonyms", "singular")
	if got, want := ids(t, index, "cup"), []string{"c"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func ids(t *testing.T, index *search.Index, query string) []string {
	t.Helper()
	found, err := index.Search(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, article := range found {
		ids = append(ids, article.ID)
	}
	return ids
}
