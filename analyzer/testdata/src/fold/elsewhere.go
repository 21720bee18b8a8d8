package fold

import "shop/ff"

func elsewhere() int {
	if ff.On("new-tax") { // want `^stale: flag "new-tax"`
		return 1
	}
	return 2
}
