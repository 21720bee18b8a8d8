// Package statsig asks Statsig: as a package, by a client of either major, and by the client with a native core.
package statsig

import (
	statsig "github.com/statsig-io/go-sdk"
	statsig2 "github.com/statsig-io/go-sdk/v2"
	core "github.com/statsig-io/statsig-go-core"
)

//@ strict

func Feed(client *statsig.Client, id string) bool {
	user := statsig.User{UserID: id}
	if statsig.CheckGate(user, "feed") && statsig.GetGate(user, "feed-top").Value { //@ evaluation statsig feed kind=bool default=none func=Feed ;; evaluation statsig feed-top kind=bool
		return true
	}
	if client.CheckGateWithExposureLoggingDisabled(user, "feed") { //@ evaluation statsig feed kind=bool
		return false
	}
	if gate := client.GetGate(user, id+"-gate"); gate.Value { //@ evaluation statsig dynamic suffix=-gate
		return false
	}
	config, layer := client.GetConfig(user, "limits"), statsig.GetLayer(user, "home") //@ evaluation statsig limits kind=json ;; evaluation statsig home kind=json
	if config.GetBool("strict", false) || layer.GetBool("wide", true) {
		return true
	}
	client.ManuallyLogGateExposure(user, "feed")
	return client.GetExperimentWithOptions(user, "order", nil).Name == "new" //@ evaluation statsig order kind=json
}

func Newer(client *statsig2.Client, user statsig2.User, s *core.Statsig, who *core.StatsigUser) bool {
	return client.CheckGate(user, "feed") || //@ evaluation statsig feed kind=bool
		statsig2.GetGateWithExposureLoggingDisabled(user, "feed").Value || //@ evaluation statsig feed kind=bool
		s.CheckGate(who, "feed") || //@ evaluation statsig feed kind=bool
		s.CheckGateWithOptions(who, "feed", nil) || //@ evaluation statsig feed kind=bool
		s.GetFeatureGate(who, "feed").Value || //@ evaluation statsig feed kind=bool
		s.GetDynamicConfig(who, "limits").GetBool("strict", false) || //@ evaluation statsig limits kind=json
		s.GetExperiment(who, "order").GetBool("new", false) //@ evaluation statsig order kind=json
}

// gates are ours.
type gates struct{}

func (gates) CheckGate(user statsig.User, gate string) bool { return gate == user.UserID }

func ours(g gates) bool { return g.CheckGate(statsig.User{}, "feed") }
