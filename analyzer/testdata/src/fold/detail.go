package fold

import ld "github.com/launchdarkly/go-server-sdk/v7"

func detail(client *ld.LDClient) (bool, bool) {
	on, detail, _ := client.BoolVariationDetail("new-tax", user, false) // want `^stale: flag "new-tax"`
	return on, detail.IsDefaultValue()
}
