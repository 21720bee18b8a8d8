package pricing_test

import (
	"errors"
	"testing"

	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"

	"shop.example/api/internal/ff"
	"shop.example/api/internal/ff/fftest"
	"shop.example/api/internal/pricing"
)

var prices = pricing.PriceList{"mug": 12_50, "lamp": 89_00}

func TestQuote(t *testing.T) {
	tests := []struct {
		name    string
		legacy  bool
		lines   []pricing.Line
		country string
		want    int
	}{
		{"small order", false, []pricing.Line{{"mug", 2}}, "DE", 29_75},
		{"volume discount", false, []pricing.Line{{"lamp", 2}}, "NL", 204_61},
		{"large order", false, []pricing.Line{{"lamp", 3}}, "DE", 292_31},
		{"legacy small order", true, []pricing.Line{{"mug", 2}}, "DE", 29_75},
		{"legacy large order", true, []pricing.Line{{"lamp", 3}}, "DE", 285_95},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := ldtestdata.DataSource()
			data.Update(data.Flag(ff.LegacyPricing).VariationForAll(tt.legacy))
			quoter := pricing.NewQuoter(prices, fftest.New(t, data))

			got, err := quoter.Quote(t.Context(), tt.lines, tt.country)
			if err != nil {
				t.Fatal(err)
			}
			if got.Total() != tt.want {
				t.Errorf("got %+v, total %d, want %d", got, got.Total(), tt.want)
			}
		})
	}
}

func TestUnknownArticle(t *testing.T) {
	quoter := pricing.NewQuoter(prices, fftest.New(t, ldtestdata.DataSource()))
	_, err := quoter.Quote(t.Context(), []pricing.Line{{"sofa", 1}}, "DE")
	if !errors.Is(err, pricing.ErrUnknownArticle) {
		t.Errorf("got %v", err)
	}
}

func TestFreeShippingFrom(t *testing.T) {
	data := ldtestdata.DataSource()
	quoter := pricing.NewQuoter(prices, fftest.New(t, data))
	for legacy, want := range map[bool]int{false: 49_00, true: 79_00} {
		data.Update(data.Flag("legacy-pricing").VariationForAll(legacy))
		if got := quoter.FreeShippingFrom(t.Context()); got != want {
			t.Errorf("legacy %v: got %d, want %d", legacy, got, want)
		}
	}
}
