package export_test

import (
	"context"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"
	"github.com/open-feature/go-sdk/openfeature"
	"github.com/open-feature/go-sdk/openfeature/memprovider"

	"shop.example/api/internal/export"
	"shop.example/api/internal/ff"
	"shop.example/api/internal/ff/fftest"
)

type store struct{}

func (store) Order(_ context.Context, number string) (export.Order, bool) {
	return export.Order{Number: number, Placed: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), Cents: 5}, number == "R-1"
}

func (store) Orders(_ context.Context, month time.Time, _ int) iter.Seq2[export.Order, error] {
	return func(yield func(export.Order, error) bool) {
		yield(export.Order{Number: "R-" + month.Format("01"), Placed: month, Cents: 19_90}, nil)
	}
}

func exporter(t *testing.T, flags map[string]memprovider.InMemoryFlag, legacyCSV bool) *export.Exporter {
	t.Helper()
	if err := openfeature.SetNamedProviderAndWait(t.Name(), memprovider.NewInMemoryProvider(flags)); err != nil {
		t.Fatal(err)
	}
	data := ldtestdata.DataSource()
	data.Update(data.Flag(ff.LegacyCSV).VariationForAll(legacyCSV))
	return export.New(store{}, openfeature.NewClient(t.Name()), fftest.New(t, data), slog.New(slog.NewTextHandler(io.Discard, nil)))
}

func boolean(key, variant string) memprovider.InMemoryFlag {
	return memprovider.InMemoryFlag{Key: key, State: memprovider.Enabled, DefaultVariant: variant, Variants: map[string]any{"on": true, "off": false}}
}

func TestInvoice(t *testing.T) {
	tests := []struct {
		variant, mediaType, body string
	}{
		{"on", "text/html; charset=utf-8", "<h1>Invoice R-1</h1>"},
		{"off", "text/plain; charset=utf-8", "Invoice R-1 of 1 September 2026\nTotal 0.05 EUR"},
	}
	for _, tt := range tests {
		t.Run(tt.variant, func(t *testing.T) {
			mux := http.NewServeMux()
			exporter(t, map[string]memprovider.InMemoryFlag{"invoice-html": boolean("invoice-html", tt.variant)}, false).Register(mux)
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/orders/R-1/invoice", nil))
			if got := w.Header().Get("Content-Type"); got != tt.mediaType {
				t.Errorf("got %s, want %s", got, tt.mediaType)
			}
			if !strings.Contains(w.Body.String(), tt.body) {
				t.Errorf("%q is missing in\n%s", tt.body, w.Body)
			}
		})
	}
}

func TestMonth(t *testing.T) {
	for legacy, want := range map[bool]string{true: "R-11;2026-11-01;1990\n", false: "R-11,2026-11-01,1990\n"} {
		var out strings.Builder
		if err := exporter(t, nil, legacy).Month(t.Context(), &out, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("legacy %v: got %q, want %q", legacy, out.String(), want)
		}
	}
}

func TestYear(t *testing.T) {
	tests := []struct {
		name  string
		flags map[string]memprovider.InMemoryFlag
		lines int
	}{
		{"default", nil, 0},
		{"on", map[string]memprovider.InMemoryFlag{
			"bulk-export": {Key: "bulk-export", State: memprovider.Enabled, DefaultVariant: "on", Variants: map[string]any{"on": true, "off": false}},
		}, 12},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			done, err := exporter(t, tt.flags, true).Year(t.Context(), &out, 2026)
			if err != nil {
				t.Fatal(err)
			}
			if lines := strings.Count(out.String(), "\n"); lines != tt.lines || done != (tt.lines > 0) {
				t.Errorf("got %d lines, done %v, want %d", lines, done, tt.lines)
			}
		})
	}
}
