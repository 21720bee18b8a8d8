// Package interfaces is a stub: the interfaces that a client satisfies.
package interfaces

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldreason"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	"github.com/launchdarkly/go-server-sdk/v6/interfaces/flagstate"
)

// LDClientEvaluations are the methods that evaluate flags.
type LDClientEvaluations interface {
	BoolVariation(key string, context ldcontext.Context, defaultVal bool) (bool, error)
	BoolVariationDetail(key string, context ldcontext.Context, defaultVal bool) (bool, ldreason.EvaluationDetail, error)
	IntVariation(key string, context ldcontext.Context, defaultVal int) (int, error)
	IntVariationDetail(key string, context ldcontext.Context, defaultVal int) (int, ldreason.EvaluationDetail, error)
	Float64Variation(key string, context ldcontext.Context, defaultVal float64) (float64, error)
	Float64VariationDetail(key string, context ldcontext.Context, defaultVal float64) (float64, ldreason.EvaluationDetail, error)
	StringVariation(key string, context ldcontext.Context, defaultVal string) (string, error)
	StringVariationDetail(key string, context ldcontext.Context, defaultVal string) (string, ldreason.EvaluationDetail, error)
	JSONVariation(key string, context ldcontext.Context, defaultVal ldvalue.Value) (ldvalue.Value, error)
	JSONVariationDetail(key string, context ldcontext.Context, defaultVal ldvalue.Value) (ldvalue.Value, ldreason.EvaluationDetail, error)
	AllFlagsState(context ldcontext.Context, options ...flagstate.Option) flagstate.AllFlags
}

// LDClientEvents are the methods that send events.
type LDClientEvents interface {
	Identify(context ldcontext.Context) error
	TrackEvent(eventName string, context ldcontext.Context) error
}

// LDClientInterface is what most code holds instead of the client.
type LDClientInterface interface {
	LDClientEvaluations
	LDClientEvents
	WithEventsDisabled(eventsDisabled bool) LDClientInterface
}
