// Package growthbook asks GrowthBook: the client since v0.2, which takes a context before the key, and the type that it replaced.
package growthbook

import (
	"context"

	gb "github.com/growthbook/growthbook-golang"
)

//@ strict

func Banner(ctx context.Context, client *gb.Client, name string) bool {
	res := client.EvalFeature(ctx, "banner") //@ evaluation growthbook banner kind=bool default=none func=Banner
	if res.On {
		return client.EvalFeature(ctx, "banner-top").On //@ evaluation growthbook banner-top kind=bool
	}
	return !client.EvalFeature(ctx, "exp-"+name).Off //@ evaluation growthbook dynamic prefix=exp-
}

func Old(b *gb.GrowthBook) any {
	if b.IsOn("banner") || !b.IsOff("frame") { //@ evaluation growthbook banner kind=bool default=none ;; evaluation growthbook frame kind=bool
		return nil
	}
	if b.EvalFeature("banner").On && b.Feature("color").Value == "red" { //@ evaluation growthbook banner kind=bool ;; evaluation growthbook color kind=bool
		return nil
	}
	return b.GetFeatureValue("size", 3) //@ evaluation growthbook size default=3
}

// client has the methods of both.
type client struct{}

func (client) IsOn(key string) bool                                          { return false }
func (client) EvalFeature(ctx context.Context, key string) *gb.FeatureResult { return nil }

func other(ctx context.Context, c client) bool {
	return c.IsOn("banner") && c.EvalFeature(ctx, "banner").On
}
