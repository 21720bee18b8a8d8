// Package ffclient is a stub: the signatures of the module that the corpus needs.
package ffclient

import (
	"github.com/thomaspoignant/go-feature-flag/ffcontext"
	"github.com/thomaspoignant/go-feature-flag/flagstate"
	"github.com/thomaspoignant/go-feature-flag/model"
)

// Config of an instance.
type Config struct{ Offline bool }

// GoFeatureFlag is an instance.
type GoFeatureFlag struct{}

func Init(config Config) error                  { return nil }
func New(config Config) (*GoFeatureFlag, error) { return nil, nil }

func BoolVariation(flagKey string, ctx ffcontext.Context, defaultValue bool) (bool, error) {
	return defaultValue, nil
}

func BoolVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue bool) (model.VariationResult[bool], error) {
	return model.VariationResult[bool]{}, nil
}

func (g *GoFeatureFlag) BoolVariation(flagKey string, ctx ffcontext.Context, defaultValue bool) (bool, error) {
	return defaultValue, nil
}

func (g *GoFeatureFlag) BoolVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue bool) (model.VariationResult[bool], error) {
	return model.VariationResult[bool]{}, nil
}

func IntVariation(flagKey string, ctx ffcontext.Context, defaultValue int) (int, error) {
	return defaultValue, nil
}

func IntVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue int) (model.VariationResult[int], error) {
	return model.VariationResult[int]{}, nil
}

func (g *GoFeatureFlag) IntVariation(flagKey string, ctx ffcontext.Context, defaultValue int) (int, error) {
	return defaultValue, nil
}

func (g *GoFeatureFlag) IntVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue int) (model.VariationResult[int], error) {
	return model.VariationResult[int]{}, nil
}

func Float64Variation(flagKey string, ctx ffcontext.Context, defaultValue float64) (float64, error) {
	return defaultValue, nil
}

func Float64VariationDetails(flagKey string, ctx ffcontext.Context, defaultValue float64) (model.VariationResult[float64], error) {
	return model.VariationResult[float64]{}, nil
}

func (g *GoFeatureFlag) Float64Variation(flagKey string, ctx ffcontext.Context, defaultValue float64) (float64, error) {
	return defaultValue, nil
}

func (g *GoFeatureFlag) Float64VariationDetails(flagKey string, ctx ffcontext.Context, defaultValue float64) (model.VariationResult[float64], error) {
	return model.VariationResult[float64]{}, nil
}

func StringVariation(flagKey string, ctx ffcontext.Context, defaultValue string) (string, error) {
	return defaultValue, nil
}

func StringVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue string) (model.VariationResult[string], error) {
	return model.VariationResult[string]{}, nil
}

func (g *GoFeatureFlag) StringVariation(flagKey string, ctx ffcontext.Context, defaultValue string) (string, error) {
	return defaultValue, nil
}

func (g *GoFeatureFlag) StringVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue string) (model.VariationResult[string], error) {
	return model.VariationResult[string]{}, nil
}

func JSONVariation(flagKey string, ctx ffcontext.Context, defaultValue map[string]any) (map[string]any, error) {
	return defaultValue, nil
}

func JSONVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue map[string]any) (model.VariationResult[map[string]any], error) {
	return model.VariationResult[map[string]any]{}, nil
}

func (g *GoFeatureFlag) JSONVariation(flagKey string, ctx ffcontext.Context, defaultValue map[string]any) (map[string]any, error) {
	return defaultValue, nil
}

func (g *GoFeatureFlag) JSONVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue map[string]any) (model.VariationResult[map[string]any], error) {
	return model.VariationResult[map[string]any]{}, nil
}

func JSONArrayVariation(flagKey string, ctx ffcontext.Context, defaultValue []any) ([]any, error) {
	return defaultValue, nil
}

func JSONArrayVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue []any) (model.VariationResult[[]any], error) {
	return model.VariationResult[[]any]{}, nil
}

func (g *GoFeatureFlag) JSONArrayVariation(flagKey string, ctx ffcontext.Context, defaultValue []any) ([]any, error) {
	return defaultValue, nil
}

func (g *GoFeatureFlag) JSONArrayVariationDetails(flagKey string, ctx ffcontext.Context, defaultValue []any) (model.VariationResult[[]any], error) {
	return model.VariationResult[[]any]{}, nil
}

func AllFlagsState(ctx ffcontext.Context) flagstate.AllFlags { return flagstate.AllFlags{} }

func (g *GoFeatureFlag) GetFlagStates(ctx ffcontext.Context, flagNames []string) flagstate.AllFlags {
	return flagstate.AllFlags{}
}
