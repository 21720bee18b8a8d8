// Package envknob makes functions that ask for environment variables.
package envknob

// RegisterBool returns a function that asks for one.
func RegisterBool(name string) func() bool { return func() bool { return name == "" } }

// RegisterInt returns one that says whether it is set, too.
func RegisterInt(name string, fallback int) func() (int, bool) {
	return func() (int, bool) { return fallback, false }
}
