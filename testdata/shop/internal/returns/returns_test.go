package returns_test

import (
	"testing"
	"time"

	"github.com/open-feature/go-sdk/openfeature"
	"github.com/open-feature/go-sdk/openfeature/memprovider"

	"shop.example/api/internal/returns"
)

func TestFee(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name  string
		days  int
		trial bool
		cents int
		ok    bool
	}{
		{"in time", 10, false, 3_90, true},
		{"trial", 10, true, 0, true},
		{"too late", 31, true, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := openfeature.SetNamedProviderAndWait(t.Name(), memprovider.NewInMemoryProvider(map[string]memprovider.InMemoryFlag{
				"free-returns-trial": {Key: "free-returns-trial", State: memprovider.Enabled, DefaultVariant: "is", Variants: map[string]any{"is": tt.trial}},
			}))
			if err != nil {
				t.Fatal(err)
			}
			desk := returns.NewDesk(openfeature.NewClient(t.Name()), func() time.Time { return now })
			cents, ok := desk.Fee(t.Context(), now.AddDate(0, 0, -tt.days))
			if cents != tt.cents || ok != tt.ok {
				t.Errorf("got %d, %v, want %d, %v", cents, ok, tt.cents, tt.ok)
			}
		})
	}
}
