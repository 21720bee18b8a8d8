package storefront_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"

	"shop.example/api/internal/ff/fftest"
	"shop.example/api/internal/storefront"
)

func TestBanner(t *testing.T) {
	for _, on := range []bool{true, false} {
		data := ldtestdata.DataSource()
		data.Update(data.Flag("promo-banner").VariationForAll(on))
		w := httptest.NewRecorder()
		storefront.NewHome(fftest.LaunchDarkly(t, data)).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
		if got := strings.Contains(w.Body.String(), "Summer sale"); got != on {
			t.Errorf("banner shown: %v, want %v", got, on)
		}
	}
}
