// Package objects asks for them.
package objects

import (
	"context"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"objects/ff"
)

//@ strict

var (
	stars = ff.FeatureFlag{Name: "stars", Default: true} //@ declaration launchdarkly stars
	comet = ff.NewBoolFlag("comet", false)               //@ declaration launchdarkly comet via=ff.NewBoolFlag
)

func Sky(ctx context.Context, sdk *ld.LDClient, c *ff.Client, all []ff.FeatureFlag) bool {
	if ff.Night.IsEnabledFor(ctx, sdk) || stars.IsDisabledFor(ctx, sdk) { //@ evaluation launchdarkly night via=ff.FeatureFlag.IsEnabledFor func=Sky ;; evaluation launchdarkly stars via=ff.FeatureFlag.IsDisabledFor,ff.FeatureFlag.IsEnabledFor
		return c.BoolFlag(ctx, ff.Moon) || c.BoolFlag(ctx, comet) //@ evaluation launchdarkly moon via=ff.Client.BoolFlag ;; evaluation launchdarkly comet via=ff.Client.BoolFlag
	}
	if (ff.FeatureFlag{Name: "dawn"}).IsEnabledFor(ctx, sdk) { //@ evaluation launchdarkly dawn via=ff.FeatureFlag.IsEnabledFor
		return true
	}
	dusk := ff.FeatureFlag{Name: "dusk"}
	if dusk.IsEnabledFor(ctx, sdk) || c.On("sun") { //@ evaluation launchdarkly dusk via=ff.FeatureFlag.IsEnabledFor ;; evaluation launchdarkly sun via=ff.Client.On,ff.Client.ask
		return len(comet.String()) > 0 //@ mention launchdarkly comet
	}
	return any(ctx, sdk, ff.Night) || all[0].IsEnabledFor(ctx, sdk) //@ evaluation launchdarkly night via=objects.any,ff.FeatureFlag.IsEnabledFor ;; evaluation launchdarkly dynamic via=ff.FeatureFlag.IsEnabledFor
}

// any hands an object on.
func any(ctx context.Context, sdk *ld.LDClient, flag ff.FeatureFlag) bool {
	return flag.IsEnabledFor(ctx, sdk) //@ forward launchdarkly
}

// Values holds what asks in variables.
func Values(ctx context.Context, sdk *ld.LDClient, c *ff.Client) bool {
	on := c.On
	variation := sdk.BoolVariation
	if first, _ := variation("held", who, true); first { //@ evaluation launchdarkly held kind=bool default=true func=Values
		return on("held-on") //@ evaluation launchdarkly held-on via=ff.Client.On,ff.Client.ask
	}
	handed := c.On                          //@ evaluation launchdarkly dynamic via=ff.Client.On,ff.Client.ask
	return each(handed) || handed("handed") //@ evaluation launchdarkly handed via=ff.Client.On,ff.Client.ask
}

func each(on func(key string) bool) bool { return on("each") }

var who = ldcontext.New("shop")

// cascade asks for one flag, whatever else it looks at.
func cascade(ctx context.Context, sdk *ld.LDClient, user string) bool {
	on, err := sdk.BoolVariationCtx(ctx, "cascade", who, false) //@ evaluation launchdarkly cascade func=cascade
	if err != nil {
		return false
	}
	return on && user != ""
}

// cascades gets it from there.
func cascades(ctx context.Context, sdk *ld.LDClient) bool {
	return !cascade(ctx, sdk, "all") //@ use launchdarkly cascade kind=bool via=objects.cascade
}

// Users get the values of flags from helpers.
func Users(ctx context.Context, sdk *ld.LDClient) int {
	if cascades(ctx, sdk) { //@ use launchdarkly cascade kind=bool via=objects.cascades,objects.cascade func=Users
		return 1
	}
	if both(ctx, sdk) || size(ctx, sdk) > 1 {
		return 2
	}
	return 3
}

// both asks for two.
func both(ctx context.Context, sdk *ld.LDClient) bool {
	one, _ := sdk.BoolVariationCtx(ctx, "one", who, false) //@ evaluation launchdarkly one
	two, _ := sdk.BoolVariationCtx(ctx, "two", who, false) //@ evaluation launchdarkly two
	return one && two
}

// size does something with the answer.
func size(ctx context.Context, sdk *ld.LDClient) int {
	if on, _ := sdk.BoolVariationCtx(ctx, "one", who, false); on { //@ evaluation launchdarkly one
		return 2
	}
	return 1
}
