// Package legacy is an old service: it still calls versions 5 and 6 of LaunchDarkly's client.
package legacy

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld6 "github.com/launchdarkly/go-server-sdk/v6"
	interfaces6 "github.com/launchdarkly/go-server-sdk/v6/interfaces"
	"gopkg.in/launchdarkly/go-sdk-common.v2/lduser"
	"gopkg.in/launchdarkly/go-sdk-common.v2/ldvalue"
	ld "gopkg.in/launchdarkly/go-server-sdk.v5"
	"gopkg.in/launchdarkly/go-server-sdk.v5/interfaces"
)

func Five(client *ld.LDClient, flags interfaces.LDClientInterface) {
	user := lduser.NewUser("anna")
	_, _ = client.BoolVariation("new-tax", user, false)              //@ evaluation launchdarkly new-tax kind=bool default=false
	_, _ = client.StringVariation("theme", user, "dark")             //@ evaluation launchdarkly theme kind=string default="dark"
	_, _ = client.JSONVariation("limits", user, ldvalue.Null())      //@ evaluation launchdarkly limits kind=json
	_, _, _ = client.Float64VariationDetail("ratio", user, 1.5)      //@ evaluation launchdarkly ratio kind=float default=1.5
	_, _ = flags.IntVariation("retries", user, 2)                    //@ evaluation launchdarkly retries kind=int default=2
	_, _, _ = flags.BoolVariationDetail("new-tax", user, true)       //@ evaluation launchdarkly new-tax kind=bool default=true
	_ = client.AllFlagsState(user).GetValue("gift-card").BoolValue() //@ evaluation launchdarkly gift-card
}

func Six(client *ld6.LDClient, flags interfaces6.LDClientInterface) {
	user := ldcontext.New("anna")
	_, _ = client.BoolVariation("new-tax", user, false)           //@ evaluation launchdarkly new-tax kind=bool default=false
	_, _, _ = client.StringVariationDetail("theme", user, "dark") //@ evaluation launchdarkly theme kind=string default="dark"
	_, _ = flags.IntVariation("retries", user, 2)                 //@ evaluation launchdarkly retries kind=int default=2
	_, _ = client.AllFlagsState(user).GetFlag("gift-wrap")        //@ evaluation launchdarkly gift-wrap
}
