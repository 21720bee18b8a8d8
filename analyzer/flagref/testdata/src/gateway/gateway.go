// Package gateway has its own flag objects and its own client over an SDK, both of which only the user's configuration describes.
package gateway

import (
	"context"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"
)

//@ strict

type toggle struct{ key string }

// offline answers where there is no platform.
var offline = ldtestdata.DataSource()

// newToggle is described as a constructor: who calls it declares a flag, and forces nothing.
func newToggle(key string) toggle {
	offline.Update(offline.Flag(key).VariationForAll(false)) //@ forward launchdarkly
	made := toggle{key}
	offline.Update(offline.Flag(made.key).VariationForAll(false)) //@ forward launchdarkly
	return made
}

func (t toggle) Key() string { return t.key }

// or is described as a method about the default: it gives a copy that has another one. with is not, and may give any toggle.
func (t toggle) or(bool) toggle   { return t }
func (t toggle) with(bool) toggle { return t }

func (t toggle) fallback() bool { return false }

var (
	fast  = newToggle("fast")  //@ declaration toggles fast
	boat  = newToggle("boat")  //@ declaration toggles boat
	other = newToggle("other") //@ declaration toggles other
)

type client struct{ sdk *ld.LDClient }

// enabled is described by the configuration, so that its callers count, not what it does.
func (c *client) enabled(ctx context.Context, t toggle) bool {
	on, err := c.sdk.BoolVariationCtx(ctx, t.key, ldcontext.New("shop"), false) //@ forward launchdarkly
	return err == nil && on
}

func (c *client) count(ctx context.Context, t toggle) int {
	return ask(ctx, c.sdk.IntVariationCtx, t) //@ forward launchdarkly
}

// renamed asks for another key than its callers say.
func (c *client) renamed(ctx context.Context, t toggle) bool {
	on, err := c.sdk.BoolVariationCtx(ctx, "exp-"+t.key, ldcontext.New("shop"), false) //@ evaluation launchdarkly dynamic prefix=exp-
	return err == nil && on
}

// unsaid is not described.
func (c *client) unsaid(ctx context.Context, t toggle) bool {
	on, err := c.sdk.BoolVariationCtx(ctx, t.key, ldcontext.New("shop"), false) //@ forward launchdarkly
	return err == nil && on
}

func ask[T any](ctx context.Context, variation func(context.Context, string, ldcontext.Context, T) (T, error), t toggle) T {
	var none T
	value, err := variation(ctx, t.key, ldcontext.New("shop"), none)
	if err != nil {
		return none
	}
	return value
}

func use(ctx context.Context, c *client, slow bool) int {
	if c.enabled(ctx, fast) { //@ evaluation toggles fast func=use
		return c.count(ctx, boat) //@ evaluation toggles boat
	}
	same := fast
	if c.enabled(ctx, same) { //@ evaluation toggles fast
		return 1
	}
	chosen := boat //@ mention toggles boat
	if slow {
		chosen = other //@ mention toggles other func=use
	}
	if c.enabled(ctx, chosen) { //@ evaluation toggles dynamic
		return 2
	}
	var left, right toggle
	left = right
	right = left
	if c.enabled(ctx, left) { //@ evaluation toggles dynamic
		return 3
	}
	all := []toggle{fast, boat}        //@ mention toggles fast ;; mention toggles boat
	return len(all) + len(other.Key()) //@ mention toggles other
}

var late = other.or(true)

func copies(ctx context.Context, c *client) bool {
	if c.enabled(ctx, boat.or(true)) || c.enabled(ctx, late) { //@ evaluation toggles boat default=true ;; evaluation toggles other default=true
		return boat.or(unknown()).on("a") //@ evaluation toggles boat default=none
	}
	return c.enabled(ctx, boat.with(true)) || boat.fallback() //@ evaluation toggles dynamic ;; mention toggles boat ;; mention toggles boat
}

func unknown() bool { return true }

// switcher keeps a toggle that somebody else has declared.
type switcher struct {
	client *client
	toggle toggle
}

func newSwitcher(c *client, t toggle) *switcher { return &switcher{client: c, toggle: t} }

func (s *switcher) resolve(ctx context.Context) bool {
	return s.client.enabled(ctx, s.toggle) //@ evaluation toggles dynamic ;; forward toggles
}

func switched(ctx context.Context, c *client) bool {
	s := newSwitcher(c, boat) //@ mention toggles boat
	return s.resolve(ctx)     //@ evaluation toggles dynamic via=gateway.switcher.resolve
}
