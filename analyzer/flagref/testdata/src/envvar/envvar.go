// Package envvar makes flags of environment variables.
package envvar

// Var is a variable of the environment.
type Var[T any] struct {
	name  string
	value T
}

// Register describes a variable.
func Register[T any](name string, value T, description string) Var[T] { return Var[T]{name, value} }

// Get returns the value.
func (v Var[T]) Get() T { return v.value }

// Name returns the name.
func (v Var[T]) Name() string { return v.name }

// Force gives a variable another value.
func Force[T any](t any, at *T, value T) { *at = value }
