// Package quiet asks for no flag.
package quiet

func On(key string) bool { return key != "" }

var on = On("new-checkout")
