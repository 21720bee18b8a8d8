// Package evaluation is a stub: the signatures of the module that the corpus needs.
package evaluation

import "context"

// EvaluationRequest asks for one flag.
type EvaluationRequest struct{ NamespaceKey, FlagKey, EntityId string }

// BatchEvaluationRequest asks for several.
type BatchEvaluationRequest struct{ Requests []*EvaluationRequest }

// BatchEvaluationResponse are their answers.
type BatchEvaluationResponse struct{}

// BooleanEvaluationResponse is the answer of a flag that is on or off.
type BooleanEvaluationResponse struct{ Enabled bool }

func (x *BooleanEvaluationResponse) GetEnabled() bool { return x != nil && x.Enabled }

// VariantEvaluationResponse is the answer of one with variants.
type VariantEvaluationResponse struct {
	Match      bool
	VariantKey string
}

func (x *VariantEvaluationResponse) GetVariantKey() string { return x.VariantKey }

// CallOption says how a call is made.
type CallOption interface{}

// EvaluationServiceClient is the service as its clients see it.
type EvaluationServiceClient interface {
	Boolean(ctx context.Context, in *EvaluationRequest, opts ...CallOption) (*BooleanEvaluationResponse, error)
	Variant(ctx context.Context, in *EvaluationRequest, opts ...CallOption) (*VariantEvaluationResponse, error)
	Batch(ctx context.Context, in *BatchEvaluationRequest, opts ...CallOption) (*BatchEvaluationResponse, error)
}
