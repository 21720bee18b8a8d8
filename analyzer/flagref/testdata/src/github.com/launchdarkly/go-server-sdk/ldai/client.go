// Package ldai is a stub: the signatures of the module that the corpus needs.
package ldai

import "github.com/launchdarkly/go-sdk-common/v3/ldcontext"

// Config is what the platform has for a model.
type Config struct{}

func (c *Config) Enabled() bool { return false }

// Tracker counts what became of it.
type Tracker struct{}

// Client asks the platform.
type Client struct{}

func (c *Client) Config(key string, context ldcontext.Context, defaultValue Config, variables map[string]interface{}) (Config, *Tracker) {
	return defaultValue, nil
}
