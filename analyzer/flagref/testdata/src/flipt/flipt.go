// Package flipt asks Flipt, by all of its clients. The key is a field of the request.
package flipt

import (
	"context"

	flipt "go.flipt.io/flipt-client"
	grpc "go.flipt.io/flipt-grpc"
	"go.flipt.io/flipt/rpc/flipt/evaluation"
	sdk "go.flipt.io/flipt/sdk/go"
)

//@ strict

func Local(ctx context.Context, client *flipt.Client, user string) bool {
	res, err := client.EvaluateBoolean(ctx, &flipt.EvaluationRequest{FlagKey: "map", EntityID: user}) //@ evaluation flipt map kind=bool default=none func=Local
	if err != nil || !res.Enabled {
		return false
	}
	req := &flipt.EvaluationRequest{EntityID: "tiles", FlagKey: "tiles"}
	if v, err := client.EvaluateVariant(ctx, req); err == nil && v.Match { //@ evaluation flipt tiles kind=variant
		return v.VariantKey == "vector"
	}
	_, err = client.EvaluateBatch(ctx, []*flipt.EvaluationRequest{ // several at once
		{FlagKey: "map", EntityID: user},            //@ evaluation flipt map kind=json
		{EntityID: user, FlagKey: "exp-" + user},    //@ evaluation flipt dynamic prefix=exp-
		&flipt.EvaluationRequest{FlagKey: "layers"}, //@ evaluation flipt layers
	})
	return err == nil
}

func requests(ctx context.Context, client *flipt.Client, list []*flipt.EvaluationRequest, user string) {
	_, _ = client.EvaluateBatch(ctx, list)                                        //@ evaluation flipt dynamic
	_, _ = client.EvaluateBatch(ctx, []*flipt.EvaluationRequest{list[0]})         //@ evaluation flipt dynamic
	_, _ = client.EvaluateBoolean(ctx, list[0])                                   //@ evaluation flipt dynamic
	_, _ = client.EvaluateBoolean(ctx, &flipt.EvaluationRequest{EntityID: user})  //@ evaluation flipt dynamic
	_, _ = client.EvaluateBoolean(ctx, &flipt.EvaluationRequest{FlagKey: user})   //@ forward flipt
	_, _ = client.EvaluateBatch(ctx, []*flipt.EvaluationRequest{{FlagKey: user}}) //@ forward flipt
	_, _ = client.EvaluateBatch(ctx, nil)                                         //@ evaluation flipt dynamic
	_, _ = client.EvaluateBatch(ctx, []*flipt.EvaluationRequest{})
}

func callers(ctx context.Context, client *flipt.Client) {
	requests(ctx, client, nil, "passed") //@ evaluation flipt passed via=flipt.requests
}

func Server(ctx context.Context, s sdk.SDK, stub evaluation.EvaluationServiceClient, user string) bool {
	on, err := s.Evaluation().Boolean(ctx, &evaluation.EvaluationRequest{NamespaceKey: "shop", FlagKey: "map", EntityId: user}) //@ evaluation flipt map kind=bool
	if err != nil || !on.GetEnabled() {
		return false
	}
	v, _ := s.Evaluation().Variant(ctx, &evaluation.EvaluationRequest{FlagKey: "tiles"}) //@ evaluation flipt tiles kind=variant
	if v.GetVariantKey() == "vector" {
		return true
	}
	_, _ = s.Evaluation().Batch(ctx, &evaluation.BatchEvaluationRequest{Requests: []*evaluation.EvaluationRequest{
		{FlagKey: "map"},                 //@ evaluation flipt map kind=json
		{FlagKey: "tiles", EntityId: ""}, //@ evaluation flipt tiles
	}})
	_, _ = stub.Variant(ctx, &evaluation.EvaluationRequest{FlagKey: "tiles"})                                                                          //@ evaluation flipt tiles kind=variant
	_, _ = stub.Batch(ctx, &evaluation.BatchEvaluationRequest{Requests: []*evaluation.EvaluationRequest{{FlagKey: "map"}, {FlagKey: "layers"}}}, user) //@ evaluation flipt map ;; evaluation flipt layers
	res, err := stub.Boolean(ctx, &evaluation.EvaluationRequest{FlagKey: "map"})                                                                       //@ evaluation flipt map kind=bool
	return err == nil && res.Enabled
}

func First(ctx context.Context, client grpc.FliptClient, user string) bool {
	res, err := client.Evaluate(ctx, &grpc.EvaluationRequest{FlagKey: "tiles", EntityId: user}) //@ evaluation flipt tiles kind=variant
	if err == nil && res.GetMatch() {
		return res.Value == "vector"
	}
	flag, err := client.GetFlag(ctx, &grpc.GetFlagRequest{Key: "map"}) //@ evaluation flipt map kind=bool
	return err == nil && flag.GetEnabled()
}

// server answers, and asks for nothing.
type server struct{}

func (server) Boolean(ctx context.Context, in *evaluation.EvaluationRequest) (*evaluation.BooleanEvaluationResponse, error) {
	return nil, nil
}

func ours(ctx context.Context, s server) {
	_, _ = s.Boolean(ctx, &evaluation.EvaluationRequest{FlagKey: "map"})
}
