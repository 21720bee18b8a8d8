// Package fold asks for flags that are ready to go, in each file in another way. What is left of a file is in its golden; a file without one stays as it is.
package fold

import (
	"fmt"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

// Price takes the new tax into account.
func Price(client *ld.LDClient, user ldcontext.Context, net int) string {
	if on, _ := client.BoolVariation("new-tax", user, false); on { // want `^stale: flag "new-tax"`
		// The tax is on top.
		net += net / 5
	} else {
		net++
	}
	return fmt.Sprint(net)
}
