//go:build !unix

package write

import "io/fs"

// linked reports whether a file has several names, as far as the system tells it at once.
func linked(fs.FileInfo) bool { return false }
