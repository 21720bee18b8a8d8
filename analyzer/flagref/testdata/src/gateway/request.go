package gateway

import "context"

//@ strict

type request struct{ FlagKey, Entity string }

type api interface {
	Evaluate(ctx context.Context, r *request) bool
}

func requests(ctx context.Context, a api) bool {
	if a.Evaluate(ctx, &request{FlagKey: "direct"}) { //@ evaluation toggles direct kind=bool
		return true
	}
	held := &request{Entity: "shop", FlagKey: "held"}
	if a.Evaluate(ctx, held) { //@ evaluation toggles held
		return true
	}
	changed := &request{FlagKey: "changed"}
	changed.FlagKey = "after"
	if a.Evaluate(ctx, changed) { //@ evaluation toggles dynamic
		return true
	}
	replaced := &request{FlagKey: "replaced"}
	*replaced = request{FlagKey: "after"}
	if a.Evaluate(ctx, replaced) { //@ evaluation toggles dynamic
		return true
	}
	if a.Evaluate(ctx, &request{Entity: "shop"}) { //@ evaluation toggles dynamic
		return true
	}
	return enabled(ctx, a, "passed") //@ evaluation toggles passed via=gateway.enabled
}

func enabled(ctx context.Context, a api, key string) bool {
	r := &request{FlagKey: key}
	return a.Evaluate(ctx, r) //@ forward toggles
}
