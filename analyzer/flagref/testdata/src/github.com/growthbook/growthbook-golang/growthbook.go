// Package growthbook is a stub: the signatures of the module that the corpus needs, those until v0.1 and those since v0.2 side by side.
package growthbook

import "context"

// FeatureValue is what a feature gives.
type FeatureValue any

// FeatureResult is the answer for one feature.
type FeatureResult struct {
	Value   FeatureValue
	On, Off bool
}

// Client asks since v0.2.
type Client struct{}

func NewClient(ctx context.Context) (*Client, error) { return nil, nil }

func (c *Client) EvalFeature(ctx context.Context, key string) *FeatureResult { return nil }

// GrowthBook asked until v0.1.
type GrowthBook struct{}

func (gb *GrowthBook) IsOn(key string) bool  { return false }
func (gb *GrowthBook) IsOff(key string) bool { return true }

func (gb *GrowthBook) Feature(key string) *FeatureResult    { return nil }
func (gb *GrowthBook) EvalFeature(id string) *FeatureResult { return nil }

func (gb *GrowthBook) GetFeatureValue(key string, defaultValue interface{}) interface{} {
	return defaultValue
}

func (gb *GrowthBook) WithForcedFeatures(values map[string]interface{}) *GrowthBook { return gb }
