// Package ldreason is a stub: the signatures that the corpus needs.
package ldreason

// EvaluationDetail explains an evaluation.
type EvaluationDetail struct{}

func (d EvaluationDetail) IsDefaultValue() bool { return false }
