// Package toggles asks for them.
package toggles

import "toggles/flags"

//@ strict

func Sky(set flags.Set, features flags.Features, name flags.Name) string {
	if set["day"] && !flags.Defaults["night"] { //@ evaluation toggles day kind=bool func=Sky ;; evaluation toggles night
		return "blue"
	}
	if on, ok := flags.Enabled["moon"]; ok && on { //@ evaluation toggles moon kind=bool
		return "white"
	}
	if set[name] { //@ evaluation toggles dynamic
		return string(name)
	}
	if features.NewTax() || features.Boat("sky") || flags.EnableStars() { //@ evaluation toggles NewTax kind=bool ;; evaluation toggles Boat ;; evaluation toggles EnableStars
		return features.Name()
	}
	later := features.NewTax              //@ mention toggles NewTax
	set["day"] = later() && flags.Ready() //@ declaration toggles day
	_ = flags.Sizes["small"]
	for key, on := range set {
		set[key] = !on
	}
	return ""
}
