// Package feature is a stub: the gate that the whole program shares.
package feature

import "k8s.io/component-base/featuregate"

var (
	// DefaultMutableFeatureGate is for registration, DefaultFeatureGate for asking.
	DefaultMutableFeatureGate featuregate.MutableVersionedFeatureGate = featuregate.NewFeatureGate()
	DefaultFeatureGate        featuregate.FeatureGate                 = DefaultMutableFeatureGate
)
