// Package dots imports SDKs with a dot, and under names that hide them.
package dots

import (
	toggles "github.com/Unleash/unleash-client-go/v4"
	. "github.com/thomaspoignant/go-feature-flag"
	"github.com/thomaspoignant/go-feature-flag/ffcontext"
	fmt "go.opentelemetry.io/collector/featuregate"
	. "k8s.io/component-base/featuregate"
)

const Dotted Feature = "Dotted" //@ declaration k8s-featuregate Dotted

func Use(who ffcontext.Context, gate FeatureGate, g *GoFeatureFlag) bool {
	on, _ := BoolVariation("dotted", who, false)        //@ evaluation go-feature-flag dotted kind=bool default=false
	_, _ = g.StringVariation("dotted-method", who, "x") //@ evaluation go-feature-flag dotted-method kind=string default="x"
	return on && gate.Enabled(Dotted) &&                //@ evaluation k8s-featuregate Dotted kind=bool
		toggles.IsEnabled("renamed") && //@ evaluation unleash renamed kind=bool
		disguised.IsEnabled() //@ evaluation otel-featuregate dots.disguised kind=bool
}

var disguised = fmt.GlobalRegistry().MustRegister("dots.disguised", fmt.StageAlpha) //@ declaration otel-featuregate dots.disguised
