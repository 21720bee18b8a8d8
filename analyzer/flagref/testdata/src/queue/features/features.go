// Package features registers the gates of a job queue, as Kubernetes' projects do.
package features

//@ strict

import (
	"log"
	"testing"

	utilversion "k8s.io/apimachinery/pkg/util/version"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
	featuregatetesting "k8s.io/component-base/featuregate/testing"
)

const (
	// owner: @anna
	// alpha: v0.4
	//
	// PartialAdmission lets a job start with fewer workers.
	PartialAdmission featuregate.Feature = "PartialAdmission" //@ declaration k8s-featuregate PartialAdmission func=

	// FairSharing has been on for everybody for a long time.
	FairSharing featuregate.Feature = "FairSharing" //@ declaration k8s-featuregate FairSharing

	// LegacyMetrics is kept for those who still scrape them.
	LegacyMetrics featuregate.Feature = "LegacyMetrics" //@ declaration k8s-featuregate LegacyMetrics

	// TopologyAware is young.
	TopologyAware featuregate.Feature = "TopologyAware" //@ declaration k8s-featuregate TopologyAware

	// notAFeature is a plain string.
	notAFeature = "NotAFeature"
)

// Unregistered has a constant, but no specification.
const Unregistered = featuregate.Feature("Unregistered") //@ declaration k8s-featuregate Unregistered

func init() {
	must(utilfeature.DefaultMutableFeatureGate.AddVersioned(versionedGates))
	must(utilfeature.DefaultMutableFeatureGate.AddDependencies(map[featuregate.Feature][]featuregate.Feature{
		TopologyAware: {FairSharing, PartialAdmission}, //@ mention k8s-featuregate TopologyAware ;; mention k8s-featuregate FairSharing ;; mention k8s-featuregate PartialAdmission
	}))
}

var versionedGates = map[featuregate.Feature]featuregate.VersionedSpecs{
	PartialAdmission: { //@ declaration k8s-featuregate PartialAdmission func=
		{Version: utilversion.MustParse("0.4"), Default: false, PreRelease: featuregate.Alpha},
		{Version: utilversion.MustParse("0.5"), Default: true, PreRelease: featuregate.Beta},
	},
	FairSharing: { //@ declaration k8s-featuregate FairSharing
		{Version: utilversion.MustParse("0.9"), Default: true, PreRelease: featuregate.GA, LockToDefault: true}, // remove in 0.12
		{Version: utilversion.MustParse("0.3"), PreRelease: featuregate.Alpha},
		{Version: utilversion.MustParse("0.7"), Default: true, PreRelease: featuregate.Beta},
	},
	LegacyMetrics: {{Version: utilversion.MustParse("0.10"), Default: false, LockToDefault: true, PreRelease: featuregate.Deprecated}}, //@ declaration k8s-featuregate LegacyMetrics
	TopologyAware: { //@ declaration k8s-featuregate TopologyAware
		featuregate.FeatureSpec{Version: utilversion.MustParse("0.11"), Default: false, PreRelease: featuregate.Alpha},
	},
}

// Enabled is short for the default gate's.
func Enabled(f featuregate.Feature) bool {
	return utilfeature.DefaultFeatureGate.Enabled(f) //@ forward k8s-featuregate
}

// SetFeatureGateDuringTest is short for the testing package's.
func SetFeatureGateDuringTest(tb testing.TB, f featuregate.Feature, value bool) {
	tb.Helper()
	featuregatetesting.SetFeatureGateDuringTest(tb, utilfeature.DefaultFeatureGate, f, value) //@ forward k8s-featuregate
}

// SetInMap does the same with the other setter.
func SetInMap(tb testing.TB, f featuregate.Feature, value bool) {
	featuregatetesting.SetFeatureGatesDuringTest(tb, utilfeature.DefaultFeatureGate, map[featuregate.Feature]bool{f: value}) //@ forward k8s-featuregate
}

// SetAll goes round the testing package: that it is for tests shows in its first parameter.
func SetAll(tb testing.TB, gates map[featuregate.Feature]bool) {
	values := map[string]bool{}
	for f, value := range gates {
		values[string(f)] = value
	}
	must(utilfeature.DefaultMutableFeatureGate.SetFromMap(values))
	tb.Cleanup(func() { must(utilfeature.DefaultMutableFeatureGate.SetFromMap(nil)) })
}

// Log asks for every gate there is.
func Log() {
	for f := range utilfeature.DefaultMutableFeatureGate.GetAll() {
		log.Print(f, Enabled(f)) //@ evaluation k8s-featuregate dynamic kind=bool via=features.Enabled func=Log
	}
	log.Print(notAFeature)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
