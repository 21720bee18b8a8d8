// Package testing is a stub: a provider with flags of its own for every test.
package testing

import (
	"context"

	"github.com/open-feature/go-sdk/openfeature/memprovider"
)

// TestFramework is what a test offers.
type TestFramework = interface {
	Name() string
	Context() context.Context
}

// TestProvider answers each test from its own map.
type TestProvider struct{}

func NewTestProvider() TestProvider { return TestProvider{} }

func (tp TestProvider) UsingFlags(test TestFramework, flags map[string]memprovider.InMemoryFlag) context.Context {
	return test.Context()
}

func (tp TestProvider) Name() string { return "" }

func (tp TestProvider) Cleanup() {}
