// Package flagstate is a stub: the answers of all flags for one context.
package flagstate

import "gopkg.in/launchdarkly/go-sdk-common.v2/ldvalue"

// Option changes what AllFlagsState returns.
type Option interface{ String() string }

// AllFlags holds the answers.
type AllFlags struct{}

// FlagState is the answer of one flag.
type FlagState struct{ Value ldvalue.Value }

func (a AllFlags) IsValid() bool                            { return false }
func (a AllFlags) GetValue(flagKey string) ldvalue.Value    { return ldvalue.Null() }
func (a AllFlags) GetFlag(flagKey string) (FlagState, bool) { return FlagState{}, false }
func (a AllFlags) ToValuesMap() map[string]ldvalue.Value    { return nil }
