// Package types is a stub: the signatures of the module that the corpus needs.
package types

// JSON is a structure that a flag serves.
type JSON map[string]any
