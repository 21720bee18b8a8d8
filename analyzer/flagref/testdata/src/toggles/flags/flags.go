// Package flags has toggles in maps and as methods, which only the user's configuration describes.
package flags

//@ strict

// Name is the key of a toggle.
type Name string

const night Name = "night"

// Set is what toggles give.
type Set map[Name]bool

// Defaults are those of the program.
var Defaults = Set{
	"day": true,  //@ declaration toggles day kind=bool
	night: false, //@ declaration toggles night
}

// Enabled has no type of its own.
var Enabled = map[string]bool{
	"moon": true, //@ declaration toggles moon
}

// Sizes is not described.
var Sizes = map[string]bool{"small": true}

// Features are toggles by their names.
type Features interface {
	NewTax() bool        //@ declaration toggles NewTax kind=bool
	Boat(to string) bool //@ declaration toggles Boat
	Limit() int
	Name() string
}

// EnableStars is a toggle by its name.
func EnableStars() bool { return Enabled["stars"] } //@ declaration toggles EnableStars func= ;; evaluation toggles stars kind=bool func=EnableStars

// Ready is none.
func Ready() bool { return Sizes["small"] }
