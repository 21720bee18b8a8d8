// Package remote is a stub: the signatures of the module that the corpus needs.
package remote

import (
	"context"

	"github.com/amplitude/experiment-go-server/pkg/experiment"
)

// FetchOptions say how flags are asked for.
type FetchOptions struct{}

// Client asks the server.
type Client struct{}

func (c *Client) Fetch(user *experiment.User) (map[string]experiment.Variant, error) { return nil, nil }
func (c *Client) FetchV2(user *experiment.User) (map[string]experiment.Variant, error) {
	return nil, nil
}

func (c *Client) FetchV2WithContext(user *experiment.User, ctx context.Context) (map[string]experiment.Variant, error) {
	return nil, nil
}

func (c *Client) FetchV2WithOptions(user *experiment.User, fetchOptions *FetchOptions) (map[string]experiment.Variant, error) {
	return nil, nil
}

func (c *Client) FetchV2WithContextAndOptions(user *experiment.User, ctx context.Context, fetchOptions *FetchOptions) (map[string]experiment.Variant, error) {
	return nil, nil
}
