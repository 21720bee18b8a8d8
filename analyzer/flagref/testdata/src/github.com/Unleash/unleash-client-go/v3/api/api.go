// Package api is a stub: what the server tells.
package api

// Payload of a variant.
type Payload struct {
	Type  string
	Value string
}

// Variant is one named answer of a feature.
type Variant struct {
	Name    string
	Payload Payload
	Enabled bool
}
