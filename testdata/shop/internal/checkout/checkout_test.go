package checkout_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shop.example/api/internal/checkout"
	"shop.example/api/internal/ff"
	"shop.example/api/internal/pricing"
	"shop.example/api/internal/session"
)

// flags are the flags that a test sets; the others are their fallbacks.
type flags map[string]bool

func (f flags) On(_ context.Context, key string, fallback bool) bool {
	if on, ok := f[key]; ok {
		return on
	}
	return fallback
}

type quoter struct{}

func (quoter) Quote(_ context.Context, lines []pricing.Line, _ string) (pricing.Quote, error) {
	return pricing.Quote{Net: 10_00 * len(lines), Tax: 2_00 * len(lines)}, nil
}

func (quoter) FreeShippingFrom(context.Context) int { return 49_00 }

type backend struct {
	soldOut, declined bool
	charged           int
	giftCard          string
}

func (b *backend) Reserve(context.Context, []pricing.Line) (bool, error) { return !b.soldOut, nil }

func (b *backend) Charge(_ context.Context, _ string, cents int, giftCard string) (bool, error) {
	if b.declined {
		return false, nil
	}
	b.charged, b.giftCard = cents, giftCard
	return true, nil
}

func (b *backend) Balance(context.Context, string) (int, error) { return 25_00, nil }

var cart = checkout.Cart{Lines: []pricing.Line{{Article: "mug", Count: 1}}, Grams: 400, GiftCard: "G-1"}

func TestPlace(t *testing.T) {
	tests := []struct {
		name     string
		flags    flags
		backend  backend
		cart     checkout.Cart
		method   string
		steps    int
		charged  int
		giftCard string
		err      error
	}{
		{name: "empty cart", err: checkout.ErrEmptyCart},
		{name: "old checkout", flags: flags{ff.NewCheckout: false}, cart: cart, method: "standard", steps: 4, charged: 16_90},
		{name: "old checkout pays before it reserves", backend: backend{soldOut: true}, cart: cart, charged: 16_90, err: checkout.ErrSoldOut},
		{name: "new checkout", flags: flags{ff.NewCheckout: true}, cart: cart, method: "standard", steps: 1, charged: 16_90},
		{name: "new checkout reserves before it charges", flags: flags{ff.NewCheckout: true}, backend: backend{soldOut: true}, cart: cart, err: checkout.ErrSoldOut},
		{name: "express", flags: flags{ff.NewCheckout: true, ff.ExpressShipping: true}, cart: cart, method: "express", steps: 1, charged: 21_90},
		{name: "gift card", flags: flags{ff.NewCheckout: true, ff.GiftCards: true}, cart: cart, method: "standard", steps: 1, charged: 16_90, giftCard: "G-1"},
		{name: "declined", backend: backend{declined: true}, cart: cart, err: checkout.ErrDeclined},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			service := checkout.NewService(tt.flags, quoter{}, &tt.backend, &tt.backend)
			ctx := session.With(t.Context(), session.Customer{ID: "c-1", Country: "DE"})

			order, err := service.Place(ctx, tt.cart)
			if !errors.Is(err, tt.err) {
				t.Fatalf("got error %v, want %v", err, tt.err)
			}
			if order.Shipping.Method != tt.method || order.Steps != tt.steps {
				t.Errorf("got %s in %d steps, want %s in %d", order.Shipping.Method, order.Steps, tt.method, tt.steps)
			}
			if tt.backend.charged != tt.charged || tt.backend.giftCard != tt.giftCard {
				t.Errorf("charged %d with gift card %q, want %d with %q", tt.backend.charged, tt.backend.giftCard, tt.charged, tt.giftCard)
			}
		})
	}
}

func TestCheckoutPage(t *testing.T) {
	tests := []struct {
		name, target string
		flags        flags
		want         string
	}{
		{"old", "/checkout", flags{"new-checkout": false}, `{"layout":"steps","steps":["address","shipping","payment","summary"],"gift_card":false,"guest":false}`},
		{"new", "/checkout", flags{"new-checkout": true}, `{"layout":"one-page","gift_card":false,"guest":true}`},
		{"new, signed in", "/checkout?account=1", flags{"new-checkout": true}, `{"layout":"one-page","gift_card":false,"guest":false}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mux := http.NewServeMux()
			checkout.NewService(tt.flags, quoter{}, &backend{}, &backend{}).Register(mux)
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, tt.target, nil))
			if got := strings.TrimSpace(w.Body.String()); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
