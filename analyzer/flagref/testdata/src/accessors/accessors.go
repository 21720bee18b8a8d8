// Package accessors asks for flags by generated accessors.
package accessors

import (
	"context"
	"fmt"

	"accessors/flags"

	"github.com/open-feature/go-sdk/openfeature"
)

//@ strict

func queue(ctx context.Context) (int64, error) {
	if flags.Boat.Value(ctx, openfeature.EvaluationContext{}) { //@ evaluation openfeature boat kind=bool default=none via=flags.Boat.Value func=queue
		return flags.SlowQueue.Value(ctx, openfeature.EvaluationContext{}), nil //@ evaluation openfeature slowQueue kind=int default=3 via=flags.SlowQueue.Value
	}
	accessor := flags.SlowQueue
	d, err := accessor.Details(ctx, openfeature.EvaluationContext{}) //@ evaluation openfeature slowQueue via=flags.SlowQueue.Details
	if flags.Mixed.Value(ctx, openfeature.EvaluationContext{}) || flags.Changed.Value(ctx, openfeature.EvaluationContext{}) {
		fmt.Println(flags.SlowQueue.String()) //@ mention openfeature slowQueue
	}
	ask := flags.Boat.Strict //@ mention openfeature boat
	if ask(ctx, openfeature.EvaluationContext{}) {
		return 0, nil
	}
	return d.Value, err
}
