// Package godebug is a stub: the signatures of the package that the corpus needs.
package godebug

// Setting is one of GODEBUG's.
type Setting struct{ name string }

func New(name string) *Setting { return &Setting{name} }

func (s *Setting) Name() string       { return s.name }
func (s *Setting) Value() string      { return "" }
func (s *Setting) IncNonDefault()     {}
func (s *Setting) Undocumented() bool { return false }
