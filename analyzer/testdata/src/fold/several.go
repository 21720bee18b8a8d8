package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

func several(client *ld.LDClient) (n int) {
	if enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
		n++
	}
	for range 3 {
		if enabled(client, "new-tax") && n > 1 { // want `^stale: flag "new-tax"`
			n--
		}
	}
	return n
}

func nested(client *ld.LDClient) int {
	if enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
		if !enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
			return 1
		}
		return 2
	}
	return 3
}
