// Package settings has flags that are fields of structs, which only the user's configuration describes.
package settings

//@ strict

// Config has a flag in each field of type bool.
type Config struct {
	NewTax     bool   `json:"newTax"` //@ declaration toggles NewTax kind=bool default=none func=
	fast, slow Switch //@ declaration toggles fast ;; declaration toggles slow
	Limit      int
	Name       *bool
	Preview    struct {
		Boat bool //@ declaration toggles Boat
	}
	Inner
}

// Switch is a type of its own.
type Switch bool

// Inner is a struct with a name, and as such not described.
type Inner struct{ Hidden bool }

// Options has flags in some fields.
type Options struct {
	EnableTax, EnableBoat bool //@ declaration toggles EnableTax ;; declaration toggles EnableBoat
	Verbose               bool
	UseCache              bool //@ declaration toggles UseCache
}

// Pair is generic.
type Pair[T any] struct {
	Value T
	On    bool //@ declaration toggles On
}

// Other is not described.
type Other struct{ NewTax bool }

var global Config

// Get returns a copy.
func Get() Config { return global }

// Set sets the fields that others cannot name.
func Set(c Config) {
	global = c
	global.fast = !c.slow                 //@ declaration toggles fast func=Set ;; evaluation toggles slow func=Set
	global.slow, global.Limit = c.fast, 2 //@ declaration toggles slow ;; evaluation toggles fast
}

func positional() Options { return Options{true, false, true, false} }
