// Package ffcontext is a stub: whom a flag is evaluated for.
package ffcontext

// Context of an evaluation.
type Context interface{ GetKey() string }

// EvaluationContext is a Context.
type EvaluationContext struct{ key string }

func NewEvaluationContext(key string) EvaluationContext { return EvaluationContext{key: key} }

func (u EvaluationContext) GetKey() string { return u.key }
