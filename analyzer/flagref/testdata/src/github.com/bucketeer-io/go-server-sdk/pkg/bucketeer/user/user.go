// Package user is a stub: the signatures of the module that the corpus needs.
package user

// User is whom a feature is asked for.
type User struct{ ID string }
