// Package amplitude asks Amplitude Experiment, which gives the variants of many flags in a map.
package amplitude

import (
	"context"

	"github.com/amplitude/experiment-go-server/pkg/experiment"
	"github.com/amplitude/experiment-go-server/pkg/experiment/local"
	"github.com/amplitude/experiment-go-server/pkg/experiment/remote"
)

//@ strict

func Player(client *local.Client, user *experiment.User) bool {
	all, err := client.Evaluate(user, nil) // no key: all flags
	if err != nil {
		return false
	}
	if all["autoplay"].Value == "on" { //@ evaluation amplitude-experiment autoplay kind=variant default=none func=Player
		return true
	}
	some, _ := client.EvaluateV2(user, []string{"autoplay", "theme"}) //@ evaluation amplitude-experiment autoplay ;; evaluation amplitude-experiment theme
	if v, ok := some["theme"]; ok && v.Key == "dark" {                //@ evaluation amplitude-experiment theme kind=variant
		return true
	}
	with, _ := client.EvaluateV2WithOptions(user, &local.EvaluateOptions{FlagKeys: []string{"theme"}}) //@ evaluation amplitude-experiment theme
	return with["theme"].Value != ""                                                                   //@ evaluation amplitude-experiment theme
}

func Remote(ctx context.Context, client *remote.Client, user *experiment.User, names []string) string {
	variants, err := client.FetchV2WithContext(user, ctx)
	if err != nil {
		return ""
	}
	if v := variants["autoplay"]; v.Value == "on" { //@ evaluation amplitude-experiment autoplay
		return variants["exp-"+user.UserId].Key //@ evaluation amplitude-experiment dynamic prefix=exp-
	}
	handed, _ := client.FetchV2(user) //@ evaluation amplitude-experiment dynamic
	use(handed)
	return variant(client, user, "theme").Value //@ evaluation amplitude-experiment theme via=amplitude.variant
}

// variant passes a key on, which is an index.
func variant(client *remote.Client, user *experiment.User, key string) experiment.Variant {
	variants, err := client.Fetch(user)
	if err != nil {
		return experiment.Variant{}
	}
	return variants[key] //@ forward amplitude-experiment
}

func use(variants map[string]experiment.Variant) bool {
	return variants["autoplay"].Value == "on" // of which flags these are nobody knows here
}

// client is ours.
type client struct{}

func (client) Evaluate(user *experiment.User, keys []string) (map[string]experiment.Variant, error) {
	return nil, nil
}

func ours(c client) bool {
	all, err := c.Evaluate(nil, []string{"autoplay"})
	return err == nil && all["autoplay"].Value == "on"
}
