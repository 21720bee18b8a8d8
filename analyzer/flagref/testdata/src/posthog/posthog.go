// Package posthog asks PostHog. The key is a field of the request, and the answer has no type.
package posthog

import ph "github.com/posthog/posthog-go"

//@ strict

func Checkout(client ph.Client, user string) bool {
	on, err := client.IsFeatureEnabled(ph.FeatureFlagPayload{Key: "checkout", DistinctId: user}) //@ evaluation posthog checkout default=none func=Checkout
	if err == nil && on == true {
		return true
	}
	variant, _ := client.GetFeatureFlag(ph.FeatureFlagPayload{DistinctId: "one-page", Key: "layout"}) //@ evaluation posthog layout
	if text, ok := variant.(string); ok && text == "one-page" {
		return true
	}
	request := ph.FeatureFlagPayload{Key: "coupons", DistinctId: user}
	result, err := client.GetFeatureFlagResult(request) //@ evaluation posthog coupons kind=bool
	if err == nil && result.Enabled {
		return true
	}
	payload, _ := client.GetFeatureFlagPayload(ph.FeatureFlagPayload{Key: "layout"}) //@ evaluation posthog layout kind=json
	return payload != ""
}

func Several(client ph.Client, user string) bool {
	flags, err := client.EvaluateFlags(ph.EvaluateFlagsPayload{DistinctId: user, FlagKeys: []string{"checkout", "layout"}}) //@ evaluation posthog checkout ;; evaluation posthog layout
	if err != nil {
		return false
	}
	if flags.IsEnabled("checkout") || flags.GetFlag("layout") == "one-page" { //@ evaluation posthog checkout kind=bool ;; evaluation posthog layout
		return flags.GetFlagPayload("layout") != "" //@ evaluation posthog layout kind=json
	}
	all, err := client.EvaluateFlags(ph.EvaluateFlagsPayload{DistinctId: user})
	return err == nil && all.IsEnabled("coupons") //@ evaluation posthog coupons kind=bool
}

func All(client ph.Client, user string) bool {
	all, err := client.GetAllFlags(ph.FeatureFlagPayloadNoKey{DistinctId: user})
	if err != nil {
		return false
	}
	layout, ok := all["layout"].(string)                 //@ evaluation posthog layout
	return ok && layout != "" || all["checkout"] == true //@ evaluation posthog checkout
}

// flags are ours.
type flags struct{}

func (flags) IsFeatureEnabled(p ph.FeatureFlagPayload) (interface{}, error) { return p.Key, nil }
func (flags) IsEnabled(key string) bool                                     { return key != "" }

func ours(f flags) bool {
	_, _ = f.IsFeatureEnabled(ph.FeatureFlagPayload{Key: "checkout"})
	return f.IsEnabled("checkout")
}
