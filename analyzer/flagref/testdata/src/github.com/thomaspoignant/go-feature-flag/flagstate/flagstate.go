// Package flagstate is a stub: the signatures of the module that the corpus needs.
package flagstate

// FlagState is what one flag gives.
type FlagState struct{ Value interface{} }

// AllFlags is what all flags give.
type AllFlags struct{}

func (a *AllFlags) GetFlags() map[string]FlagState { return nil }
