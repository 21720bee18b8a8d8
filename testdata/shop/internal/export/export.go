// Package export writes invoices and order lists for bookkeeping.
package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"strconv"
	"time"

	"github.com/open-feature/go-sdk/openfeature"

	"shop.example/api/internal/ff"
)

// Order is one line of the export.
type Order struct {
	Number string
	Placed time.Time
	Cents  int
}

// Store reads orders: one, or those of a month, at most batch at a time.
type Store interface {
	Order(ctx context.Context, number string) (Order, bool)
	Orders(ctx context.Context, month time.Time, batch int) iter.Seq2[Order, error]
}

// Exporter writes exports.
type Exporter struct {
	store   Store
	flags   openfeature.IClient
	toggles *ff.Client
	log     *slog.Logger
}

// New returns an Exporter. flags are go-feature-flag's, toggles LaunchDarkly's.
func New(store Store, flags openfeature.IClient, toggles *ff.Client, log *slog.Logger) *Exporter {
	return &Exporter{store: store, flags: flags, toggles: toggles, log: log}
}

// Invoice writes the invoice of an order.
func (e *Exporter) Invoice(ctx context.Context, w io.Writer, order Order) error {
	html, err := e.flags.BooleanValue(ctx, "invoice-html", false, openfeature.EvaluationContext{})
	if err != nil {
		e.log.WarnContext(ctx, "invoice-html not evaluated", "error", err)
	}
	if html {
		return writeHTML(w, order)
	}
	return writeText(w, order)
}

// Month writes the orders of the month as CSV.
func (e *Exporter) Month(ctx context.Context, w io.Writer, month time.Time) error {
	out := csv.NewWriter(w)
	if e.toggles.On(ctx, ff.LegacyCSV, true) {
		out.Comma = ';'
	}
	batch := e.flags.Int(ctx, "export-batch-size", 500, openfeature.EvaluationContext{})
	for order, err := range e.store.Orders(ctx, month, int(batch)) {
		if err != nil {
			return fmt.Errorf("reading the orders of %s: %w", month.Format("2006-01"), err)
		}
		record := []string{order.Number, order.Placed.Format(time.DateOnly), strconv.Itoa(order.Cents)}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("writing order %s: %w", order.Number, err)
		}
	}
	out.Flush()
	return out.Error()
}

// Year writes the orders of the year, month by month. While bulk export is off it writes nothing and reports false.
func (e *Exporter) Year(ctx context.Context, w io.Writer, year int) (bool, error) {
	if !e.flags.Boolean(ctx, "bulk-export", false, openfeature.EvaluationContext{}) {
		return false, nil
	}
	for month := time.January; month <= time.December; month++ {
		if err := e.Month(ctx, w, time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)); err != nil {
			return true, err
		}
	}
	return true, nil
}
