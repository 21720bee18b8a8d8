// Package context is a stub: the signatures of the module that the corpus needs.
package context

// Context is whom a flag is asked for.
type Context interface {
	Get(key string) interface{}
}
