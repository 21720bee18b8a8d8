// Package admin serves the back office.
package admin

import (
	"encoding/json"
	"net/http"

	"github.com/open-feature/go-sdk/openfeature"

	"shop.example/api/internal/ff"
	"shop.example/api/internal/session"
)

// Handler serves the back office to staff.
type Handler struct {
	flags   *openfeature.Client
	toggles *ff.Client
}

// New returns a Handler. flags are go-feature-flag's, toggles LaunchDarkly's.
func New(flags *openfeature.Client, toggles *ff.Client) *Handler {
	return &Handler{flags: flags, toggles: toggles}
}

// menu is what the back office offers.
type menu struct {
	Template string   `json:"template"`
	Entries  []string `json:"entries"`
}

// ServeHTTP answers GET /admin.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	if !session.From(ctx).Staff {
		http.Error(w, "staff only", http.StatusForbidden)
		return
	}
	m := menu{Template: "classic", Entries: []string{"orders", "articles"}}
	if h.flags.Boolean(ctx, "NewAdminUI", false, openfeature.EvaluationContext{}) {
		m.Template = "compact"
	}
	if h.toggles.On(ctx, ff.BetaDashboard, false) {
		m.Entries = append(m.Entries, "dashboard")
	}
	if h.flags.Boolean(ctx, "bulk-export", true, openfeature.EvaluationContext{}) {
		m.Entries = append(m.Entries, "exports")
	}
	if h.flags.Boolean(ctx, "stock-levels", false, openfeature.EvaluationContext{}) {
		m.Entries = append(m.Entries, "stock")
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(m)
}
