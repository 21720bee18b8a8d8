// Package model is a stub: what an evaluation tells.
package model

// VariationResult is an answer and how it came about.
type VariationResult[T any] struct {
	Value         T
	VariationType string
}
