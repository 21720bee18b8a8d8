// Package testing is a stub: setting feature gates for the length of a test.
package testing

import "k8s.io/component-base/featuregate"

// FeatureOverrides are the values that a test wants.
type FeatureOverrides = map[featuregate.Feature]bool

// TB is the part of testing.TB that the setters use.
type TB interface {
	Cleanup(func())
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Name() string
}

func SetFeatureGateDuringTest(tb TB, gate featuregate.FeatureGate, f featuregate.Feature, value bool) {
}

func SetFeatureGatesDuringTest(tb TB, gate featuregate.FeatureGate, features FeatureOverrides) {}
