// Package ff is what the shop puts in front of its SDK.
package ff

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

var Client *ld.LDClient

func On(key string) bool {
	on, _ := Client.BoolVariation(key, ldcontext.Context{}, false)
	return on
}

// Flags is an interface that the snapshot knows to ask for flags.
type Flags interface{ Enabled(key string) bool }
