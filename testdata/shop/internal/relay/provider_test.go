package relay_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"shop.example/api/internal/relay"
)

func TestIntEvaluation(t *testing.T) {
	tests := map[string]struct {
		status int
		body   string
		want   int64
	}{
		"answered":       {http.StatusOK, `{"value": 5000, "reason": "SPLIT", "variant": "large"}`, 5000},
		"left to caller": {http.StatusOK, `{"reason": "DISABLED"}`, 500},
		"wrong type":     {http.StatusOK, `{"value": "many"}`, 500},
		"no such flag":   {http.StatusNotFound, `{"errorCode": "FLAG_NOT_FOUND"}`, 500},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if want := "/ofrep/v1/evaluate/flags/batch"; r.URL.Path != want {
					t.Errorf("asked for %s, want %s", r.URL.Path, want)
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			}))
			defer proxy.Close()

			got := relay.New(proxy.URL, proxy.Client()).IntEvaluation(t.Context(), "batch", 500, nil)
			if got.Value != tt.want {
				t.Errorf("got %d, want %d", got.Value, tt.want)
			}
		})
	}
}
