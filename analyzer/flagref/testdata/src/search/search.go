// Package search has its overrides in an external test package.
package search

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

// RankingFlag is exported for the tests.
const RankingFlag = "ranking"

// Fuzzy reports whether misspelt words are forgiven.
func Fuzzy(client *ld.LDClient, user ldcontext.Context) bool {
	on, _ := client.BoolVariation("fuzzy-search", user, false)  //@ evaluation launchdarkly fuzzy-search kind=bool default=false func=Fuzzy
	ranking, _ := client.StringVariation(RankingFlag, user, "") //@ evaluation launchdarkly ranking kind=string default=""
	return on && ranking != ""
}
