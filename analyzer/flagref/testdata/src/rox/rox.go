// Package rox asks CloudBees' flags, which are the fields of registered structs, or known by their keys alone.
package rox

import (
	fivecontext "github.com/rollout/rox-go/v5/core/context"

	five "github.com/rollout/rox-go/v5/server"
	"github.com/rollout/rox-go/v6/core/context"
	"github.com/rollout/rox-go/v6/core/model"
	"github.com/rollout/rox-go/v6/server"
	"rox/flags"
)

//@ strict

func Pay(ctx context.Context, late *flags.Late) string {
	if flags.Shop.Wallet.IsEnabled(ctx) { //@ evaluation rox shop.Wallet kind=bool default=true func=Pay
		return flags.Shop.Skin.GetValue(ctx) //@ evaluation rox shop.Skin kind=string default="red"
	}
	flags.Shop.Wallet.Enabled(ctx, func() { //@ evaluation rox shop.Wallet kind=bool
		_ = flags.Shop.Rate.GetValue(ctx) //@ evaluation rox shop.Rate kind=float
	})
	flags.Shop.Wallet.Disabled(ctx, func() {}) //@ evaluation rox shop.Wallet
	retries := flags.Shop.Retries
	if retries.GetValue(ctx) > 3 { //@ evaluation rox shop.Retries kind=int default=3
		return flags.Shop.Skin.Name() //@ mention rox shop.Skin
	}
	if late.Footer.IsEnabled(ctx) { //@ evaluation rox dynamic suffix=Footer
		return flags.Shop.Name
	}
	return ""
}

func Dynamic(ctx context.Context, api model.DynamicAPI, rox *server.Rox) bool {
	_ = api.Value("shop.Skin", "blue", nil, ctx)                 //@ evaluation rox shop.Skin kind=string default="blue"
	_ = api.GetInt("shop.Retries", 1, nil, ctx)                  //@ evaluation rox shop.Retries kind=int default=1
	_ = api.GetDouble("shop.Rate", 1, nil, ctx)                  //@ evaluation rox shop.Rate kind=float default=1
	return rox.DynamicAPI().IsEnabled("shop.Wallet", false, ctx) //@ evaluation rox shop.Wallet kind=bool default=false
}

type old struct {
	Wallet five.RoxFlag //@ declaration rox old.Wallet
}

func Old(ctx fivecontext.Context, rox *five.Rox) bool {
	flags := old{Wallet: five.NewRoxFlag(false)} //@ declaration rox old.Wallet default=false
	rox.Register("old", &flags)
	return flags.Wallet.IsEnabled(ctx) //@ evaluation rox old.Wallet default=false
}

// container is registered with nobody.
type container struct {
	Wallet interface{ IsEnabled(context.Context) bool }
}

func ours(ctx context.Context, c container) bool { return c.Wallet.IsEnabled(ctx) }
