// Package goflagr is a stub: the signatures of the module that the corpus needs.
package goflagr

import (
	"context"
	"net/http"
)

// EvalContext asks for one flag.
type EvalContext struct {
	EntityID string
	FlagID   int64
	FlagKey  string
}

// EvaluationEntity is whom several flags are asked for.
type EvaluationEntity struct{ EntityID string }

// EvaluationBatchRequest asks for several.
type EvaluationBatchRequest struct {
	Entities []EvaluationEntity
	FlagIDs  []int64
	FlagKeys []string
}

// EvalResult is the answer for one flag.
type EvalResult struct{ FlagKey, VariantKey string }

// EvaluationBatchResponse are the answers.
type EvaluationBatchResponse struct{ EvaluationResults []EvalResult }

// EvaluationApiService asks the server.
type EvaluationApiService struct{}

// APIClient is the client of the server.
type APIClient struct{ EvaluationApi *EvaluationApiService }

func (a *EvaluationApiService) PostEvaluation(ctx context.Context, body EvalContext) (EvalResult, *http.Response, error) {
	return EvalResult{}, nil, nil
}

func (a *EvaluationApiService) PostEvaluationBatch(ctx context.Context, body EvaluationBatchRequest) (EvaluationBatchResponse, *http.Response, error) {
	return EvaluationBatchResponse{}, nil, nil
}
