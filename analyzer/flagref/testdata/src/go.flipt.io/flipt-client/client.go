// Package flipt is a stub: the signatures of the module that the corpus needs.
package flipt

import "context"

// EvaluationRequest asks for one flag.
type EvaluationRequest struct {
	FlagKey, EntityID string
	Context           map[string]string
}

// BooleanEvaluationResponse is the answer of a flag that is on or off.
type BooleanEvaluationResponse struct {
	FlagKey string
	Enabled bool
}

// VariantEvaluationResponse is the answer of one with variants.
type VariantEvaluationResponse struct {
	Match      bool
	VariantKey string
}

// BatchEvaluationResponse are several answers.
type BatchEvaluationResponse struct{ Responses []any }

// Client evaluates by itself.
type Client struct{}

func NewClient(ctx context.Context) (*Client, error) { return nil, nil }

func (c *Client) EvaluateBoolean(ctx context.Context, req *EvaluationRequest) (*BooleanEvaluationResponse, error) {
	return nil, nil
}

func (c *Client) EvaluateVariant(ctx context.Context, req *EvaluationRequest) (*VariantEvaluationResponse, error) {
	return nil, nil
}

func (c *Client) EvaluateBatch(ctx context.Context, requests []*EvaluationRequest) (*BatchEvaluationResponse, error) {
	return nil, nil
}
