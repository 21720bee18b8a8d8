// Package collector registers and asks for gates of OpenTelemetry's registry.
package collector

import (
	"collector/metadata"

	"go.opentelemetry.io/collector/featuregate"
)

//@ strict

const prefix = "collector."

var strict = featuregate.GlobalRegistry().MustRegister(prefix+"strict", featuregate.StageAlpha, featuregate.WithRegisterFromVersion("v0.100.0")) //@ declaration otel-featuregate collector.strict

var (
	registry = featuregate.NewRegistry()

	own, ownErr = registry.Register("collector.own", featuregate.StageBeta) //@ declaration otel-featuregate collector.own
)

// replaced holds one gate, then another.
var replaced = registry.MustRegister("collector.first", featuregate.StageAlpha) //@ declaration otel-featuregate collector.first

func replace() {
	replaced = registry.MustRegister("collector.second", featuregate.StageAlpha) //@ declaration otel-featuregate collector.second
}

type component struct {
	gate  *featuregate.Gate
	gates []*featuregate.Gate
}

func (c *component) start() bool {
	if strict.IsEnabled() { //@ evaluation otel-featuregate collector.strict kind=bool func=(*component).start
		return false
	}
	if ownErr == nil && !own.IsEnabled() { //@ evaluation otel-featuregate collector.own kind=bool
		return false
	}
	if metadata.ExporterBatchFeatureGate.IsEnabled() { //@ evaluation otel-featuregate exporter.batch kind=bool
		return true
	}
	return (metadata.ReceiverNewUnitsFeatureGate).IsEnabled() && //@ evaluation otel-featuregate receiver.newUnits kind=bool
		!metadata.ScraperOldNamesFeatureGate.IsEnabled() //@ evaluation otel-featuregate scraper.oldNames kind=bool
}

func (c *component) held() bool {
	for _, gate := range c.gates {
		if gate.IsEnabled() { //@ evaluation otel-featuregate dynamic kind=bool
			return true
		}
	}
	same := strict
	return c.gate.IsEnabled() || //@ evaluation otel-featuregate dynamic
		replaced.IsEnabled() || //@ evaluation otel-featuregate dynamic
		same.IsEnabled() //@ evaluation otel-featuregate collector.strict
}

func local(stage featuregate.Stage, names []string) (*component, error) {
	inner := featuregate.GlobalRegistry().MustRegister("collector.local", featuregate.StageAlpha) //@ declaration otel-featuregate collector.local func=local
	if inner.IsEnabled() {                                                                        //@ evaluation otel-featuregate collector.local kind=bool
		return nil, nil
	}
	staged, err := registry.Register("collector.staged", stage) //@ declaration otel-featuregate collector.staged
	if err != nil {
		return nil, err
	}
	c := &component{gate: staged} //@ mention otel-featuregate collector.staged
	for _, name := range names {
		c.gates = append(c.gates, registry.MustRegister("collector."+name, featuregate.StageBeta)) //@ declaration otel-featuregate dynamic prefix=collector.
	}
	return c, nil
}

func gates() []*featuregate.Gate {
	return []*featuregate.Gate{
		strict,                            //@ mention otel-featuregate collector.strict kind=bool func=gates
		metadata.ExporterBatchFeatureGate, //@ mention otel-featuregate exporter.batch
	}
}
