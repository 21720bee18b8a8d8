// Package operator has a registry of gates without versions, inside a type of its own.
package operator

//@ strict

import "k8s.io/component-base/featuregate"

// Feature names, some of them in a row.
const (
	Webhooks featuregate.Feature = "Webhooks" //@ declaration k8s-featuregate Webhooks

	Metrics, Tracing featuregate.Feature = "Metrics", "Tracing" //@ declaration k8s-featuregate Metrics ;; declaration k8s-featuregate Tracing
)

// Gates is a registry with our methods.
type Gates struct {
	featuregate.MutableFeatureGate
}

// NewGates registers what there is.
func NewGates() (*Gates, error) {
	const hidden featuregate.Feature = "Hidden" // inside a function the name declares nothing, its registration does
	gate := featuregate.NewFeatureGate()
	err := gate.Add(map[featuregate.Feature]featuregate.FeatureSpec{
		Webhooks:  {Default: true, PreRelease: featuregate.GA, LockToDefault: true}, //@ declaration k8s-featuregate Webhooks func=NewGates
		Metrics:   {Default: true, PreRelease: featuregate.Beta},                    //@ declaration k8s-featuregate Metrics
		Tracing:   {PreRelease: featuregate.Alpha},                                  //@ declaration k8s-featuregate Tracing
		hidden:    {Default: false, PreRelease: featuregate.Deprecated},             //@ declaration k8s-featuregate Hidden
		"Literal": {Default: false, PreRelease: featuregate.Alpha},                  //@ declaration k8s-featuregate Literal
	})
	return &Gates{gate}, err
}

// Serve asks through the embedded interface.
func (g *Gates) Serve() bool {
	return g.Enabled(Webhooks) || g.MutableFeatureGate.Enabled(Metrics) //@ evaluation k8s-featuregate Webhooks kind=bool func=(*Gates).Serve ;; evaluation k8s-featuregate Metrics kind=bool
}

// Off turns the answer round, for any gate.
func (g *Gates) Off(f featuregate.Feature) bool {
	return !g.Enabled(f) //@ forward k8s-featuregate
}

func trace(g *Gates) bool {
	return !g.Off(Tracing) && !g.Off("Literal") //@ evaluation k8s-featuregate Tracing via=operator.Gates.Off ;; evaluation k8s-featuregate Literal via=operator.Gates.Off
}
