// Package bucketeer is a stub: the signatures of the module that the corpus needs.
package bucketeer

import (
	"context"

	"github.com/bucketeer-io/go-server-sdk/pkg/bucketeer/model"
	"github.com/bucketeer-io/go-server-sdk/pkg/bucketeer/user"
)

// SDK asks the platform.
type SDK interface {
	BoolVariation(ctx context.Context, user *user.User, featureID string, defaultValue bool) bool
	BoolVariationDetails(ctx context.Context, user *user.User, featureID string, defaultValue bool) model.BKTEvaluationDetails[bool]
	IntVariation(ctx context.Context, user *user.User, featureID string, defaultValue int) int
	Int64Variation(ctx context.Context, user *user.User, featureID string, defaultValue int64) int64
	Float64Variation(ctx context.Context, user *user.User, featureID string, defaultValue float64) float64
	StringVariation(ctx context.Context, user *user.User, featureID, defaultValue string) string
	StringVariationDetails(ctx context.Context, user *user.User, featureID, defaultValue string) model.BKTEvaluationDetails[string]
	JSONVariation(ctx context.Context, user *user.User, featureID string, dst interface{})
	ObjectVariation(ctx context.Context, user *user.User, featureID string, defaultValue interface{}) interface{}
}

func NewSDK(ctx context.Context) (SDK, error) { return nil, nil }
