// Package ldtestdata is a stub: flags that a test sets by hand.
package ldtestdata

import "github.com/launchdarkly/go-sdk-common/v3/ldvalue"

// TestDataSource holds the flags of a test.
type TestDataSource struct{}

// FlagBuilder describes one of them.
type FlagBuilder struct{}

func DataSource() *TestDataSource { return &TestDataSource{} }

func (t *TestDataSource) Flag(key string) *FlagBuilder                    { return &FlagBuilder{} }
func (t *TestDataSource) Update(flagBuilder *FlagBuilder) *TestDataSource { return t }

func (f *FlagBuilder) BooleanFlag() *FlagBuilder                    { return f }
func (f *FlagBuilder) On(on bool) *FlagBuilder                      { return f }
func (f *FlagBuilder) VariationForAll(variation bool) *FlagBuilder  { return f }
func (f *FlagBuilder) ValueForAll(value ldvalue.Value) *FlagBuilder { return f }
