// Package interfaces is a stub: the interfaces that a client satisfies.
package interfaces

import (
	"gopkg.in/launchdarkly/go-sdk-common.v2/ldreason"
	"gopkg.in/launchdarkly/go-sdk-common.v2/lduser"
	"gopkg.in/launchdarkly/go-sdk-common.v2/ldvalue"
	"gopkg.in/launchdarkly/go-server-sdk.v5/interfaces/flagstate"
)

// LDClientEvaluations are the methods that evaluate flags.
type LDClientEvaluations interface {
	BoolVariation(key string, context lduser.User, defaultVal bool) (bool, error)
	BoolVariationDetail(key string, context lduser.User, defaultVal bool) (bool, ldreason.EvaluationDetail, error)
	IntVariation(key string, context lduser.User, defaultVal int) (int, error)
	IntVariationDetail(key string, context lduser.User, defaultVal int) (int, ldreason.EvaluationDetail, error)
	Float64Variation(key string, context lduser.User, defaultVal float64) (float64, error)
	Float64VariationDetail(key string, context lduser.User, defaultVal float64) (float64, ldreason.EvaluationDetail, error)
	StringVariation(key string, context lduser.User, defaultVal string) (string, error)
	StringVariationDetail(key string, context lduser.User, defaultVal string) (string, ldreason.EvaluationDetail, error)
	JSONVariation(key string, context lduser.User, defaultVal ldvalue.Value) (ldvalue.Value, error)
	JSONVariationDetail(key string, context lduser.User, defaultVal ldvalue.Value) (ldvalue.Value, ldreason.EvaluationDetail, error)
	AllFlagsState(context lduser.User, options ...flagstate.Option) flagstate.AllFlags
}

// LDClientEvents are the methods that send events.
type LDClientEvents interface {
	Identify(context lduser.User) error
	TrackEvent(eventName string, context lduser.User) error
}

// LDClientInterface is what most code holds instead of the client.
type LDClientInterface interface {
	LDClientEvaluations
	LDClientEvents
	WithEventsDisabled(eventsDisabled bool) LDClientInterface
}
