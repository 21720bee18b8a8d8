// Package envuse asks for flags when it starts.
package envuse

import "envvar"

//@ strict

const taxKey = "NEW_TAX"

var described = "text"

var (
	NewTax = envvar.Register(taxKey, true, described).Get() //@ declaration env-var NEW_TAX default=true ;; evaluation env-var NEW_TAX kind=bool default=true
	Boat   = (envvar.Register("BOAT", false, "")).Get()     //@ declaration env-var BOAT ;; evaluation env-var BOAT default=false
	name   = envvar.Register("NAME", false, "").Name()      //@ declaration env-var NAME
	object = envvar.Register("OBJECT", false, "")           //@ declaration env-var OBJECT
	held   = object.Get()                                   //@ evaluation env-var OBJECT
)

// Other is no flag.
var Other = !Boat //@ use env-var BOAT kind=bool via=envuse.Boat

func use(key string) bool {
	if envvar.Register("INLINE", false, "").Get() { //@ declaration env-var INLINE ;; evaluation env-var INLINE
		return NewTax //@ use env-var NEW_TAX via=envuse.NewTax func=use
	}
	made := envvar.Register[bool](key, false, "") //@ declaration env-var dynamic
	NewTax = true
	return made.Get() || held //@ evaluation env-var dynamic ;; use env-var OBJECT via=envuse.held
}
