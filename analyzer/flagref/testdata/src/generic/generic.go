// Package generic asks through type parameters.
package generic

import (
	"context"
	"fmt"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/interfaces"
	"github.com/open-feature/go-sdk/openfeature"
)

type user struct{ id int }

func (u user) String() string { return fmt.Sprint(u.id) }

// On is generic in who asks.
func On[U fmt.Stringer](c *ld.LDClient, who U, key string) bool {
	on, _ := c.BoolVariation(key, ldcontext.New(who.String()), false) //@ forward launchdarkly
	return on
}

// Through is generic in the client.
func Through[C interfaces.LDClientEvaluations](c C, key string, fallback bool) bool {
	on, _ := c.BoolVariation(key, ldcontext.New("x"), fallback) //@ forward launchdarkly
	return on
}

// Fixed is, too, and names its flag.
func Fixed[C interfaces.LDClientInterface](c C) bool {
	on, _ := c.BoolVariation("fixed", ldcontext.New("x"), false) //@ evaluation launchdarkly fixed kind=bool default=false func=Fixed
	return on
}

// Typed is generic in the key.
func Typed[K ~string](c *ld.LDClient, key K) bool {
	on, _ := c.BoolVariation(string(key), ldcontext.New("x"), false) //@ forward launchdarkly
	return on
}

// Flags is a generic type with methods.
type Flags[K ~string] struct{ client *ld.LDClient }

func (f *Flags[K]) On(key K) bool {
	on, _ := f.client.BoolVariation(string(key), ldcontext.New("x"), false) //@ forward launchdarkly func=(*Flags).On
	return on
}

func (f Flags[_]) Boat() bool {
	on, _ := f.client.BoolVariation("boat", ldcontext.New("x"), false) //@ evaluation launchdarkly boat func=Flags.Boat
	return on
}

// get is told by its callers which method to call: they cannot know the key.
func get[T any](ctx context.Context, key string, fallback T, ask func(context.Context, string, T, openfeature.EvaluationContext, ...openfeature.Option) T) T {
	return ask(ctx, key, fallback, openfeature.EvaluationContext{})
}

type name string

const sail name = "sail"

func Use(ctx context.Context, c *ld.LDClient, i interfaces.LDClientInterface, names Flags[name], of *openfeature.Client) {
	_ = On(c, user{1}, "inferred")             //@ evaluation launchdarkly inferred kind=bool default=false via=generic.On
	_ = On[user](c, user{2}, "instantiated")   //@ evaluation launchdarkly instantiated kind=bool via=generic.On
	_ = Through(c, "through-client", true)     //@ evaluation launchdarkly through-client kind=bool default=true via=generic.Through
	_ = Through(i, "through-interface", false) //@ evaluation launchdarkly through-interface kind=bool default=false via=generic.Through
	_ = Fixed(c)
	_ = Typed(c, sail)                  //@ evaluation launchdarkly sail via=generic.Typed
	_ = Typed[name](c, "typed")         //@ evaluation launchdarkly typed via=generic.Typed
	_ = names.On(sail)                  //@ evaluation launchdarkly sail kind=bool via=generic.Flags.On
	_ = (&Flags[string]{c}).On("plain") //@ evaluation launchdarkly plain kind=bool via=generic.Flags.On
	_ = names.Boat()
	_ = get(ctx, "passed", false, of.Boolean) //@ evaluation openfeature dynamic
}
