// Package keys is where a team keeps the names of its flags, and what is to know of them.
package keys

// The flags of the checkout.
//
// owner: @checkout
// ticket: SHOP-1
const (
	// Cart is the new cart.
	//
	// expires: 2026-03-31
	Cart = "cart" // ticket: SHOP-2

	Coupon  = "coupon" // owner: @sales
	Express = "express"
)

// TODO(ada): remove after 2026-01-31
const Gift = "gift"

// owner: @far

const Far = "far"
