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
	envvar.Force(t, &envuse.Both, true) // which other things decide too
	envuse.Both = envuse.Never          //@ use env-var NEVER via=envuse.Never
	envvar.Force(t, &envuse.Inner, 4)   //@ test-override env-var INNER
}

func force(t *testing.T, on *bool) { envvar.Force(t, on, true) }
