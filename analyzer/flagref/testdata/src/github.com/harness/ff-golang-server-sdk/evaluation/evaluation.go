// Package evaluation is a stub: the signatures of the module that the corpus needs.
package evaluation

import "github.com/harness/ff-golang-server-sdk/types"

// Target is whom a flag is asked for.
type Target struct{ Identifier, Name string }

// Evaluator answers from rules that are in memory.
type Evaluator struct{}

func (e Evaluator) BoolVariation(identifier string, target *Target, defaultValue bool) (bool, error) {
	return defaultValue, nil
}

func (e Evaluator) StringVariation(identifier string, target *Target, defaultValue string) (string, error) {
	return defaultValue, nil
}

func (e Evaluator) IntVariation(identifier string, target *Target, defaultValue int) (int, error) {
	return defaultValue, nil
}

func (e Evaluator) NumberVariation(identifier string, target *Target, defaultValue float64) (float64, error) {
	return defaultValue, nil
}

func (e Evaluator) JSONVariation(identifier string, target *Target, defaultValue types.JSON) (types.JSON, error) {
	return defaultValue, nil
}
