package flagref

import (
	"fmt"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Wrapper is the fact that a function passes parameters on to key positions: a call of it is a reference.
type Wrapper struct {
	Shapes []Shape
}

// AFact marks Wrapper as a fact of go/analysis.
func (*Wrapper) AFact() {}

func (w *Wrapper) String() string {
	var parts []string
	for _, s := range w.Shapes {
		parts = append(parts, fmt.Sprintf("%s %s(%d)", s.Role, s.Provider, s.Key))
	}
	return "wrapper: " + strings.Join(parts, ", ")
}

// Shape is how one call of a wrapper concerns flags. Its fields are what gob can carry without confusing 0 and absent.
type Shape struct {
	Provider string
	Role     debt.Role
	Kind     debt.Kind
	// Key is the parameter that holds the key, counted from 0; -1 if what the method is called on does.
	Key int
	// Field is the field of it that does, where it is a struct.
	Field string
	// Flag is the key of a helper that asks for one flag only, and takes none.
	Flag debt.Key
	// Keys are the keys that the SDK's function is about; all where there are none.
	Keys []string
	// Elems says that the keys are the elements of a slice literal or the keys of a map literal.
	Elems bool
	// Default is the parameter that holds the default plus one; 0 if it is none of them.
	Default int
	// Fixed is the default that the wrapper itself passes, if it is constant.
	Fixed debt.Value
	// Via are the functions below the wrapper on the way to the SDK, outermost first, ended by none: the wrapper itself is the first entry.
	Via []string
}

// Object is the fact that a variable holds a flag object.
type Object struct {
	debt.ID
	Kind        debt.Kind
	Default     debt.Value
	Evaluations []string // the methods that ask for the flag's value, or an accessor's fields
	Keyed       bool     // it is no variable but a field, which holds the keys of flags
	Bound       bool     // the variable or field holds the flag's value, which a constructor writes to its address
	Held        bool     // the variable holds the flag's value, as it was when the program started, and not an object
	Captured    string   // the name of the variable or field that holds what the flag gave; "" for everything else
	Partial     bool     // it holds a condition with that value in it
	Accessor    string   // the qualified name of a variable whose function fields ask for the flag; "" for what a constructor made
}

// AFact marks Object as a fact of go/analysis.
func (*Object) AFact() {}

func (o *Object) String() string { return "flag " + o.ID.String() }

// Declared is the fact that a package declares flags.
type Declared struct {
	Flags []debt.Flag
}

// AFact marks Declared as a fact of go/analysis.
func (*Declared) AFact() {}

func (d *Declared) String() string {
	keys := make([]string, len(d.Flags))
	for i, flag := range d.Flags {
		keys[i] = flag.ID.String()
	}
	return "declares " + strings.Join(keys, " ")
}
