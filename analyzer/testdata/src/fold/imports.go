package fold

import (
	"fmt"
	_ "os" // for its effect
	text "strings"

	ld "github.com/launchdarkly/go-server-sdk/v7"
)

func imports(client *ld.LDClient, name string) string {
	if enabled(client, "old-ui") { // want `^archived: flag "old-ui"`
		return text.ToUpper(name)
	}
	if enabled(client, "new-tax") { // want `^stale: flag "new-tax"`
		return name
	}
	return fmt.Sprint(name)
}
