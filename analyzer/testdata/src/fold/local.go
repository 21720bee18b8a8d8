package fold

import (
	"strings"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

func local(client *ld.LDClient, text string) int {
	upper := strings.ToUpper(text)
	n := len(text)
	if on, _ := client.BoolVariation("old-ui", ldcontext.Context{}, true); on { // want `^archived: flag "old-ui"`
		return len(upper)
	}
	return n
}
