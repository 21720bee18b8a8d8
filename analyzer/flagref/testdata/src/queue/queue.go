// Package queue asks for the gates of package features.
package queue

//@ strict

import (
	"fmt"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
	"queue/features"
)

type Job struct{ Workers, Ready int }

func (j *Job) Admit() bool {
	if features.Enabled(features.PartialAdmission) && j.Ready > 0 { //@ evaluation k8s-featuregate PartialAdmission kind=bool via=features.Enabled func=(*Job).Admit
		return true
	}
	fair := features.Enabled(features.FairSharing)                               //@ evaluation k8s-featuregate FairSharing kind=bool via=features.Enabled
	if fair && !utilfeature.DefaultFeatureGate.Enabled(features.LegacyMetrics) { //@ evaluation k8s-featuregate LegacyMetrics kind=bool
		return j.Ready == j.Workers
	}
	return utilfeature.DefaultMutableFeatureGate.Enabled("ByLiteral") && //@ evaluation k8s-featuregate ByLiteral kind=bool
		features.Enabled(featuregate.Feature("Converted")) //@ evaluation k8s-featuregate Converted via=features.Enabled
}

// Flags names gates without asking for them.
func Flags() []string {
	args := []string{fmt.Sprintf("--feature-gates=%s=true", features.TopologyAware)} //@ mention k8s-featuregate TopologyAware
	known := []featuregate.Feature{
		features.FairSharing,  //@ mention k8s-featuregate FairSharing
		features.Unregistered, //@ mention k8s-featuregate Unregistered
	}
	for _, f := range known {
		if features.Enabled(f) { //@ evaluation k8s-featuregate dynamic via=features.Enabled
			args = append(args, string(f))
		}
	}
	return append(args, string(features.PartialAdmission)+"=false") //@ mention k8s-featuregate PartialAdmission
}

// Settle sets gates for good, which is neither a test nor a question.
func Settle() error {
	return utilfeature.DefaultMutableFeatureGate.OverrideDefault(features.TopologyAware, true) //@ mention k8s-featuregate TopologyAware
}
