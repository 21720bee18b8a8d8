package fold

import (
	"strings"

	ld "github.com/launchdarkly/go-server-sdk/v7"
)

func flags(client *ld.LDClient, text string) string {
	if enabled(client, "new-tax") && !enabled(client, "old-ui") { // want `^stale: flag "new-tax"` `^archived: flag "old-ui"`
		return text
	}
	return strings.ToUpper(text)
}

func living(client *ld.LDClient) bool {
	return enabled(client, "old-ui") || enabled(client, "split") // want `^archived: flag "old-ui"`
}
