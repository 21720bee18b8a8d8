// Package statements asks at every place where Go allows a call.
package statements

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

var client *ld.LDClient

// frozen is asked for once, before main begins.
var frozen, frozenErr = client.BoolVariation("frozen", ldcontext.New("start"), false) //@ evaluation launchdarkly frozen kind=bool default=false func=

var table = map[string]bool{
	"tax": must(client.BoolVariation("in-map", ldcontext.New("start"), true)), //@ evaluation launchdarkly in-map kind=bool default=true func=
}

var lazily = func() bool {
	return must(client.BoolVariation("in-literal", ldcontext.New("start"), true)) //@ evaluation launchdarkly in-literal func=
}

func init() {
	if must(client.BoolVariation("in-init", ldcontext.New("start"), false)) { //@ evaluation launchdarkly in-init kind=bool func=init
		table["init"] = true
	}
}

func init() {
	table["second"] = must(client.BoolVariation("in-second-init", ldcontext.New("start"), false)) //@ evaluation launchdarkly in-second-init func=init
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

type result struct {
	on    bool
	theme string
}

func all(user ldcontext.Context, work chan bool) (res result) {
	defer client.BoolVariation("deferred", user, false) //@ evaluation launchdarkly deferred kind=bool func=all
	go client.BoolVariation("gone", user, false)        //@ evaluation launchdarkly gone kind=bool
	defer func() {
		_, _ = client.BoolVariation("in-defer", user, false) //@ evaluation launchdarkly in-defer func=all
	}()
	go func(key string) {
		_, _ = client.BoolVariation("in-go", user, key == "") //@ evaluation launchdarkly in-go default=none
	}("argument")

	client.BoolVariation("statement", user, false)                               //@ evaluation launchdarkly statement
	if on, err := client.BoolVariation("in-if", user, false); err == nil && on { //@ evaluation launchdarkly in-if
		return result{on: true}
	} else if !must(client.BoolVariation("in-else", user, false)) { //@ evaluation launchdarkly in-else
		return
	}
	switch must(client.StringVariation("in-switch", user, "a")) { //@ evaluation launchdarkly in-switch kind=string default="a"
	case must(client.StringVariation("in-case", user, "b")): //@ evaluation launchdarkly in-case kind=string
		res.theme = "b"
	}
	for i := 0; i < must(client.IntVariation("in-for", user, 10)); i++ { //@ evaluation launchdarkly in-for kind=int default=10
		work <- must(client.BoolVariation("in-send", user, false)) //@ evaluation launchdarkly in-send
	}
	for range must(client.IntVariation("in-range", user, 3)) { //@ evaluation launchdarkly in-range kind=int
		select {
		case work <- must(client.BoolVariation("in-select", user, false)): //@ evaluation launchdarkly in-select
		default:
		}
	}
	both := must(client.BoolVariation("left", user, false)) || must(client.BoolVariation("right", user, true)) //@ evaluation launchdarkly left default=false ;; evaluation launchdarkly right default=true
	nested := must(client.BoolVariation("outer", user, must(client.BoolVariation("inner", user, true))))       //@ evaluation launchdarkly outer default=none ;; evaluation launchdarkly inner default=true
	res.on = both && nested
	return result{
		on:    must(client.BoolVariation("in-field", user, false)),    //@ evaluation launchdarkly in-field
		theme: must(client.StringVariation("in-field-too", user, "")), //@ evaluation launchdarkly in-field-too kind=string
	}
}

// Method expressions of our own types are functions like others.
type service struct{ flags *ld.LDClient }

func (s service) ask() bool {
	return must(s.flags.BoolVariation("asked", ldcontext.New("x"), false)) //@ evaluation launchdarkly asked func=service.ask
}

func (*service) askToo() bool {
	return must(client.BoolVariation("asked-too", ldcontext.New("x"), false)) //@ evaluation launchdarkly asked-too func=(*service).askToo
}
