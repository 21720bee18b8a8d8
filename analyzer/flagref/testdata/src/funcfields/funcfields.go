// Package funcfields keeps what asks for flags in fields and variables.
package funcfields

import (
	"context"

	"ff"
	unleash "github.com/Unleash/unleash-client-go/v4"
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/open-feature/go-sdk/openfeature"
)

//@ strict

type server struct {
	variation func(string, ldcontext.Context, bool) (bool, error) // a method of the SDK
	unleash   func(string, ...unleash.FeatureOption) bool         // a function of the SDK
	on        func(context.Context, string) bool                  // a wrapper
	enabled   func(string) bool                                   // a closure
	asked     func(ldcontext.Context, string) bool                // set later
	boolean   func(context.Context, string, bool) bool            // two closures
	Exported  func(string) bool                                   // may be set from elsewhere
	handed    func(string) bool                                   // is handed on
	other     func(string) bool                                   // asks nobody
	replaced  func(string) bool                                   // asks nobody in one case
	given     func(string) bool                                   // comes from a parameter
	idle      func(string, ...unleash.FeatureOption) bool         // is not called
}

func newServer(c *ld.LDClient, f *ff.Client, of *openfeature.Client, user ldcontext.Context, given func(string) bool) *server {
	s := &server{
		variation: c.BoolVariation,
		unleash:   unleash.IsEnabled,
		on:        f.On,
		enabled: func(key string) bool {
			return !ff.On(user, key) //@ forward launchdarkly
		},
		boolean: func(ctx context.Context, key string, otherwise bool) bool {
			return of.Boolean(ctx, key, otherwise, openfeature.EvaluationContext{}) //@ evaluation openfeature dynamic
		},
		Exported: func(key string) bool {
			return ff.On(user, key) //@ evaluation launchdarkly dynamic via=ff.On
		},
		handed: func(key string) bool {
			return ff.On(user, key) //@ forward launchdarkly
		},
		other: func(key string) bool { return key == "new-tax" },
		replaced: func(key string) bool {
			return ff.On(user, key) //@ evaluation launchdarkly dynamic via=ff.On
		},
		given: given,
		idle:  unleash.IsEnabled, //@ evaluation unleash dynamic
	}
	s.asked = ff.On
	return s
}

func always(s *server) {
	s.replaced = func(string) bool { return true }
	s.boolean = func(_ context.Context, _ string, otherwise bool) bool { return otherwise }
}

func (s *server) serve(ctx context.Context, user ldcontext.Context, key string) bool {
	on, err := s.variation("variation", user, true) //@ evaluation launchdarkly variation kind=bool default=true via=variation func=(*server).serve
	if err != nil {
		return false
	}
	on = on && s.unleash("unleash") && //@ evaluation unleash unleash kind=bool via=unleash
		s.on(ctx, "wrapped") && //@ evaluation launchdarkly wrapped via=on,ff.Client.On
		s.enabled("closure") && //@ evaluation launchdarkly closure via=enabled,ff.On
		s.asked(user, "asked") //@ evaluation launchdarkly asked via=asked,ff.On
	on = on && s.enabled(key) //@ forward launchdarkly
	if s.other("new-tax") || s.replaced("replaced") || s.given("given") || s.Exported("exported") {
		return s.boolean(ctx, "boolean", false)
	}
	return on && s.handed("handed") && each(s.handed) //@ evaluation launchdarkly handed via=handed,ff.On
}

func each(on func(string) bool) bool { return on("each") }

// ask passes its key on to a field.
func ask(s *server, key string) bool {
	return s.enabled(key) //@ forward launchdarkly
}

func asks(s *server) bool {
	return ask(s, "new-tax") && //@ evaluation launchdarkly new-tax via=funcfields.ask,enabled,ff.On
		s.serve(context.Background(), ldcontext.New("x"), "boat") //@ evaluation launchdarkly boat via=funcfields.server.serve,enabled,ff.On
}

// later is set when the program starts.
var later func(string, ...unleash.FeatureOption) bool

func start() { later = unleash.IsEnabled }

func ends() bool { return later("later") } //@ evaluation unleash later kind=bool
