package gateway

//@ strict

// on is described by the configuration: the flag is the object that it is called on, whatever its arguments are.
func (t toggle) on(group string) bool { return t.key == group }

func receivers(groups map[string]toggle) bool {
	if fast.on("staff") { //@ evaluation toggles fast kind=bool
		return true
	}
	if toggle.on(boat, "staff") { //@ evaluation toggles boat
		return true
	}
	return either(other, "staff") || //@ evaluation toggles other via=gateway.either
		groups["x"].on("staff") //@ evaluation toggles dynamic
}

// either passes an object on, as others pass a key on.
func either(t toggle, group string) bool {
	return t.on(group) //@ forward toggles
}
