// Package keynames is where a team keeps the names of its flags.
package keynames

const prefix = "shop-"

// Untyped, typed and composed names.
const (
	Cart           = "cart"
	Coupon  string = "coupon"
	Express        = prefix + "express"
	Gift           = Express + "-gift"
	Vat     Name   = "vat"
	Levy           = Vat + "-" + "levy"
)

// Name is the type of a flag's name.
type Name string

// String makes the name a plain string again.
func (n Name) String() string { return string(n) }

// Changing can be set by anybody.
var Changing = "changing"
