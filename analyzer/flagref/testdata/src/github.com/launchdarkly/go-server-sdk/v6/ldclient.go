// Package ldclient is a stub: the signatures of the SDK's client, version 6, that the corpus needs.
package ldclient

import (
	"time"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldreason"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	"github.com/launchdarkly/go-server-sdk/v6/interfaces"
	"github.com/launchdarkly/go-server-sdk/v6/interfaces/flagstate"
)

// Config of a client.
type Config struct {
	Offline    bool
	DataSource any
}

// LDClient asks for flags.
type LDClient struct{}

func MakeClient(sdkKey string, waitFor time.Duration) (*LDClient, error) { return nil, nil }

func MakeCustomClient(sdkKey string, config Config, waitFor time.Duration) (*LDClient, error) {
	return nil, nil
}

func (client *LDClient) Identify(context ldcontext.Context) error { return nil }

func (client *LDClient) TrackEvent(eventName string, context ldcontext.Context) error { return nil }

func (client *LDClient) Close() error { return nil }

func (client *LDClient) WithEventsDisabled(disabled bool) interfaces.LDClientInterface { return client }

func (client *LDClient) AllFlagsState(context ldcontext.Context, options ...flagstate.Option) flagstate.AllFlags {
	return flagstate.AllFlags{}
}

func (client *LDClient) BoolVariation(key string, context ldcontext.Context, defaultVal bool) (bool, error) {
	return defaultVal, nil
}

func (client *LDClient) BoolVariationDetail(key string, context ldcontext.Context, defaultVal bool) (bool, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) IntVariation(key string, context ldcontext.Context, defaultVal int) (int, error) {
	return defaultVal, nil
}

func (client *LDClient) IntVariationDetail(key string, context ldcontext.Context, defaultVal int) (int, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) Float64Variation(key string, context ldcontext.Context, defaultVal float64) (float64, error) {
	return defaultVal, nil
}

func (client *LDClient) Float64VariationDetail(key string, context ldcontext.Context, defaultVal float64) (float64, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) StringVariation(key string, context ldcontext.Context, defaultVal string) (string, error) {
	return defaultVal, nil
}

func (client *LDClient) StringVariationDetail(key string, context ldcontext.Context, defaultVal string) (string, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) JSONVariation(key string, context ldcontext.Context, defaultVal ldvalue.Value) (ldvalue.Value, error) {
	return defaultVal, nil
}

func (client *LDClient) JSONVariationDetail(key string, context ldcontext.Context, defaultVal ldvalue.Value) (ldvalue.Value, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}
