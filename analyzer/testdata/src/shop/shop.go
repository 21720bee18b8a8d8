package shop

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"

	"shop/ff"
)

func direct(user ldcontext.Context) bool {
	on, _ := ff.Client.BoolVariation("new-checkout", user, false) // want `^stale: flag "new-checkout" serves true to everyone`
	return on
}

func wrapped() bool {
	return ff.On("new-checkout") || // want `^stale: flag "new-checkout"`
		ff.On("promo-banner") || // want `^archived: flag "promo-banner" is archived at launchdarkly`
		ff.On("new-chekout") || // want `^unknown: .*new-checkout`
		ff.On("gone-trial") || // want `^expired: flag "gone-trial"`
		ff.On("young") || // want `^stale: flag "young"`
		ff.On("kept") ||
		ff.On("split")
}

func inferred(flags ff.Flags) bool {
	return flags.Enabled("new-checkout") // want `^stale: flag "new-checkout"`
}

func built(name string) bool {
	return ff.On("exp-" + name) // want `^dynamic-key: `
}

func named() bool {
	return ff.On("BadName") // want `^naming: `
}

func silenced() bool {
	return ff.On("new-checkout") //nolint:flagdebt // the test says so
}

//nolint:all
func silencedWhole() bool {
	return ff.On("promo-banner")
}
