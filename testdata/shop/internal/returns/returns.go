// Package returns decides what a customer pays for sending an article back.
package returns

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/open-feature/go-sdk/openfeature"
)

// window is the time in which an article may be sent back.
const window = 30 * 24 * time.Hour

// Desk answers questions about returns.
type Desk struct {
	flags *openfeature.Client
	now   func() time.Time
}

// NewDesk returns a Desk.
func NewDesk(flags *openfeature.Client, now func() time.Time) *Desk {
	return &Desk{flags: flags, now: now}
}

// Fee is the price of a return label in cents; ok is false if the article cannot be sent back any more.
func (d *Desk) Fee(ctx context.Context, delivered time.Time) (cents int, ok bool) {
	if d.now().Sub(delivered) > window {
		return 0, false
	}
	if d.flags.Boolean(ctx, "free-returns-trial", false, openfeature.EvaluationContext{}) {
		return 0, true
	}
	return 3_90, true
}

// ServeHTTP answers GET /returns/fee?delivered=2026-11-20.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	delivered, err := time.Parse(time.DateOnly, r.URL.Query().Get("delivered"))
	if err != nil {
		http.Error(w, "delivered must be a date", http.StatusBadRequest)
		return
	}
	cents, ok := d.Fee(r.Context(), delivered)
	if !ok {
		http.Error(w, "the article cannot be sent back any more", http.StatusGone)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, "{\"cents\":%d}\n", cents)
}
