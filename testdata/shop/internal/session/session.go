// Package session carries the signed-in customer through a request.
package session

import (
	"context"
	"net/http"
)

// Customer is who the request is for.
type Customer struct {
	ID      string // "guest" before sign-in
	Country string // ISO 3166 alpha-2
	Staff   bool
}

type customerKey struct{}

// With returns a context that carries c.
func With(ctx context.Context, c Customer) context.Context {
	return context.WithValue(ctx, customerKey{}, c)
}

// From returns the customer in ctx, a guest if there is none.
func From(ctx context.Context) Customer {
	if c, ok := ctx.Value(customerKey{}).(Customer); ok {
		return c
	}
	return Customer{ID: "guest"}
}

// Middleware reads the customer from the headers that the gateway sets after it has checked the token.
func Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := Customer{
			ID:      r.Header.Get("X-Customer"),
			Country: r.Header.Get("X-Country"),
			Staff:   r.Header.Get("X-Staff") == "true",
		}
		if c.ID == "" {
			c.ID = "guest"
		}
		next.ServeHTTP(w, r.WithContext(With(r.Context(), c)))
	})
}
