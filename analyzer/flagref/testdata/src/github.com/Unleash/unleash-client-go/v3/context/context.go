// Package context is a stub: whom a feature is evaluated for.
package context

// Context of an evaluation.
type Context struct {
	UserId     string
	Properties map[string]string
}
