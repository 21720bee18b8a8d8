package queue

import (
	"fmt"
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

func TestText(t *testing.T) {
	gate := utilfeature.DefaultMutableFeatureGate
	if err := gate.Set(fmt.Sprintf("%s=%v", features.FairSharing, true)); err != nil { //@ test-override k8s-featuregate FairSharing default=true func=TestText
		t.Fatalf("setting %s: %v", features.FairSharing, err) //@ mention k8s-featuregate FairSharing
	}
	_ = gate.Set("PartialAdmission=false, TopologyAware=true")                                //@ test-override k8s-featuregate PartialAdmission default=false ;; test-override k8s-featuregate TopologyAware default=true
	_ = gate.Set(string(features.LegacyMetrics) + "=" + fmt.Sprint(testing.Short()))          //@ mention k8s-featuregate LegacyMetrics
	_ = gate.Set(string(features.LegacyMetrics) + "=false")                                   //@ test-override k8s-featuregate LegacyMetrics default=false
	_ = gate.Set(fmt.Sprintf("%[1]s=%[2]t", features.FairSharing, true))                      //@ mention k8s-featuregate FairSharing
	_ = gate.Set(fmt.Sprintf("%s=true,%s=%t", features.FairSharing, "ByLiteral", t.Failed())) //@ test-override k8s-featuregate FairSharing default=true ;; test-override k8s-featuregate ByLiteral default=none
	for _, text := range []string{"FairSharing=true"} {
		_ = gate.Set(text)
	}
	defer setByText(t, gate, features.PartialAdmission, true)() //@ test-override k8s-featuregate PartialAdmission via=queue.setByText default=none
}

// setByText puts the old value back: that it asks for it makes no evaluation of its calls.
func setByText(t *testing.T, gate featuregate.MutableFeatureGate, f featuregate.Feature, on bool) func() {
	old := gate.Enabled(f)                    //@ forward k8s-featuregate
	_ = gate.Set(fmt.Sprintf("%s=%v", f, on)) //@ forward k8s-featuregate
	return func() {
		_ = gate.Set(fmt.Sprintf("%s=%v", f, old)) //@ forward k8s-featuregate
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
