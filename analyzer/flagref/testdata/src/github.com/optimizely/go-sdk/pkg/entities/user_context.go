// Package entities is a stub: the signatures of the module that the corpus needs.
package entities

// UserContext is whom a flag is asked for.
type UserContext struct{ ID string }
