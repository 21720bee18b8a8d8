// Package env has what the flags serve.
package env

// Bool, String and Int are what the flags of specimens serve; Other is what the flag serves that stays.
var (
	Bool   bool
	String string
	Int    int
	Other  bool
)
