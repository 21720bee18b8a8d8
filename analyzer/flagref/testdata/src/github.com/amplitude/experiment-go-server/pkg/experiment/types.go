// Package experiment is a stub: the signatures of the module that the corpus needs.
package experiment

// User is whom a flag is asked for.
type User struct{ UserId string }

// Variant is what a flag gives.
type Variant struct {
	Value   string
	Payload interface{}
	Key     string
}
