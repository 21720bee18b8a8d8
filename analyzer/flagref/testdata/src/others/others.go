// Package others has no reference to any flag: only the names look like it.
package others

import (
	"errors"
	"flag"
	"fmt"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldreason"
	"others/ldclient"
)

// Fake has the method of the SDK's client, to the letter.
type Fake struct{ calls []string }

func (f *Fake) BoolVariation(key string, user ldcontext.Context, fallback bool) (bool, error) {
	f.calls = append(f.calls, key)
	return fallback, nil
}

func (f *Fake) IsEnabled(key string) bool { return key == "new-tax" }
func (f *Fake) Enabled(key string) bool   { return false }

// evaluator is satisfied by the SDK's client, but by others too.
type evaluator interface {
	BoolVariation(key string, user ldcontext.Context, fallback bool) (bool, error)
	BoolVariationDetail(key string, user ldcontext.Context, fallback bool) (bool, ldreason.EvaluationDetail, error)
}

// BoolVariation is a function of our own.
func BoolVariation(key string, fallback bool) bool { return fallback }

// IsEnabled too.
func IsEnabled(key string, options ...func()) bool { return len(options) > 0 }

type handlers struct {
	BoolVariation func(key string, user ldcontext.Context, fallback bool) (bool, error)
}

// Enabled is a type, and Enabled("x") a conversion.
type Enabled string

func use(f *Fake, e evaluator, h handlers, c *ldclient.LDClient, user ldcontext.Context) error {
	_, _ = f.BoolVariation("new-tax", user, false)
	_ = f.IsEnabled("new-tax")
	_ = f.Enabled("new-tax")
	_, _ = e.BoolVariation("new-tax", user, false)
	_, _, _ = e.BoolVariationDetail("new-tax", user, false)
	_ = BoolVariation("new-tax", false)
	_ = IsEnabled("new-tax")
	_, _ = h.BoolVariation("new-tax", user, false)
	_, _ = c.BoolVariation("new-tax", user, false)
	_ = Enabled("new-tax")
	_ = flag.Bool("new-tax", false, "the command line is not a flag platform")
	_ = fmt.Sprintf("BoolVariation(%q)", "new-tax")
	return errors.New("new-tax is off")
}
