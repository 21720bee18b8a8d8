package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

func silenced(client *ld.LDClient) int {
	if enabled(client, "new-tax") { //nolint:flagdebt // it is evaluated on Friday
		return 1
	}
	if enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
		return 2
	}
	return 3
}
