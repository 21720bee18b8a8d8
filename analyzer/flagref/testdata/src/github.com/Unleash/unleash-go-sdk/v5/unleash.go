// Package unleash is a stub: the signatures of the SDK, version 5, that the corpus needs.
package unleash

import (
	"github.com/Unleash/unleash-go-sdk/v5/api"
	"github.com/Unleash/unleash-go-sdk/v5/context"
)

type (
	featureOption struct{}
	variantOption struct{}

	// FeatureOption and VariantOption change one evaluation, ConfigOption the client.
	FeatureOption func(*featureOption)
	VariantOption func(*variantOption)
	ConfigOption  func()
	FallbackFunc  func(feature string, ctx *context.Context) bool
)

func WithFallback(fallback bool) FeatureOption                       { return nil }
func WithFallbackFunc(fallback FallbackFunc) FeatureOption           { return nil }
func WithContext(ctx context.Context) FeatureOption                  { return nil }
func WithVariantFallback(variantFallback *api.Variant) VariantOption { return nil }
func WithVariantContext(ctx context.Context) VariantOption           { return nil }
func WithAppName(appName string) ConfigOption                        { return nil }

// Client asks for features.
type Client struct{}

func Initialize(options ...ConfigOption) error           { return nil }
func NewClient(options ...ConfigOption) (*Client, error) { return nil, nil }

func IsEnabled(feature string, options ...FeatureOption) bool          { return false }
func GetVariant(feature string, options ...VariantOption) *api.Variant { return nil }

func (uc *Client) IsEnabled(feature string, options ...FeatureOption) (enabled bool) { return false }

func (uc *Client) GetVariant(feature string, options ...VariantOption) *api.Variant { return nil }
