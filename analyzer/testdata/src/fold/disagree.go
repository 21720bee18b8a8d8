package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

func disagree(client *ld.LDClient) int {
	if enabled(client, "half") { // want `^stale: flag "half" serves true to everyone in production`
		return 1
	}
	return 2
}
