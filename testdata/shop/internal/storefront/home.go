// Package storefront serves the start page.
package storefront

import (
	"html/template"
	"net/http"

	ld "github.com/launchdarkly/go-server-sdk/v7"

	"shop.example/api/internal/ff"
)

var page = template.Must(template.New("home").Parse(`<!doctype html>
<title>shop</title>
{{with .Banner}}<p class="banner">{{.}}</p>
{{end}}<h1>Good things for the desk</h1>
`))

// Home is the start page. It is older than package ff and asks LaunchDarkly itself.
type Home struct {
	ld *ld.LDClient
}

// NewHome returns the start page.
func NewHome(client *ld.LDClient) *Home { return &Home{ld: client} }

// ServeHTTP answers GET /.
func (h *Home) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var view struct{ Banner string }
	if on, _ := h.ld.BoolVariationCtx(r.Context(), "promo-banner", ff.Subject(r.Context()), false); on {
		view.Banner = "Summer sale: 20 % off all lamps until Sunday"
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = page.Execute(w, view)
}
