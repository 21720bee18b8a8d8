// Package calls has calls that do not look like client.Method(key).
package calls

import (
	"context"
	"slices"

	"ff"
	unleash "github.com/Unleash/unleash-client-go/v4"
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/interfaces"
	"github.com/open-feature/go-sdk/openfeature"
)

type embedded struct{ *ld.LDClient }

// expressions take the receiver as their first argument, which moves the key.
func expressions(ctx context.Context, c *ld.LDClient, i interfaces.LDClientInterface, f *ff.Client, of openfeature.IClient, u ldcontext.Context) {
	_, _ = (*ld.LDClient).BoolVariation(c, "pointer-method", u, true)                       //@ evaluation launchdarkly pointer-method kind=bool default=true
	_, _ = (*ld.LDClient).BoolVariationCtx(c, ctx, "pointer-method-ctx", u, false)          //@ evaluation launchdarkly pointer-method-ctx kind=bool default=false
	_, _ = interfaces.LDClientInterface.BoolVariation(i, "interface-method", u, false)      //@ evaluation launchdarkly interface-method kind=bool default=false
	_, _ = embedded.StringVariation(embedded{c}, "promoted-method", u, "x")                 //@ evaluation launchdarkly promoted-method kind=string default="x"
	_ = openfeature.IClient.Boolean(of, ctx, "open", true, openfeature.EvaluationContext{}) //@ evaluation openfeature open kind=bool default=true
	_ = (*ff.Client).On(f, ctx, "wrapped")                                                  //@ evaluation launchdarkly wrapped kind=bool default=false via=ff.Client.On
}

func parentheses(c *ld.LDClient, u ldcontext.Context) {
	_, _ = (c.BoolVariation)("callee", u, false)                     //@ evaluation launchdarkly callee kind=bool default=false
	_, _ = (c).BoolVariation(("key"), (u), (true))                   //@ evaluation launchdarkly key kind=bool default=true
	_, _ = ((*ld.LDClient).BoolVariation)(c, "expression", u, false) //@ evaluation launchdarkly expression kind=bool default=false
	_ = (ff.On)(u, "wrapper")                                        //@ evaluation launchdarkly wrapper via=ff.On
}

// values take a method without calling it: whoever calls them names the key. It is known where a variable holds nothing else.
func values(c *ld.LDClient, u ldcontext.Context, keys []string) bool {
	ask := c.BoolVariation
	on, _ := ask("asked", u, false)      //@ evaluation launchdarkly asked kind=bool default=false func=values
	bare := (*ld.LDClient).BoolVariation //@ evaluation launchdarkly dynamic
	_, _ = bare(c, "bare", u, false)
	table := map[string]func(string, ...unleash.FeatureOption) bool{
		"unleash": unleash.IsEnabled, //@ evaluation unleash dynamic
	}
	return on && table["unleash"]("from-table") &&
		slices.ContainsFunc(keys, isOn) //@ evaluation launchdarkly dynamic via=calls.isOn,ff.On
}

func isOn(key string) bool {
	return ff.On(ldcontext.New("x"), key) //@ forward launchdarkly
}

func arguments() (string, ldcontext.Context, bool) {
	return "unseen", ldcontext.New("x"), true
}

func userAndKey() (ldcontext.Context, string) {
	return ldcontext.New("x"), "unseen"
}

// spreads take all their arguments from one call, or a slice.
func spreads(c *ld.LDClient, keys []string, options []unleash.FeatureOption) {
	_, _ = c.BoolVariation(arguments())                  //@ evaluation launchdarkly dynamic kind=bool default=none
	_ = ff.On(userAndKey())                              //@ evaluation launchdarkly dynamic via=ff.On
	_ = unleash.IsEnabled("spread", options...)          //@ evaluation unleash spread kind=bool default=none
	_ = ff.Tagged(ldcontext.New("x"), "tagged", keys...) //@ evaluation launchdarkly tagged via=ff.Tagged,ff.On
	_ = ff.Any(ldcontext.New("x"), keys...)
}

// chained calls begin where their first operand does.
func chained(client func() *ld.LDClient) (bool, error) {
	return client(). //@ evaluation launchdarkly chained kind=bool default=false
				WithEventsDisabled(true).
				BoolVariation("chained", ldcontext.New("x"), false)
}
