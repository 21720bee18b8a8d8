// Package ff asks LaunchDarkly for feature flags.
package ff

import (
	"context"
	"log/slog"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"

	"shop.example/api/internal/session"
)

// Client answers flags for the customer of the request.
type Client struct {
	ld  *ld.LDClient
	log *slog.Logger
}

// New returns a Client over a connected LaunchDarkly client, which the caller closes.
func New(client *ld.LDClient, log *slog.Logger) *Client {
	return &Client{ld: client, log: log}
}

// On reports whether the flag is on. Without an answer from LaunchDarkly it is fallback.
func (c *Client) On(ctx context.Context, key string, fallback bool) bool {
	on, err := c.ld.BoolVariationCtx(ctx, key, Subject(ctx), fallback)
	if err != nil {
		c.log.WarnContext(ctx, "flag not evaluated", "key", key, "fallback", fallback, "error", err)
	}
	return on
}

// Text returns the variation of a string flag. Without an answer from LaunchDarkly it is fallback.
func (c *Client) Text(ctx context.Context, key, fallback string) string {
	text, err := c.ld.StringVariationCtx(ctx, key, Subject(ctx), fallback)
	if err != nil {
		c.log.WarnContext(ctx, "flag not evaluated", "key", key, "fallback", fallback, "error", err)
	}
	return text
}

// Subject is the customer of the request in LaunchDarkly's terms.
func Subject(ctx context.Context) ldcontext.Context {
	c := session.From(ctx)
	return ldcontext.NewBuilder(c.ID).
		Anonymous(c.ID == "guest").
		SetString("country", c.Country).
		SetBool("staff", c.Staff).
		Build()
}
