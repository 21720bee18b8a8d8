package export

import (
	"net/http"
	"strconv"

	"github.com/open-feature/go-sdk/openfeature"

	"shop.example/api/internal/session"
)

// Register adds the routes of the exports to mux.
func (e *Exporter) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders/{number}/invoice", e.getInvoice)
	mux.HandleFunc("GET /admin/exports/{year}", e.getYear)
}

func (e *Exporter) getInvoice(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	order, ok := e.store.Order(ctx, r.PathValue("number"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	mediaType := "text/plain; charset=utf-8"
	if e.flags.Boolean(ctx, "invoice-html", false, openfeature.EvaluationContext{}) {
		mediaType = "text/html; charset=utf-8"
	}
	w.Header().Set("Content-Type", mediaType)
	if err := e.Invoice(ctx, w, order); err != nil {
		e.log.ErrorContext(ctx, "writing an invoice", "order", order.Number, "error", err)
	}
}

func (e *Exporter) getYear(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil || !session.From(ctx).Staff {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/csv")
	if done, err := e.Year(ctx, w, year); err != nil {
		e.log.ErrorContext(ctx, "exporting", "year", year, "error", err)
	} else if !done {
		http.NotFound(w, r)
	}
}
