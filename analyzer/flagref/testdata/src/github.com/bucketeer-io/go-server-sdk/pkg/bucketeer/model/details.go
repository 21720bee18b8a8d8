// Package model is a stub: the signatures of the module that the corpus needs.
package model

// BKTEvaluationDetails is an answer with its explanation.
type BKTEvaluationDetails[T any] struct {
	VariationName  string
	VariationValue T
}
