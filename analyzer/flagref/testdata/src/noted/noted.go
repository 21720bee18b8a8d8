// Package noted has comments that tell of flags beside their declarations.
package noted

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"k8s.io/component-base/featuregate"

	"noted/keys"
)

const (
	// owner: @anna, @ben
	// kep: https://kep.k8s.io/1
	// alpha: v1.20
	// beta: v1.22
	// GA: v1.25
	Locked featuregate.Feature = "Locked"

	// owner: @carl
	// alpha: v1.30
	Young featuregate.Feature = "Young"

	/*
	 * Planned is not for long.
	 *
	 * Deprecated: to be removed
	 * in 1.31.
	 */
	Planned featuregate.Feature = "Planned"

	Bare featuregate.Feature = "Bare"
)

// owner: @registry
var gates = map[featuregate.Feature]featuregate.FeatureSpec{
	Locked: {Default: true, PreRelease: featuregate.GA, LockToDefault: true}, // remove in 1.28
	Young:  {PreRelease: featuregate.Alpha},
	// owner: @dora
	Planned: {
		Default:    true,
		PreRelease: featuregate.Beta, // GA in 1.40
	},
	Bare: {PreRelease: featuregate.Alpha},
}

// Ask asks for flags by the constants of another package.
func Ask(client *ld.LDClient, user ldcontext.Context) bool {
	cart, _ := client.BoolVariation(keys.Cart, user, false)
	gift, _ := client.BoolVariation(string(keys.Gift), user, false)
	local := keys.Express
	express, _ := client.BoolVariation(local, user, false)
	return cart && gift && express && len(gates) > 0
}
