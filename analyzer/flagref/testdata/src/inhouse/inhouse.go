// Package inhouse asks a toggle client that only the user's configuration describes.
package inhouse

import (
	"context"
	"net/http"

	"shop.example/ff"
)

const boat = "boat"

type server struct {
	toggles *ff.Client
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.toggles.On(r.Context(), "new-tax", false) { //@ evaluation toggles new-tax kind=bool default=false func=(*server).ServeHTTP
		w.WriteHeader(http.StatusAccepted)
	}
	if s.on(r.Context(), boat) { //@ evaluation toggles boat kind=bool default=true via=inhouse.server.on
		w.WriteHeader(http.StatusTeapot)
	}
	for _, name := range s.toggles.Names() {
		_ = s.toggles.On(r.Context(), name, true) //@ evaluation toggles dynamic kind=bool default=true
	}
}

func (s *server) on(ctx context.Context, toggle string) bool {
	return s.toggles.On(ctx, toggle, true) //@ forward toggles
}

// Client has the same name, and its On has nothing to do with the rule.
type Client struct{}

func (Client) On(ctx context.Context, toggle string, fallback bool) bool { return fallback }

func other(ctx context.Context) bool {
	return Client{}.On(ctx, "new-tax", false)
}
