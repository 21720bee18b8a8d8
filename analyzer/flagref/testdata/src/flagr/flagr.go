// Package flagr asks Flagr, by keys and by numbers.
package flagr

import (
	"context"

	"github.com/checkr/goflagr"
)

//@ strict

func Color(ctx context.Context, client *goflagr.APIClient, user string) string {
	res, _, err := client.EvaluationApi.PostEvaluation(ctx, goflagr.EvalContext{EntityID: user, FlagKey: "color"}) //@ evaluation flagr color kind=variant default=none func=Color
	if err != nil || res.VariantKey == "red" {
		return "red"
	}
	_, _, _ = client.EvaluationApi.PostEvaluationBatch(ctx, goflagr.EvaluationBatchRequest{ //@ forward flagr
		Entities: []goflagr.EvaluationEntity{{EntityID: user}},
		FlagKeys: []string{
			"color", //@ evaluation flagr color kind=json
			user,
		},
	})
	_, _, _ = client.EvaluationApi.PostEvaluationBatch(ctx, goflagr.EvaluationBatchRequest{FlagIDs: []int64{7}}) //@ evaluation flagr dynamic
	// What flag the number stands for only the server knows.
	res, _, _ = client.EvaluationApi.PostEvaluation(ctx, goflagr.EvalContext{FlagID: 7}) //@ evaluation flagr dynamic
	return res.VariantKey
}

// api is ours.
type api struct{}

func (api) PostEvaluation(ctx context.Context, body goflagr.EvalContext) string { return body.FlagKey }

func ours(ctx context.Context, a api) string {
	return a.PostEvaluation(ctx, goflagr.EvalContext{FlagKey: "color"})
}
