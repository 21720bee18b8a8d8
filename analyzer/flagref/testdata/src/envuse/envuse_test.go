package envuse_test

import (
	"testing"

	"envuse"
	"envvar"
)

//@ strict

func TestUse(t *testing.T) {
	envvar.Force(t, &envuse.NewTax, false) //@ test-override env-var NEW_TAX kind=bool
	envvar.Force(t, &(envuse.Boat), true)  //@ test-override env-var BOAT
	envvar.Force(t, &envuse.Other, true)
	old := envuse.Boat                                      //@ use env-var BOAT via=envuse.Boat
	envuse.Boat = true                                      //@ test-override env-var BOAT
	defer func() { envuse.Boat, envuse.Other = old, old }() //@ test-override env-var BOAT
	force(t, &envuse.NewTax)
}

func force(t *testing.T, on *bool) { envvar.Force(t, on, true) }
