// Package flag is a client for feature flags with every shape of call.
package flag

import (
	"example.com/difftest/env"
	"example.com/difftest/tr"
)

// Bool asks for a flag.
func Bool(key string) bool {
	if key == "other" {
		return env.Other
	}
	return env.Bool
}

// String asks for a flag that is a text.
func String(key string) string { return env.String }

// Int asks for a flag that is a number.
func Int(key string) int { return env.Int }

// Get asks for a flag of any kind.
func Get[T any](key string, def T) T {
	var v any = def
	switch v.(type) {
	case bool:
		v = Bool(key)
	case string:
		v = env.String
	case int:
		v = env.Int
	}
	return v.(T)
}

// API is what programs take in the place of a client.
type API interface {
	Bool(ctx tr.Context, key string, def bool) bool
	String(ctx tr.Context, key, def string) string
	Int(ctx tr.Context, key string, def int) int
}

// Client asks a server.
type Client struct{ Addr string }

// Bool asks for a flag.
func (c *Client) Bool(ctx tr.Context, key string, def bool) bool { return Bool(key) }

// String asks for a flag that is a text.
func (c *Client) String(ctx tr.Context, key, def string) string { return env.String }

// Int asks for a flag that is a number.
func (c *Client) Int(ctx tr.Context, key string, def int) int { return env.Int }

// BoolErr asks for a flag, and may fail.
func (c *Client) BoolErr(ctx tr.Context, key string, def bool) (bool, error) { return Bool(key), nil }

// StringErr asks for a flag that is a text, and may fail.
func (c *Client) StringErr(ctx tr.Context, key, def string) (string, error) { return env.String, nil }

// IntErr asks for a flag that is a number, and may fail.
func (c *Client) IntErr(ctx tr.Context, key string, def int) (int, error) { return env.Int, nil }
