package settingsuse

import (
	"testing"

	"settings"
)

//@ strict

func TestHandle(t *testing.T) {
	settings.Set(settings.Config{NewTax: true}) //@ test-override toggles NewTax kind=bool func=TestHandle
	s := &Server{options: &settings.Options{Verbose: true}}
	s.NewTax = false                     //@ test-override toggles NewTax
	force(t, &s.options.EnableTax, true) //@ test-override toggles EnableTax kind=bool
	force(t, &s.options.Verbose, true)
	bind(&s.NewTax)            //@ mention toggles NewTax
	if settings.Get().NewTax { //@ evaluation toggles NewTax
		t.Fatal(s.handle(settings.Other{NewTax: true}))
	}
	on := &s.NewTax //@ mention toggles NewTax
	force(t, on, true)
}

func force(t *testing.T, on *bool, value bool) { *on = value }
