package cmdline

import (
	"testing"

	"cmdline/options"
)

//@ strict

func TestRun(t *testing.T) {
	options.Slow = true                //@ test-override cmdline slow
	*options.Fast = true               //@ test-override cmdline fast
	o := &options.Options{Color: true} //@ test-override cmdline color
	if Run(o) != 2 {
		t.Error("want 2")
	}
}
