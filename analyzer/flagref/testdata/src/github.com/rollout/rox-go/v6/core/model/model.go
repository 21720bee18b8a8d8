// Package model is a stub: the signatures of the module that the corpus needs.
package model

import "github.com/rollout/rox-go/v6/core/context"

// Variant is a flag of any type.
type Variant interface {
	Name() string
	GetValueAsString(context context.Context) string
}

// RoxString is a flag with a text.
type RoxString interface {
	Variant
	DefaultValue() string
	GetValue(context context.Context) string
}

// RoxInt is a flag with a number.
type RoxInt interface {
	Variant
	GetValue(context context.Context) int
}

// RoxDouble is a flag with a number.
type RoxDouble interface {
	Variant
	GetValue(context context.Context) float64
}

// Flag is a flag that is on or off.
type Flag interface {
	RoxString
	IsEnabled(ctx context.Context) bool
	Enabled(ctx context.Context, action func())
	Disabled(ctx context.Context, action func())
}

// DynamicAPI asks by keys.
type DynamicAPI interface {
	IsEnabled(name string, defaultValue bool, ctx context.Context) bool
	Value(name string, defaultValue string, options []string, ctx context.Context) string
	GetInt(name string, defaultValue int, options []int, ctx context.Context) int
	GetDouble(name string, defaultValue float64, options []float64, ctx context.Context) float64
}
