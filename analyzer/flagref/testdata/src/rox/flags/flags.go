// Package flags declares flags as fields of structs, and registers these.
package flags

import (
	"github.com/rollout/rox-go/v6/core/context"
	"github.com/rollout/rox-go/v6/server"
)

//@ strict

// Container holds the flags of the shop.
type Container struct {
	Wallet  server.RoxFlag   //@ declaration rox shop.Wallet kind=bool
	Skin    server.RoxString //@ declaration rox shop.Skin kind=string
	Retries server.RoxInt    //@ declaration rox shop.Retries kind=int
	Rate    server.RoxDouble //@ declaration rox shop.Rate kind=float
	Name    string
}

// Shop are the flags of the shop.
var Shop = &Container{
	Wallet:  server.NewRoxFlag(true),          //@ declaration rox shop.Wallet kind=bool default=true
	Skin:    server.NewRoxString("red", nil),  //@ declaration rox shop.Skin default="red"
	Retries: server.NewRoxInt(3, []int{3, 5}), //@ declaration rox shop.Retries default=3
	Rate:    server.NewRoxDouble(0.5, nil),    //@ declaration rox shop.Rate default=0.5
	Name:    "shop",
}

// bare is registered without a namespace.
var bare struct {
	Banner server.RoxFlag //@ declaration rox Banner
}

// Late is registered by another package.
type Late struct{ Footer server.RoxFlag }

func Setup(rox *server.Rox) {
	bare.Banner = server.NewRoxFlag(false) //@ mention rox Banner
	rox.Register("shop", Shop)
	rox.RegisterWithEmptyNamespace(&bare)
}

func Banner(ctx context.Context) bool {
	return bare.Banner.IsEnabled(ctx) //@ evaluation rox Banner kind=bool
}
