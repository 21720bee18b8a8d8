package statsig

import (
	"testing"

	statsig "github.com/statsig-io/go-sdk"
)

func TestFeed(t *testing.T) {
	client := statsig.NewClient("")
	statsig.OverrideGate("feed", true)                                      //@ test-override statsig feed
	client.OverrideGate("feed-top", false)                                  //@ test-override statsig feed-top
	client.OverrideConfig("limits", map[string]interface{}{"strict": true}) //@ test-override statsig limits
	statsig.OverrideLayer("home", map[string]interface{}{"wide": true})     //@ test-override statsig home
	if Feed(client, "ann") {
		t.Error("want no feed")
	}
}
