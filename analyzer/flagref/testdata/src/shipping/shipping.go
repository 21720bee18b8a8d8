// Package shipping asks Unleash, version 4.
package shipping

import (
	"github.com/Unleash/unleash-client-go/v4"
	"github.com/Unleash/unleash-client-go/v4/api"
	"github.com/Unleash/unleash-client-go/v4/context"
)

func Ship(userID string) string {
	ctx := context.Context{UserId: userID}
	if unleash.IsEnabled("same-day") { //@ evaluation unleash same-day kind=bool default=none
		return "today"
	}
	if unleash.IsEnabled("next-day", unleash.WithContext(ctx), unleash.WithFallback(true)) { //@ evaluation unleash next-day kind=bool default=true
		return "tomorrow"
	}
	if unleash.IsEnabled("drone", unleash.WithFallbackFunc(func(string, *context.Context) bool { return true })) { //@ evaluation unleash drone kind=bool default=none
		return "by air"
	}
	return unleash.GetVariant("carrier").Name //@ evaluation unleash carrier kind=variant
}

type Depot struct{ toggles *unleash.Client }

func (d *Depot) Carrier(options ...unleash.FeatureOption) *api.Variant {
	if !d.toggles.IsEnabled("carriers", options...) { //@ evaluation unleash carriers kind=bool default=none func=(*Depot).Carrier
		return nil
	}
	if !d.toggles.IsEnabled("strict", unleash.WithFallback(false)) { //@ evaluation unleash strict kind=bool default=false
		return nil
	}
	fallback := &api.Variant{Name: "post"}
	return d.toggles.GetVariant("carrier", unleash.WithVariantFallback(fallback)) //@ evaluation unleash carrier kind=variant default=none
}
