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
	made := envvar.Register[bool](key, false, "")
	NewTax = true
	return made.Get() || held //@ forward env-var ;; use env-var OBJECT via=envuse.held
}

// Functions that register what they are given: their callers declare, and ask where the function does.

var (
	Both   = envvar.Register("BOTH", false, "").Get() && Boat //@ declaration env-var BOTH ;; evaluation env-var BOTH ;; use env-var BOAT via=envuse.Boat
	Never  = !envvar.Register("NEVER", true, "").Get()        //@ declaration env-var NEVER ;; evaluation env-var NEVER
	Inner  = registered("INNER", 3)                           //@ declaration env-var INNER default=3 via=envuse.registered ;; evaluation env-var INNER default=3 via=envuse.registered
	kept   = keep("KEPT")                                     //@ declaration env-var KEPT via=envuse.keep
	doubly = named(registered(taxKey, ""))                    //@ declaration env-var NEW_TAX via=envuse.registered ;; evaluation env-var NEW_TAX via=envuse.registered
)

func registered[T any](name string, value T) T {
	if NewTax { //@ use env-var NEW_TAX via=envuse.NewTax
		return envvar.Register(name, value, described).Get() //@ forward env-var
	}
	return value
}

func keep(name string) envvar.Var[bool] { return envvar.Register(name, false, "") }

func named(name string) string { return name }

type setting struct{ name string }

func (s setting) value() bool {
	return envvar.Register("SETTING_"+s.name, false, "").Get() //@ declaration env-var dynamic prefix=SETTING_ ;; evaluation env-var dynamic
}

func ask() bool {
	if !Never && Inner == 3 { //@ use env-var NEVER via=envuse.Never ;; use env-var INNER via=envuse.Inner
		return Both && use("USED") //@ use env-var BOTH via=envuse.Both ;; declaration env-var USED via=envuse.use ;; evaluation env-var USED via=envuse.use
	}
	return kept.Get() //@ evaluation env-var KEPT
}
