// Package sdk is a stub: the signatures of the module that the corpus needs.
package sdk

import (
	"context"

	"go.flipt.io/flipt/rpc/flipt/evaluation"
)

// SDK is a client of the server.
type SDK struct{}

func (s SDK) Evaluation() *Evaluation { return nil }

// Evaluation asks for flags.
type Evaluation struct{}

func (x *Evaluation) Boolean(ctx context.Context, v *evaluation.EvaluationRequest) (*evaluation.BooleanEvaluationResponse, error) {
	return nil, nil
}

func (x *Evaluation) Variant(ctx context.Context, v *evaluation.EvaluationRequest) (*evaluation.VariantEvaluationResponse, error) {
	return nil, nil
}

func (x *Evaluation) Batch(ctx context.Context, v *evaluation.BatchEvaluationRequest) (*evaluation.BatchEvaluationResponse, error) {
	return nil, nil
}
