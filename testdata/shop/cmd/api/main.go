// Command api serves the shop.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"time"

	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/open-feature/go-sdk/openfeature"

	"shop.example/api/internal/admin"
	"shop.example/api/internal/backend"
	"shop.example/api/internal/checkout"
	"shop.example/api/internal/export"
	"shop.example/api/internal/ff"
	"shop.example/api/internal/pricing"
	"shop.example/api/internal/relay"
	"shop.example/api/internal/returns"
	"shop.example/api/internal/search"
	"shop.example/api/internal/session"
	"shop.example/api/internal/storefront"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	if err := run(ctx, log); err != nil {
		log.Error("the service ended", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, log *slog.Logger) error {
	client, err := launchDarkly(os.Getenv("LAUNCHDARKLY_SDK_KEY"))
	if err != nil {
		return err
	}
	defer func() { _ = client.Close() }()
	proxy := relay.New(cmp.Or(os.Getenv("FLAG_RELAY"), "http://localhost:1031"), &http.Client{Timeout: time.Second})
	if err := openfeature.SetProviderAndWait(proxy); err != nil {
		return fmt.Errorf("setting the flag provider: %w", err)
	}
	defer openfeature.Shutdown()

	server := &http.Server{
		Addr:              cmp.Or(os.Getenv("ADDR"), ":8080"),
		Handler:           session.Middleware(targeting(routes(client, openfeature.NewDefaultClient(), log))),
		ReadHeaderTimeout: 5 * time.Second,
	}
	go func() {
		<-ctx.Done()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = server.Shutdown(ctx)
	}()
	log.Info("serving", "address", server.Addr)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving: %w", err)
	}
	return nil
}

// launchDarkly connects to LaunchDarkly. Without an SDK key, on a developer's machine, every flag is its fallback.
func launchDarkly(key string) (*ld.LDClient, error) {
	client, err := ld.MakeCustomClient(key, ld.Config{Offline: key == ""}, 5*time.Second)
	if errors.Is(err, ld.ErrInitializationTimeout) {
		return client, nil // flags are their fallbacks until it connects
	}
	if err != nil {
		return nil, fmt.Errorf("connecting to LaunchDarkly: %w", err)
	}
	return client, nil
}

// targeting tells OpenFeature who the request is for.
func targeting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := session.From(r.Context())
		who := openfeature.NewEvaluationContext(c.ID, map[string]any{"country": c.Country, "staff": c.Staff})
		next.ServeHTTP(w, r.WithContext(openfeature.WithTransactionContext(r.Context(), who)))
	})
}

func routes(client *ld.LDClient, flags *openfeature.Client, log *slog.Logger) http.Handler {
	toggles := ff.New(client, log)
	store := backend.New(map[string]int{"mug": 120, "lamp": 8}, map[string]int{"WELCOME": 10_00})
	prices := pricing.PriceList{"mug": 12_50, "lamp": 89_00}
	articles := []search.Article{{ID: "mug", Title: "Mug", Sold: 210}, {ID: "lamp", Title: "Desk lamp", Sold: 14}}

	mux := http.NewServeMux()
	mux.Handle("GET /{$}", storefront.NewHome(client))
	mux.Handle("GET /search", search.NewIndex(articles, toggles, strings.Fields(os.Getenv("SEARCH_EXPERIMENTS"))...))
	mux.Handle("GET /returns/fee", returns.NewDesk(flags, time.Now))
	mux.Handle("GET /admin", admin.New(flags, toggles))
	checkout.NewService(toggles, pricing.NewQuoter(prices, toggles), store, store).Register(mux)
	export.New(store, flags, toggles, log).Register(mux)
	return mux
}
