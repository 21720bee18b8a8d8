package program

// Source is where a program's files come from. Everything that reads a program reads it through one.
type Source interface {
	// Dir is the absolute directory in which patterns are resolved.
	Dir() string
	// Overlay replaces or adds files by absolute name; nil reads the disk alone.
	Overlay() map[string][]byte
}

// Dir is the Source of the files in and below a directory, which must be absolute.
type Dir string

// Dir returns the directory.
func (d Dir) Dir() string { return string(d) }

// Overlay returns nothing.
func (d Dir) Overlay() map[string][]byte { return nil }
