// Package ldclient is a stub: the signatures of the SDK's client, version 5, that the corpus needs.
package ldclient

import (
	"time"

	"gopkg.in/launchdarkly/go-sdk-common.v2/ldreason"
	"gopkg.in/launchdarkly/go-sdk-common.v2/lduser"
	"gopkg.in/launchdarkly/go-sdk-common.v2/ldvalue"
	"gopkg.in/launchdarkly/go-server-sdk.v5/interfaces"
	"gopkg.in/launchdarkly/go-server-sdk.v5/interfaces/flagstate"
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

func (client *LDClient) Identify(context lduser.User) error { return nil }

func (client *LDClient) TrackEvent(eventName string, context lduser.User) error { return nil }

func (client *LDClient) Close() error { return nil }

func (client *LDClient) WithEventsDisabled(disabled bool) interfaces.LDClientInterface { return client }

func (client *LDClient) AllFlagsState(context lduser.User, options ...flagstate.Option) flagstate.AllFlags {
	return flagstate.AllFlags{}
}

func (client *LDClient) BoolVariation(key string, context lduser.User, defaultVal bool) (bool, error) {
	return defaultVal, nil
}

func (client *LDClient) BoolVariationDetail(key string, context lduser.User, defaultVal bool) (bool, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) IntVariation(key string, context lduser.User, defaultVal int) (int, error) {
	return defaultVal, nil
}

func (client *LDClient) IntVariationDetail(key string, context lduser.User, defaultVal int) (int, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) Float64Variation(key string, context lduser.User, defaultVal float64) (float64, error) {
	return defaultVal, nil
}

func (client *LDClient) Float64VariationDetail(key string, context lduser.User, defaultVal float64) (float64, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) StringVariation(key string, context lduser.User, defaultVal string) (string, error) {
	return defaultVal, nil
}

func (client *LDClient) StringVariationDetail(key string, context lduser.User, defaultVal string) (string, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (client *LDClient) JSONVariation(key string, context lduser.User, defaultVal ldvalue.Value) (ldvalue.Value, error) {
	return defaultVal, nil
}

func (client *LDClient) JSONVariationDetail(key string, context lduser.User, defaultVal ldvalue.Value) (ldvalue.Value, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}
