package fold

import (
	"errors"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

// Checkout needs the flag.
func Checkout(client *ld.LDClient, user ldcontext.Context) error {
	on, err := client.BoolVariation("new-tax", user, false) // want `^stale: flag "new-tax"`
	if err != nil {
		return err
	}
	if !on {
		return errors.New("not yet")
	}
	return pay()
}

func pay() error { return nil }
