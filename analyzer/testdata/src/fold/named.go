package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

// named asks for a flag that serves one value for two days only.
func named(client *ld.LDClient) int {
	if enabled(client, "NewName") { // want `^naming: `
		return 1
	}
	return 2
}
