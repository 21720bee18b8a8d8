package toggles

import (
	"testing"

	"toggles/flags"
)

//@ strict

type fake struct{ flags.Features }

// NewTax is a method of another type.
func (fake) NewTax() bool { return true }

func TestSky(t *testing.T) {
	flags.Enabled["moon"] = true                           //@ test-override toggles moon
	if Sky(flags.Set{"day": true}, fake{}, "") != "blue" { //@ test-override toggles day
		t.Error("want blue")
	}
}
