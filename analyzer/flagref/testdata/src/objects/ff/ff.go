// Package ff has flag objects of its own over an SDK, which nothing describes.
package ff

import (
	"context"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

//@ strict

// FeatureFlag carries its key, and asks by itself.
type FeatureFlag struct {
	Name    string
	Default bool
}

func (f FeatureFlag) IsEnabledFor(ctx context.Context, client *ld.LDClient) bool {
	on, err := client.BoolVariationCtx(ctx, f.Name, ldcontext.New("shop"), f.Default) //@ forward launchdarkly ;; evaluation launchdarkly dynamic
	return err == nil && on
}

// IsDisabledFor asks through the other.
func (f FeatureFlag) IsDisabledFor(ctx context.Context, client *ld.LDClient) bool {
	return !f.IsEnabledFor(ctx, client) //@ forward launchdarkly
}

// BoolFlag is made by a function, and handed to a client.
type BoolFlag struct {
	name     string
	fallback bool
}

func NewBoolFlag(name string, fallback bool) *BoolFlag {
	return &BoolFlag{name: name, fallback: fallback}
}

func (f *BoolFlag) String() string { return f.name }

// Client asks for such flags.
type Client struct{ sdk *ld.LDClient }

func (c *Client) BoolFlag(ctx context.Context, flag *BoolFlag) bool {
	on, _ := c.sdk.BoolVariationCtx(ctx, flag.name, ldcontext.New("shop"), flag.fallback) //@ forward launchdarkly
	return on
}

var (
	Night = FeatureFlag{Name: "night"} //@ declaration launchdarkly night
	Moon  = NewBoolFlag("moon", true)  //@ declaration launchdarkly moon via=ff.NewBoolFlag
	none  = FeatureFlag{Default: true}
)

// request carries a key, and is no flag.
type request struct{ key, user string }

func (c *Client) ask(r request) bool {
	on, _ := c.sdk.BoolVariation(r.key, ldcontext.New(r.user), false) //@ forward launchdarkly
	return on
}

// On passes a key on in a request.
func (c *Client) On(key string) bool {
	return c.ask(request{key: key, user: "shop"}) //@ forward launchdarkly
}

// changed asks for another key than it is given.
func (c *Client) changed(r request) bool {
	r.key += "-v2"
	on, _ := c.sdk.BoolVariation(r.key, ldcontext.New(r.user), false) //@ evaluation launchdarkly dynamic
	return on
}
