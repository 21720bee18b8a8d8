package shop

import "shop/ff"

func test() bool {
	return ff.On("promo-banner") // want `^archived: flag "promo-banner"`
}
