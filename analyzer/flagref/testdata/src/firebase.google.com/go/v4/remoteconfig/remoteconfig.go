// Package remoteconfig is a stub: the signatures of the module that the corpus needs.
package remoteconfig

import "context"

// Client asks the platform.
type Client struct{ *rcClient }

type rcClient struct{}

func (c *rcClient) GetServerTemplate(ctx context.Context, defaultConfig map[string]any) (*ServerTemplate, error) {
	return nil, nil
}

func (c *rcClient) InitServerTemplate(defaultConfig map[string]any, templateDataJSON string) (*ServerTemplate, error) {
	return nil, nil
}

// ServerTemplate is what the platform has for everybody.
type ServerTemplate struct{}

func (s *ServerTemplate) Evaluate(context map[string]any) (*ServerConfig, error) { return nil, nil }

// ServerConfig is what it has for one user.
type ServerConfig struct{}

func (s *ServerConfig) GetBoolean(key string) bool  { return false }
func (s *ServerConfig) GetInt(key string) int       { return 0 }
func (s *ServerConfig) GetFloat(key string) float64 { return 0 }
func (s *ServerConfig) GetString(key string) string { return "" }
