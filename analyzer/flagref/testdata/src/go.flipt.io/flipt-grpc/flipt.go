// Package flipt is a stub: the signatures of the module that the corpus needs.
package flipt

import "context"

// EvaluationRequest asks for what a flag gives.
type EvaluationRequest struct{ FlagKey, EntityId string }

// EvaluationResponse is the answer.
type EvaluationResponse struct {
	Match bool
	Value string
}

func (x *EvaluationResponse) GetMatch() bool { return x != nil && x.Match }

// GetFlagRequest asks for a flag itself.
type GetFlagRequest struct{ Key string }

// Flag is a flag.
type Flag struct {
	Key     string
	Enabled bool
}

func (x *Flag) GetEnabled() bool { return x != nil && x.Enabled }

// CallOption says how a call is made.
type CallOption interface{}

// FliptClient is the service as its clients see it.
type FliptClient interface {
	Evaluate(ctx context.Context, in *EvaluationRequest, opts ...CallOption) (*EvaluationResponse, error)
	GetFlag(ctx context.Context, in *GetFlagRequest, opts ...CallOption) (*Flag, error)
}
