// Package optimizely asks Optimizely Feature Experimentation, by the client and by a user's context.
package optimizely

import (
	old "github.com/optimizely/go-sdk/pkg/client"
	oldentities "github.com/optimizely/go-sdk/pkg/entities"
	"github.com/optimizely/go-sdk/v2/pkg/client"
	"github.com/optimizely/go-sdk/v2/pkg/entities"
)

//@ strict

func Sort(c *client.OptimizelyClient, id string) (string, error) {
	who := entities.UserContext{ID: id}
	on, err := c.IsFeatureEnabled("sort", who) //@ evaluation optimizely sort kind=bool default=none func=Sort
	if err != nil || !on {
		return "", err
	}
	user := c.CreateUserContext(id, nil)
	if user.Decide("sort-all", nil).Enabled { //@ evaluation optimizely sort-all kind=bool
		return "all", nil
	}
	// A variable of a flag is not its value.
	if reverse, _ := c.GetFeatureVariableBoolean("sort", "reverse", who); reverse { //@ evaluation optimizely sort kind=json
		return "reverse", nil
	}
	if variation, _ := c.Activate("algorithm", who); variation == "quick" { //@ evaluation optimizely algorithm kind=variant
		return variation, nil
	}
	return c.GetFeatureVariableString("sort", "by", who) //@ evaluation optimizely sort kind=json
}

func Old(c *old.OptimizelyClient, who oldentities.UserContext) bool {
	on, err := c.IsFeatureEnabled("sort", who)  //@ evaluation optimizely sort kind=bool
	variation, _ := c.GetVariation(who.ID, who) //@ forward optimizely
	user := c.CreateUserContext(who.ID, nil)
	decision := user.Decide("sort-all", nil) //@ evaluation optimizely sort-all kind=bool
	return on && err == nil && variation == decision.VariationKey
}

// Several asks for many flags at once, and then for each by its key.
func Several(user client.OptimizelyUserContext, key string) bool {
	decisions := user.DecideForKeys([]string{
		"sort",     //@ evaluation optimizely sort kind=bool
		"sort-all", //@ evaluation optimizely sort-all
	}, nil)
	if decisions["sort"].Enabled || decisions[key].Enabled { //@ evaluation optimizely sort kind=bool func=Several ;; forward optimizely
		return user.DecideAll(nil)["reverse"].Enabled //@ evaluation optimizely reverse kind=bool
	}
	all := user.DecideAll(nil) //@ evaluation optimizely dynamic
	for name := range all {
		if all[name].Enabled { //@ evaluation optimizely dynamic
			return true
		}
	}
	if decision, ok := all["sort"]; ok { //@ evaluation optimizely sort
		return decision.Enabled
	}
	return Several(user, "by-name") //@ evaluation optimizely by-name via=optimizely.Several
}

// flags are ours.
type flags struct{}

func (flags) IsFeatureEnabled(key string, who entities.UserContext) (bool, error) { return false, nil }

func ours(f flags) (bool, error) { return f.IsFeatureEnabled("sort", entities.UserContext{}) }
