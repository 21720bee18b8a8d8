// Package ff is a company's own toggle client: its flags live in a table, so that only a rule of the configuration can tell what it is.
package ff

import (
	"context"
	"sync"
)

// Client asks for toggles.
type Client struct {
	mu    sync.RWMutex
	table map[string]bool
}

// New makes a client over the toggles of a table.
func New(table map[string]bool) *Client { return &Client{table: table} }

// On reports whether the toggle is on, or fallback if the table does not hold it.
func (c *Client) On(ctx context.Context, toggle string, fallback bool) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if on, ok := c.table[toggle]; ok {
		return on
	}
	return fallback
}

// Names lists the toggles.
func (c *Client) Names() []string { return nil }
