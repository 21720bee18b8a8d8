// Package harness asks Harness FF, by the client and by an evaluator.
package harness

import (
	"github.com/harness/ff-golang-server-sdk/client"
	"github.com/harness/ff-golang-server-sdk/evaluation"
	"github.com/harness/ff-golang-server-sdk/types"
)

//@ strict

type Prices struct {
	flags *client.CfClient
	rules evaluation.Evaluator
}

func (p *Prices) Price(user string) (float64, error) {
	target := &evaluation.Target{Identifier: user}
	on, err := p.flags.BoolVariation("discount", target, false) //@ evaluation harness-ff discount kind=bool default=false func=(*Prices).Price
	if err != nil || !on {
		return 1, err
	}
	_, _ = p.flags.StringVariation("coupon", target, "none")     //@ evaluation harness-ff coupon kind=string default="none"
	_, _ = p.flags.IntVariation("items", target, 3)              //@ evaluation harness-ff items kind=int default=3
	_, _ = p.flags.JSONVariation("limits", target, types.JSON{}) //@ evaluation harness-ff limits kind=json default=none
	return p.flags.NumberVariation("rate", target, 0.5)          //@ evaluation harness-ff rate kind=float default=0.5
}

func (p *Prices) Offline(target *evaluation.Target) bool {
	on, _ := p.rules.BoolVariation("discount", target, true)  //@ evaluation harness-ff discount kind=bool default=true
	_, _ = p.rules.StringVariation("coupon", target, "none")  //@ evaluation harness-ff coupon kind=string
	_, _ = p.rules.IntVariation("items", target, 3)           //@ evaluation harness-ff items kind=int
	_, _ = p.rules.NumberVariation("rate", target, 1)         //@ evaluation harness-ff rate kind=float default=1
	_, _ = p.rules.JSONVariation(p.name(target), target, nil) //@ evaluation harness-ff dynamic kind=json
	return on
}

func (p *Prices) name(target *evaluation.Target) string { return target.Name }

// target has the methods of the SDK, and is none of its types.
type target struct{}

func (target) BoolVariation(key string, t *evaluation.Target, fallback bool) (bool, error) {
	return fallback, nil
}

func (t target) use() (bool, error) { return t.BoolVariation("discount", nil, true) }
