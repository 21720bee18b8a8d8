// Package memprovider is a stub: a provider that answers from a map.
package memprovider

// State says whether a flag is on.
type State string

const (
	Enabled  State = "ENABLED"
	Disabled State = "DISABLED"
)

// InMemoryFlag is one flag of the map.
type InMemoryFlag struct {
	Key            string
	State          State
	DefaultVariant string
	Variants       map[string]any
}

// InMemoryProvider answers from the map.
type InMemoryProvider struct{}

func NewInMemoryProvider(from map[string]InMemoryFlag) *InMemoryProvider { return nil }

func (i *InMemoryProvider) Name() string { return "" }

func (i *InMemoryProvider) UpdateFlags(flags map[string]InMemoryFlag) {}
