package admin_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"
	"github.com/open-feature/go-sdk/openfeature"
	"github.com/open-feature/go-sdk/openfeature/memprovider"

	"shop.example/api/internal/admin"
	"shop.example/api/internal/ff"
	"shop.example/api/internal/ff/fftest"
	"shop.example/api/internal/session"
)

func TestMenu(t *testing.T) {
	err := openfeature.SetNamedProviderAndWait(t.Name(), memprovider.NewInMemoryProvider(map[string]memprovider.InMemoryFlag{
		"NewAdminUI": {Key: "NewAdminUI", State: memprovider.Enabled, DefaultVariant: "on", Variants: map[string]any{"on": true, "off": false}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	data := ldtestdata.DataSource()
	data.Update(data.Flag(ff.BetaDashboard).VariationForAll(true))
	handler := session.Middleware(admin.New(openfeature.NewClient(t.Name()), fftest.New(t, data)))

	tests := []struct {
		staff, want string
		status      int
	}{
		{"false", "staff only", http.StatusForbidden},
		{"true", `{"template":"compact","entries":["orders","articles","dashboard","exports"]}`, http.StatusOK},
	}
	for _, tt := range tests {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/admin", nil)
		r.Header.Set("X-Staff", tt.staff)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if got := strings.TrimSpace(w.Body.String()); w.Code != tt.status || got != tt.want {
			t.Errorf("staff %s: got %d %s, want %d %s", tt.staff, w.Code, got, tt.status, tt.want)
		}
	}
}
