// Package options keeps what flags give in structs that others read.
package options

import (
	"ff"
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
)

//@ strict

// Features are what a server was started with.
type Features struct {
	NewTax bool
	Boat   bool // two flags may be behind it
	Limit  int
}

// New asks once.
func New(user ldcontext.Context) Features {
	return Features{
		NewTax: ff.On(user, "new-tax"), //@ evaluation launchdarkly new-tax via=ff.On
		Boat:   ff.On(user, "boat"),    //@ evaluation launchdarkly boat via=ff.On
		Limit:  3,
	}
}

// Other asks for another.
func Other(user ldcontext.Context) *Features {
	return &Features{Boat: ff.On(user, "ship")} //@ evaluation launchdarkly ship via=ff.On
}
