package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

func defaults(client *ld.LDClient) int {
	many, _ := client.IntVariation("limit", user, 20) // want `^stale: flag "limit" is off`
	few, _ := client.IntVariation("limit", user, 10)  // want `^stale: flag "limit" is off`
	return many - few
}
