package fold

import (
	"testing"

	ld "github.com/launchdarkly/go-server-sdk/v7"
)

func TestPay(t *testing.T) {
	if !enabled(new(ld.LDClient), "new-tax") { // want `^stale: flag "new-tax"`
		t.Skip("not yet")
	}
	if err := pay(); err != nil {
		t.Fatal(err)
	}
}
