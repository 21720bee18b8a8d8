// Package local is a stub: the signatures of the module that the corpus needs.
package local

import "github.com/amplitude/experiment-go-server/pkg/experiment"

// EvaluateOptions say how flags are asked for.
type EvaluateOptions struct {
	FlagKeys       []string
	TracksExposure bool
}

// Client evaluates by itself.
type Client struct{}

func (c *Client) Evaluate(user *experiment.User, flagKeys []string) (map[string]experiment.Variant, error) {
	return nil, nil
}

func (c *Client) EvaluateV2(user *experiment.User, flagKeys []string) (map[string]experiment.Variant, error) {
	return nil, nil
}

func (c *Client) EvaluateV2WithOptions(user *experiment.User, options *EvaluateOptions) (map[string]experiment.Variant, error) {
	return nil, nil
}
