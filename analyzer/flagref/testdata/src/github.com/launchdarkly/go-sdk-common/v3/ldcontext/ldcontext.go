// Package ldcontext is a stub: the signatures that the corpus needs.
package ldcontext

// Kind is the kind of a context: user, device …
type Kind string

// Context is whom or what a flag is evaluated for.
type Context struct{ key string }

func New(key string) Context                    { return Context{key: key} }
func NewWithKind(kind Kind, key string) Context { return Context{key: key} }

func (c Context) Key() string { return c.key }
