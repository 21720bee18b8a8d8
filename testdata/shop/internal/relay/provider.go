// Package relay is an OpenFeature provider for the go-feature-flag relay proxy, over the OpenFeature remote evaluation protocol.
package relay

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/open-feature/go-sdk/openfeature"
)

// Provider evaluates each flag by one request to the proxy, which runs beside the service.
type Provider struct {
	base string
	http *http.Client
}

var _ openfeature.FeatureProvider = (*Provider)(nil)

// New returns a provider for the proxy at base, like http://localhost:1031.
func New(base string, client *http.Client) *Provider {
	return &Provider{base: base, http: client}
}

// Metadata names the provider.
func (p *Provider) Metadata() openfeature.Metadata {
	return openfeature.Metadata{Name: "go-feature-flag relay"}
}

// Hooks returns none.
func (p *Provider) Hooks() []openfeature.Hook { return nil }

// BooleanEvaluation asks for a boolean flag.
func (p *Provider) BooleanEvaluation(ctx context.Context, flag string, defaultValue bool, flat openfeature.FlattenedContext) openfeature.BoolResolutionDetail {
	return evaluate(ctx, p, flag, defaultValue, flat)
}

// StringEvaluation asks for a string flag.
func (p *Provider) StringEvaluation(ctx context.Context, flag string, defaultValue string, flat openfeature.FlattenedContext) openfeature.StringResolutionDetail {
	return evaluate(ctx, p, flag, defaultValue, flat)
}

// FloatEvaluation asks for a float flag.
func (p *Provider) FloatEvaluation(ctx context.Context, flag string, defaultValue float64, flat openfeature.FlattenedContext) openfeature.FloatResolutionDetail {
	return evaluate(ctx, p, flag, defaultValue, flat)
}

// IntEvaluation asks for an integer flag.
func (p *Provider) IntEvaluation(ctx context.Context, flag string, defaultValue int64, flat openfeature.FlattenedContext) openfeature.IntResolutionDetail {
	return evaluate(ctx, p, flag, defaultValue, flat)
}

// ObjectEvaluation asks for a structured flag.
func (p *Provider) ObjectEvaluation(ctx context.Context, flag string, defaultValue any, flat openfeature.FlattenedContext) openfeature.InterfaceResolutionDetail {
	return evaluate(ctx, p, flag, defaultValue, flat)
}

type answer[T any] struct {
	Value   *T                 `json:"value"` // absent: the proxy leaves the answer to the caller's default
	Reason  openfeature.Reason `json:"reason"`
	Variant string             `json:"variant"`
}

func evaluate[T any](ctx context.Context, p *Provider, flag string, fallback T, flat openfeature.FlattenedContext) openfeature.GenericResolutionDetail[T] {
	got, err := ask[T](ctx, p, flag, flat)
	if err != nil {
		return openfeature.GenericResolutionDetail[T]{Value: fallback, ProviderResolutionDetail: openfeature.ProviderResolutionDetail{
			ResolutionError: openfeature.NewGeneralResolutionError(err.Error()),
			Reason:          openfeature.ErrorReason,
		}}
	}
	value := fallback
	if got.Value != nil {
		value = *got.Value
	}
	return openfeature.GenericResolutionDetail[T]{Value: value, ProviderResolutionDetail: openfeature.ProviderResolutionDetail{
		Reason:  got.Reason,
		Variant: got.Variant,
	}}
}

func ask[T any](ctx context.Context, p *Provider, flag string, flat openfeature.FlattenedContext) (answer[T], error) {
	var got answer[T]
	body, err := json.Marshal(map[string]any{"context": flat})
	if err != nil {
		return got, fmt.Errorf("encoding the evaluation context: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.base+"/ofrep/v1/evaluate/flags/"+url.PathEscape(flag), bytes.NewReader(body))
	if err != nil {
		return got, fmt.Errorf("asking for %s: %w", flag, err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := p.http.Do(req)
	if err != nil {
		return got, fmt.Errorf("asking for %s: %w", flag, err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return got, fmt.Errorf("asking for %s: %s", flag, res.Status)
	}
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil {
		return got, fmt.Errorf("reading the answer for %s: %w", flag, err)
	}
	return got, nil
}
