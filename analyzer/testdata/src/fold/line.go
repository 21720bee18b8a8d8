package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

//line line.y:6
func line(client *ld.LDClient) int {
	if enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
		return 1
	}
	return 2
}
