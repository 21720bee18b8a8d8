package fold

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

func enabled(client *ld.LDClient, key string) bool {
	on, _ := client.BoolVariation(key, ldcontext.Context{}, false)
	return on
}

func chain(client *ld.LDClient, n int) bool {
	return n > 0 && enabled(client, "new-tax") && n < 10 // want `^stale: flag "new-tax"`
}
