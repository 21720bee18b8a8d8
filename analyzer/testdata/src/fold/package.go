package fold

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

var user ldcontext.Context

// key and Tax are declared for everybody.
const key = "new-tax"

var Tax, _ = new(ld.LDClient).BoolVariation(key, user, false) // want `^stale: flag "new-tax"`

// Settings hold the answer.
type Settings struct{ Tax bool }

func settings(client *ld.LDClient) *Settings {
	return &Settings{Tax: enabled(client, key)} // want `^stale: flag "new-tax"`
}

func (s *Settings) price(n int) int {
	if s.Tax || Tax {
		return n
	}
	return n - 1
}
