// Package ldai is a stub: the signatures of the module that the corpus needs.
package ldai

import "github.com/launchdarkly/go-sdk-common/v3/ldcontext"

// Config is what the platform has for a model.
type Config struct{}

func (c *Config) Enabled() bool { return false }

// Client asks the platform.
type Client struct{}

func (c *Client) CompletionConfig(key string, context ldcontext.Context, defaultValue Config, variables map[string]interface{}) Config {
	return defaultValue
}

func (c *Client) JudgeConfig(key string, context ldcontext.Context, defaultValue Config, variables map[string]interface{}) Config {
	return defaultValue
}
