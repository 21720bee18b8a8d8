package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

// cent is what only the old side needs. It stays: the linter looks no further than function bodies.
const cent = 1

func old(n int) int { return n + cent }

func orphan(client *ld.LDClient, n int) int {
	if enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
		return n
	}
	return old(n)
}
