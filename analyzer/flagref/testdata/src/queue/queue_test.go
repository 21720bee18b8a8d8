package queue

import (
	"testing"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
	featuregatetesting "k8s.io/component-base/featuregate/testing"
	"queue/features"
)

func TestAdmit(t *testing.T) {
	features.SetFeatureGateDuringTest(t, features.PartialAdmission, true)                                        //@ test-override k8s-featuregate PartialAdmission via=features.SetFeatureGateDuringTest func=TestAdmit
	features.SetInMap(t, features.FairSharing, false)                                                            //@ test-override k8s-featuregate FairSharing via=features.SetInMap
	featuregatetesting.SetFeatureGateDuringTest(t, utilfeature.DefaultFeatureGate, features.LegacyMetrics, true) //@ test-override k8s-featuregate LegacyMetrics
	featuregatetesting.SetFeatureGatesDuringTest(t, utilfeature.DefaultFeatureGate, featuregatetesting.FeatureOverrides{
		features.TopologyAware: true,  //@ test-override k8s-featuregate TopologyAware
		"ByLiteral":            false, //@ test-override k8s-featuregate ByLiteral
	})
	features.SetAll(t, map[featuregate.Feature]bool{features.Unregistered: true, features.FairSharing: false}) //@ test-override k8s-featuregate Unregistered func=TestAdmit ;; test-override k8s-featuregate FairSharing
	if !(&Job{Workers: 3, Ready: 1}).Admit() {
		t.Error("not admitted")
	}
}

func TestTable(t *testing.T) {
	for name, tc := range map[string]struct {
		gates map[featuregate.Feature]bool
		gate  featuregate.Feature
	}{
		"fair": {
			gates: map[featuregate.Feature]bool{features.FairSharing: true}, //@ mention k8s-featuregate FairSharing
			gate:  features.PartialAdmission,                                //@ mention k8s-featuregate PartialAdmission
		},
	} {
		t.Run(name, func(t *testing.T) {
			featuregatetesting.SetFeatureGatesDuringTest(t, utilfeature.DefaultFeatureGate, tc.gates) //@ test-override k8s-featuregate dynamic func=TestTable
			features.SetFeatureGateDuringTest(t, tc.gate, true)                                       //@ test-override k8s-featuregate dynamic via=features.SetFeatureGateDuringTest
		})
	}
}
