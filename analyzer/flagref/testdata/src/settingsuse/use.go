// Package settingsuse reads flags from fields.
package settingsuse

import (
	"reflect"

	"settings"
)

//@ strict

// Server has the flags by embedding.
type Server struct {
	settings.Config
	options *settings.Options
}

func (s *Server) handle(o settings.Other) int {
	if settings.Get().NewTax && !s.NewTax { //@ evaluation toggles NewTax kind=bool func=(*Server).handle ;; evaluation toggles NewTax
		return s.Limit
	}
	if (s.options.EnableTax) || s.options.Verbose || o.NewTax { //@ evaluation toggles EnableTax
		return 1
	}
	switch {
	case s.Preview.Boat: //@ evaluation toggles Boat
		return 2
	case s.Hidden:
		return 3
	}
	use := func(c *settings.Config) bool { return (*c).NewTax } //@ evaluation toggles NewTax
	if use(&s.Config) {
		return 4
	}
	return 0
}

func wire(on bool) settings.Options {
	o := settings.Options{
		EnableTax: on,                    //@ declaration toggles EnableTax func=wire
		UseCache:  settings.Get().NewTax, //@ declaration toggles UseCache ;; evaluation toggles NewTax
		Verbose:   true,
	}
	o.EnableBoat = true //@ declaration toggles EnableBoat
	(o.EnableBoat) = on //@ declaration toggles EnableBoat
	bind(&o.UseCache)   //@ mention toggles UseCache
	bind(&(o.UseCache)) //@ mention toggles UseCache
	bind(&o.Verbose)
	return o
}

func bind(*bool) {}

func pairs() bool {
	p := settings.Pair[int]{On: true} //@ declaration toggles On
	return p.On                       //@ evaluation toggles On
}

func byName(name string) bool {
	v := reflect.ValueOf(settings.Get())
	_, ok := v.Type().FieldByName("EnableTax") //@ mention toggles EnableTax
	m := map[string]bool{"NewTax": true, name: true}
	return ok && v.FieldByName("NewTax").Bool() && v.FieldByName(name).Bool() && v.FieldByName("Verbose").Bool() && m["NewTax"] //@ mention toggles NewTax
}
