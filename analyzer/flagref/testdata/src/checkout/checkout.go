// Package checkout calls every evaluation of LaunchDarkly's client, version 7.
package checkout

import (
	"context"
	"log"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldmigration"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/interfaces"
)

type Checkout struct {
	flags *ld.LDClient
	items []string
}

type Order struct {
	User  ldcontext.Context
	Cents int
}

func (c *Checkout) Total(o Order) int {
	newTax, err := c.flags.BoolVariation("new-tax", o.User, false) //@ evaluation launchdarkly new-tax kind=bool default=false func=(*Checkout).Total
	if err != nil {
		log.Print(err)
	}
	percent, _ := c.flags.IntVariation("discount-percent", o.User, 5)        //@ evaluation launchdarkly discount-percent kind=int default=5
	shipping, _ := c.flags.Float64Variation("shipping-factor", o.User, 1.25) //@ evaluation launchdarkly shipping-factor kind=float default=1.25
	if newTax {
		return o.Cents*(100-percent)/100 + int(shipping)
	}
	return o.Cents
}

func (c Checkout) Theme(o Order) string {
	theme, _ := c.flags.StringVariation("theme", o.User, "plain blue")                     //@ evaluation launchdarkly theme kind=string default="plain blue" func=Checkout.Theme
	limits, _ := c.flags.JSONVariation("limits", o.User, ldvalue.Null())                   //@ evaluation launchdarkly limits kind=json default=none
	if banner, _, err := c.flags.StringVariationDetail("banner", o.User, ""); err == nil { //@ evaluation launchdarkly banner kind=string default=""
		return banner
	}
	return theme + limits.StringValue()
}

func (c *Checkout) Details(o Order) {
	_, why, _ := c.flags.BoolVariationDetail("new-tax", o.User, true)       //@ evaluation launchdarkly new-tax kind=bool default=true
	_, _, _ = c.flags.IntVariationDetail("retries", o.User, -1)             //@ evaluation launchdarkly retries kind=int default=-1
	_, _, _ = c.flags.Float64VariationDetail("ratio", o.User, 2)            //@ evaluation launchdarkly ratio kind=float default=2
	_, _, _ = c.flags.JSONVariationDetail("limits", o.User, ldvalue.Null()) //@ evaluation launchdarkly limits kind=json
	log.Print(why.IsDefaultValue())
}

// WithContext moves key and default by one.
func (c *Checkout) WithContext(ctx context.Context, o Order) {
	_, _ = c.flags.BoolVariationCtx(ctx, "new-tax", o.User, false)                        //@ evaluation launchdarkly new-tax kind=bool default=false
	_, _ = c.flags.IntVariationCtx(ctx, "discount-percent", o.User, 7)                    //@ evaluation launchdarkly discount-percent kind=int default=7
	_, _ = c.flags.Float64VariationCtx(ctx, "ratio", o.User, .5)                          //@ evaluation launchdarkly ratio kind=float default=0.5
	_, _ = c.flags.StringVariationCtx(ctx, "theme", o.User, "dark")                       //@ evaluation launchdarkly theme kind=string default="dark"
	_, _ = c.flags.JSONVariationCtx(ctx, "limits", o.User, ldvalue.Null())                //@ evaluation launchdarkly limits kind=json
	_, _, _ = c.flags.BoolVariationDetailCtx(ctx, "new-tax", o.User, false)               //@ evaluation launchdarkly new-tax kind=bool default=false
	_, _, _ = c.flags.IntVariationDetailCtx(ctx, "retries", o.User, 3)                    //@ evaluation launchdarkly retries kind=int default=3
	_, _, _ = c.flags.Float64VariationDetailCtx(ctx, "ratio", o.User, 1)                  //@ evaluation launchdarkly ratio kind=float default=1
	_, _, _ = c.flags.StringVariationDetailCtx(ctx, "theme", o.User, "")                  //@ evaluation launchdarkly theme kind=string default=""
	_, _, _ = c.flags.JSONVariationDetailCtx(ctx, "limits", o.User, ldvalue.Null())       //@ evaluation launchdarkly limits kind=json
	_, _, _ = c.flags.MigrationVariationCtx(ctx, "orders-db", o.User, ldmigration.Shadow) //@ evaluation launchdarkly orders-db kind=stage
}

// Scoped clients know the context and do not take it.
func (c *Checkout) Scoped(ctx context.Context, o Order) {
	scoped := ld.NewScopedClient(c.flags, o.User)
	_, _ = scoped.BoolVariation("new-tax", false)                             //@ evaluation launchdarkly new-tax kind=bool default=false
	_, _ = scoped.IntVariation("discount-percent", 4)                         //@ evaluation launchdarkly discount-percent kind=int default=4
	_, _ = scoped.Float64Variation("ratio", 1)                                //@ evaluation launchdarkly ratio kind=float default=1
	_, _ = scoped.StringVariation("theme", "dark")                            //@ evaluation launchdarkly theme kind=string default="dark"
	_, _ = scoped.JSONVariation("limits", ldvalue.Null())                     //@ evaluation launchdarkly limits kind=json
	_, _, _ = scoped.BoolVariationDetail("new-tax", true)                     //@ evaluation launchdarkly new-tax kind=bool default=true
	_, _, _ = scoped.StringVariationDetail("theme", "light")                  //@ evaluation launchdarkly theme kind=string default="light"
	_, _ = scoped.BoolVariationCtx(ctx, "new-tax", true)                      //@ evaluation launchdarkly new-tax kind=bool default=true
	_, _ = scoped.IntVariationCtx(ctx, "retries", 0)                          //@ evaluation launchdarkly retries kind=int default=0
	_, _, _ = scoped.BoolVariationDetailCtx(ctx, "new-tax", false)            //@ evaluation launchdarkly new-tax kind=bool default=false
	_, _, _ = scoped.Float64VariationDetailCtx(ctx, "ratio", 0.75)            //@ evaluation launchdarkly ratio kind=float default=0.75
	_, _, _ = scoped.MigrationVariation("orders-db", ldmigration.Off)         //@ evaluation launchdarkly orders-db kind=stage
	_, _, _ = scoped.MigrationVariationCtx(ctx, "orders-db", ldmigration.Off) //@ evaluation launchdarkly orders-db kind=stage
}

// Through holds the interface that the SDK recommends for tests.
func Through(flags interfaces.LDClientInterface, user ldcontext.Context) bool {
	on, _ := flags.BoolVariation("new-tax", user, false)                            //@ evaluation launchdarkly new-tax kind=bool default=false func=Through
	_, _ = flags.WithEventsDisabled(true).BoolVariation("quiet-check", user, false) //@ evaluation launchdarkly quiet-check kind=bool default=false
	_, _, _ = flags.IntVariationDetail("retries", user, 9)                          //@ evaluation launchdarkly retries kind=int default=9
	_, _, _ = flags.MigrationVariation("orders-db", user, "live")                   //@ evaluation launchdarkly orders-db kind=stage default="live"
	return on
}

// Snapshot reads several answers of one request.
func Snapshot(flags interfaces.LDClientEvaluations, user ldcontext.Context) bool {
	all := flags.AllFlagsState(user)
	if state, ok := all.GetFlag("gift-wrap"); ok { //@ evaluation launchdarkly gift-wrap default=none
		return state.Value.BoolValue()
	}
	return all.GetValue("gift-card").BoolValue() //@ evaluation launchdarkly gift-card default=none
}

// Multiline calls are reported where they begin.
func Multiline(flags *ld.LDClient, user ldcontext.Context) bool {
	on, err := flags.BoolVariation( //@ evaluation launchdarkly multi-line kind=bool default=true
		"multi-line",
		user,
		true,
	)
	return on && err == nil
}

// Connect has nothing to do with any single flag.
func Connect(key string) (*ld.LDClient, error) {
	client, err := ld.MakeClient(key, 0)
	if err != nil {
		return nil, err
	}
	_ = client.TrackEvent("new-tax", ldcontext.New("anonymous"))
	return client, client.Identify(ldcontext.New("anonymous"))
}
