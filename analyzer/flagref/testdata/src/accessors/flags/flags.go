// Package flags has an accessor for each flag, as OpenFeature's generator writes them.
package flags

import (
	"context"
	"fmt"

	"github.com/open-feature/go-sdk/openfeature"
)

//@ strict

type value[T any] func(context.Context, openfeature.EvaluationContext) T

type details[T any] func(context.Context, openfeature.EvaluationContext) (openfeature.GenericEvaluationDetails[T], error)

type named string

func (n named) String() string { return string(n) }

var client = openfeature.NewDefaultClient()

var SlowQueue = struct { //@ declaration openfeature slowQueue kind=int default=3 func=
	fmt.Stringer
	Value   value[int64]
	Details details[int64]
}{
	Stringer: named("slowQueue"),
	Value: func(ctx context.Context, evalCtx openfeature.EvaluationContext) int64 {
		return client.Int(ctx, "slowQueue", 3, evalCtx) //@ forward openfeature
	},
	Details: func(ctx context.Context, evalCtx openfeature.EvaluationContext) (openfeature.GenericEvaluationDetails[int64], error) {
		return client.IntValueDetails(ctx, "slowQueue", 3, evalCtx) //@ forward openfeature
	},
}

// Boat is a pointer, and its default depends on how it is asked for.
var Boat = &struct{ Value, Strict value[bool] }{ //@ declaration openfeature boat kind=bool default=none
	Value: func(ctx context.Context, evalCtx openfeature.EvaluationContext) bool {
		return client.Boolean(ctx, "boat", false, evalCtx) //@ forward openfeature
	},
	Strict: func(ctx context.Context, evalCtx openfeature.EvaluationContext) bool {
		return client.Boolean(ctx, "boat", true, evalCtx) //@ forward openfeature
	},
}

// Mixed asks for two flags: which one a caller means is not in its name.
var Mixed = struct{ Value, Other value[bool] }{
	Value: func(ctx context.Context, evalCtx openfeature.EvaluationContext) bool {
		return client.Boolean(ctx, "mixed", false, evalCtx) //@ evaluation openfeature mixed
	},
	Other: func(ctx context.Context, evalCtx openfeature.EvaluationContext) bool {
		return client.Boolean(ctx, "other", false, evalCtx) //@ evaluation openfeature other
	},
}

// Changed holds another function later.
var Changed = struct{ Value value[bool] }{
	Value: func(ctx context.Context, evalCtx openfeature.EvaluationContext) bool {
		return client.Boolean(ctx, "changed", false, evalCtx) //@ evaluation openfeature changed
	},
}

func change() {
	Changed.Value = func(context.Context, openfeature.EvaluationContext) bool { return true }
}
